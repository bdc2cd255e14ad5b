/*
 * support_booth: a whole kiosk on the sample pack in a temporary folder, played by
 * scripts.
 */
#ifndef TOWNLINE_SUPPORT_BOOTH_H
#define TOWNLINE_SUPPORT_BOOTH_H

#include "replay.h"

struct booth {
    char folder[64]; /* data and office.pub lie in it */
    char data[96], keys[96];
    struct kiosk_options options;
    struct clock clock;
    struct kiosk *kiosk;
    char *said; /* the transcript so far, NUL-terminated; grows with each play */
    size_t said_size;
    FILE *transcript;
};

void booth_start(struct booth *booth);
void booth_finish(struct booth *booth); /* removes the folder */

/* The same before and after a test: *state is its booth. */
int booth_setup(void **state);
int booth_teardown(void **state);

bool booth_open(struct booth *booth, struct error *err);
void booth_close(struct booth *booth);
/* Plays the script on the open kiosk; the test fails where the script does. */
void booth_play(struct booth *booth, const char *script);
/* As booth_play, for a script that is expected to fail. */
bool booth_try(struct booth *booth, const char *script, struct error *err);
/* Times the word stands at the start of a line of the transcript. */
unsigned booth_said(struct booth *booth, const char *line);
uint32_t booth_open_responses(struct booth *booth); /* in no bundle yet */

/* From the first screen through one service to "recorded". */
extern const char booth_to_recorded[];

#endif

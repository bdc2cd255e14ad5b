/*
 * support_booth: a whole kiosk with the sample pack in a temporary folder, which
 * scripts play.
 */
#ifndef TOWNLINE_SUPPORT_BOOTH_H
#define TOWNLINE_SUPPORT_BOOTH_H

#include "replay.h"

struct booth {
    char folder[64]; /* has the data folder and office.pub */
    char data[96], keys[96];
    char pack[96]; /* of booth_open_with */
    struct kiosk_options options;
    struct clock clock;
    struct kiosk *kiosk;
    char *said; /* the transcript until now, with a NUL; each play adds to it */
    size_t said_size;
    FILE *transcript;
};

void booth_start(struct booth *booth);
void booth_finish(struct booth *booth); /* removes the folder */

/* cmocka fixtures: *state is the booth of the test. */
int booth_setup(void **state);
int booth_teardown(void **state);

bool booth_open(struct booth *booth, struct error *err);
/* Opens it with the sample form, in whose instance "townline" these words stand behind
 * `after`. The test fails where that is refused. */
void booth_open_with(struct booth *booth, const char *after, const char *words);
void booth_close(struct booth *booth);
/* Plays the script on the open kiosk. The test fails where the script does. */
void booth_play(struct booth *booth, const char *script);
/* The same, for a script that should fail. */
bool booth_try(struct booth *booth, const char *script, struct error *err);
/* How many lines of the transcript begin with this. */
unsigned booth_said(struct booth *booth, const char *line);
uint32_t booth_open_responses(struct booth *booth); /* in no bundle yet */

/* A script that goes from the first screen through one service to "recorded". */
extern const char booth_to_recorded[];

#endif

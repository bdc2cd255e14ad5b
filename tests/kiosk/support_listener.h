/*
 * support_listener: a resident who hears the kiosk and does not see it: keys of a
 * keypad or two switches, and a log of what was said.
 */
#ifndef TOWNLINE_SUPPORT_LISTENER_H
#define TOWNLINE_SUPPORT_LISTENER_H

#include "speech_log.h"
#include "support_booth.h"

enum listener_by { BY_KEYPAD, BY_SWITCHES };
struct listener {
    struct booth booth;
    enum listener_by by;
    unsigned presses;
};

/* For tests of cmocka: begins a booth with the pack of this folder, or the usual one if
 * it is NULL, puts the listener in `*state`, and ends it. */
void listener_begin(void **state, enum listener_by by, const char *pack_dir);
int listener_end(void **state);
/* Opens the booth, which must be started, with a voice that is written down. */
void listener_open(struct listener *listener);
/* The same for a booth that has a PIN already. */
void listener_open_again(struct listener *listener);
/* Presses a key and lets `ms` pass. */
void listener_press(struct listener *listener, enum action action, uint64_t ms);
/* One of two switches; with the codes that were learned. */
void listener_switch(struct listener *listener, int key, uint64_t ms);
void listener_wait(struct listener *listener, uint64_t ms);
/* Waits until all was said. */
void listener_hear_out(struct listener *listener);
/* What was said since the last call; borrowed until the next. */
const char *listener_heard(struct listener *listener);
bool listener_is_at(const struct listener *listener, const char *screen);
/* Goes to the node and chooses it, with the keys that this listener has. */
void listener_choose(struct listener *listener, const char *id);
/* Goes from the first screen to "recorded", about the first service that is offered. */
void listener_answer_all(struct listener *listener, const char *language);

#endif

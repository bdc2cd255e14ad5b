/*
 * blank: when the screen is dark, and the touch that only makes it bright again. Pure:
 * no SDL, no clock.
 *
 * The screen goes dark while nobody is at it: after so many minutes without a touch, or
 * a minute after the last one when the kiosk is closed. Whatever wakes it does nothing
 * else, until the finger is lifted and a moment more: nobody can aim in the dark.
 */
#ifndef TOWNLINE_BLANK_H
#define TOWNLINE_BLANK_H

#include "touch.h"

#include <stdbool.h>
#include <stdint.h>

#define BLANK_CLOSED_MS 60000
#define BLANK_WAKING_MS 400 /* after the finger that woke it was lifted */
#define BLANK_HELD_MS 10000 /* then a finger whose end nobody told is forgotten */

struct blank {
    uint64_t after_ms; /* 0: it is never dark */
    uint64_t used_ms;  /* when it was touched last */
    bool is_dark;
    bool is_waking;      /* the finger that woke it is down */
    int64_t pointer;     /* that finger */
    uint64_t awake_from; /* until then touches do nothing */
};

void blank_init(struct blank *blank, uint64_t after_ms, uint64_t now_ms);
/* Decides whether it is dark now. `is_idle`: nobody is in the middle of something. */
void blank_update(struct blank *blank, bool is_idle, bool is_closed, uint64_t now_ms);
/* Takes a touch first. True when it must do nothing else. */
bool blank_takes_touch(struct blank *blank, const struct touch_event *event,
                       uint64_t now_ms);
/* The same of a key. */
bool blank_takes_key(struct blank *blank, uint64_t now_ms);

#endif

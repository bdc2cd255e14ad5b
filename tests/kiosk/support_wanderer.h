/*
 * support_wanderer: a resident who touches, presses, types and waits as chance has it,
 * and what befalls such a session: the power fails, the clock jumps, nobody is there
 * any more. The same seed does the same again.
 */
#ifndef TOWNLINE_SUPPORT_WANDERER_H
#define TOWNLINE_SUPPORT_WANDERER_H

#include "support_days.h"
#include "townline/random.h"

struct wanderer {
    struct listener *listener;
    struct days *days;
    struct random_source random;
    char secret[24]; /* what this resident types */
    unsigned actions, cuts;
    unsigned dark, scanned, pinyin; /* moments of it */
};

uint32_t wanderer_below(struct wanderer *wanderer, uint32_t limit);
/* One touch, key, text or pause. */
void wanderer_act(struct wanderer *wanderer);
/* So long that the session ends. */
void wanderer_walk_away(struct wanderer *wanderer);

#endif

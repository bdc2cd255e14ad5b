/*
 * archive_picks: what a resident picked as most and least important on each screen of
 * an order that is asked by picking: "a b c d / a / c | e f g h / - / h". For each
 * screen that is what was shown, the most important and the least; "-" is not picked.
 */
#ifndef TOWNLINE_ARCHIVE_PICKS_H
#define TOWNLINE_ARCHIVE_PICKS_H

#include "townline/descriptor.h"

#define PICKS_MAX_SCREENS 12
#define PICKS_MAX_SHOWN 12

struct picks {
    struct picks_screen {
        int shown[PICKS_MAX_SHOWN]; /* choices of the rank */
        size_t count;
        int most, least; /* -1: not picked */
    } screens[PICKS_MAX_SCREENS];
    size_t count; /* screens on which anything was picked */
};
/* False when the text is not made so: then nothing of it is to be counted. */
bool picks_read(const struct question *rank, const char *text, struct picks *out);

#endif

/*
 * pace: when the pictures of the moving code are due. They lie on a fixed grid from the
 * moment it began, so one that comes a little late does not push back those after it. A
 * phone reads a picture only when it stays for its whole time.
 */
#ifndef TOWNLINE_PACE_H
#define TOWNLINE_PACE_H

#include <stdint.h>

struct pace {
    unsigned rate; /* pictures a second */
    uint64_t begun_ms;
    uint64_t shown; /* since then */

    /* For measuring, from the first pace_begin on. */
    uint64_t flips;
    uint64_t late;     /* of them more than a quarter of their time late */
    uint64_t worst_ms; /* how late the latest one was */
};

/* A picture is shown now, and the next is due after its time. */
void pace_begin(struct pace *pace, unsigned rate, uint64_t now_ms);
uint64_t pace_due_ms(const struct pace *pace);
/* The picture that was due is shown now. When it is later than its whole time, the grid
 * begins anew, since what was missed would only flicker by. */
void pace_flip(struct pace *pace, uint64_t now_ms);

#endif

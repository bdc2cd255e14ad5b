/* pace: a grid of times. */
#include "pace.h"

void
pace_begin(struct pace *pace, unsigned rate, uint64_t now_ms)
{
    pace->rate = rate;
    pace->begun_ms = now_ms;
    pace->shown = 0;
}

uint64_t
pace_due_ms(const struct pace *pace)
{
    return pace->begun_ms + (pace->shown + 1) * 1000 / pace->rate;
}

void
pace_flip(struct pace *pace, uint64_t now_ms)
{
    uint64_t due_ms = pace_due_ms(pace);
    uint64_t late_ms = now_ms > due_ms ? now_ms - due_ms : 0;
    pace->flips++;
    pace->late += late_ms > 250 / pace->rate;
    pace->worst_ms = late_ms > pace->worst_ms ? late_ms : pace->worst_ms;
    pace->shown++;
    if (late_ms >= 1000 / pace->rate) {
        pace_begin(pace, pace->rate, now_ms);
    }
}

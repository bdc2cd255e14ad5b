/*
 * clock: what the kiosk calls now. The real one is the machine's monotonic and wall
 * clock; the fake one stands still until a script moves it. Nothing finer than the
 * half-day is ever written down.
 */
#ifndef TOWNLINE_CLOCK_H
#define TOWNLINE_CLOCK_H

#include "townline/store.h"

struct clock {
    bool is_fake;
    uint8_t fake_boot; /* of the fake clock: another number, another start */
    bool fake_stops;   /* and its machine has no clock that runs without power */
    uint64_t fake_ms;
    uint32_t start_half_day; /* of the fake clock */
    int64_t shift_min;       /* what staff set, against the machine's */
    enum clock_word {
        CLOCK_UNSAID,
        CLOCK_RIGHT,
        CLOCK_DOUBTFUL
    } word; /* of staff, about it */
};

/* A fake clock that starts at `half_day`, or at the real one when it is 0. */
void clock_init_fake(struct clock *clock, uint32_t half_day);
void clock_advance(struct clock *clock, uint64_t ms); /* the fake clock only */

/* Staff say that it is `shift_min` later (or earlier, below 0) than the clock shows;
 * nothing else of the machine is set. `sure`: it may be trusted from now on. */
void clock_set(struct clock *clock, int64_t shift_min, bool sure);

/* Of the machine's present start; false when that cannot be told. */
bool clock_boot_id(const struct clock *clock, uint8_t out[STORE_BOOT_ID_BYTES]);
/* Goes on with what was kept: never earlier than then. After another start of the
 * machine it is trusted only where it was before, something ran meanwhile (a clock with
 * a battery, or the network set it), and it did not go back. Returns whether it is
 * another start. */
bool clock_resume(struct clock *clock, const struct store_clock *kept);

uint64_t clock_ms(const struct clock *clock); /* since some start; never goes back */
/* Half-days since 1970-01-01, local time. */
uint32_t clock_half_day(const struct clock *clock);
/* Minutes since 1970-01-01, local time: for the staff's screens, and never stored. */
int64_t clock_minutes(const struct clock *clock);
/* What staff said of it last; else false when nothing vouches for the wall clock: a
 * date from before this program, or a board without a battery-backed clock that was
 * never synchronised. */
bool clock_is_trusted(const struct clock *clock);

/* "2026-05-12T09" to the half-day it lies in. */
bool clock_read_date(const char *text, uint32_t *half_day_out)
    __attribute__((warn_unused_result));

#endif

/*
 * clock: what time it is for the kiosk. The real clock uses the machine's monotonic and
 * wall clocks. The fake one stands still until a script moves it. Nothing more exact
 * than the half-day is ever stored.
 */
#ifndef TOWNLINE_CLOCK_H
#define TOWNLINE_CLOCK_H

#include "townline/store.h"

struct clock {
    bool is_fake;
    /* of the fake clock: another number means another start of the machine */
    uint8_t fake_boot;
    /* of the fake clock: its machine has no clock that runs without power */
    bool fake_stops;
    uint64_t fake_ms;
    uint32_t start_half_day; /* of the fake clock */
    int64_t fake_set_min;    /* of the fake clock: how far its machine was set */
    /* what staff set, as a difference from the machine's clock */
    int64_t shift_min;
    enum clock_word {
        CLOCK_UNSAID,
        CLOCK_RIGHT,
        CLOCK_DOUBTFUL
    } word; /* what staff said about it */
};

/* A fake clock that starts at `half_day`; 0: at the real time. */
void clock_init_fake(struct clock *clock, uint32_t half_day);
void clock_advance(struct clock *clock, uint64_t ms); /* for the fake clock only */

/* Staff say that it is `shift_min` later than the clock shows, or earlier when it is
 * below 0. The machine's own clock is not changed. `sure`: it can be trusted from now
 * on. */
void clock_set(struct clock *clock, int64_t shift_min, bool sure);

/* What the machine's own clock would show if it were right, in seconds since
 * 1970-01-01; and that it was set to this. The kiosk then shows the same time as
 * before, and nothing has to be added to what the machine shows. */
int64_t clock_right_seconds(const struct clock *clock);
void clock_machine_was_set(struct clock *clock);

/* The id of the machine's present start; false when it is unknown. */
bool clock_boot_id(const struct clock *clock, uint8_t out[STORE_BOOT_ID_BYTES]);
/* Goes on with what was stored; the time is never earlier than then. After another
 * start of the machine, the clock is trusted only if it was trusted before, something
 * kept the time meanwhile (a clock with a battery, or the network), and it did not go
 * back. Returns whether it is another start. */
bool clock_resume(struct clock *clock, const struct store_clock *kept);

uint64_t clock_ms(const struct clock *clock); /* since some start; never goes back */
/* Half-days since 1970-01-01 in local time. */
uint32_t clock_half_day(const struct clock *clock);
/* Minutes since 1970-01-01 in local time, for the staff's screens. It is never stored.
 */
int64_t clock_minutes(const struct clock *clock);
/* What staff said about it last. When they said nothing, it is false where nothing
 * shows that the clock is right: its date is older than this program, or no chip kept
 * it (clock_chip) and the network did not set it. */
bool clock_is_trusted(const struct clock *clock);

/* Reads "2026-05-12T09" as the half-day that it lies in. */
bool clock_read_date(const char *text, uint32_t *half_day_out)
    __attribute__((warn_unused_result));

#endif

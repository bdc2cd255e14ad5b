/*
 * support_days: what happens to a kiosk between and during its residents: staff with a
 * stick that comes and goes, hours, practice, a machine's clock that jumps a day, and
 * power that fails. What was kept before is kept afterwards, each time.
 */
#ifndef TOWNLINE_SUPPORT_DAYS_H
#define TOWNLINE_SUPPORT_DAYS_H

#include "support_listener.h"

enum happening {
    A_STICK_COMES_AND_GOES,
    THE_POWER_FAILS,
    HOURS_ARE_KEPT,
    THE_CLOCK_JUMPS,
    PRACTICE_BEGINS_OR_ENDS,
    HAPPENINGS
};

struct days {
    struct listener *listener;
    char stick[96];    /* the folder that is there while a stick is in */
    bool is_practice;  /* answers go to the other store */
    uint32_t official; /* kept when practice began */
    unsigned happened[HAPPENINGS];
    unsigned closed; /* so often hours kept residents out */
};

/* Call it before the kiosk is opened. */
void days_start(struct days *days, struct listener *listener);
/* How many responses the open store has, wherever they are. */
uint32_t days_kept(const struct days *days);
/* Nobody is at the first screen. `chance` decides what can go either way. */
void days_let_happen(struct days *days, enum happening happening, uint32_t chance);
/* Any moment: what was written until now is all that is there after it. */
void days_cut_power(struct days *days);
/* The machine's clock goes a day on, or back. */
void days_shift_clock(struct days *days, bool back);

#endif

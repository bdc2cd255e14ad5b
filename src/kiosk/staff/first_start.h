/*
 * first_start: the steps by which a new kiosk is set up, one screen each: language,
 * size, name, clock, PIN, PIN again, the stick with the first questions, the office's
 * key, this kiosk's key. What was set is kept after each step, so that after a power
 * cut it goes on where it was. A kiosk that was started with questions asks for no
 * stick.
 */
#ifndef TOWNLINE_FIRST_START_H
#define TOWNLINE_FIRST_START_H

#include "staff.h"

/* Opens the step that is due; nothing when the kiosk is set up. */
void first_start_begin(struct staff *staff);
/* The step on the screen is done: keeps it and goes on. */
void first_start_next(struct staff *staff);
/* One step back; what was entered stays. Nothing on the first. */
void first_start_back(struct staff *staff);
/* The paper says another key: nothing goes on. */
void first_start_refuse(struct staff *staff);
/* The first questions could not be kept: asks for the stick again, and says so. */
void first_start_again(struct staff *staff);
/* kiosk.pub onto the stick, before there are answers. */
void first_start_save_key(struct staff *staff);
/* Of what staff set, when the disk refuses it. */
void first_start_say_not_kept(struct staff *staff);
/* Its place among the steps that this kiosk asks, from 1; 0 when it is none of them. */
int first_start_step(const struct staff *staff, int *steps_out);

#endif

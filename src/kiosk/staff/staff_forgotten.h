/*
 * staff_forgotten: nobody knows the PIN any more. The office's file on the stick takes
 * it away, and the steps that ask for a new one follow.
 */
#ifndef TOWNLINE_STAFF_FORGOTTEN_H
#define TOWNLINE_STAFF_FORGOTTEN_H

#include "staff.h"

/* Asked for by touch on the PIN's screen; nothing else on the stick is read. Staff are
 * told what was found. */
void staff_reset_pin(struct staff *staff);

#endif

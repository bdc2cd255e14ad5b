/*
 * staff_close: staff close the kiosk to residents for a while, and open it again. What
 * was recorded stays, and staff can collect it.
 */
#ifndef TOWNLINE_STAFF_CLOSE_H
#define TOWNLINE_STAFF_CLOSE_H

#include "staff.h"

/* As it was left when the program ended. */
bool staff_reads_closed(const struct staff *staff);
void staff_toggle_closed(struct staff *staff);

#endif

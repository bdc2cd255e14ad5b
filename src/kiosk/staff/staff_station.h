/*
 * staff_station: what residents find at the kiosk, as staff set it: open, resting or
 * closed. It stands in the data folder, so that a power cut changes nothing.
 */
#ifndef TOWNLINE_STAFF_STATION_H
#define TOWNLINE_STAFF_STATION_H

#include "staff.h"

enum staff_station staff_read_station(const struct staff *staff);
/* Where it cannot be kept, staff are told that it holds until the power goes. */
void staff_set_station(struct staff *staff, enum staff_station station);

#endif

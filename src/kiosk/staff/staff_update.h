/*
 * staff_update: a new version of the kiosk's own program, found on the stick of a
 * visit: staff are asked, it is installed by the appliance's helper, and the machine
 * starts anew when they say so. Nothing of it changes before that.
 */
#ifndef TOWNLINE_STAFF_UPDATE_H
#define TOWNLINE_STAFF_UPDATE_H

#include "staff.h"

/* Asks about the update that the visit found; false when it found none. */
bool staff_offer_update(struct staff *staff, const struct stick_visit_status *visit);
bool staff_is_updating(const struct staff *staff);
/* Hears how far it is. True when something changed on the screen. */
bool staff_follow_update(struct staff *staff, uint64_t now_ms);
/* Install, start anew, or back to the menu, whatever is due. */
void staff_update_next(struct staff *staff);
void staff_update_back(struct staff *staff);

#endif

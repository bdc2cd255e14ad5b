/*
 * replay: plays a script on the kiosk, with a fake clock and without a display. Touches
 * go the same way as those of a finger: they have coordinates and pass through touch.h.
 */
#ifndef TOWNLINE_REPLAY_H
#define TOWNLINE_REPLAY_H

#include "kiosk.h"
#include "script.h"

/* The kiosk's clock must be a fake one. On failure the error tells the line of `name`
 * and the reason; what was on the screen is written to `report` (may be NULL). */
bool replay_run(struct kiosk *kiosk, const struct script *script, const char *name,
                FILE *report, struct error *err) __attribute__((warn_unused_result));

#endif

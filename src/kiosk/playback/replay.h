/*
 * replay: plays a script on the kiosk with a fake clock and no display. Touches go in
 * where fingers do: by coordinates, through the same pointer code.
 */
#ifndef TOWNLINE_REPLAY_H
#define TOWNLINE_REPLAY_H

#include "kiosk.h"
#include "script.h"

#define REPLAY_PRESS_MS 80  /* a finger rests so long on a target */
#define REPLAY_PAUSE_MS 420 /* and so long passes before the next touch */

/* The kiosk's clock must be a fake one. On failure the error says in which line of
 * `name` and why; what was on the screen goes to `report` (may be NULL). */
bool replay_run(struct kiosk *kiosk, const struct script *script, const char *name,
                FILE *report, struct error *err) __attribute__((warn_unused_result));

/* What the commands `touch` and `type` do. */
bool replay_touch(struct kiosk *kiosk, const char *id, struct error *err)
    __attribute__((warn_unused_result));
bool replay_type(struct kiosk *kiosk, const char *text, struct error *err)
    __attribute__((warn_unused_result));

#endif

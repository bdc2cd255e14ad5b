/*
 * hand: a hand at a kiosk that is played, without a display and with a fake clock. Its
 * touches go the same way as those of a finger: they have coordinates and pass through
 * touch.h. Whatever it does, the screen is drawn again after it.
 */
#ifndef TOWNLINE_HAND_H
#define TOWNLINE_HAND_H

#include "kiosk.h"

#define HAND_PRESS_MS 80  /* how long a finger rests on a node */
#define HAND_PAUSE_MS 420 /* how long it is until the next touch */

bool hand_wait(struct kiosk *kiosk, uint64_t ms, struct error *err)
    __attribute__((warn_unused_result));
/* After a session, the first screen cannot be touched for a moment; waits for that. */
bool hand_settle(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* The corner that opens staff's screens. */
bool hand_touch_corner(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Touches the node with the id, on whatever page of the screen it is; "staff-corner" is
 * the corner. Waits until what staff began is done. ERROR_MISSING: no page has it.
 * ERROR_INPUT: it cannot be touched. */
bool hand_touch(struct kiosk *kiosk, const char *id, struct error *err)
    __attribute__((warn_unused_result));
/* Writes the text with the keys of the screen's keyboard or pad. */
bool hand_type(struct kiosk *kiosk, const char *text, struct error *err)
    __attribute__((warn_unused_result));
bool hand_to_first_page(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Looks for the node on all pages of the screen, from the first; *node_out is below 0
 * when none has it. */
bool hand_turn_to(struct kiosk *kiosk, const char *id, int *node_out, struct error *err)
    __attribute__((warn_unused_result));
/* Finds the node on any page of the screen. ERROR_MISSING: there is none. */
bool hand_find(struct kiosk *kiosk, const char *id, int *node_out, struct error *err)
    __attribute__((warn_unused_result));

#endif

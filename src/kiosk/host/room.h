/*
 * room: a second screen for the wall. What the room said is shown there, large enough
 * for the last row, while the kiosk's own screen keeps the controls of whoever leads.
 * Nothing else is ever shown on it, and nothing on it can be touched.
 */
#ifndef TOWNLINE_ROOM_H
#define TOWNLINE_ROOM_H

#include "paint.h"

struct room {
    struct panel panel;
    struct theme theme;
    struct tree tree;
    struct paint *paint; /* NULL: there is no second screen */
};

struct kiosk;
/* Takes a second screen of that many pixels for as long as the wall is shown. */
bool room_open(struct kiosk *kiosk, int width_px, int height_px, struct error *err)
    __attribute__((warn_unused_result));
void room_close(struct room *room); /* takes a zeroed struct */
/* Whether the wall is on the second screen now. */
bool room_is_shown(const struct kiosk *kiosk);
/* Paints it, after the kiosk's own screen. When there is not enough memory, the picture
 * stays as it was. */
void room_draw(struct kiosk *kiosk);

#endif

/* room: builds and paints the wall for a second screen. */
#include "room.h"

#include "kiosk.h"
#include "scene.h"

/* Words are as large as on a screen of this height, whatever the true size of the
 * second screen is. Where a question needs more room they are smaller, but never less
 * than a 25th of the height. */
static const double heights_mm[] = {136, 150, 166};
#define HEIGHTS (sizeof heights_mm / sizeof *heights_mm)

static void
measure(struct panel *panel, double height_mm)
{
    panel->height_mm = height_mm;
    panel->width_mm = height_mm * panel->width_px / panel->height_px;
}

bool
room_open(struct kiosk *kiosk, int width_px, int height_px, struct error *err)
{
    struct room *room = &kiosk->room;
    room_close(room);
    room->panel =
        (struct panel){.name = "room", .width_px = width_px, .height_px = height_px};
    measure(&room->panel, heights_mm[0]);
    tree_init(&room->tree);
    kiosk->dirty = true;
    return kiosk_open_paint(kiosk, &room->panel, &room->paint, err);
}

void
room_close(struct room *room)
{
    if (room->paint) {
        tree_finish(&room->tree);
        paint_close(room->paint);
    }
    *room = (struct room){0};
}

bool
room_is_shown(const struct kiosk *kiosk)
{
    return kiosk->room.paint && kiosk->staff.view == STAFF_WALL &&
           !kiosk_is_resting(kiosk);
}

void
room_draw(struct kiosk *kiosk)
{
    struct room *room = &kiosk->room;
    const struct display plain = display_default();
    int pages = 2;
    bool ok = true;
    for (size_t i = 0; ok && pages > 1 && i < HEIGHTS; i++) {
        measure(&room->panel, heights_mm[i]);
        theme_init(&room->theme, &room->panel, &plain);
        ok = kiosk_build(kiosk, &screen_room, &room->theme, &room->tree, &pages);
    }
    if (ok) {
        paint_tree(room->paint, &room->theme, &room->tree);
    }
}

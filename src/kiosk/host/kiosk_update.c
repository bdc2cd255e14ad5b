/* New questions that staff chose from a stick: the kiosk changes to them when no
 * resident is at the screen. What was answered before is frozen first, by the store. */
#include "kiosk.h"

#include "staff_visit.h"

#include <string.h>

bool
kiosk_can_update(const struct kiosk *kiosk)
{
    return kiosk->staff.next_pack && kiosk->staff.view == STAFF_AWAY &&
           kiosk->session.view == SESSION_ATTRACT &&
           kiosk->session.sheet == SHEET_NONE && kiosk->store;
}

/* Everything that was made for the pack before. */
static bool
begin_again(struct kiosk *kiosk, struct error *err)
{
    kiosk->others = (struct others){0};
    kiosk->turnout = (struct turnout){0};
    kiosk->shown = (struct place){0};
    kiosk->left = (struct kiosk_spot){0};
    kiosk->screen[0] = '\0';
    kiosk->page = 0;
    kiosk->dirty = true;
    touch_drop(&kiosk->touch);
    return kiosk_open_model(kiosk, err) && kiosk_open_screen(kiosk, err);
}

/* True when the kiosk asks from `pack` now, which is its own then. */
static bool
take_pack(struct kiosk *kiosk, struct pack *pack, struct error *err)
{
    struct pack *before = kiosk->pack;
    struct office_public office = kiosk->office;
    char media_dir[sizeof kiosk->media_dir];
    memcpy(media_dir, kiosk->media_dir, sizeof media_dir);
    kiosk->pack = pack;
    kiosk_follow_pack(kiosk);
    /* The mark first: alone it says nothing, and the pack is kept in one last step. */
    if (kiosk_mark_pack(kiosk, err) && kiosk_keep_pack(kiosk, err)) {
        pack_close(before);
        return true;
    }
    kiosk->pack = before;
    kiosk->office = office;
    memcpy(kiosk->media_dir, media_dir, sizeof media_dir);
    struct error again;
    if (!kiosk_keep_pack(kiosk, &again)) { /* its pictures again */
        error_prefix(err, "%s", again.text);
    }
    return false;
}

bool
kiosk_update(struct kiosk *kiosk, struct error *err)
{
    struct pack *pack = kiosk->staff.next_pack;
    bool helping = kiosk->staff.helping;
    kiosk->staff.next_pack = NULL;
    /* The model is ended while its form is still there. */
    session_finish(&kiosk->session);
    bool is_taken = take_pack(kiosk, pack, err);
    if (!is_taken) {
        pack_close(pack);
        snprintf(kiosk->missed, sizeof kiosk->missed, "%s", staff_not_kept_words());
    } else {
        store_close(kiosk->store);
        kiosk->store = NULL;
        kiosk->missed[0] = '\0';
    }
    if (!begin_again(kiosk, err)) {
        return false;
    }
    bool ok = kiosk->store || kiosk_open_store(kiosk, err);
    kiosk_use_settings(kiosk);
    kiosk->staff.helping = helping;
    return ok;
}

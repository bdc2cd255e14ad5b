/* kiosk_update: changes to new questions that staff chose from a stick, when no
 * resident is at the screen. The store first freezes what was answered before. */
#include "kiosk.h"

#include "first_start.h"
#include "words.h"

#include <string.h>

bool
kiosk_can_update(const struct kiosk *kiosk)
{
    return kiosk->staff.next_pack && kiosk->staff.view == STAFF_AWAY &&
           kiosk->session.view == SESSION_ATTRACT &&
           kiosk->session.sheet == SHEET_NONE && kiosk->store;
}

/* Makes everything again that depends on the pack. */
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

/* True when the kiosk asks from `pack` now and owns it. */
static bool
take_pack(struct kiosk *kiosk, struct pack *pack, struct error *err)
{
    struct pack *before = kiosk->pack;
    struct office_public office = kiosk->office;
    char media_dir[sizeof kiosk->media_dir];
    memcpy(media_dir, kiosk->media_dir, sizeof media_dir);
    kiosk->pack = pack;
    kiosk_follow_pack(kiosk);
    /* The mark is written first, since it does nothing without the pack; the pack is
     * then kept in one last step. */
    if (kiosk_mark_pack(kiosk, err) && kiosk_keep_pack(kiosk, err)) {
        pack_close(before);
        return true;
    }
    kiosk->pack = before;
    kiosk->office = office;
    memcpy(kiosk->media_dir, media_dir, sizeof media_dir);
    struct error again;
    if (!kiosk_keep_pack(kiosk, &again)) { /* brings its pictures back */
        error_prefix(err, "%s", again.text);
    }
    return false;
}

bool
kiosk_update(struct kiosk *kiosk, struct error *err)
{
    struct pack *pack = kiosk->staff.next_pack;
    bool helping = kiosk->staff.helping;
    struct error again;
    kiosk->staff.next_pack = NULL;
    /* The model is closed while its form is still there. */
    session_finish(&kiosk->session);
    bool is_taken = take_pack(kiosk, pack, err);
    if (!is_taken) {
        pack_close(pack);
        if (kiosk_has_pack(kiosk)) {
            snprintf(kiosk->missed, sizeof kiosk->missed, "%s",
                     words_mark("The new questions could not be kept. The old ones are "
                                "still asked."));
        } else {
            first_start_again(&kiosk->staff);
        }
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
    if (ok && kiosk->setup.step != SETUP_DONE) {
        /* Where this is not kept, the office's key is compared once more. */
        (void)!setup_save(kiosk->options->data_dir, &kiosk->setup, &again);
    }
    return ok;
}

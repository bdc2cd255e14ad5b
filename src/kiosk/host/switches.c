/* switches: learns which key is which switch, and moves the focus by itself. */
#include "switches.h"

#include "kiosk.h"

void
switches_init(struct switches *switches)
{
    *switches = (struct switches){.scan_ms = SWITCHES_SCAN_MS};
}

void
switches_learn(struct kiosk *kiosk)
{
    kiosk->switches.learns = SWITCHES_MOVE;
    kiosk->switches.move = kiosk->switches.select = 0;
    kiosk->switches.is_plain = false;
}

static bool
is_open(const struct kiosk *kiosk)
{
    return kiosk->session.sheet == SHEET_SWITCHES && kiosk->staff.view == STAFF_AWAY;
}

/* The next switch is this key; a switch cannot be both. */
static void
learn(struct kiosk *kiosk, int key)
{
    struct switches *switches = &kiosk->switches;
    if (switches->learns == SWITCHES_MOVE) {
        switches->move = key;
        switches->learns = SWITCHES_SELECT;
    } else if (key != switches->move) {
        switches->select = key;
        switches->learns = SWITCHES_KNOWN;
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_SLOW, .number = 1});
    }
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_TOUCHED});
}

void
switches_forget_plain(struct switches *switches)
{
    if (switches->is_plain) {
        switches->move = switches->select = 0;
        switches->is_plain = false;
    }
}

/* Whoever moves with 1 has two switches, and whoever uses other keys has a keyboard. */
static void
note_plain(struct switches *switches, int key, enum action action)
{
    if (switches->select && !switches->is_plain) {
        return;
    }
    bool is_plain = (key == '1' && action == ACTION_DOWN) ||
                    (key == '2' && action == ACTION_SELECT);
    if (is_plain) {
        switches->move = '1';
        switches->select = '2';
        switches->is_plain = true;
    } else if (action != ACTION_NONE) {
        switches_forget_plain(switches);
    }
}

enum action
switches_action(struct kiosk *kiosk, int key, enum action action)
{
    struct switches *switches = &kiosk->switches;
    bool is_away = kiosk->staff.view == STAFF_AWAY;
    if (key == 0 || !is_away || kiosk_is_resting(kiosk) || kiosk_is_settling(kiosk)) {
        return action;
    }
    if (is_open(kiosk) && switches->learns != SWITCHES_KNOWN) {
        listening_hush(kiosk);
        learn(kiosk, key);
        return ACTION_NONE;
    }
    note_plain(switches, key, action);
    if (key == switches->move || key == switches->select) {
        return key == switches->move ? ACTION_DOWN : ACTION_SELECT;
    }
    if (action == ACTION_NONE && !kiosk_is_typing(kiosk) &&
        kiosk->session.sheet == SHEET_NONE) {
        switches_learn(kiosk);
        listening_begin(kiosk);
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_OPEN,
                                                  .number = SHEET_SWITCHES});
    }
    return action;
}

void
switches_tick(struct kiosk *kiosk, uint64_t now_ms)
{
    struct switches *switches = &kiosk->switches;
    bool is_learning = is_open(kiosk) && switches->learns != SWITCHES_KNOWN;
    if (!switches->scans || is_learning || kiosk->staff.view != STAFF_AWAY ||
        kiosk_is_resting(kiosk) || kiosk->touch.down ||
        speech_is_speaking(&kiosk->listening.speech)) {
        switches->moved_ms = now_ms;
        return;
    }
    if (now_ms - switches->moved_ms >= switches->scan_ms) {
        switches->moved_ms = now_ms;
        (void)touch_action(&kiosk->touch, &kiosk->tree, ACTION_DOWN, now_ms);
        kiosk->dirty = true;
    }
}

/* kiosk_input: finds the node of a touch or a key, and asks the screen or the staff
 * what it does. */
#include "kiosk.h"

#include "scene.h"
#include "screens/languages.h"
#include "townline/characters.h"

#include <stdio.h>
#include <string.h>

static void
send_kind(struct kiosk *kiosk, enum session_event_kind kind)
{
    kiosk_send(kiosk, &(struct session_event){.kind = kind});
}

static void
open_sheet(struct kiosk *kiosk, enum session_sheet sheet)
{
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_OPEN, .number = sheet});
}

static void
touch_staff(struct kiosk *kiosk, const char *id)
{
    bool was_locked = kiosk->staff.view == STAFF_PIN;
    const struct screen *screen = screen_find(kiosk);
    kiosk->dirty = true;
    if (screen->touch && screen->touch(kiosk, id)) {
        kiosk->staff.active_ms = clock_ms(kiosk->clock);
        return;
    }
    staff_touch(&kiosk->staff, id, clock_ms(kiosk->clock));
    kiosk_follow_setup(kiosk);
    kiosk->quit = kiosk->staff.wants_quit;
    /* When staff freeze, no response may be frozen that somebody still changes. */
    if (was_locked && kiosk->staff.view == STAFF_MENU) {
        send_kind(kiosk, SESSION_TAKEN);
    }
    if (kiosk->staff.view == STAFF_AWAY) {
        send_kind(kiosk, SESSION_REOPEN);
    }
}

static void
activate(struct kiosk *kiosk, const char *id)
{
    const struct screen *screen = screen_find(kiosk);
    kiosk->turn = strcmp(id, "back") == 0 ? -1 : 1;
    if (strcmp(id, "more") == 0) {
        kiosk->page++;
        kiosk->dirty = true;
    } else if (strcmp(id, "back") == 0 && kiosk->page > 0) {
        kiosk->page--;
        kiosk->dirty = true;
    } else if (kiosk->staff.view != STAFF_AWAY &&
               !(screen->touch && screen->touch(kiosk, id))) {
        touch_staff(kiosk, id);
    } else if (kiosk->staff.view != STAFF_AWAY) {
        kiosk->staff.active_ms = clock_ms(kiosk->clock);
        kiosk->dirty = true;
    } else if (screen->touch && screen->touch(kiosk, id)) {
        kiosk->dirty = true;
    } else if (strcmp(id, "settings") == 0) {
        open_sheet(kiosk, SHEET_SETTINGS);
    } else if (strcmp(id, "language") == 0) {
        open_sheet(kiosk, SHEET_LANGUAGES);
    } else if (strcmp(id, "listen") == 0 && kiosk->listening.on) {
        open_sheet(kiosk, SHEET_LISTEN);
    } else if (strcmp(id, "listen") == 0) {
        listening_begin(kiosk);
    } else if (strcmp(id, "next") == 0) {
        send_kind(kiosk, SESSION_NEXT);
    } else if (strcmp(id, "back") == 0) {
        send_kind(kiosk, SESSION_BACK);
    } else if (strcmp(id, "skip") == 0) {
        send_kind(kiosk, SESSION_SKIP);
    }
}

/* Every touch keeps the session alive. While the warning is shown, it does nothing
 * else. */
static bool
is_woken(struct kiosk *kiosk)
{
    bool was_warned = kiosk->session.sheet == SHEET_IDLE;
    if (kiosk->staff.view == STAFF_AWAY) {
        send_kind(kiosk, SESSION_TOUCHED);
    }
    return was_warned && kiosk->staff.view == STAFF_AWAY;
}

static bool
is_in_corner(const struct kiosk *kiosk, const struct touch_result *result)
{
    bool at_side = kiosk->tree.rtl
                       ? result->x_mm <= STAFF_CORNER_MM
                       : result->x_mm >= kiosk->theme.width_mm - STAFF_CORNER_MM;
    return at_side && result->y_mm <= STAFF_CORNER_MM;
}

static void
follow(struct kiosk *kiosk, const struct touch_result *result)
{
    if (result->outcome == TOUCH_NOTHING) {
        return;
    }
    kiosk_stop_motion(kiosk);
    kiosk->dirty = true;
    if (result->outcome == TOUCH_CHANGED || is_woken(kiosk)) {
        return;
    }
    if (result->outcome == TOUCH_ACTIVATED) {
        activate(kiosk, result->id);
    }
}

bool
kiosk_is_settling(const struct kiosk *kiosk)
{
    return kiosk->session.view == SESSION_ATTRACT && kiosk->staff.view == STAFF_AWAY &&
           clock_ms(kiosk->clock) < kiosk->settled_ms;
}

/* A finger of somebody who sees the screen, or who hears it. */
static struct touch_result
feel(struct kiosk *kiosk, const struct touch_event *event)
{
    bool is_heard = kiosk->listening.on && kiosk->staff.view == STAFF_AWAY;
    if (event->kind == TOUCH_DOWN) {
        listening_hush(kiosk);
        kiosk->listening.by_keys = false;
    }
    if (!is_heard) {
        return touch_feed(&kiosk->touch, &kiosk->tree, event);
    }
    struct touch_result result = touch_explore(&kiosk->touch, &kiosk->tree, event);
    if (result.outcome == TOUCH_CAME && kiosk->session.sheet != SHEET_IDLE) {
        speech_stop(&kiosk->listening.speech);
        listening_touched(kiosk, result.node);
    }
    if (result.outcome == TOUCH_ACTIVATED) {
        kiosk->session.channel = CHANNEL_VOICE;
    }
    return result;
}

void
kiosk_touch(struct kiosk *kiosk, const struct touch_event *event)
{
    if (kiosk_is_resting(kiosk) ||
        (event->kind == TOUCH_DOWN && kiosk_is_settling(kiosk))) {
        return;
    }
    struct touch_result result = feel(kiosk, event);
    bool is_tap =
        result.outcome == TOUCH_ACTIVATED || result.outcome == TOUCH_ELSEWHERE;
    /* Only for residents, since on small panels a key of the PIN pad lies in the
     * corner. */
    if (is_tap && kiosk->staff.view == STAFF_AWAY && is_in_corner(kiosk, &result)) {
        staff_tap_corner(&kiosk->staff, clock_ms(kiosk->clock));
        if (kiosk->staff.view != STAFF_AWAY) {
            kiosk->dirty = true;
            return;
        }
    }
    follow(kiosk, &result);
}

bool
kiosk_is_typing(const struct kiosk *kiosk)
{
    return !kiosk_is_resting(kiosk) && tree_find(&kiosk->tree, "field") >= 0;
}

/* Does what touching the key `name` does. Where the screen has a keyboard, it may be
 * any letter, also one without a key; where it has a pad, only what the pad has. */
static void
press_key(struct kiosk *kiosk, const char *name)
{
    static const char *const pads[] = {"key", "pin"};
    char id[TOUCH_ID_MAX_BYTES];
    bool is_keyboard = tree_find(&kiosk->tree, "key-space") >= 0;
    for (size_t i = 0; i < sizeof pads / sizeof *pads; i++) {
        snprintf(id, sizeof id, "%s-%s", pads[i], name);
        int node = tree_find(&kiosk->tree, id);
        if ((is_keyboard && i == 0) ||
            (node >= 0 && node_is_active(&kiosk->tree.nodes[node]))) {
            if (!is_woken(kiosk)) {
                kiosk->session.channel = CHANNEL_KEYS;
                activate(kiosk, id);
            }
            return;
        }
    }
}

/* Marks that change the direction of text beside them are no letters. */
static bool
is_letter(uint32_t character)
{
    bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    bool is_mark = (character >= 0x200B && character <= 0x200F) ||
                   (character >= 0x2028 && character <= 0x202E) ||
                   (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF;
    return !is_control && !is_mark;
}

void
kiosk_type(struct kiosk *kiosk, const char *text)
{
    if (!kiosk_is_typing(kiosk)) {
        return;
    }
    switches_forget_plain(&kiosk->switches);
    for (size_t left = strlen(text); left > 0;) {
        size_t size = character_well_formed_bytes(text, left), read;
        if (size == 0) {
            return;
        }
        char letter[8] = "";
        memcpy(letter, text, size);
        if (is_letter(character_at(letter, &read))) {
            bool is_minus = *letter == '-' && tree_find(&kiosk->tree, "key-minus") >= 0;
            press_key(kiosk, *letter == ' ' ? "space" : is_minus ? "minus" : letter);
        }
        text += size;
        left -= size;
    }
}

/* What keys mean that belong to no screen. */
static bool
act_anywhere(struct kiosk *kiosk, enum action action)
{
    bool is_away = kiosk->staff.view == STAFF_AWAY;
    if (action == ACTION_LANGUAGE && is_away) {
        if (language_name(kiosk, kiosk->session.language)) {
            open_sheet(kiosk, SHEET_LANGUAGES);
        }
        return true;
    }
    if (action == ACTION_HELP && is_away) {
        bool is_open = kiosk->session.sheet == SHEET_KEYS;
        if (is_open) {
            send_kind(kiosk, SESSION_CLOSE);
        } else {
            open_sheet(kiosk, SHEET_KEYS);
        }
        return true;
    }
    return false;
}

void
kiosk_action(struct kiosk *kiosk, enum action action, uint64_t time_ms)
{
    if (kiosk_is_resting(kiosk) || kiosk_is_settling(kiosk)) {
        return;
    }
    struct listening *listening = &kiosk->listening;
    if (listening_action(kiosk, action)) {
        send_kind(kiosk, SESSION_TOUCHED);
        return;
    }
    listening_hush(kiosk);
    listening->by_keys = true;
    if (action != ACTION_ERASE) {
        listening_begin(kiosk);
    }
    bool is_waking = kiosk->session.sheet == SHEET_IDLE;
    if (!is_waking && screen_teaches_keys(kiosk, action)) {
        send_kind(kiosk, SESSION_TOUCHED);
        return;
    }
    bool was_in_row = kiosk->touch.row[0] != '\0';
    struct touch_result result =
        touch_action(&kiosk->touch, &kiosk->tree, action, time_ms);
    if (was_in_row && !kiosk->touch.row[0]) {
        listening->heard.focus = 0; /* the row, which led out of it, is a row again */
    }
    if (result.outcome == TOUCH_ACTIVATED) {
        kiosk->session.channel = kiosk->switches.select ? CHANNEL_SWITCHES
                                 : listening->on        ? CHANNEL_VOICE
                                                        : CHANNEL_KEYS;
    }
    if (action == ACTION_ERASE) {
        press_key(kiosk, "backspace");
        return;
    }
    if (is_waking && result.outcome != TOUCH_ACTIVATED) {
        is_woken(kiosk);
        return;
    }
    if (act_anywhere(kiosk, action)) {
        return;
    }
    follow(kiosk, &result);
}

void
kiosk_key(struct kiosk *kiosk, int key, enum action action, uint64_t time_ms)
{
    if (listening_headset_key(kiosk, key)) {
        return;
    }
    enum action meant = switches_action(kiosk, key, action);
    if (meant != ACTION_NONE) {
        kiosk_action(kiosk, meant, time_ms);
    }
}

/* staff: takes the touches of staff, from the corner and the PIN to each of their
 * screens. */
#include "staff.h"

#include "first_start.h"
#include "staff_collect.h"
#include "staff_forgotten.h"
#include "staff_station.h"
#include "staff_update.h"
#include "staff_visit.h"
#include "townline/seal.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
staff_note(struct staff *staff, enum audit_kind kind, int64_t first)
{
    struct error err;
    struct store *store = staff->options.store;
    if (store && !store_audit(store, kind, first, 0, &err)) {
        staff_say_storage(staff);
    }
}

void
staff_go(struct staff *staff, enum staff_view view)
{
    seal_wipe(staff->digits, sizeof staff->digits);
    if (view != STAFF_SENDING && view != STAFF_CARRIED) {
        stream_close(staff->stream);
        staff->stream = NULL;
    }
    if (view != STAFF_STICK) {
        visit_close(staff->visit);
        staff->visit = NULL;
    }
    if (view != STAFF_PIN_AGAIN) {
        seal_wipe(staff->first_pin, sizeof staff->first_pin);
    }
    staff->clock_may_go_back &= view == STAFF_SET_CLOCK;
    staff->view = view;
    struct error err;
    if (view >= STAFF_MENU &&
        !store_count(staff->options.store, &staff->counts, &err)) {
        staff_say_storage(staff);
    }
}

void
staff_init(struct staff *staff, const struct staff_options *options)
{
    *staff = (struct staff){.options = *options};
    staff->setup = options->setup ? options->setup : &staff->own_setup;
    staff->station = staff_read_station(staff);
    settings_load(options->store, &staff->settings);
    if (options->store) {
        first_start_begin(staff);
    }
}

void
staff_finish(struct staff *staff)
{
    stream_close(staff->stream);
    visit_close(staff->visit);
    updater_close(staff->update.updater);
    pack_close(staff->next_pack);
    pack_close(staff->first_pack);
    seal_wipe(staff, sizeof *staff);
}

void
staff_tap_corner(struct staff *staff, uint64_t now_ms)
{
    if (staff->view != STAFF_AWAY) {
        return;
    }
    if (staff->tap_count == STAFF_CORNER_TAPS) {
        memmove(staff->taps_ms, staff->taps_ms + 1,
                (STAFF_CORNER_TAPS - 1) * sizeof *staff->taps_ms);
        staff->tap_count--;
    }
    staff->taps_ms[staff->tap_count++] = now_ms;
    if (staff->tap_count == STAFF_CORNER_TAPS &&
        now_ms - staff->taps_ms[0] <= STAFF_CORNER_MS) {
        staff->tap_count = 0;
        staff->active_ms = now_ms;
        staff_say_nothing(staff);
        staff_go(staff, STAFF_PIN);
    }
}

/* What a new kiosk is asked stays on the screen however long it takes. */
static bool
is_first_start(const struct staff *staff)
{
    int steps;
    return first_start_step(staff, &steps) > 0;
}

bool
staff_tick(struct staff *staff, uint64_t now_ms)
{
    if (staff->view == STAFF_AWAY || is_first_start(staff)) {
        return false;
    }
    if (staff_is_updating(staff)) {
        return staff_follow_update(staff, now_ms);
    }
    if (staff_is_busy(staff)) {
        staff_advance_visit(staff, now_ms);
        return true;
    }
    /* A room looks at it, and nobody touches it for long. */
    bool is_sending = staff->view == STAFF_SENDING || staff->view == STAFF_WALL;
    uint64_t idle_ms = is_sending ? STAFF_SENDING_IDLE_MS : STAFF_IDLE_MS;
    if (now_ms - staff->active_ms >= idle_ms) {
        if (staff->view < STAFF_PIN) { /* what was not kept is as it was */
            first_start_back(staff);
        }
        staff_go(staff, STAFF_AWAY);
        staff->is_warned = false;
        return true;
    }
    bool is_warned = now_ms - staff->active_ms >= idle_ms - STAFF_WARNED_MS;
    if (is_warned != staff->is_warned) {
        staff->is_warned = is_warned;
        return true;
    }
    if (staff->view != STAFF_SENDING) {
        return false;
    }
    return staff_follow_code(staff, now_ms);
}

static void
type_digit(struct staff *staff, const char *name)
{
    size_t length = strlen(staff->digits);
    bool is_code = staff->view == STAFF_RECEIPT || staff->view == STAFF_CARRIED;
    size_t most = is_code ? RECEIPT_DIGITS : STAFF_PIN_MAX;
    if (strcmp(name, "backspace") == 0) {
        staff->digits[length > 0 ? length - 1 : 0] = '\0';
    } else if (length < most && *name >= '0' && *name <= '9' && !name[1]) {
        staff->digits[length] = *name;
        staff->digits[length + 1] = '\0';
    }
    staff_say_nothing(staff);
}

/* True when it was right; else the reason is told. */
static bool
check_pin(struct staff *staff, uint64_t now_ms)
{
    struct pin_answer answer;
    struct error err;
    if (!store_check_pin(staff->options.store, staff->digits, now_ms / 1000, &answer,
                         &err)) {
        staff_say_storage(staff);
    } else if (answer.right) {
        return true;
    } else if (answer.wait_s > 0) {
        staff_say_count(
            staff, true,
            "That was wrong too often. Wait {count} second, then try again.",
            "That was wrong too often. Wait {count} seconds, then try again.",
            answer.wait_s);
    } else {
        staff_say(staff, true, "This is not the PIN.");
    }
    seal_wipe(staff->digits, sizeof staff->digits);
    return false;
}

static void
take_pin(struct staff *staff, uint64_t now_ms)
{
    if (check_pin(staff, now_ms)) {
        staff_go(staff, staff->options.has_pack ? STAFF_MENU : STAFF_PACK);
    }
}

static void
take_closing_pin(struct staff *staff, uint64_t now_ms)
{
    staff->wants_quit = check_pin(staff, now_ms);
    if (staff->wants_quit) {
        staff_note(staff, AUDIT_CLOSED, 0);
    }
}

static void
press_next(struct staff *staff, uint64_t now_ms)
{
    switch (staff->view) {
    case STAFF_LANGUAGE:
    case STAFF_SIZE:
    case STAFF_NAME:
    case STAFF_SET_CLOCK:
    case STAFF_NEW_PIN:
    case STAFF_PIN_AGAIN:
    case STAFF_PACK:
    case STAFF_OFFICE:
    case STAFF_KEY:
    case STAFF_PAGE:
        first_start_next(staff);
        break;
    case STAFF_PIN:
        take_pin(staff, now_ms);
        break;
    case STAFF_FINAL:
        staff_send(staff, true, now_ms);
        break;
    case STAFF_SENDING:
        staff_go(staff, STAFF_CARRIED);
        break;
    case STAFF_CARRIED:
        staff_take_code(staff, now_ms);
        break;
    case STAFF_RECEIPT:
        staff_take_receipt(staff, now_ms);
        break;
    case STAFF_MENU:
        staff_go(staff, STAFF_MORE);
        break;
    case STAFF_BUNDLES:
        staff_send_again(staff, now_ms);
        break;
    case STAFF_CLOSE:
        take_closing_pin(staff, now_ms);
        break;
    case STAFF_STICK:
        staff_end_visit(staff, now_ms);
        break;
    case STAFF_UPDATE:
        staff_update_next(staff);
        break;
    case STAFF_TEST:
        staff->wants_switch = check_pin(staff, now_ms);
        break;
    case STAFF_OLD_PIN:
        if (check_pin(staff, now_ms)) {
            staff_go(staff, STAFF_NEW_PIN);
        }
        break;
    case STAFF_AWAY:
    case STAFF_MORE:
    case STAFF_WALL:
    case STAFF_LOG:
    case STAFF_CHECKS:
    case STAFF_TOUCH:
    case STAFF_HOURS:
    case STAFF_EVENT:
    case STAFF_DISPLAY:
    case STAFF_ERASE:
    case STAFF_ERASING:
    case STAFF_CLOCK_BACK:
    case STAFF_STOPPED:
    case STAFF_VIEWS:
        break;
    }
}

static void
press_back(struct staff *staff)
{
    if (staff->view == STAFF_UPDATE) {
        staff_update_back(staff);
    } else if (staff->view >= STAFF_LANGUAGE && staff->view <= STAFF_PAGE) {
        first_start_back(staff);
    } else if (staff->view == STAFF_CARRIED) {
        staff_go(staff, STAFF_SENDING);
        pace_begin(&staff->pace, stream_status(staff->stream).rate, staff->active_ms);
    } else if (staff->view == STAFF_LOG || staff->view == STAFF_TOUCH) {
        staff_go(staff, STAFF_CHECKS);
    } else if (staff->view == STAFF_ERASING) {
        staff_go(staff, STAFF_ERASE);
    } else if (staff->view == STAFF_CLOCK_BACK) {
        staff_go(staff, STAFF_SET_CLOCK);
    } else if (staff->view == STAFF_EVENT) { /* from the menu, or from More */
        staff_go(staff, staff->returns_to);
    } else if (staff->view == STAFF_FINAL || staff->view == STAFF_CLOSE ||
               (staff->view >= STAFF_HOURS && staff->view <= STAFF_OLD_PIN) ||
               staff->view == STAFF_WALL) {
        staff_go(staff, STAFF_MORE);
    } else if (staff->view == STAFF_PIN || staff->view == STAFF_MENU) {
        staff_go(staff, STAFF_AWAY);
    } else if (staff->view == STAFF_STICK) {
        staff_leave_stick(staff);
    } else {
        staff_go(staff, STAFF_MENU);
    }
}

static void
press_in_menu(struct staff *staff, const char *id, uint64_t now_ms)
{
    if (strcmp(id, "send") == 0) {
        staff_send(staff, false, now_ms);
    } else if (strcmp(id, "stick") == 0) {
        staff_begin_visit(staff, now_ms);
    } else if (strcmp(id, "receipt") == 0) {
        staff_go(staff, STAFF_RECEIPT);
    } else if (strcmp(id, "extra") == 0) {
        staff->chosen = 0;
        staff_go(staff, STAFF_BUNDLES);
    } else if (strcmp(id, "event") == 0) {
        staff->returns_to = STAFF_MENU;
        staff_go(staff, STAFF_EVENT);
    } else if (strcmp(id, "health") == 0) {
        staff_go(staff, STAFF_CHECKS);
    } else if (strcmp(id, "station-open") == 0) {
        staff_set_station(staff, STATION_OPEN);
    } else if (strcmp(id, "station-resting") == 0) {
        staff_set_station(staff, STATION_RESTING);
    } else if (strcmp(id, "station-closed") == 0) {
        staff_set_station(staff, STATION_CLOSED);
    } else if (strcmp(id, "helping") == 0) {
        staff->helping = !staff->helping;
        staff_note(staff, AUDIT_HELPING, staff->helping);
    }
}

static void
press_in_more(struct staff *staff, const char *id)
{
    static const struct {
        const char *id;
        enum staff_view view;
    } cards[] = {
        {"final", STAFF_FINAL},     {"wall", STAFF_WALL},
        {"skip", STAFF_CLOSE},      {"hours", STAFF_HOURS},
        {"event", STAFF_EVENT},     {"display", STAFF_DISPLAY},
        {"test", STAFF_TEST},       {"change-pin", STAFF_OLD_PIN},
        {"clock", STAFF_SET_CLOCK}, {"language", STAFF_LANGUAGE},
        {"key", STAFF_KEY},         {"page", STAFF_PAGE},
        {"erase", STAFF_ERASE},
    };
    staff_say_nothing(staff);
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        if (strcmp(cards[i].id, id) == 0) {
            staff->returns_to = STAFF_MORE;
            staff->clock_shift_min = 0;
            staff_go(staff, cards[i].view);
            return;
        }
    }
}

/* "bundle-7" of the list; a second touch on it lets it go. */
static void
press_in_list(struct staff *staff, const char *id)
{
    unsigned long number = 0;
    if (strncmp(id, "bundle-", 7) == 0) {
        number = strtoul(id + 7, NULL, 10);
    }
    staff->chosen = number == staff->chosen ? 0 : (uint32_t)number;
}

void
staff_touch(struct staff *staff, const char *id, uint64_t now_ms)
{
    staff->active_ms = now_ms;
    if (strncmp(id, "pin-", 4) == 0) {
        type_digit(staff, id + 4);
        return;
    }
    if (strcmp(id, "next") == 0 || strcmp(id, "back") == 0) {
        staff_say_nothing(staff);
    }
    if (strcmp(id, "next") == 0) {
        press_next(staff, now_ms);
    } else if (strcmp(id, "back") == 0) {
        press_back(staff);
    } else if (staff->view == STAFF_PIN && strcmp(id, "extra") == 0) {
        staff_reset_pin(staff);
    } else if (staff->view == STAFF_MENU) {
        staff_say_nothing(staff);
        press_in_menu(staff, id, now_ms);
    } else if (staff->view == STAFF_MORE) {
        press_in_more(staff, id);
    } else if (staff->view == STAFF_BUNDLES) {
        press_in_list(staff, id);
    } else if (staff->view == STAFF_OFFICE && strcmp(id, "extra") == 0) {
        first_start_refuse(staff);
    } else if (staff->view == STAFF_KEY && strcmp(id, "extra") == 0) {
        first_start_save_key(staff);
    } else if (staff->view == STAFF_SET_CLOCK && strcmp(id, "skip") == 0) {
        staff->clock_is_doubtful = true;
        staff->clock_shift_min = 0;
        first_start_next(staff);
    } else if (staff->view == STAFF_CLOSE && strcmp(id, "rest") == 0) {
        staff_set_station(staff, STATION_RESTING);
        staff_go(staff, STAFF_AWAY);
    } else if (staff->view == STAFF_STICK) {
        staff_choose_questions(staff, id);
    } else if (staff->view == STAFF_SENDING) {
        staff_change_code(staff, id);
    }
}

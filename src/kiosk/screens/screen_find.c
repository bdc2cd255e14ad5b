/* screen_find: finds the screen that the state asks for. */
#include "scene.h"

static const struct screen *
stop_screen(enum stop_kind kind)
{
    switch (kind) {
    case STOP_SERVICE:
        return &screen_service;
    case STOP_QUESTION:
        return &screen_question;
    case STOP_MAP:
        return &screen_map;
    case STOP_ANOTHER:
        return &screen_another;
    case STOP_RECORDED:
        return &screen_recorded;
    }
    return &screen_attract;
}

const struct screen *
screen_find(const struct kiosk *kiosk)
{
    static const struct screen *const staff_screens[] = {
        [STAFF_HOURS] = &screen_staff_hours,
        [STAFF_EVENT] = &screen_staff_event,
        [STAFF_DISPLAY] = &screen_staff_display,
        [STAFF_ERASE] = &screen_staff_erase,
        [STAFF_ERASING] = &screen_staff_erasing,
        [STAFF_TEST] = &screen_staff_test,
        [STAFF_OLD_PIN] = &screen_staff_old_pin,
        [STAFF_CLOCK_BACK] = &screen_staff_clock_back,
        [STAFF_CHECKS] = &screen_staff_checks,
        [STAFF_TOUCH] = &screen_staff_touch,
        [STAFF_UPDATE] = &screen_staff_update,
        [STAFF_LANGUAGE] = &screen_staff_language,
        [STAFF_SIZE] = &screen_staff_size,
        [STAFF_NAME] = &screen_staff_name,
        [STAFF_SET_CLOCK] = &screen_staff_clock,
        [STAFF_PACK] = &screen_staff_pack,
        [STAFF_OFFICE] = &screen_staff_office,
        [STAFF_STOPPED] = &screen_staff_stopped,
        [STAFF_NEW_PIN] = &screen_staff_new_pin,
        [STAFF_PIN_AGAIN] = &screen_staff_pin_again,
        [STAFF_KEY] = &screen_staff_key,
        [STAFF_PAGE] = &screen_staff_page,
        [STAFF_PIN] = &screen_staff_pin,
        [STAFF_MENU] = &screen_staff_menu,
        [STAFF_FINAL] = &screen_staff_final,
        [STAFF_SENDING] = &screen_staff_sending,
        [STAFF_CARRIED] = &screen_staff_carried,
        [STAFF_RECEIPT] = &screen_staff_receipt,
        [STAFF_BUNDLES] = &screen_staff_bundles,
        [STAFF_MORE] = &screen_staff_more,
        [STAFF_CLOSE] = &screen_staff_close,
        [STAFF_WALL] = &screen_staff_wall,
        [STAFF_STICK] = &screen_staff_stick,
        [STAFF_LOG] = &screen_staff_log,
    };
    static const struct screen *const sheets[] = {
        [SHEET_SETTINGS] = &screen_settings, [SHEET_LANGUAGES] = &screen_languages,
        [SHEET_DELETE] = &screen_delete,     [SHEET_REVIEW] = &screen_review,
        [SHEET_OTHERS] = &screen_others,     [SHEET_IDLE] = &screen_idle,
        [SHEET_STORY] = &screen_story,       [SHEET_LISTEN] = &screen_listen,
        [SHEET_KEYS] = &screen_keys,         [SHEET_SWITCHES] = &screen_switches,
    };
    const struct session *session = &kiosk->session;
    if (kiosk_is_resting(kiosk)) {
        return &screen_resting;
    }
    if (kiosk->staff.view != STAFF_AWAY) {
        return staff_screens[kiosk->staff.view];
    }
    enum staff_station station = kiosk_station(kiosk);
    if (station != STATION_OPEN && session->view == SESSION_ATTRACT) {
        return station == STATION_CLOSED ? &screen_closed : &screen_resting;
    }
    if (session->sheet != SHEET_NONE) {
        return sheets[session->sheet];
    }
    switch (session->view) {
    case SESSION_ATTRACT:
        return &screen_attract;
    case SESSION_PURPOSE:
        return &screen_purpose;
    case SESSION_AT_STOP:
        return stop_screen(session->stop.kind);
    case SESSION_DELETED:
        return &screen_deleted;
    case SESSION_RESTING:
        return &screen_resting;
    }
    return &screen_attract;
}

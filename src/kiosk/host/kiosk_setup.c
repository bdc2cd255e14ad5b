/* kiosk_setup: applies what staff set on the screen: the screen's size, the name, and
 * the language of the staff's screens. */
#include "kiosk.h"

#include "first_start.h"
#include "staff_findings.h"
#include "words.h"

#include <math.h>
#include <string.h>

/* The languages that the kiosk's own words have. */
static const struct kiosk_language staff_languages[] = {
    {"en", "English", false},    {"es", "Español", false}, {"zh", "中文", false},
    {"vi", "Tiếng Việt", false}, {"tl", "Tagalog", false}, {"ar", "العربية", true},
};
#define STAFF_LANGUAGES (sizeof staff_languages / sizeof *staff_languages)

const struct kiosk_language *
kiosk_staff_language(size_t index)
{
    return index < STAFF_LANGUAGES ? &staff_languages[index] : NULL;
}

static const struct kiosk_language *
find_staff_language(const char *code)
{
    for (size_t i = 0; i < STAFF_LANGUAGES; i++) {
        if (strcmp(staff_languages[i].code, code) == 0) {
            return &staff_languages[i];
        }
    }
    return NULL;
}

/* Until staff choose one, it is the form's first language if the kiosk has words in it.
 */
struct kiosk_language
kiosk_language(const struct kiosk *kiosk)
{
    const struct form *form = kiosk->pack->form;
    const struct form_language *language = form_language(form, kiosk->session.language);
    bool is_residents = kiosk->staff.view == STAFF_AWAY || kiosk_is_resting(kiosk);
    if (is_residents && kiosk_has_pack(kiosk)) {
        return (struct kiosk_language){language->code, language->label,
                                       language->right_to_left};
    }
    const struct kiosk_language *found = find_staff_language(kiosk->setup.language);
    if (!found) {
        char base[8];
        snprintf(base, sizeof base, "%.*s",
                 (int)strcspn(form_language(form, 0)->code, "-"),
                 form_language(form, 0)->code);
        found = find_staff_language(base);
    }
    return found ? *found : staff_languages[0];
}

const char *
kiosk_name(const struct kiosk *kiosk)
{
    const struct kiosk_options *options = kiosk->options;
    bool is_fixed = *options->name && options->sources[OPTION_NAME] != SOURCE_FILE;
    return is_fixed || !*kiosk->setup.name ? options->name : kiosk->setup.name;
}

const char *
kiosk_event(const struct kiosk *kiosk)
{
    const struct settings *settings = &kiosk->staff.settings;
    const struct form *form = kiosk->pack->form;
    if (!settings->has_event) {
        return kiosk->options->event;
    }
    for (size_t i = 0; i < form_event_count(form); i++) {
        if (strcmp(form_event_name(form, i), settings->event) == 0) {
            return settings->event;
        }
    }
    return "";
}

bool
kiosk_is_test(const struct kiosk *kiosk)
{
    return kiosk->options->test_mode || kiosk->setup.is_test;
}

enum staff_station
kiosk_station(const struct kiosk *kiosk)
{
    const struct hours *hours = &kiosk->staff.settings.hours;
    bool is_shut = kiosk->staff.station == STATION_OPEN && hours->is_set &&
                   clock_is_trusted(kiosk->clock) &&
                   !hours_are_open(hours, clock_minutes(kiosk->clock));
    if (!kiosk_has_pack(kiosk)) {
        return STATION_RESTING;
    }
    return is_shut ? STATION_CLOSED : kiosk->staff.station;
}

void
kiosk_use_settings(struct kiosk *kiosk)
{
    kiosk->session.options.event = kiosk_event(kiosk);
    kiosk->session.options.display = &kiosk->staff.settings.display;
    if (kiosk->session.view == SESSION_ATTRACT) {
        kiosk->session.display = kiosk->staff.settings.display;
    }
}

void
kiosk_keep_settings(struct kiosk *kiosk)
{
    struct staff *staff = &kiosk->staff;
    struct error err;
    staff_say_nothing(staff);
    if (!settings_save(kiosk->store, &staff->settings, &err) ||
        !store_audit(kiosk->store, AUDIT_SETTING, 0, 0, &err)) {
        first_start_say_not_kept(staff);
    }
    kiosk_use_settings(kiosk);
}

static void
use_width(struct kiosk *kiosk)
{
    struct panel *panel = &kiosk->panel;
    if (kiosk->setup.width_dmm > 0 && kiosk->options->width_mm == 0) {
        panel->width_mm = kiosk->setup.width_dmm / 10.0;
        panel->height_mm = panel->width_mm * panel->height_px / panel->width_px;
    }
}

void
kiosk_measure_code(struct kiosk *kiosk)
{
    const struct display plain = display_default();
    struct theme theme;
    theme_init_staff(&theme, &kiosk->panel, &plain);
    kiosk->staff.options.qr_side_px = page_qr_room_px(&theme);
    kiosk->staff.options.px_per_mm = panel_mean_px_per_mm(&kiosk->panel);
}

void
kiosk_load_setup(struct kiosk *kiosk)
{
    setup_load(kiosk->options->data_dir, &kiosk->setup);
    use_width(kiosk);
}

void
kiosk_follow_setup(struct kiosk *kiosk)
{
    struct staff *staff = &kiosk->staff;
    struct error err;
    staff->options.kiosk_name = kiosk_name(kiosk); /* staff may have just typed it */
    if (staff->view != STAFF_SIZE) {
        use_width(kiosk);
        kiosk_measure_code(kiosk);
    }
    if (staff->wants_switch) {
        kiosk_switch_test(kiosk);
    }
    /* At the first start the clock comes after the size, and only then it has a date.
     */
    bool is_first = staff->clock_is_set && staff->returns_to == STAFF_AWAY &&
                    kiosk->setup.width_dmm > 0;
    bool is_measured =
        is_first || (staff->size_is_set && staff->returns_to != STAFF_AWAY);
    staff->size_is_set = false;
    if (staff->clock_is_set) {
        kiosk_set_clock(kiosk, staff->clock_shift_min, !staff->clock_is_doubtful);
        staff->clock_is_set = staff->clock_is_doubtful = false;
        staff->clock_shift_min = 0;
    }
    if (is_measured && kiosk->store && !check_keep(kiosk, CHECKED_SIZE, &err)) {
        first_start_say_not_kept(staff);
    }
    kiosk_hear_office_day(kiosk, staff->office_day);
    staff->office_day = 0;
}

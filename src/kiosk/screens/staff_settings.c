/* staff_settings: what staff set for residents: the event, the hours, how screens look
 * to whoever comes next; and practice. */
#include "staff_parts.h"

#include "calendar_day.h"
#include "display_choices.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* ---- hours ---- */

const char *
staff_hours_words(struct scene *scene)
{
    const struct hours *hours = &scene->kiosk->staff.settings.hours;
    if (!hours->is_set) {
        return tr("Always open");
    }
    const char *words = scene_fill(scene, tr("{first} to {last}, {from} to {to}"),
                                   "first", day_of_week_name(hours->first_day));
    words = scene_fill(scene, words, "last", day_of_week_name(hours->last_day));
    words = scene_fill(scene, words, "from", scene_time(scene, hours->from_min));
    return scene_fill(scene, words, "to", scene_time(scene, hours->to_min));
}

static void
add_hours(struct scene *scene, const struct hours *hours)
{
    const struct page_stepper dials[] = {
        {.id = "first",
         .label = tr("First day"),
         .value = day_of_week_name(hours->first_day)},
        {.id = "last",
         .label = tr("Last day"),
         .value = day_of_week_name(hours->last_day)},
        {.id = "from",
         .label = tr("Opens"),
         .value = scene_time(scene, hours->from_min),
         .no_less = hours->from_min == 0,
         .no_more = hours->from_min + HOURS_STEP_MIN >= hours->to_min},
        {.id = "to",
         .label = tr("Closes"),
         .value = scene_time(scene, hours->to_min),
         .no_less = hours->to_min - HOURS_STEP_MIN <= hours->from_min,
         .no_more = hours->to_min == 1440},
    };
    size_t count = sizeof dials / sizeof *dials;
    struct page_stepper *steppers = scene_steppers(scene, count);
    memcpy(steppers, dials, sizeof dials);
    for (size_t i = 0; i < count; i++) {
        steppers[i].less_say = tr("Earlier");
        steppers[i].more_say = tr("Later");
    }
    page_dials(scene->page, steppers, count);
}

static void
build_hours(struct scene *scene)
{
    const struct hours *hours = &scene->kiosk->staff.settings.hours;
    scene->frame.back.text = tr("Back");
    scene->frame.extra.text = hours->is_set ? tr("Always open") : tr("Set hours");
    staff_begin(scene, tr("Hours"));
    if (!scene->page) {
        return;
    }
    if (hours->is_set) {
        add_hours(scene, hours);
    }
    page_body(scene->page, scene_format(scene, "\x01%s\x02", staff_hours_words(scene)),
              NULL);
    page_note(scene->page,
              clock_is_trusted(scene->kiosk->clock)
                  ? tr("Outside of these hours residents find it closed. Whoever is "
                       "answering then may finish.")
                  : tr("Hours hold only while the clock is right: set it first."));
}

static bool
touch_hours(struct kiosk *kiosk, const char *id)
{
    struct hours *hours = &kiosk->staff.settings.hours;
    int step = strstr(id, "-more") ? 1 : strstr(id, "-less") ? -1 : 0;
    if (strcmp(id, "extra") == 0) {
        bool was_set = hours->is_set;
        *hours = (struct hours){!was_set, 1, 6, 9 * 60, 18 * 60};
    } else if (step == 0) {
        return false;
    } else if (strncmp(id, "first-", 6) == 0) {
        hours->first_day = (hours->first_day + 7 + step) % 7;
    } else if (strncmp(id, "last-", 5) == 0) {
        hours->last_day = (hours->last_day + 7 + step) % 7;
    } else if (strncmp(id, "from-", 5) == 0) {
        hours->from_min += step * HOURS_STEP_MIN;
    } else {
        hours->to_min += step * HOURS_STEP_MIN;
    }
    kiosk_keep_settings(kiosk);
    return true;
}

const struct screen screen_staff_hours = {"staff-hours", build_hours, touch_hours};

/* ---- event ---- */

const char *
staff_event_words(struct scene *scene)
{
    const struct form *form = scene->kiosk->pack->form;
    const char *event = kiosk_event(scene->kiosk);
    for (size_t i = 0; i < form_event_count(form); i++) {
        const char *label = form_event_text(form, i, "label", 0, TEXT_SHOWN);
        if (strcmp(form_event_name(form, i), event) == 0 && label && *label) {
            return label;
        }
    }
    return event;
}

static void
build_event(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct form *form = kiosk->pack->form;
    size_t count = form_event_count(form) + 1;
    const char *now = kiosk_event(kiosk);
    struct page_item *items = scene_items(scene, count);
    for (size_t i = 0; items && i + 1 < count; i++) {
        const char *label = form_event_text(form, i, "label", 0, TEXT_SHOWN);
        const char *name = form_event_name(form, i);
        items[i] = (struct page_item){.id = scene_format(scene, "event-%s", name),
                                      .text = label && *label ? label : name,
                                      .chosen = strcmp(name, now) == 0};
    }
    if (items) {
        items[count - 1] = (struct page_item){
            .id = "no-event", .text = tr("No event"), .chosen = *now == '\0'};
    }
    scene->frame.back.text = tr("Back");
    staff_begin(scene, tr("At which event are answers given?"));
    if (scene->page && items) {
        page_choices(scene->page, items, count, false);
    }
}

static bool
touch_event(struct kiosk *kiosk, const char *id)
{
    struct settings *settings = &kiosk->staff.settings;
    bool is_event = strncmp(id, "event-", 6) == 0;
    if (!is_event && strcmp(id, "no-event") != 0) {
        return false;
    }
    settings->has_event = true;
    snprintf(settings->event, sizeof settings->event, "%s", is_event ? id + 6 : "");
    kiosk_keep_settings(kiosk);
    return true;
}

const struct screen screen_staff_event = {"staff-event", build_event, touch_event};

/* ---- display ---- */

static void
build_display(struct scene *scene)
{
    const struct display *display = &scene->kiosk->staff.settings.display;
    struct display_choices looks = display_choices(scene, display);
    scene->frame.back.text = tr("Back");
    staff_begin(scene, tr("How screens look at first"));
    if (!scene->page) {
        return;
    }
    page_ask(scene->page, tr("Text size"), NULL);
    page_samples(scene->page, looks.sizes, looks.size_count, false);
    page_ask(scene->page, tr("Colors"), NULL);
    page_samples(scene->page, looks.colors, looks.color_count, true);
    page_note(scene->page, tr("Everybody may still choose for themselves."));
}

static bool
touch_display(struct kiosk *kiosk, const char *id)
{
    struct display *display = &kiosk->staff.settings.display;
    size_t number;
    if (display_choices_size(id, &number)) {
        display->size = (enum text_size)number;
    } else if (display_choices_colors(id, &number)) {
        display->colors = (enum color_theme)number;
    } else {
        return false;
    }
    kiosk_keep_settings(kiosk);
    return true;
}

const struct screen screen_staff_display = {"staff-display", build_display,
                                            touch_display};

/* ---- practice ---- */

static void
build_test(struct scene *scene)
{
    bool is_test = kiosk_is_test(scene->kiosk);
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = is_test ? tr("End test mode") : tr("Begin test mode");
    staff_pin_screen(scene, is_test ? tr("End test mode?") : tr("Begin test mode?"),
                     is_test ? tr("From then on answers count again. What was answered "
                                  "for practice stays apart. Type the PIN.")
                             : tr("Answers given in test mode are kept apart and never "
                                  "count. Official answers stay as they are. Type the "
                                  "PIN."));
}

const struct screen screen_staff_test = {"staff-test", build_test, NULL};

static void
build_old_pin(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    staff_pin_screen(scene, tr("First, the old PIN"), NULL);
}

const struct screen screen_staff_old_pin = {"staff-old-pin", build_old_pin, NULL};

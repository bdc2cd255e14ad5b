/* A day and a time of day, set in steps: no keyboard, months named in the language. */
#include "question_parts.h"

#include "calendar_day.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2100
#define MINUTE_STEP 5

/* Month, day and year in the order in which the language writes a date. */
static void
find_order(size_t order[3])
{
    const char *pattern = tr("{month} {day}, {year}");
    const char *at[] = {strstr(pattern, "{month}"), strstr(pattern, "{day}"),
                        strstr(pattern, "{year}")};
    for (size_t i = 0; i < 3; i++) {
        size_t before = 0;
        for (size_t k = 0; k < 3; k++) {
            before += at[k] < at[i] || (at[k] == at[i] && k < i);
        }
        order[before] = i;
    }
}

static void
add_date(struct scene *scene, const struct ask *ask)
{
    struct calendar_date day;
    bool has_day = day_parse(ask_value(scene->kiosk, ask), &day);
    struct page_stepper steppers[3];
    const char *none = "\u2013", *not_yet = tr("Not answered yet");
    steppers[0] =
        (struct page_stepper){.id = ask_id(scene, ask, "month", ""),
                              .label = tr("Month"),
                              .value = has_day ? day_month_name(day.month) : none,
                              .less_say = tr("Month before"),
                              .more_say = tr("Next month")};
    steppers[1] = (struct page_stepper){
        .id = ask_id(scene, ask, "day", ""),
        .label = tr("Day"),
        .value = has_day ? scene_format(scene, "%d", day.day) : none,
        .less_say = tr("Day before"),
        .more_say = tr("Next day")};
    steppers[2] = (struct page_stepper){
        .id = ask_id(scene, ask, "year", ""),
        .label = tr("Year"),
        .value = has_day ? scene_format(scene, "%d", day.year) : none,
        .less_say = tr("Year before"),
        .more_say = tr("Next year"),
        .leap = "10",
        .back_say = tr("Ten years before"),
        .ahead_say = tr("Ten years later"),
        .no_less = has_day && day.year == YEAR_MIN,
        .no_more = has_day && day.year == YEAR_MAX};
    if (!has_day) {
        for (size_t i = 0; i < 3; i++) {
            steppers[i].say = not_yet;
        }
    }
    struct page_stepper *ordered = scene_steppers(scene, 3);
    size_t order[3];
    find_order(order);
    for (size_t i = 0; i < 3; i++) {
        ordered[i] = steppers[order[i]];
    }
    page_steppers(scene->page, ordered, 3);
}

/* Days and months go round; a day that the month has not becomes its last. */
static void
step_day(struct calendar_date *day, const char *what, int step)
{
    if (*what == 'm') {
        day->month = (day->month + 11 + step) % 12 + 1;
    } else if (*what == 'y') {
        day->year += step;
        day->year = day->year < YEAR_MIN   ? YEAR_MIN
                    : day->year > YEAR_MAX ? YEAR_MAX
                                           : day->year;
    } else {
        int all = calendar_month_length(day->year, day->month);
        day->day = (day->day + all - 1 + step) % all + 1;
    }
    int all = calendar_month_length(day->year, day->month);
    day->day = day->day > all ? all : day->day;
}

/* What a button of the stepper `name` does to it, 0 when it is none. */
static int
step_of(const char *id, const char *name)
{
    const char *button = id_after(id, name);
    if (!button) {
        return 0;
    }
    return strcmp(button, "less") == 0    ? -1
           : strcmp(button, "more") == 0  ? 1
           : strcmp(button, "back") == 0  ? -10
           : strcmp(button, "ahead") == 0 ? 10
                                          : 0;
}

/* The first touch, whichever it is, gives today. */
static bool
touch_date(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    static const char *const names[] = {"day", "month", "year"};
    struct calendar_date day;
    bool has_day = day_parse(ask_value(kiosk, ask), &day);
    for (size_t i = 0; i < 3; i++) {
        int step = step_of(id, names[i]);
        if (step == 0) {
            continue;
        }
        if (has_day) {
            step_day(&day, names[i], step);
        } else {
            day = calendar_date(clock_half_day(kiosk->clock) / 2);
        }
        char value[DAY_TEXT_BYTES];
        day_write(&day, value);
        ask_write(kiosk, ask, value);
        return true;
    }
    return false;
}

const struct asker asker_date = {NULL, add_date, touch_date};

/* ---- time of day ---- */

static bool
parse_time(const char *value, int *hour, int *minute)
{
    char *end;
    long h = strtol(value, &end, 10);
    if (end == value || *end != ':') {
        return false;
    }
    *hour = (int)h;
    *minute = (int)strtol(end + 1, &end, 10);
    return *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
}

/* Which languages say half past one in the afternoon as 13:30. */
static bool
has_24_hours(const char *language)
{
    static const char *const languages[] = {"vi", "fr", "de", "it", "pl", "ru", "uk"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (strncmp(language, languages[i], 2) == 0) {
            return true;
        }
    }
    return false;
}

static void
add_time(struct scene *scene, const struct ask *ask)
{
    int hour = 0, minute = 0;
    bool has_time = parse_time(ask_value(scene->kiosk, ask), &hour, &minute);
    bool all_day = has_24_hours(scene->frame.language);
    const char *none = "\u2013", *say = has_time ? NULL : tr("Not answered yet");
    struct page_stepper *steppers = scene_steppers(scene, 2);
    int shown = all_day ? hour : (hour + 11) % 12 + 1;
    steppers[0] = (struct page_stepper){
        .id = ask_id(scene, ask, "hour", ""),
        .label = tr("Hour"),
        .value = has_time ? scene_format(scene, "%d", shown) : none,
        .say = say,
        .less_say = tr("Hour before"),
        .more_say = tr("Next hour")};
    steppers[1] = (struct page_stepper){
        .id = ask_id(scene, ask, "minute", ""),
        .label = tr("Minute"),
        .value = has_time ? scene_format(scene, "%02d", minute) : none,
        .say = say,
        .less_say = tr("Five minutes before"),
        .more_say = tr("Five minutes later")};
    page_steppers(scene->page, steppers, 2);
    if (all_day) {
        return;
    }
    struct page_item *halves = scene_items(scene, 2);
    halves[0] = (struct page_item){.id = ask_id(scene, ask, "half", "am"),
                                   .text = tr("AM"),
                                   .say = tr("Before noon"),
                                   .chosen = has_time && hour < 12};
    halves[1] = (struct page_item){.id = ask_id(scene, ask, "half", "pm"),
                                   .text = tr("PM"),
                                   .say = tr("After noon"),
                                   .chosen = has_time && hour >= 12};
    page_numbers(scene->page, halves, 2);
}

/* The first touch gives noon; hours go round within their half of the day where the
 * language has halves. */
static bool
touch_time(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    int hour = 12, minute = 0;
    bool has_time = parse_time(ask_value(kiosk, ask), &hour, &minute);
    const char *language =
        form_language(kiosk->session.options.form, kiosk->session.language)->code;
    int hours = step_of(id, "hour"), minutes = step_of(id, "minute");
    const char *half = id_after(id, "half");
    if (half) {
        hour = hour % 12 + (*half == 'p' ? 12 : 0);
    } else if (hours != 0 && has_time) {
        bool all_day = has_24_hours(language);
        hour = all_day ? (hour + 24 + hours) % 24
                       : hour / 12 * 12 + (hour % 12 + 12 + hours) % 12;
    } else if (minutes != 0 && has_time) {
        minute = (minute / MINUTE_STEP * MINUTE_STEP + 60 + minutes * MINUTE_STEP) % 60;
    } else if (hours == 0 && minutes == 0) {
        return false;
    }
    char value[16];
    snprintf(value, sizeof value, "%02d:%02d", hour % 24, minute % 60);
    ask_write(kiosk, ask, value);
    return true;
}

const struct asker asker_time = {NULL, add_time, touch_time};

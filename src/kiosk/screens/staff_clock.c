/* staff_clock: what day and time it is, set by dials. */
#include "staff_parts.h"

#include "calendar_day.h"
#include "staff_collect.h"
#include "townline/calendar.h"
#include "words.h"

#include <string.h>

#define YEAR_MIN 2026 /* of this program: no true clock says less */
#define YEAR_MAX 2099
#define DIALS 6

struct moment {
    struct calendar_date date;
    int hour, minute;
};

static int64_t
minutes_of(const struct moment *moment)
{
    return calendar_days(moment->date) * 1440 + moment->hour * 60 + moment->minute;
}

/* What the dials show: the kiosk's clock and what was dialed so far. */
static struct moment
dialed(const struct kiosk *kiosk)
{
    int64_t first = calendar_days((struct calendar_date){YEAR_MIN, 1, 1}) * 1440;
    int64_t now = clock_minutes(kiosk->clock) + kiosk->staff.clock_shift_min;
    now = now < first ? first : now;
    return (struct moment){calendar_date(now / 1440), (int)(now % 1440 / 60),
                           (int)(now % 60)};
}

/* The newest time at which an answer was kept; 0: none was. */
static int64_t
newest_minutes(const struct kiosk *kiosk)
{
    return (int64_t)store_newest_half_day(kiosk->store) * 720;
}

/* Time does not go below the newest answer, unless staff were warned and want it. */
static int64_t
least_minutes(const struct kiosk *kiosk)
{
    return kiosk->staff.clock_may_go_back ? 0 : newest_minutes(kiosk);
}

static bool
has_12_hours(const char *language)
{
    return strcmp(language, "en") == 0;
}

/* One step of a dial. Months, days, hours and minutes go round; a day that the month
 * has not becomes its last. */
static struct moment
stepped(struct moment moment, const char *dial, int step)
{
    struct calendar_date *date = &moment.date;
    if (strcmp(dial, "month") == 0) {
        date->month = (date->month + 11 + step) % 12 + 1;
    } else if (strcmp(dial, "year") == 0) {
        date->year += step;
    } else if (strcmp(dial, "hour") == 0) {
        moment.hour = (moment.hour + 24 + step) % 24;
    } else if (strcmp(dial, "minute") == 0) {
        moment.minute = (moment.minute + 60 + step) % 60;
    } else if (strcmp(dial, "half") == 0) {
        moment.hour = (moment.hour + 12) % 24;
    }
    int length = calendar_month_length(date->year, date->month);
    if (strcmp(dial, "day") == 0) {
        date->day = (date->day + length - 1 + step) % length + 1;
    }
    date->day = date->day > length ? length : date->day;
    return moment;
}

static bool
may_be(const struct moment *moment, int64_t least)
{
    return moment->date.year >= YEAR_MIN && moment->date.year <= YEAR_MAX &&
           minutes_of(moment) >= least;
}

static const char *
value_of(struct scene *scene, const char *dial, const struct moment *moment)
{
    bool halves = has_12_hours(scene->frame.language);
    if (strcmp(dial, "month") == 0) {
        return day_month_name(moment->date.month);
    }
    if (strcmp(dial, "day") == 0) {
        return scene_format(scene, "%d", moment->date.day);
    }
    if (strcmp(dial, "year") == 0) {
        return scene_format(scene, "%d", moment->date.year);
    }
    if (strcmp(dial, "hour") == 0) {
        return scene_format(scene, "%d",
                            halves ? (moment->hour + 11) % 12 + 1 : moment->hour);
    }
    if (strcmp(dial, "minute") == 0) {
        return scene_format(scene, "%02d", moment->minute);
    }
    return moment->hour < 12 ? "AM" : "PM";
}

static void
add_dials(struct scene *scene, const struct moment *moment, int64_t least)
{
    const struct {
        const char *id, *label, *less_say, *more_say;
    } dials[DIALS] = {
        {"month", tr("Month"), tr("Month before"), tr("Next month")},
        {"day", tr("Day"), tr("Day before"), tr("Next day")},
        {"year", tr("Year"), tr("Year before"), tr("Next year")},
        {"hour", tr("Hour"), tr("Hour before"), tr("Next hour")},
        {"minute", tr("Minute"), tr("Minute before"), tr("Next minute")},
        {"half", tr("AM or PM"), tr("The other half of the day"),
         tr("The other half of the day")},
    };
    size_t count = has_12_hours(scene->frame.language) ? DIALS : DIALS - 1;
    struct page_stepper *steppers = scene_steppers(scene, DIALS);
    for (size_t i = 0; i < count; i++) {
        struct moment less = stepped(*moment, dials[i].id, -1);
        struct moment more = stepped(*moment, dials[i].id, 1);
        steppers[i] =
            (struct page_stepper){.id = dials[i].id,
                                  .label = dials[i].label,
                                  .value = value_of(scene, dials[i].id, moment),
                                  .less_say = dials[i].less_say,
                                  .more_say = dials[i].more_say,
                                  .no_less = !may_be(&less, least),
                                  .no_more = !may_be(&more, least)};
    }
    page_dials(scene->page, steppers, count);
}

static const char *
date_words(struct scene *scene, struct calendar_date date)
{
    const char *words = scene_fill(scene, tr("{month} {day}, {year}"), "month",
                                   day_month_name(date.month));
    words = scene_fill(scene, words, "day", scene_format(scene, "%d", date.day));
    return scene_fill(scene, words, "year", scene_format(scene, "%d", date.year));
}

static const char *
read_back(struct scene *scene, const struct moment *moment)
{
    return scene_format(scene, "\x01%s \302\267 %s\x02",
                        date_words(scene, moment->date),
                        scene_time(scene, moment->hour * 60 + moment->minute));
}

static void
build_clock(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    struct moment moment = dialed(kiosk);
    int64_t least = least_minutes(kiosk);
    staff_step_frame(scene);
    scene->frame.skip.text = tr("I am not sure");
    scene->frame.next.text = tr("Yes, that is now");
    if (least > 0 && kiosk->staff.returns_to != STAFF_AWAY) {
        scene->frame.extra.text = tr("It is earlier");
    }
    staff_begin(scene, tr("What day and time is it?"));
    if (!scene->page) {
        return;
    }
    if (!kiosk->theme.compact) {
        struct page_item why = {.id = "why",
                                .icon = "clock",
                                .text =
                                    tr("Answers are kept by morning or afternoon: a "
                                       "wrong date puts them in the wrong week.")};
        page_aside(scene->page, &why);
    }
    add_dials(scene, &moment, least);
    if (!kiosk->theme.compact) {
        page_body(scene->page, read_back(scene, &moment), NULL);
    }
    if (least > 0 && !kiosk->theme.compact) {
        page_note(scene->page,
                  scene_fill(scene, tr("Not before {day}: answers were kept then."),
                             "day", date_words(scene, calendar_date(least / 1440))));
    }
}

static bool
touch_clock(struct kiosk *kiosk, const char *id)
{
    static const char *const names[DIALS] = {"month", "day",    "year",
                                             "hour",  "minute", "half"};
    if (strcmp(id, "extra") == 0) {
        staff_go(&kiosk->staff, STAFF_CLOCK_BACK);
        return true;
    }
    if (strcmp(id, "next") == 0) { /* what is shown, also by a clock from before it */
        struct moment shown = dialed(kiosk);
        kiosk->staff.clock_shift_min = minutes_of(&shown) - clock_minutes(kiosk->clock);
    }
    for (size_t i = 0; i < DIALS; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(id, names[i], size) != 0 || id[size] != '-') {
            continue;
        }
        struct moment now = dialed(kiosk);
        struct moment next =
            stepped(now, names[i], strcmp(id + size, "-more") == 0 ? 1 : -1);
        if (may_be(&next, least_minutes(kiosk))) {
            kiosk->staff.clock_shift_min =
                minutes_of(&next) - clock_minutes(kiosk->clock);
        }
        return true;
    }
    return false;
}

const struct screen screen_staff_clock = {"staff-clock", build_clock, touch_clock};

static void
build_clock_back(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Set it back");
    staff_begin(scene, tr("Was the clock ahead?"));
    if (!scene->page) {
        return;
    }
    int64_t newest = newest_minutes(scene->kiosk) / 1440;
    page_body(scene->page,
              scene_fill(scene,
                         tr("The newest answer was kept on {day}, by this clock."),
                         "day", date_words(scene, calendar_date(newest))),
              NULL);
    page_body(
        scene->page,
        tr("If you go on, you can set any day. Answers kept after it lose their date: "
           "the office sees \"date not certain\". None is lost. The staff log tells "
           "of it."),
        NULL);
}

static bool
touch_clock_back(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "next") != 0) {
        return false;
    }
    kiosk->staff.clock_may_go_back = true;
    staff_go(&kiosk->staff, STAFF_SET_CLOCK);
    return true;
}

const struct screen screen_staff_clock_back = {"staff-clock-back", build_clock_back,
                                               touch_clock_back};

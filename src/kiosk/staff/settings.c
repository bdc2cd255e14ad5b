/* settings: loads and saves what staff set by touch. */
#include "settings.h"

#include "townline/calendar.h"
#include "townline/characters.h"

#include <stdio.h>
#include <string.h>

#define DAY_MIN 1440

const uint32_t settings_erase_days[SETTINGS_ERASE_CHOICES] = {0, 30, 90, 180};

static bool
is_erase_choice(unsigned days)
{
    for (size_t i = 0; i < SETTINGS_ERASE_CHOICES; i++) {
        if (settings_erase_days[i] == days) {
            return true;
        }
    }
    return false;
}

static bool
read(struct store *store, const char *name, char out[STORE_SETTING_MAX_BYTES + 1])
{
    bool found = false;
    out[0] = '\0';
    return store && store_setting(store, name, out, &found, NULL) && found;
}

static bool
hours_make_sense(const struct hours *hours)
{
    return hours->first_day >= 0 && hours->first_day < 7 && hours->last_day >= 0 &&
           hours->last_day < 7 && hours->from_min >= 0 &&
           hours->from_min < hours->to_min && hours->to_min <= DAY_MIN;
}

void
settings_load(struct store *store, struct settings *out)
{
    char text[STORE_SETTING_MAX_BYTES + 1], more;
    struct hours hours = {.is_set = true};
    unsigned size, colors, days;
    *out = (struct settings){.display = display_default()};
    if (read(store, "event", text) && strlen(text) <= SETTINGS_EVENT_MAX_BYTES &&
        characters_are_clean(text)) {
        out->has_event = true;
        memcpy(out->event, text, strlen(text) + 1);
    }
    if (read(store, "hours", text) &&
        sscanf(text, "%1d %1d %4d %4d%c", &hours.first_day, &hours.last_day,
               &hours.from_min, &hours.to_min, &more) == 4 &&
        hours_make_sense(&hours)) {
        out->hours = hours;
    }
    if (read(store, "display", text) &&
        sscanf(text, "%1u %1u%c", &size, &colors, &more) == 2 &&
        size < TEXT_SIZE_COUNT && colors < COLORS_COUNT) {
        out->display.size = (enum text_size)size;
        out->display.colors = (enum color_theme)colors;
    }
    if (read(store, "erase-days", text) && sscanf(text, "%3u%c", &days, &more) == 1 &&
        is_erase_choice(days)) {
        out->erase_days = days;
    }
}

bool
settings_save(struct store *store, const struct settings *settings, struct error *err)
{
    const struct hours *hours = &settings->hours;
    char week[40], display[16], days[16];
    snprintf(week, sizeof week, "%d %d %d %d", hours->first_day, hours->last_day,
             hours->from_min, hours->to_min);
    snprintf(display, sizeof display, "%d %d", (int)settings->display.size,
             (int)settings->display.colors);
    snprintf(days, sizeof days, "%u", settings->erase_days);
    return store_set_setting(store, "event",
                             settings->has_event ? settings->event : NULL, err) &&
           store_set_setting(store, "hours", hours->is_set ? week : NULL, err) &&
           store_set_setting(store, "display", display, err) &&
           store_set_setting(store, "erase-days",
                             settings->erase_days > 0 ? days : NULL, err);
}

bool
hours_are_open(const struct hours *hours, int64_t minutes)
{
    int day = calendar_weekday(minutes / DAY_MIN), minute = (int)(minutes % DAY_MIN);
    int since_first = (day - hours->first_day + 7) % 7;
    int days = (hours->last_day - hours->first_day + 7) % 7;
    return !hours->is_set ||
           (since_first <= days && minute >= hours->from_min && minute < hours->to_min);
}

/* Loads a form and begins to fill it in, on the day and with the seed of the author. */
#include "trial.h"

#include "townline/calendar.h"
#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Half-days from the start of 1970 to noon of a day; false when there is no such day.
 */
static bool
noon_of(struct calendar_date date, uint32_t *out)
{
    if (date.year < 1970 || !calendar_has(date)) {
        return false;
    }
    *out = (uint32_t)calendar_days(date) * 2 + 1;
    return true;
}

static bool
find_half_day(const char *today, uint32_t *out, struct error *err)
{
    struct calendar_date date;
    int end = 0;
    if (today) {
        if (sscanf(today, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &end) ==
                3 &&
            end == 10 && !today[end] && noon_of(date, out)) {
            return true;
        }
        return error_set(err, ERROR_INPUT,
                         "\"%.40s\" is no day; write it as 2026-05-12", today);
    }
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local)) {
        date = (struct calendar_date){local.tm_year + 1900, local.tm_mon + 1,
                                      local.tm_mday};
    } else {
        date = (struct calendar_date){0};
    }
    if (!noon_of(date, out)) {
        return error_set(err, ERROR_SYSTEM, "the computer's clock is wrong");
    }
    *out -= local.tm_hour < 12;
    return true;
}

bool
trial_begin(const struct trial_options *options, struct trial *out, struct error *err)
{
    struct buffer xml;
    struct instance_options instance = {.seed = options->seed};
    *out = (struct trial){.form = NULL};
    if (!find_half_day(options->today, &instance.half_day, err)) {
        return false;
    }
    buffer_init(&xml, FORM_MAX_BYTES);
    bool ok = (file_load(options->path, &xml, err) &&
               form_load(xml.data, xml.size, &out->form, err) &&
               instance_create(out->form, &instance, &out->instance, err)) ||
              error_prefix(err, "%s", options->path);
    buffer_finish(&xml);
    return ok;
}

void
trial_end(struct trial *trial)
{
    instance_destroy(trial->instance);
    form_close(trial->form);
    *trial = (struct trial){.form = NULL};
}

/* Makes room for "/data/person[3]" of "/data/person[3]/name", where `size` is the
 * length up to the "[". */
static bool
grow(struct trial *trial, const char *path, size_t size, struct error *err)
{
    struct place place;
    char first[ERROR_TEXT_MAX_BYTES];
    size_t count = strtoul(path + size + 1, NULL, 10);
    if (size + 4 > sizeof first) {
        return error_set(err, ERROR_INPUT, "the path is too long");
    }
    snprintf(first, sizeof first, "%.*s[1]", (int)size, path);
    if (!instance_find(trial->instance, first, &place, err)) {
        return false;
    }
    if (!control_is_open_repeat(trial->form, place.control) ||
        instance_repeat_count(trial->instance, &place) >= count) {
        return true;
    }
    return instance_repeat(trial->instance, &place, count, err);
}

bool
trial_set(struct trial *trial, const char *path, const char *value, struct error *err)
{
    for (const char *at = strchr(path, '['); at; at = strchr(at + 1, '[')) {
        if (!grow(trial, path, (size_t)(at - path), err)) {
            return false;
        }
    }
    return instance_set_path(trial->instance, path, value, err);
}

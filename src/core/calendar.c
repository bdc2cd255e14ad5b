/* calendar: turns dates and times into days and back, and reads and writes them. */
#include "townline/calendar.h"

#include "townline/characters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAYS_MIN (-719162.0) /* of 0001-01-01 */
#define DAYS_END 2932897.0   /* of 10000-01-01 */
#define DAY_MS 86400000

/* Here years begin in March, so that the leap day is the last day of a year. 400 years,
 * after which the calendar repeats, are an era. */
int64_t
calendar_days(struct calendar_date date)
{
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t month = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct calendar_date
calendar_date(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) /
        365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct calendar_date date;
    date.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    date.month = (int)(month < 10 ? month + 3 : month - 9);
    date.year = (int)(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
    return date;
}

int
calendar_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : lengths[month - 1];
}

bool
calendar_has(struct calendar_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= calendar_month_length(date.year, date.month);
}

int
calendar_weekday(int64_t days)
{
    int64_t weekday = (days + 4) % 7;
    return (int)(weekday < 0 ? weekday + 7 : weekday);
}

/* Reads exactly `count` digits and moves past them. */
static bool
digits(const char **at, int count, int *out)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        char c = (*at)[i];
        if (!character_is_digit(c)) {
            return false;
        }
        value = value * 10 + (c - '0');
    }
    *at += count;
    *out = value;
    return true;
}

static bool
literal(const char **at, char c)
{
    if (**at != c) {
        return false;
    }
    (*at)++;
    return true;
}

static bool
parse_day(const char **at, double *days_out)
{
    struct calendar_date date;
    if (!digits(at, 4, &date.year) || !literal(at, '-') ||
        !digits(at, 2, &date.month) || !literal(at, '-') || !digits(at, 2, &date.day)) {
        return false;
    }
    if (!calendar_has(date)) {
        return false;
    }
    *days_out = (double)calendar_days(date);
    return true;
}

static bool
parse_offset(const char **at, int *minutes_out)
{
    *minutes_out = 0;
    if (**at == '\0' || literal(at, 'Z')) {
        return true;
    }
    int sign = **at == '-' ? -1 : 1, hours, minutes = 0;
    if (!literal(at, '+') && !literal(at, '-')) {
        return false;
    }
    if (!digits(at, 2, &hours) || hours > 14) {
        return false;
    }
    if (**at != '\0' &&
        (!literal(at, ':') || !digits(at, 2, &minutes) || minutes > 59)) {
        return false;
    }
    *minutes_out = sign * (hours * 60 + minutes);
    return true;
}

static bool
parse_time(const char **at, double *fraction_out)
{
    int hours, minutes, seconds = 0;
    double second_part = 0, unit = 0.1;
    if (!digits(at, 2, &hours) || !literal(at, ':') || !digits(at, 2, &minutes)) {
        return false;
    }
    if (literal(at, ':') && !digits(at, 2, &seconds)) {
        return false;
    }
    if (literal(at, '.')) {
        if (!character_is_digit(**at)) {
            return false;
        }
        for (; character_is_digit(**at); (*at)++, unit /= 10) {
            second_part += (**at - '0') * unit;
        }
    }
    if (hours > 23 || minutes > 59 || seconds > 59) {
        return false;
    }
    *fraction_out = (hours * 3600 + minutes * 60 + seconds + second_part) / 86400;
    return true;
}

bool
calendar_parse(const char *text, double *days_out, bool *has_time_out)
{
    double days, fraction = 0;
    int offset = 0;
    if (!parse_day(&text, &days)) {
        return false;
    }
    bool has_time = literal(&text, 'T');
    if (has_time && (!parse_time(&text, &fraction) || !parse_offset(&text, &offset))) {
        return false;
    }
    if (*text != '\0') {
        return false;
    }
    *days_out = days + fraction - offset / 1440.0;
    if (has_time_out) {
        *has_time_out = has_time;
    }
    return true;
}

bool
calendar_parse_time(const char *text, double *fraction_out)
{
    double fraction;
    int offset;
    if (!parse_time(&text, &fraction) || !parse_offset(&text, &offset) ||
        *text != '\0') {
        return false;
    }
    fraction -= offset / 1440.0;
    *fraction_out = fraction - floor(fraction);
    return true;
}

void
calendar_write(double days, bool with_time, char out[CALENDAR_TEXT_BYTES])
{
    out[0] = '\0';
    if (!(days >= DAYS_MIN && days < DAYS_END)) {
        return;
    }
    /* rounded to the millisecond first, since 23:59:59.9996 is midnight of the next day
     */
    double ms = with_time ? nearbyint(days * DAY_MS) : floor(days) * DAY_MS;
    int64_t whole = (int64_t)floor(ms / DAY_MS);
    int64_t rest = (int64_t)ms - whole * DAY_MS;
    struct calendar_date date = calendar_date(whole);
    int size = snprintf(out, CALENDAR_TEXT_BYTES, "%04d-%02d-%02d", date.year,
                        date.month, date.day);
    if (with_time && size > 0) {
        snprintf(out + size, CALENDAR_TEXT_BYTES - (size_t)size, "T%02d:%02d:%02d.%03d",
                 (int)(rest / 3600000), (int)(rest / 60000 % 60),
                 (int)(rest / 1000 % 60), (int)(rest % 1000));
    }
}

/*
 * calendar: dates as days since 1970-01-01 in the proleptic Gregorian calendar, the
 * time of day as their fraction; and their ISO 8601 spelling. Years 0001 to 9999, but
 * calendar_days, calendar_date and calendar_weekday take any year. There is no clock
 * and no time zone here.
 */
#ifndef TOWNLINE_CALENDAR_H
#define TOWNLINE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar_date {
    int year, month, day; /* month and day from 1 */
};

int64_t calendar_days(struct calendar_date date);
struct calendar_date calendar_date(int64_t days);
/* `month` from 1 to 12. */
int calendar_month_length(int year, int month);
/* False for 2026-02-29, and for years before 0001 or after 9999. */
bool calendar_has(struct calendar_date date);
/* 0 is Sunday. */
int calendar_weekday(int64_t days);

/* "2026-05-12", "2026-05-12T12:30:00.000+02:00" (seconds, fraction and offset may be
 * missing); false when the text is no date. A given offset is taken off, so that the
 * result is UTC; without one it is the kiosk's local time. `has_time_out` may be NULL.
 */
bool calendar_parse(const char *text, double *days_out, bool *has_time_out);
/* "13:30", "13:30:00.000+02:00" as a fraction of a day; an offset is taken off here
 * too. */
bool calendar_parse_time(const char *text, double *fraction_out);

#define CALENDAR_TEXT_BYTES 32
/* "2026-05-12", or "2026-05-12T12:00:00.000" with the time; "" when out of range. */
void calendar_write(double days, bool with_time, char out[CALENDAR_TEXT_BYTES]);

#endif

/*
 * calendar: dates as days since 1970-01-01 in the proleptic Gregorian calendar, with
 * the time of day as a fraction, and how ISO 8601 writes them. Years go from 0001 to
 * 9999, but calendar_days, calendar_date and calendar_weekday take any year. There is
 * no clock and no time zone here.
 */
#ifndef TOWNLINE_CALENDAR_H
#define TOWNLINE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar_date {
    int year, month, day; /* month and day count from 1 */
};

int64_t calendar_days(struct calendar_date date);
struct calendar_date calendar_date(int64_t days);
/* `month` is from 1 to 12. */
int calendar_month_length(int year, int month);
/* Whether there is such a date: false for 2026-02-29, and for years before 0001 or
 * after 9999. */
bool calendar_has(struct calendar_date date);
/* 0 is Sunday. */
int calendar_weekday(int64_t days);

/* Reads "2026-05-12" or "2026-05-12T12:30:00.000+02:00"; seconds, fraction and offset
 * may be missing. False when the text is no date. A time with an offset becomes UTC;
 * one without is the kiosk's local time. `has_time_out` may be NULL. */
bool calendar_parse(const char *text, double *days_out, bool *has_time_out);
/* Reads "13:30" or "13:30:00.000+02:00" as a fraction of a day. An offset is subtracted
 * here too. */
bool calendar_parse_time(const char *text, double *fraction_out);

#define CALENDAR_TEXT_BYTES 32
/* Writes "2026-05-12", or with the time "2026-05-12T12:00:00.000"; "" when the day is
 * out of range. */
void calendar_write(double days, bool with_time, char out[CALENDAR_TEXT_BYTES]);

#endif

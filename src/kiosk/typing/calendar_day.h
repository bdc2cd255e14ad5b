/*
 * calendar_day: a day of the calendar as screens show it and let it be set. Pure.
 */
#ifndef TOWNLINE_CALENDAR_DAY_H
#define TOWNLINE_CALENDAR_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_TEXT_BYTES 16

struct day {
    int year, month, day; /* month and day from 1 */
};

/* "2026-05-12"; false for anything else. */
bool day_parse(const char *text, struct day *out);
void day_write(const struct day *day, char out[DAY_TEXT_BYTES]);
/* Days since 1970-01-01. */
struct day day_of_number(int64_t number);
int day_month_length(int year, int month);
/* In the language of the screen: "May". */
const char *day_month_name(int month);

#endif

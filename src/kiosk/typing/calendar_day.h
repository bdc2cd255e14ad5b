/*
 * calendar_day: a day of the calendar as screens show and set it. Pure.
 */
#ifndef TOWNLINE_CALENDAR_DAY_H
#define TOWNLINE_CALENDAR_DAY_H

#include "townline/calendar.h"

#include <stdbool.h>

#define DAY_TEXT_BYTES 16

/* Reads "2026-05-12"; false for any other text. */
bool day_parse(const char *text, struct calendar_date *out);
void day_write(const struct calendar_date *day, char out[DAY_TEXT_BYTES]);
/* The name in the language of the screen: "May". */
const char *day_month_name(int month);
const char *day_of_week_name(int day); /* 0 is Sunday */

#endif

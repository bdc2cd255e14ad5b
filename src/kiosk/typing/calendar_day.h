/*
 * calendar_day: a day of the calendar as screens show it and let it be set. Pure.
 */
#ifndef TOWNLINE_CALENDAR_DAY_H
#define TOWNLINE_CALENDAR_DAY_H

#include "townline/calendar.h"

#include <stdbool.h>

#define DAY_TEXT_BYTES 16

/* "2026-05-12"; false for anything else. */
bool day_parse(const char *text, struct calendar_date *out);
void day_write(const struct calendar_date *day, char out[DAY_TEXT_BYTES]);
/* In the language of the screen: "May". */
const char *day_month_name(int month);

#endif

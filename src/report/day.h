/*
 * day: half-days since 1970-01-01 as dates of the proleptic Gregorian calendar.
 */
#ifndef TOWNLINE_DAY_H
#define TOWNLINE_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct day {
    unsigned year, month, day; /* month and day from 1 */
    bool afternoon;
};
struct day day_of_half_day(uint32_t half_day);
/* In English; `month` from 1 to 12. */
const char *month_name(unsigned month);

#endif

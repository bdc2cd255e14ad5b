#include "day.h"

static bool
is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

struct day
day_of_half_day(uint32_t half_day)
{
    static const uint8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint32_t left = half_day / 2;
    /* Whole cycles of 400 years first, so that any number ends soon. */
    struct day day = {.year = 1970 + 400 * (left / 146097),
                      .month = 1,
                      .afternoon = half_day % 2 == 1};
    left %= 146097;
    for (; left >= (is_leap(day.year) ? 366u : 365u); day.year++)
        left -= is_leap(day.year) ? 366 : 365;
    for (;; day.month++) {
        uint32_t length = lengths[day.month - 1];
        if (day.month == 2 && is_leap(day.year))
            length = 29;
        if (left < length)
            break;
        left -= length;
    }
    day.day = left + 1;
    return day;
}

const char *
month_name(unsigned month)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return names[month - 1];
}

#include "calendar_day.h"

#include "words.h"

#include <stdio.h>
#include <stdlib.h>

int
day_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[(month + 11) % 12] + (month == 2 && is_leap);
}

bool
day_parse(const char *text, struct day *out)
{
    char *end;
    struct day day;
    day.year = (int)strtol(text, &end, 10);
    if (end == text || *end != '-') {
        return false;
    }
    day.month = (int)strtol(end + 1, &end, 10);
    if (*end != '-') {
        return false;
    }
    day.day = (int)strtol(end + 1, &end, 10);
    if (*end != '\0' || day.year < 1 || day.year > 9999 || day.month < 1 ||
        day.month > 12 || day.day < 1 ||
        day.day > day_month_length(day.year, day.month)) {
        return false;
    }
    *out = day;
    return true;
}

void
day_write(const struct day *day, char out[DAY_TEXT_BYTES])
{
    unsigned year = (unsigned)day->year % 10000, month = (unsigned)day->month % 100;
    snprintf(out, DAY_TEXT_BYTES, "%04u-%02u-%02u", year, month,
             (unsigned)day->day % 100);
}

/* A year at a time, then a month: the numbers are those of a kiosk's life. */
struct day
day_of_number(int64_t number)
{
    struct day day = {1970, 1, 1};
    for (int length; number >= (length = 337 + day_month_length(day.year, 2));) {
        number -= length;
        day.year++;
    }
    for (int length; number >= (length = day_month_length(day.year, day.month));) {
        number -= length;
        day.month++;
    }
    day.day += (int)number;
    return day;
}

const char *
day_month_name(int month)
{
    switch (month) {
    case 1:
        return tr("January");
    case 2:
        return tr("February");
    case 3:
        return tr("March");
    case 4:
        return tr("April");
    case 5:
        return tr("May");
    case 6:
        return tr("June");
    case 7:
        return tr("July");
    case 8:
        return tr("August");
    case 9:
        return tr("September");
    case 10:
        return tr("October");
    case 11:
        return tr("November");
    default:
        return tr("December");
    }
}

/* calendar_day: reads and writes a day, and names its month. */
#include "calendar_day.h"

#include "words.h"

#include <stdio.h>
#include <stdlib.h>

bool
day_parse(const char *text, struct calendar_date *out)
{
    char *end;
    struct calendar_date day;
    day.year = (int)strtol(text, &end, 10);
    if (end == text || *end != '-') {
        return false;
    }
    day.month = (int)strtol(end + 1, &end, 10);
    if (*end != '-') {
        return false;
    }
    day.day = (int)strtol(end + 1, &end, 10);
    if (*end != '\0' || !calendar_has(day)) {
        return false;
    }
    *out = day;
    return true;
}

void
day_write(const struct calendar_date *day, char out[DAY_TEXT_BYTES])
{
    unsigned year = (unsigned)day->year % 10000, month = (unsigned)day->month % 100;
    snprintf(out, DAY_TEXT_BYTES, "%04u-%02u-%02u", year, month,
             (unsigned)day->day % 100);
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

const char *
day_of_week_name(int day)
{
    const char *const names[] = {tr("Sunday"),    tr("Monday"),   tr("Tuesday"),
                                 tr("Wednesday"), tr("Thursday"), tr("Friday"),
                                 tr("Saturday")};
    return names[day % 7];
}

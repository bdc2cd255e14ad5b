#include "clock.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define HALF_DAY_MS ((uint64_t)12 * 3600 * 1000)
#define PROGRAM_YEAR 2026 /* no true clock says less */

/* Days since 1970-01-01 in the Gregorian calendar; March is taken as the first month so
 * that the leap day comes last. */
static int64_t
days_since_1970(int year, int month, int day)
{
    int64_t y = month > 2 ? year : year - 1;
    int64_t m = month > 2 ? month - 3 : month + 9;
    int64_t days = 365 * y + y / 4 - y / 100 + y / 400;
    return days + (153 * m + 2) / 5 + day - 1 - 719468;
}

static uint32_t
wall_half_day(int *year_out)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local)) {
        return 0;
    }
    *year_out = local.tm_year + 1900;
    int64_t days = days_since_1970(*year_out, local.tm_mon + 1, local.tm_mday);
    return days < 0 ? 0 : (uint32_t)(2 * days + (local.tm_hour >= 12));
}

void
clock_init_fake(struct clock *clock, uint32_t half_day)
{
    int year = 0;
    *clock = (struct clock){
        .is_fake = true, .start_half_day = half_day ? half_day : wall_half_day(&year)};
}

void
clock_advance(struct clock *clock, uint64_t ms)
{
    clock->fake_ms += ms;
}

uint64_t
clock_ms(const struct clock *clock)
{
    if (clock->is_fake) {
        return clock->fake_ms;
    }
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint32_t
clock_half_day(const struct clock *clock)
{
    int year = 0;
    if (clock->is_fake) {
        return clock->start_half_day + (uint32_t)(clock->fake_ms / HALF_DAY_MS);
    }
    return wall_half_day(&year);
}

bool
clock_is_trusted(const struct clock *clock)
{
    int year = 0;
    if (clock->is_fake) {
        return true;
    }
    wall_half_day(&year);
    struct timex state = {0};
    bool is_synchronised = adjtimex(&state) >= 0 && !(state.status & STA_UNSYNC);
    return year >= PROGRAM_YEAR && (is_synchronised || access("/dev/rtc0", F_OK) == 0);
}

static bool
read_digits(const char *text, size_t count, int *out)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i])) {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    *out = value;
    return true;
}

bool
clock_read_date(const char *text, uint32_t *half_day_out)
{
    static const int month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day, hour;
    if (strlen(text) != 13 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        !read_digits(text, 4, &year) || !read_digits(text + 5, 2, &month) ||
        !read_digits(text + 8, 2, &day) || !read_digits(text + 11, 2, &hour)) {
        return false;
    }
    if (year < 1971 || month < 1 || month > 12 || day < 1 ||
        day > month_days[month - 1] || hour > 23) {
        return false;
    }
    *half_day_out = (uint32_t)(2 * days_since_1970(year, month, day) + (hour >= 12));
    return true;
}

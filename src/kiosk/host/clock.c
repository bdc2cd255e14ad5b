/* clock: tells the time, and decides whether it can be trusted. */
#include "clock.h"

#include "clock_chip.h"
#include "townline/calendar.h"
#include "townline/characters.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>

/* the program was made in this year, so no true clock says less */
#define PROGRAM_YEAR 2026

static uint32_t
wall_half_day(int *year_out)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local)) {
        return 0;
    }
    *year_out = local.tm_year + 1900;
    int64_t days = calendar_days(
        (struct calendar_date){*year_out, local.tm_mon + 1, local.tm_mday});
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

void
clock_set(struct clock *clock, int64_t shift_min, bool sure)
{
    clock->shift_min += shift_min;
    clock->word = sure ? CLOCK_RIGHT : CLOCK_DOUBTFUL;
}

int64_t
clock_right_seconds(const struct clock *clock)
{
    return clock->is_fake ? clock_minutes(clock) * 60
                          : (int64_t)time(NULL) + clock->shift_min * 60;
}

void
clock_machine_was_set(struct clock *clock)
{
    clock->fake_set_min += clock->is_fake ? clock->shift_min : 0;
    clock->shift_min = 0;
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
    int64_t half_day = clock_minutes(clock) / 720;
    return half_day < 0 ? 0 : (uint32_t)half_day;
}

int64_t
clock_minutes(const struct clock *clock)
{
    time_t now = time(NULL);
    struct tm local;
    if (clock->is_fake) {
        return (int64_t)clock->start_half_day * 720 +
               (int64_t)(clock->fake_ms / 60000) + clock->fake_set_min +
               clock->shift_min;
    }
    if (!localtime_r(&now, &local)) {
        return 0;
    }
    return calendar_days((struct calendar_date){local.tm_year + 1900, local.tm_mon + 1,
                                                local.tm_mday}) *
               1440 +
           local.tm_hour * 60 + local.tm_min + clock->shift_min;
}

/* Whether the machine's clock can be trusted to have run while the machine had no
 * power. */
static bool
machine_is_vouched(const struct clock *clock)
{
    int year = 0;
    if (clock->is_fake) {
        return !clock->fake_stops;
    }
    wall_half_day(&year);
    struct timex state = {0};
    bool is_synchronised = adjtimex(&state) >= 0 && !(state.status & STA_UNSYNC);
    return year >= PROGRAM_YEAR &&
           (is_synchronised ||
            clock_chip_kept_time(CLOCK_CHIP_FOLDER, (int64_t)time(NULL)));
}

bool
clock_is_trusted(const struct clock *clock)
{
    if (clock->word != CLOCK_UNSAID) {
        return clock->word == CLOCK_RIGHT;
    }
    return machine_is_vouched(clock);
}

bool
clock_boot_id(const struct clock *clock, uint8_t out[STORE_BOOT_ID_BYTES])
{
    char text[64] = "";
    size_t count = 0;
    memset(out, 0, STORE_BOOT_ID_BYTES);
    if (clock->is_fake) {
        out[0] = clock->fake_boot;
        return true;
    }
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (file) {
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        (void)fclose(file);
    }
    /* the first hex digits tell one start from another */
    for (const char *at = text; *at && count < STORE_BOOT_ID_BYTES; at++) {
        if (*at > ' ' && *at != '-') {
            out[count++] = (uint8_t)*at;
        }
    }
    return count == STORE_BOOT_ID_BYTES;
}

bool
clock_resume(struct clock *clock, const struct store_clock *kept)
{
    uint8_t boot_id[STORE_BOOT_ID_BYTES];
    bool restarted = !clock_boot_id(clock, boot_id) ||
                     memcmp(boot_id, kept->boot_id, sizeof boot_id) != 0;
    clock->shift_min = kept->shift_min;
    int64_t least_min = (int64_t)kept->half_day * 720, now_min = clock_minutes(clock);
    bool went_back = now_min < least_min;
    if (went_back) {
        clock->shift_min += least_min - now_min;
    }
    bool runs_on = !restarted || machine_is_vouched(clock);
    clock->word =
        kept->is_trusted && runs_on && !went_back ? CLOCK_RIGHT : CLOCK_DOUBTFUL;
    return restarted;
}

static bool
read_digits(const char *text, size_t count, int *out)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!character_is_digit(text[i])) {
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
    struct calendar_date date;
    int hour;
    if (strlen(text) != 13 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        !read_digits(text, 4, &date.year) || !read_digits(text + 5, 2, &date.month) ||
        !read_digits(text + 8, 2, &date.day) || !read_digits(text + 11, 2, &hour)) {
        return false;
    }
    if (date.year < 1971 || !calendar_has(date) || hour > 23) {
        return false;
    }
    *half_day_out = (uint32_t)(2 * calendar_days(date) + (hour >= 12));
    return true;
}

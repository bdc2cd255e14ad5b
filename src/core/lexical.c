/* lexical: reads numbers, dates and times of XForms, and writes them. */
#include "lexical.h"

#include "townline/calendar.h"
#include "townline/characters.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool
lexical_read_number(const char *text, struct lexical_number *out)
{
    struct lexical_number number = {.negative = text[0] == '-'};
    unsigned digits = 0;
    bool after_point = false;
    for (const char *at = text + number.negative; *at != '\0'; at++) {
        if (*at == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (!character_is_digit(*at) || ++digits > LEXICAL_DIGITS_MAX) {
            return false;
        }
        number.digits = number.digits * 10 + (uint64_t)(*at - '0');
        number.decimals += after_point;
    }
    char again[LEXICAL_MAX_BYTES];
    lexical_write_number(&number, again);
    *out = number;
    return strcmp(text, again) == 0;
}

void
lexical_write_number(const struct lexical_number *number, char out[LEXICAL_MAX_BYTES])
{
    char digits[LEXICAL_MAX_BYTES];
    int length = snprintf(digits, sizeof digits, "%0*" PRIu64,
                          (int)number->decimals + 1, number->digits);
    int whole = length - (int)number->decimals;
    snprintf(out, LEXICAL_MAX_BYTES, "%s%.*s%s%s", number->negative ? "-" : "", whole,
             digits, number->decimals > 0 ? "." : "", digits + whole);
}

bool
lexical_read_date(const char *text, int32_t *out)
{
    if (strlen(text) != 10) {
        return false;
    }
    int parts[3] = {0};
    unsigned part = 0;
    for (unsigned i = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            part++;
        } else if (character_is_digit(text[i])) {
            parts[part] = parts[part] * 10 + (text[i] - '0');
        } else {
            return false;
        }
    }
    struct calendar_date date = {parts[0], parts[1], parts[2]};
    if (!calendar_has(date)) {
        return false;
    }
    *out = (int32_t)calendar_days(date);
    /* a "/" in the place of a "-" is found by writing the date again */
    char again[LEXICAL_MAX_BYTES];
    lexical_write_date(*out, again);
    return strcmp(text, again) == 0;
}

void
lexical_write_date(int32_t day, char out[LEXICAL_MAX_BYTES])
{
    struct calendar_date date = calendar_date(day);
    snprintf(out, LEXICAL_MAX_BYTES, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Reads two digits below `limit` that follow the character `before` ('\0': follow
 * nothing). */
static bool
take_pair(const char **at, char before, unsigned limit, unsigned *out)
{
    const char *digits = *at;
    if (before != '\0' && *digits++ != before) {
        return false;
    }
    if (!character_is_digit(digits[0]) || !character_is_digit(digits[1])) {
        return false;
    }
    *out = (unsigned)(digits[0] - '0') * 10 + (unsigned)(digits[1] - '0');
    *at = digits + 2;
    return *out < limit;
}

static bool
take_zone(const char *at, struct lexical_time *time)
{
    if (*at == '\0') {
        return true;
    }
    if (strcmp(at, "Z") == 0) {
        time->zone = ZONE_UTC;
        return true;
    }
    unsigned hours = 0, minutes = 0;
    time->zone = *at == '+' ? ZONE_EAST : ZONE_WEST;
    if (!take_pair(&at, *at == '+' ? '+' : '-', 24, &hours) ||
        !take_pair(&at, ':', 60, &minutes)) {
        return false;
    }
    time->zone_minutes = hours * 60 + minutes;
    return *at == '\0';
}

bool
lexical_read_time(const char *text, struct lexical_time *out)
{
    struct lexical_time time = {.precision = PRECISION_MINUTE};
    const char *at = text;
    if (!take_pair(&at, '\0', 24, &time.hour) ||
        !take_pair(&at, ':', 60, &time.minute)) {
        return false;
    }
    if (*at == ':') {
        time.precision = PRECISION_SECOND;
        if (!take_pair(&at, ':', 60, &time.second)) {
            return false;
        }
        if (*at == '.') {
            unsigned tens = 0;
            time.precision = PRECISION_MILLISECOND;
            if (!take_pair(&at, '.', 100, &tens) || !character_is_digit(*at)) {
                return false;
            }
            time.millisecond = tens * 10 + (unsigned)(*at++ - '0');
        }
    }
    if (!take_zone(at, &time)) {
        return false;
    }
    *out = time;
    return true;
}

void
lexical_write_time(const struct lexical_time *time, char out[LEXICAL_MAX_BYTES])
{
    int length =
        snprintf(out, LEXICAL_MAX_BYTES, "%02u:%02u", time->hour, time->minute);
    if (time->precision >= PRECISION_SECOND) {
        length += snprintf(out + length, (size_t)(LEXICAL_MAX_BYTES - length), ":%02u",
                           time->second);
    }
    if (time->precision == PRECISION_MILLISECOND) {
        length += snprintf(out + length, (size_t)(LEXICAL_MAX_BYTES - length), ".%03u",
                           time->millisecond);
    }
    if (time->zone == ZONE_UTC) {
        snprintf(out + length, (size_t)(LEXICAL_MAX_BYTES - length), "Z");
    } else if (time->zone != ZONE_NONE) {
        snprintf(out + length, (size_t)(LEXICAL_MAX_BYTES - length), "%c%02u:%02u",
                 time->zone == ZONE_EAST ? '+' : '-', time->zone_minutes / 60,
                 time->zone_minutes % 60);
    }
}

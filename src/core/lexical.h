/*
 * lexical: turns values of XForms into numbers and back. Only a value that comes back
 * the same, byte for byte, is read as a number: "4" is, "04" is not. For src/core
 * alone.
 */
#ifndef TOWNLINE_LEXICAL_H
#define TOWNLINE_LEXICAL_H

#include <stdbool.h>
#include <stdint.h>

/* the longest that a write function writes, with its NUL */
#define LEXICAL_MAX_BYTES 64
#define LEXICAL_DIGITS_MAX 18

/* digits * 10^-decimals */
struct lexical_number {
    bool negative;
    unsigned decimals; /* as many as are written */
    uint64_t digits;
};
bool lexical_read_number(const char *text, struct lexical_number *out);
void lexical_write_number(const struct lexical_number *number,
                          char out[LEXICAL_MAX_BYTES]);

/* Days since 1970-01-01 of "YYYY-MM-DD" in the Gregorian calendar, from 0001-01-01 to
 * 9999-12-31. */
#define LEXICAL_DAY_MIN (-719162)
#define LEXICAL_DAY_MAX 2932896
bool lexical_read_date(const char *text, int32_t *out);
void lexical_write_date(int32_t day, char out[LEXICAL_MAX_BYTES]);

/* "HH:MM", "HH:MM:SS" or "HH:MM:SS.mmm", with nothing, "Z" or "+HH:MM" behind it. */
enum lexical_precision { PRECISION_MINUTE, PRECISION_SECOND, PRECISION_MILLISECOND };
enum lexical_zone { ZONE_NONE, ZONE_UTC, ZONE_EAST, ZONE_WEST };
struct lexical_time {
    enum lexical_precision precision;
    enum lexical_zone zone;
    /* what is finer than the precision is 0 */
    unsigned hour, minute, second, millisecond;
    unsigned zone_minutes; /* below 1,440 */
};
bool lexical_read_time(const char *text, struct lexical_time *out);
void lexical_write_time(const struct lexical_time *time, char out[LEXICAL_MAX_BYTES]);

#endif

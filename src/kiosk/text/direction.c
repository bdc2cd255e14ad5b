/* direction: finds the direction of every character with fribidi, and keeps numbers
 * whole. */
#include "direction.h"

#include <fribidi.h>
#include <stdlib.h>

/* groups of at least so many digits, with spaces, are one number */
#define TELEPHONE_DIGITS 7

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) ||
           (c >= 0x6F0 && c <= 0x6F9);
}

static bool
joins_groups(uint32_t c)
{
    return c == '-' || c == '+' || c == '(' || c == ')' || c == '.' || c == '/' ||
           c == ':' || c == 0xA0 || (c >= 0x2010 && c <= 0x2013);
}

/* The end of the run of digits and signs between them that begins at `at`. Its last
 * character is a digit, or a bracket that closes one in the run. */
static size_t
number_end(const uint32_t *text, size_t count, size_t at, bool with_spaces)
{
    size_t end = at, open = 0;
    for (size_t i = at; i < count; i++) {
        bool space = with_spaces && text[i] == ' ' && i > at && text[i - 1] != ' ';
        bool comma = !with_spaces && text[i] == ',' && i > at &&
                     is_digit(text[i - 1]) && i + 1 < count && is_digit(text[i + 1]);
        if (!is_digit(text[i]) && !joins_groups(text[i]) && !space && !comma) {
            break;
        }
        if (text[i] == '(') {
            open++;
        }
        bool closes = text[i] == ')' && open > 0;
        if (closes) {
            open--;
        }
        if (is_digit(text[i]) || closes) {
            end = i + 1;
        }
    }
    return end;
}

static size_t
count_digits(const uint32_t *text, size_t from, size_t to, size_t *groups_out)
{
    size_t digits = 0, groups = 0;
    for (size_t i = from; i < to; i++) {
        if (!is_digit(text[i])) {
            continue;
        }
        digits++;
        if (i == from || !is_digit(text[i - 1])) {
            groups++;
        }
    }
    *groups_out = groups;
    return digits;
}

static bool
is_sign(uint32_t c)
{
    return c == '+' || c == '-' || c == 0x2212 || c == '$' ||
           (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

/* How many signs belong to the number at `at` and stand before it, as in "-$5". A
 * hyphen behind a letter does not. */
static size_t
signs_before(const uint32_t *text, size_t count, size_t at,
             const FriBidiCharType *types)
{
    size_t signs = 0;
    if (at > 0 && (FRIBIDI_IS_LETTER(types[at - 1]) || is_digit(text[at - 1]))) {
        return 0;
    }
    while (at + signs < count && is_sign(text[at + signs])) {
        signs++;
    }
    bool is_number =
        at + signs < count && text[at + signs] >= '0' && text[at + signs] <= '9';
    return is_number ? signs : 0;
}

/* The end of a number with the signs at both its sides. It also tells whether UAX 9
 * would change their order in a right-to-left text. */
static size_t
amount_end(const uint32_t *text, size_t count, size_t at, const FriBidiCharType *types,
           bool *turned_out)
{
    size_t signs = signs_before(text, count, at, types);
    bool begins = signs > 0 || is_digit(text[at]) || text[at] == '+' || text[at] == '(';
    *turned_out = signs > 0;
    if (!begins) {
        return at;
    }
    size_t groups, from = at + signs, end = number_end(text, count, from, true);
    if (count_digits(text, from, end, &groups) < TELEPHONE_DIGITS) {
        end = number_end(text, count, from, false);
    }
    count_digits(text, from, end, &groups);
    *turned_out |= groups > 1 || (end > at && text[at] == '+');
    bool ascii = end > from && text[end - 1] >= '0' && text[end - 1] <= '9';
    bool ends = end + 1 >= count || !is_digit(text[end + 1]);
    if (ascii && end < count && ends && (text[end] == '%' || text[end] == '+')) {
        *turned_out = true;
        end++;
    }
    return end;
}

static void
mark_numbers(const uint32_t *text, size_t count, FriBidiCharType *types)
{
    for (size_t at = 0; at < count;) {
        bool turned;
        size_t end = amount_end(text, count, at, types, &turned);
        for (size_t i = at; turned && i < end; i++) {
            types[i] = FRIBIDI_TYPE_LTR;
        }
        /* inside of brackets that do not belong to it, another number may begin */
        bool inside = !turned && text[at] == '(';
        at = end > at && !inside ? end : at + 1;
    }
}

bool
direction_levels(const uint32_t *text, size_t count, bool rtl, uint8_t *levels_out)
{
    if (count == 0) {
        return true;
    }
    bool ok = false;
    FriBidiCharType *types = calloc(count, sizeof *types);
    FriBidiBracketType *brackets = calloc(count, sizeof *brackets);
    FriBidiLevel *levels = calloc(count, sizeof *levels);
    if (!types || !brackets || !levels) {
        goto out;
    }
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    FriBidiParType direction = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(text, length, types);
    mark_numbers(text, count, types);
    fribidi_get_bracket_types(text, length, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, length, &direction,
                                            levels) == 0) {
        goto out;
    }
    for (size_t i = 0; i < count; i++) {
        levels_out[i] = (uint8_t)(levels[i] > 0 ? levels[i] : 0);
    }
    ok = true;
out:
    free(types);
    free(brackets);
    free(levels);
    return ok;
}

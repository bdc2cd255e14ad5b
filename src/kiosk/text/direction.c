#include "direction.h"

#include <fribidi.h>
#include <stdlib.h>

#define TELEPHONE_DIGITS 7 /* from here on, groups with spaces are one number */

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

/* The end of the run of digits and what joins them that begins at `at`: it ends with a
 * digit or with the bracket that closes one opened inside. */
static size_t
number_end(const uint32_t *text, size_t count, size_t at, bool with_spaces)
{
    size_t end = at, open = 0;
    for (size_t i = at; i < count; i++) {
        bool space = with_spaces && text[i] == ' ' && i > at && text[i - 1] != ' ';
        if (!is_digit(text[i]) && !joins_groups(text[i]) && !space)
            break;
        if (text[i] == '(')
            open++;
        bool closes = text[i] == ')' && open > 0;
        if (closes)
            open--;
        if (is_digit(text[i]) || closes)
            end = i + 1;
    }
    return end;
}

static size_t
count_digits(const uint32_t *text, size_t from, size_t to, size_t *groups_out)
{
    size_t digits = 0, groups = 0;
    for (size_t i = from; i < to; i++) {
        if (!is_digit(text[i]))
            continue;
        digits++;
        if (i == from || !is_digit(text[i - 1]))
            groups++;
    }
    *groups_out = groups;
    return digits;
}

static void
mark_numbers(const uint32_t *text, size_t count, FriBidiCharType *types)
{
    for (size_t at = 0; at < count;) {
        bool begins = is_digit(text[at]) || text[at] == '+' || text[at] == '(';
        size_t groups, end = begins ? number_end(text, count, at, true) : at;
        if (count_digits(text, at, end, &groups) < TELEPHONE_DIGITS)
            end = begins ? number_end(text, count, at, false) : at;
        count_digits(text, at, end, &groups);
        if (groups > 1 || (end > at && text[at] == '+'))
            for (size_t i = at; i < end; i++)
                types[i] = FRIBIDI_TYPE_LTR;
        at = end > at ? end : at + 1;
    }
}

bool
direction_levels(const uint32_t *text, size_t count, bool rtl, uint8_t *levels_out)
{
    if (count == 0)
        return true;
    bool ok = false;
    FriBidiCharType *types = calloc(count, sizeof *types);
    FriBidiBracketType *brackets = calloc(count, sizeof *brackets);
    FriBidiLevel *levels = calloc(count, sizeof *levels);
    if (!types || !brackets || !levels)
        goto out;
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    FriBidiParType direction = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(text, length, types);
    mark_numbers(text, count, types);
    fribidi_get_bracket_types(text, length, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, length, &direction,
                                            levels) == 0)
        goto out;
    for (size_t i = 0; i < count; i++)
        levels_out[i] = (uint8_t)(levels[i] > 0 ? levels[i] : 0);
    ok = true;
out:
    free(types);
    free(brackets);
    free(levels);
    return ok;
}

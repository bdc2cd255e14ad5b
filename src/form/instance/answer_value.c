/* answer_value: checks an answer against its question's type and writes it as it is
 * kept. */
#include "instance_state.h"
#include "townline/calendar.h"
#include "townline/characters.h"
#include "value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_no_answer(struct error *err, const struct control *control, const char *what)
{
    return error_set(err, ERROR_INPUT, "the answer to %.120s has to be %s",
                     control->path, what);
}

static int
find_code(const struct control_detail *detail, const char *code, size_t size)
{
    for (size_t i = 0; i < detail->code_count; i++) {
        if (strlen(detail->codes[i]) == size &&
            memcmp(detail->codes[i], code, size) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Checks one code. It may have spaces in it, since it stands alone. */
static bool
normalize_code(const struct control *control, const struct control_detail *detail,
               const char *value, char *out, struct error *err)
{
    value += strspn(value, " ");
    size_t size = strlen(value);
    while (size > 0 && value[size - 1] == ' ') {
        size--;
    }
    int code = find_code(detail, value, size);
    if (size > 0 && code < 0) {
        return is_no_answer(err, control, "one choice of its own");
    }
    if (size > RESPONSE_VALUE_MAX_BYTES) {
        return error_set(err, ERROR_FULL, "too long a choice of %.120s", control->path);
    }
    memcpy(out, value, size);
    out[size] = '\0';
    return true;
}

/* Checks codes that single spaces divide. Those of a select_multiple are put in the
 * order of the form, so that no response shows in which order a resident touched them.
 */
static bool
normalize_codes(const struct control *control, const struct control_detail *detail,
                const char *value, char *out, struct error *err)
{
    uint16_t chosen[DESCRIPTOR_MAX_CHOICES];
    bool seen[DESCRIPTOR_MAX_CHOICES] = {false};
    size_t count = 0, size = 0;
    for (const char *at = value; *at != '\0';) {
        size_t length = strcspn(at, " ");
        int code = find_code(detail, at, length);
        if (length > 0 && (code < 0 || seen[code])) {
            return is_no_answer(err, control, "different choices of its own");
        }
        if (length > 0) {
            seen[code] = true;
            chosen[count++] = (uint16_t)code;
        }
        at += length;
        at += *at == ' ';
    }
    bool sorted = control->kind == CONTROL_SELECT_MULTIPLE;
    out[0] = '\0';
    for (size_t i = 0; i < (sorted ? detail->code_count : count); i++) {
        if (sorted && !seen[i]) {
            continue;
        }
        const char *code = detail->codes[sorted ? i : chosen[i]];
        int more = snprintf(out + size, RESPONSE_VALUE_MAX_BYTES + 1 - size, "%s%s",
                            size > 0 ? " " : "", code);
        size += (size_t)more;
        if (size > RESPONSE_VALUE_MAX_BYTES) {
            return error_set(err, ERROR_FULL, "too many choices of %.120s",
                             control->path);
        }
    }
    return true;
}

static bool
normalize_integer(const struct control *control, const char *value, char *out,
                  struct error *err)
{
    const char *digits = value + (value[0] == '-');
    size_t count = strlen(digits);
    if (count == 0 || count > 9 || strspn(digits, "0123456789") != count) {
        return is_no_answer(err, control, "a whole number of at most nine digits");
    }
    snprintf(out, RESPONSE_VALUE_MAX_BYTES + 1, "%ld", strtol(value, NULL, 10));
    return true;
}

static bool
normalize_decimal(const struct control *control, const char *value, char *out,
                  struct error *err)
{
    double number;
    if (strlen(value) > 15 || !number_parse(value, &number)) {
        return is_no_answer(err, control, "a number of at most 15 digits");
    }
    number_write(number, out);
    return true;
}

static bool
normalize_range(const struct control *control, const struct control_detail *detail,
                const char *value, char *out, struct error *err)
{
    double number, unit = pow(10, detail->range_decimals);
    if (!number_parse(value, &number) || fabs(number) > 1e10) {
        return is_no_answer(err, control, "a number");
    }
    double scaled = round(number * unit);
    int64_t at = (int64_t)scaled;
    if (fabs(number * unit - scaled) > 1e-6 || at < detail->range_min ||
        at > detail->range_max || (at - detail->range_min) % detail->range_step != 0) {
        return is_no_answer(err, control, "a step of its range");
    }
    snprintf(out, RESPONSE_VALUE_MAX_BYTES + 1, "%.*f", (int)detail->range_decimals,
             scaled == 0 ? 0.0 : scaled / unit);
    return true;
}

static bool
normalize_text(const struct control *control, const char *value, char *out,
               struct error *err)
{
    size_t size = strlen(value);
    if (size > RESPONSE_VALUE_MAX_BYTES ||
        characters_count(value) > RESPONSE_TEXT_MAX_CHARACTERS) {
        return error_set(err, ERROR_FULL,
                         "the answer to %.120s is longer than %d letters",
                         control->path, RESPONSE_TEXT_MAX_CHARACTERS);
    }
    if (!characters_are_clean(value)) {
        return is_no_answer(err, control, "text");
    }
    memcpy(out, value, size + 1);
    return true;
}

static bool
normalize_date(const struct control *control, const char *value, char *out,
               struct error *err)
{
    double days;
    bool has_time;
    if (!calendar_parse(value, &days, &has_time) || has_time) {
        return is_no_answer(err, control, "a date such as 2026-05-12");
    }
    calendar_write(days, false, out);
    return true;
}

/* Keeps a time to the minute and without an offset, written as ODK does:
 * "13:30:00.000". */
static bool
normalize_time(const struct control *control, const char *value, char *out,
               struct error *err)
{
    double fraction;
    if (!calendar_parse_time(value, &fraction)) {
        return is_no_answer(err, control, "a time such as 13:30");
    }
    snprintf(out, RESPONSE_VALUE_MAX_BYTES + 1, "%.5s:00.000", value);
    return true;
}

bool
answer_normalize(const struct control *control, const struct control_detail *detail,
                 const char *value, char *out, struct error *err)
{
    out[0] = '\0';
    if (value[0] == '\0') {
        return true;
    }
    switch (control->kind) {
    case CONTROL_SELECT_ONE:
        return normalize_code(control, detail, value, out, err);
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANK:
        return normalize_codes(control, detail, value, out, err);
    case CONTROL_RANGE:
        return normalize_range(control, detail, value, out, err);
    case CONTROL_INTEGER:
        return normalize_integer(control, value, out, err);
    case CONTROL_DECIMAL:
        return normalize_decimal(control, value, out, err);
    case CONTROL_TEXT:
        return normalize_text(control, value, out, err);
    case CONTROL_DATE:
        return normalize_date(control, value, out, err);
    case CONTROL_TIME:
        return normalize_time(control, value, out, err);
    case CONTROL_ACKNOWLEDGE:
        memcpy(out, "OK", 3);
        return strcmp(value, "OK") == 0 || is_no_answer(err, control, "\"OK\"");
    default:
        return is_no_answer(err, control, "left alone: it asks nothing");
    }
}

/* codec_quantity: codes values that are numbers, dates or times. */
#include "codec_value.h"

#include "lexical.h"

#include <string.h>

/* The decoded value, which lies in `text`, or the value that was encoded. */
static const char *
finished(struct codec_values *values, const char *value, const char *text)
{
    if (!values->model->coder.decoding) {
        return value;
    }
    return codec_value_keep(values, text, strlen(text));
}

/* Codes a number with its sign. The sign is a column of its own, since few questions
 * have negative answers. */
static int64_t
code_signed(struct codec_values *values, size_t question, int64_t number)
{
    struct codec_model *model = values->model;
    unsigned negative =
        codec_symbol(model, codec_place_of(question, FIELD_SIGN), number < 0, 2);
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    size = codec_number(model, codec_place_of(question, FIELD_VALUE), size);
    if (size > INT64_MAX) {
        model->failed = true;
        return 0;
    }
    return negative ? -(int64_t)size : (int64_t)size;
}

/* A range has two spellings: with as many digits as needed ("4.5"), or with all its
 * decimals ("4.50"). */
static void
write_step(const struct question *question, uint64_t step, enum value_form form,
           char out[LEXICAL_MAX_BYTES])
{
    int64_t scaled = question->range_min + (int64_t)step * question->range_step;
    struct lexical_number number = {
        .negative = scaled < 0,
        .decimals = question->range_decimals,
        .digits = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled,
    };
    while (form == FORM_USUAL && number.decimals > 0 && number.digits % 10 == 0) {
        number.digits /= 10;
        number.decimals--;
    }
    lexical_write_number(&number, out);
}

static enum value_form
read_step(const struct question *question, const char *value, uint64_t *out)
{
    struct lexical_number number;
    if (!lexical_read_number(value, &number) ||
        number.decimals > question->range_decimals) {
        return FORM_RAW;
    }
    for (unsigned i = number.decimals; i < question->range_decimals; i++) {
        if (number.digits > UINT64_MAX / 100) {
            return FORM_RAW;
        }
        number.digits *= 10;
    }
    /* The bounds of a range are below 2^50, so a number above 2^62 lies in none. */
    if (number.digits > (uint64_t)1 << 62) {
        return FORM_RAW;
    }
    int64_t scaled = number.negative ? -(int64_t)number.digits : (int64_t)number.digits;
    if (scaled < question->range_min || scaled > question->range_max ||
        (scaled - question->range_min) % question->range_step != 0) {
        return FORM_RAW;
    }
    *out = (uint64_t)((scaled - question->range_min) / question->range_step);
    for (enum value_form form = FORM_USUAL; form < FORM_RAW; form++) {
        char again[LEXICAL_MAX_BYTES];
        write_step(question, *out, form, again);
        if (strcmp(value, again) == 0) {
            return form;
        }
    }
    return FORM_RAW;
}

const char *
codec_range(struct codec_values *values, size_t index, const char *value)
{
    const struct question *question = &values->descriptor->questions[index];
    struct codec_model *model = values->model;
    uint64_t step = 0;
    enum value_form form = FORM_USUAL;
    if (!model->coder.decoding) {
        form = read_step(question, value, &step);
    }
    form = codec_value_form(values, index, form);
    if (form == FORM_RAW) {
        return codec_value_raw(values, index, value);
    }
    uint64_t steps = (uint64_t)(question->range_max - question->range_min) /
                     (uint64_t)question->range_step;
    struct codec_place place = codec_place_of(index, FIELD_VALUE);
    if (steps < CODEC_SYMBOLS_MAX) {
        step = codec_symbol(model, place, (unsigned)step, (unsigned)steps + 1);
    } else {
        step = codec_number(model, place, step);
    }
    if (step > steps) {
        return codec_value_fail(values);
    }
    char text[LEXICAL_MAX_BYTES];
    write_step(question, step, form, text);
    return finished(values, value, text);
}

const char *
codec_decimal(struct codec_values *values, size_t index, const char *value)
{
    struct codec_model *model = values->model;
    struct lexical_number number = {0};
    enum value_form form = FORM_USUAL;
    if (!model->coder.decoding && !lexical_read_number(value, &number)) {
        form = FORM_RAW;
    }
    if (codec_value_form(values, index, form) != FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    number.negative =
        codec_symbol(model, codec_place_of(index, FIELD_SIGN), number.negative, 2);
    number.decimals = codec_symbol(model, codec_place_of(index, FIELD_DECIMALS),
                                   number.decimals, LEXICAL_DIGITS_MAX + 1);
    number.digits =
        codec_number(model, codec_place_of(index, FIELD_VALUE), number.digits);
    char text[LEXICAL_MAX_BYTES];
    lexical_write_number(&number, text);
    return finished(values, value, text);
}

const char *
codec_date(struct codec_values *values, size_t index, const char *value)
{
    int32_t day = 0;
    enum value_form form = FORM_USUAL;
    if (!values->model->coder.decoding && !lexical_read_date(value, &day)) {
        form = FORM_RAW;
    }
    if (codec_value_form(values, index, form) != FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    int64_t since_today = code_signed(values, index, day - values->today);
    /* In this order, none of the sums can need more than 64 bits. */
    if (since_today > INT32_MAX * (int64_t)2 || since_today < INT32_MIN * (int64_t)2 ||
        values->today + since_today < LEXICAL_DAY_MIN ||
        values->today + since_today > LEXICAL_DAY_MAX) {
        return codec_value_fail(values);
    }
    char text[LEXICAL_MAX_BYTES];
    lexical_write_date((int32_t)(values->today + since_today), text);
    return finished(values, value, text);
}

/* Codes a part of a time, with odds of its own. */
static unsigned
code_part(struct codec_values *values, size_t index, enum codec_field field,
          unsigned part, unsigned count)
{
    return codec_symbol(values->model, codec_place_of(index, field), part, count);
}

const char *
codec_time(struct codec_values *values, size_t index, const char *value)
{
    struct lexical_time time = {.precision = PRECISION_MINUTE};
    enum value_form form = FORM_USUAL;
    if (!values->model->coder.decoding && !lexical_read_time(value, &time)) {
        form = FORM_RAW;
    }
    if (codec_value_form(values, index, form) != FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    unsigned shape = (unsigned)time.precision * 4 + (unsigned)time.zone;
    shape = code_part(values, index, FIELD_DECIMALS, shape, 12);
    time.precision = (enum lexical_precision)(shape / 4);
    time.zone = (enum lexical_zone)(shape % 4);
    time.hour = code_part(values, index, FIELD_HOUR, time.hour, 24);
    time.minute = code_part(values, index, FIELD_MINUTE, time.minute, 60);
    if (time.precision >= PRECISION_SECOND) {
        time.second = code_part(values, index, FIELD_SECOND, time.second, 60);
    }
    if (time.precision == PRECISION_MILLISECOND) {
        time.millisecond =
            code_part(values, index, FIELD_MILLISECOND, time.millisecond, 1000);
    }
    if (time.zone >= ZONE_EAST) {
        time.zone_minutes =
            code_part(values, index, FIELD_ZONE, time.zone_minutes, 1440);
    }
    char text[LEXICAL_MAX_BYTES];
    lexical_write_time(&time, text);
    return finished(values, value, text);
}

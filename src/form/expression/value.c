/* value: converts values between numbers, texts, truths and dates. */
#include "value.h"

#include "townline/calendar.h"
#include "townline/characters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct value
value_of_number(double number)
{
    return (struct value){.type = VALUE_NUMBER, .number = number};
}

struct value
value_of_text(const char *text)
{
    return (struct value){.type = VALUE_TEXT, .text = text};
}

struct value
value_of_truth(bool truth)
{
    return (struct value){.type = VALUE_TRUTH, .truth = truth};
}

struct value
value_of_date(double days, bool has_time)
{
    return (struct value){.type = VALUE_DATE, .number = days, .has_time = has_time};
}

bool
number_parse(const char *text, double *out)
{
    while (character_is_space(*text)) {
        text++;
    }
    const char *at = text;
    size_t digits = 0;
    if (*at == '-') {
        at++;
    }
    for (; character_is_digit(*at); at++) {
        digits++;
    }
    if (*at == '.') {
        for (at++; character_is_digit(*at); at++) {
            digits++;
        }
    }
    while (character_is_space(*at)) {
        at++;
    }
    if (digits == 0 || *at != '\0') {
        return false;
    }
    /* Programs leave LC_NUMERIC at "C", so strtod reads a point. */
    *out = strtod(text, NULL);
    return true;
}

/* A text that is neither a number nor a date gives NaN. */
static double
number_of_text(const char *text)
{
    double number;
    if (number_parse(text, &number) || calendar_parse(text, &number, NULL)) {
        return number;
    }
    return NAN;
}

void
number_write(double number, char out[NUMBER_TEXT_BYTES])
{
    if (isnan(number)) {
        memcpy(out, "NaN", 4);
        return;
    }
    if (isinf(number)) {
        memcpy(out, number < 0 ? "-Infinity" : "Infinity", number < 0 ? 10 : 9);
        return;
    }
    if (number == floor(number) && fabs(number) < 1e15) {
        snprintf(out, NUMBER_TEXT_BYTES, "%.0f", number == 0 ? 0.0 : number);
        return;
    }
    /* Finds the fewest digits that read back as the same number. */
    int digits = 15;
    char scientific[40];
    for (; digits <= 17; digits++) {
        snprintf(scientific, sizeof scientific, "%.*e", digits - 1, number);
        if (strtod(scientific, NULL) == number) {
            break;
        }
    }
    int exponent = (int)strtol(strchr(scientific, 'e') + 1, NULL, 10);
    int decimals = digits - 1 - exponent;
    snprintf(out, NUMBER_TEXT_BYTES, "%.*f", decimals < 0 ? 0 : decimals, number);
    char *end = out + strlen(out);
    if (strchr(out, '.')) {
        while (end[-1] == '0') {
            *--end = '\0';
        }
        if (end[-1] == '.') {
            *--end = '\0';
        }
    }
}

double
value_number(const struct value *value)
{
    switch (value->type) {
    case VALUE_NUMBER:
    case VALUE_DATE:
        return value->number;
    case VALUE_TRUTH:
        return value->truth ? 1 : 0;
    case VALUE_TEXT:
        return number_of_text(value->text);
    case VALUE_NODES:
        return value->count == 0 ? NAN : number_of_text(value->nodes[0]->value);
    }
    return NAN;
}

bool
value_truth(const struct value *value)
{
    switch (value->type) {
    case VALUE_NUMBER:
        return value->number != 0 && !isnan(value->number);
    case VALUE_DATE:
        return true;
    case VALUE_TRUTH:
        return value->truth;
    case VALUE_TEXT:
        return value->text[0] != '\0';
    case VALUE_NODES:
        return value->count > 0;
    }
    return false;
}

const char *
value_text(const struct value *value, struct arena *arena)
{
    char text[NUMBER_TEXT_BYTES];
    switch (value->type) {
    case VALUE_TEXT:
        return value->text;
    case VALUE_NODES:
        return ""; /* a node set has no text here; evaluate_as_text knows it */
    case VALUE_TRUTH:
        return value->truth ? "true" : "false";
    case VALUE_DATE:
        calendar_write(value->number, value->has_time, text);
        break;
    case VALUE_NUMBER:
        number_write(value->number, text);
    }
    return arena_text(arena, text, strlen(text));
}

/* number_functions: the functions of expressions on numbers and truths, and those
 * that choose a value. */
#include "number_functions.h"

#include "evaluate.h"

#include <float.h>
#include <math.h>
#include <string.h>

bool
number_if(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    bool truth;
    return evaluate_truth(evaluation, call->arguments[0], &truth) &&
           evaluate_term(evaluation, call->arguments[truth ? 1 : 2], out);
}

/* Whether a value is empty. A number that is none (NaN) would be stored as an empty
 * answer, so it counts as empty here. */
static bool
is_empty(struct evaluation *evaluation, const struct value *value, bool *out)
{
    const char *text;
    if (value->type == VALUE_NUMBER) {
        *out = isnan(value->number);
        return true;
    }
    if (!evaluate_as_text(evaluation, value, &text)) {
        return false;
    }
    *out = text[0] == '\0';
    return true;
}

bool
number_coalesce(struct evaluation *evaluation, const struct term *call,
                struct value *out)
{
    for (size_t i = 0; i < call->argument_count; i++) {
        bool empty;
        if (!evaluate_term(evaluation, call->arguments[i], out) ||
            !is_empty(evaluation, out, &empty)) {
            return false;
        }
        if (!empty) {
            return true;
        }
    }
    *out = value_of_text("");
    return true;
}

bool
number_once(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    if (evaluation->current->value[0] == '\0') {
        return evaluate_term(evaluation, call->arguments[0], out);
    }
    *out = value_of_text(evaluation->current->value);
    return true;
}

bool
number_true(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)evaluation;
    (void)call;
    *out = value_of_truth(true);
    return true;
}

bool
number_false(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)evaluation;
    (void)call;
    *out = value_of_truth(false);
    return true;
}

bool
number_boolean(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    bool truth;
    if (!evaluate_truth(evaluation, call->arguments[0], &truth)) {
        return false;
    }
    *out = value_of_truth(truth);
    return true;
}

bool
number_boolean_from_string(struct evaluation *evaluation, const struct term *call,
                           struct value *out)
{
    const char *text;
    if (!evaluate_text(evaluation, call->arguments[0], &text)) {
        return false;
    }
    *out = value_of_truth(strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
    return true;
}

bool
number_not(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    bool truth;
    if (!evaluate_truth(evaluation, call->arguments[0], &truth)) {
        return false;
    }
    *out = value_of_truth(!truth);
    return true;
}

bool
number_number(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    struct value value = value_of_text(evaluation->context->value);
    if (call->argument_count > 0 &&
        !evaluate_term(evaluation, call->arguments[0], &value)) {
        return false;
    }
    *out = value_of_number(value_number(&value));
    return true;
}

bool
number_map(struct evaluation *evaluation, const struct term *call,
           double (*function)(double), struct value *out)
{
    double number;
    if (!evaluate_number(evaluation, call->arguments[0], &number)) {
        return false;
    }
    *out = value_of_number(function(number));
    return true;
}

bool
number_abs(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, fabs, out);
}

bool
number_floor(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, floor, out);
}

bool
number_ceiling(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    return number_map(evaluation, call, ceil, out);
}

bool
number_int(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, trunc, out);
}

bool
number_pow(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    double base, exponent;
    if (!evaluate_number(evaluation, call->arguments[0], &base) ||
        !evaluate_number(evaluation, call->arguments[1], &exponent)) {
        return false;
    }
    *out = value_of_number(pow(base, exponent));
    return true;
}

/* Rounds halves away from zero, as other ODK clients do. A half is what is one in
 * decimal digits: 1.475 to two places gives 1.48, although the computer's nearest
 * binary number is a little less than 1.475. */
static double
round_half_away(double number)
{
    double size = fabs(number), whole = floor(size);
    if (size - whole >= 0.5 - 4 * DBL_EPSILON * fmax(size, 1)) {
        whole++;
    }
    return whole == 0 ? 0 : copysign(whole, number);
}

bool
number_round(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    double number, places = 0;
    if (!evaluate_number(evaluation, call->arguments[0], &number) ||
        (call->argument_count > 1 &&
         !evaluate_number(evaluation, call->arguments[1], &places))) {
        return false;
    }
    *out = value_of_number(isnan(places) ? NAN : number);
    if (isnan(places) || isnan(number) || isinf(number)) {
        return true;
    }
    places = trunc(fmax(fmin(places, 15), -300));
    double unit = pow(10, fabs(places));
    if (places < 0) {
        *out = value_of_number(round_half_away(number / unit) * unit);
    } else if (fabs(number) * unit < 1e15) {
        *out = value_of_number(round_half_away(number * unit) / unit);
    }
    return true;
}

bool
number_random(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)call;
    uint64_t bits = evaluate_random(evaluation) >> 11;
    *out = value_of_number((double)bits * 0x1p-53);
    return true;
}

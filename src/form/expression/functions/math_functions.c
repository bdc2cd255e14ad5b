/* math_functions: the functions of expressions that the C library has too. */
#include "math_functions.h"

#include "evaluate.h"
#include "number_functions.h"

#include <math.h>

bool
math_acos(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, acos, out);
}

bool
math_asin(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, asin, out);
}

bool
math_atan(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, atan, out);
}

bool
math_cos(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, cos, out);
}

bool
math_exp(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, exp, out);
}

bool
math_log(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, log, out);
}

bool
math_log10(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, log10, out);
}

bool
math_sin(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, sin, out);
}

bool
math_sqrt(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, sqrt, out);
}

bool
math_tan(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, tan, out);
}

static double
power_of_ten(double exponent)
{
    return pow(10, exponent);
}

bool
math_exp10(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return number_map(evaluation, call, power_of_ten, out);
}

bool
math_atan2(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    double y, x;
    if (!evaluate_number(evaluation, call->arguments[0], &y) ||
        !evaluate_number(evaluation, call->arguments[1], &x)) {
        return false;
    }
    *out = value_of_number(atan2(y, x));
    return true;
}

bool
math_pi(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)evaluation;
    (void)call;
    *out = value_of_number(3.14159265358979323846);
    return true;
}

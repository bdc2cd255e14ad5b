/* math_functions: the functions of expressions that the C library has too. */
#ifndef TOWNLINE_MATH_FUNCTIONS_H
#define TOWNLINE_MATH_FUNCTIONS_H

#include "function.h"

function_body math_acos, math_asin, math_atan, math_atan2, math_cos, math_exp,
    math_exp10, math_log, math_log10, math_pi, math_sin, math_sqrt, math_tan;

#endif

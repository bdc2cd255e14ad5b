/* number_functions: the functions of expressions on numbers and truths, and those that
 * choose a value, such as if(). */
#ifndef TOWNLINE_NUMBER_FUNCTIONS_H
#define TOWNLINE_NUMBER_FUNCTIONS_H

#include "function.h"

function_body number_abs, number_boolean, number_boolean_from_string, number_ceiling,
    number_coalesce, number_false, number_floor, number_if, number_int, number_not,
    number_number, number_once, number_pow, number_random, number_round, number_true;

/* Applies a function of the C library to one number. */
bool number_map(struct evaluation *evaluation, const struct term *call,
                double (*function)(double), struct value *out);

#endif

/* The functions of expressions on numbers and truths, and those that choose. */
#ifndef TOWNLINE_NUMBER_FUNCTIONS_H
#define TOWNLINE_NUMBER_FUNCTIONS_H

#include "function.h"

function_body number_abs, number_boolean, number_boolean_from_string, number_ceiling,
    number_coalesce, number_false, number_floor, number_if, number_int, number_not,
    number_number, number_once, number_pow, number_random, number_round, number_true;

/* A function of one number, as the C library has them. */
bool number_map(struct evaluation *evaluation, const struct term *call,
                double (*function)(double), struct value *out);

#endif

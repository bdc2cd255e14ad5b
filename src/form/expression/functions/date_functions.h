/* date_functions: the functions of expressions on dates. now() gives no exact time,
 * only the half of the day. */
#ifndef TOWNLINE_DATE_FUNCTIONS_H
#define TOWNLINE_DATE_FUNCTIONS_H

#include "function.h"

function_body date_date, date_date_time, date_decimal_date_time, date_decimal_time,
    date_format, date_now, date_today;

#endif

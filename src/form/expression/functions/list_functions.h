/* list_functions: the functions of expressions that count how many values are true. */
#ifndef TOWNLINE_LIST_FUNCTIONS_H
#define TOWNLINE_LIST_FUNCTIONS_H

#include "function.h"

function_body list_checklist, list_weighted_checklist;

#endif

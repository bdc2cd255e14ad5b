/* node_functions: the functions of expressions on nodes, repeats, lists and itext. */
#ifndef TOWNLINE_NODE_FUNCTIONS_H
#define TOWNLINE_NODE_FUNCTIONS_H

#include "function.h"

function_body node_choice_name, node_count, node_count_non_empty, node_current,
    node_indexed_repeat, node_instance, node_itext, node_last, node_max, node_min,
    node_position_of, node_randomize, node_sum;

#endif

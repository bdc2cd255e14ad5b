/* text_functions: the functions of expressions on texts and on lists of choice codes.
 */
#ifndef TOWNLINE_TEXT_FUNCTIONS_H
#define TOWNLINE_TEXT_FUNCTIONS_H

#include "function.h"

function_body text_concat, text_contains, text_count_selected, text_ends_with,
    text_join, text_normalize_space, text_regex, text_selected, text_selected_at,
    text_starts_with, text_string, text_string_length, text_substr,
    text_substring_after, text_substring_before, text_translate, text_uuid;

#endif

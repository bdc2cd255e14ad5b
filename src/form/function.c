#include "function.h"

#include "date_functions.h"
#include "node_functions.h"
#include "number_functions.h"
#include "text_functions.h"

#include <string.h>

static const struct function functions[] = {
    {"abs", 1, 1, number_abs},
    {"boolean", 1, 1, number_boolean},
    {"ceiling", 1, 1, number_ceiling},
    {"coalesce", 2, ARGUMENTS_ANY, number_coalesce},
    {"concat", 1, ARGUMENTS_ANY, text_concat},
    {"contains", 2, 2, text_contains},
    {"count", 1, 1, node_count},
    {"count-non-empty", 1, 1, node_count_non_empty},
    {"count-selected", 1, 1, text_count_selected},
    {"current", 0, 0, node_current},
    {"date", 1, 1, date_date},
    {"decimal-date-time", 1, 1, date_decimal_date_time},
    {"decimal-time", 1, 1, date_decimal_time},
    {"ends-with", 2, 2, text_ends_with},
    {"false", 0, 0, number_false},
    {"floor", 1, 1, number_floor},
    {"format-date", 2, 2, date_format},
    {"format-date-time", 2, 2, date_format},
    {"if", 3, 3, number_if},
    {"indexed-repeat", 3, 7, node_indexed_repeat},
    {"instance", 1, 1, node_instance},
    {"int", 1, 1, number_int},
    {"join", 2, ARGUMENTS_ANY, text_join},
    {"jr:choice-name", 2, 2, node_choice_name},
    {"jr:itext", 1, 1, node_itext},
    {"last", 0, 0, node_last},
    {"max", 1, ARGUMENTS_ANY, node_max},
    {"min", 1, ARGUMENTS_ANY, node_min},
    {"normalize-space", 0, 1, text_normalize_space},
    {"not", 1, 1, number_not},
    {"now", 0, 0, date_now},
    {"number", 0, 1, number_number},
    {"once", 1, 1, number_once},
    {"position", 0, 1, node_position_of},
    {"pow", 2, 2, number_pow},
    {"random", 0, 0, number_random},
    {"randomize", 1, 2, node_randomize},
    {"regex", 2, 2, text_regex},
    {"round", 1, 2, number_round},
    {"selected", 2, 2, text_selected},
    {"selected-at", 2, 2, text_selected_at},
    {"starts-with", 2, 2, text_starts_with},
    {"string", 0, 1, text_string},
    {"string-length", 0, 1, text_string_length},
    {"substr", 2, 3, text_substr},
    {"substring-after", 2, 2, text_substring_after},
    {"substring-before", 2, 2, text_substring_before},
    {"sum", 1, 1, node_sum},
    {"today", 0, 0, date_today},
    {"translate", 3, 3, text_translate},
    {"true", 0, 0, number_true},
};

const struct function *
function_find(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strlen(functions[i].name) == size &&
            memcmp(functions[i].name, name, size) == 0)
            return &functions[i];
    }
    return NULL;
}

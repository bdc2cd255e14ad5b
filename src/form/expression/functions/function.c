/* function: the table of the functions that an expression may call. */
#include "function.h"

#include "date_functions.h"
#include "list_functions.h"
#include "math_functions.h"
#include "node_functions.h"
#include "number_functions.h"
#include "text_functions.h"

#include <string.h>

static const struct function functions[] = {
    {"abs", 1, 1, number_abs},
    {"acos", 1, 1, math_acos},
    {"asin", 1, 1, math_asin},
    {"atan", 1, 1, math_atan},
    {"atan2", 2, 2, math_atan2},
    {"boolean", 1, 1, number_boolean},
    {"boolean-from-string", 1, 1, number_boolean_from_string},
    {"ceiling", 1, 1, number_ceiling},
    {"checklist", 3, ARGUMENTS_ANY, list_checklist},
    {"coalesce", 2, ARGUMENTS_ANY, number_coalesce},
    {"concat", 0, ARGUMENTS_ANY, text_concat},
    {"contains", 2, 2, text_contains},
    {"cos", 1, 1, math_cos},
    {"count", 1, 1, node_count},
    {"count-non-empty", 1, 1, node_count_non_empty},
    {"count-selected", 1, 1, text_count_selected},
    {"current", 0, 0, node_current},
    {"date", 1, 1, date_date},
    {"date-time", 1, 1, date_date_time},
    {"decimal-date-time", 1, 1, date_decimal_date_time},
    {"decimal-time", 1, 1, date_decimal_time},
    {"ends-with", 2, 2, text_ends_with},
    {"exp", 1, 1, math_exp},
    {"exp10", 1, 1, math_exp10},
    {"false", 0, 0, number_false},
    {"floor", 1, 1, number_floor},
    {"format-date", 2, 2, date_format},
    {"format-date-time", 2, 2, date_format},
    {"if", 3, 3, number_if},
    {"indexed-repeat", 3, 7, node_indexed_repeat},
    {"instance", 1, 1, node_instance},
    {"int", 1, 1, number_int},
    {"join", 1, ARGUMENTS_ANY, text_join},
    {"jr:choice-name", 2, 2, node_choice_name},
    {"jr:itext", 1, 1, node_itext},
    {"last", 0, 0, node_last},
    {"log", 1, 1, math_log},
    {"log10", 1, 1, math_log10},
    {"max", 1, ARGUMENTS_ANY, node_max},
    {"min", 1, ARGUMENTS_ANY, node_min},
    {"normalize-space", 0, 1, text_normalize_space},
    {"not", 1, 1, number_not},
    {"now", 0, 0, date_now},
    {"number", 0, 1, number_number},
    {"once", 1, 1, number_once},
    {"pi", 0, 0, math_pi},
    {"position", 0, 1, node_position_of},
    {"pow", 2, 2, number_pow},
    {"random", 0, 0, number_random},
    {"randomize", 1, 2, node_randomize},
    {"regex", 2, 2, text_regex},
    {"round", 1, 2, number_round},
    {"selected", 2, 2, text_selected},
    {"selected-at", 2, 2, text_selected_at},
    {"sin", 1, 1, math_sin},
    {"sqrt", 1, 1, math_sqrt},
    {"starts-with", 2, 2, text_starts_with},
    {"string", 0, 1, text_string},
    {"string-length", 0, 1, text_string_length},
    {"substr", 2, 3, text_substr},
    {"substring-after", 2, 2, text_substring_after},
    {"substring-before", 2, 2, text_substring_before},
    {"sum", 1, 1, node_sum},
    {"tan", 1, 1, math_tan},
    {"today", 0, 0, date_today},
    {"translate", 3, 3, text_translate},
    {"true", 0, 0, number_true},
    {"uuid", 0, 1, text_uuid},
    {"weighted-checklist", 4, ARGUMENTS_ANY, list_weighted_checklist},
};

const struct function *
function_find(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strlen(functions[i].name) == size &&
            memcmp(functions[i].name, name, size) == 0) {
            return &functions[i];
        }
    }
    return NULL;
}

static bool
is_among(const struct function *function, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(function->name, names[i]) != 0) {
        i++;
    }
    return i < count;
}

bool
function_takes_nodes(const struct function *function)
{
    static const char *const names[] = {"count",    "count-non-empty", "indexed-repeat",
                                        "position", "randomize",       "sum"};
    return is_among(function, names, sizeof names / sizeof *names);
}

bool
function_gives_nodes(const struct function *function)
{
    static const char *const names[] = {
        "coalesce", "current", "if", "indexed-repeat", "instance", "once", "randomize"};
    return is_among(function, names, sizeof names / sizeof *names);
}

/* Names functions that other clients have and a kiosk cannot or need not do, with the
 * reason. */
const char *
function_refusal(const char *name, size_t size)
{
    static const char place[] =
        "a kiosk stands still and asks for no places on a map; take it out";
    static const char keys[] = "a kiosk neither signs nor encodes texts; take it out";
    static const struct {
        const char *name, *reason;
    } refused[] = {
        {"area", place},
        {"distance", place},
        {"geofence", place},
        {"intersects", place},
        {"base64-decode", keys},
        {"digest", keys},
        {"extract-signed", keys},
        {"pulldata",
         "it reads a file outside of the form; put the rows on the choices sheet and "
         "use instance()"},
        {"property", "a kiosk says nothing about itself in answers; take it out"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strlen(refused[i].name) == size &&
            memcmp(refused[i].name, name, size) == 0) {
            return refused[i].reason;
        }
    }
    return NULL;
}

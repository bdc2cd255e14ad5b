/* list_functions: the functions of expressions that count how many values are true. */
#include "list_functions.h"

#include "evaluate.h"

#include <math.h>

/* One value of an argument; of a node set, the text of one node. */
static struct value
item(const struct value *value, size_t index)
{
    return value->type == VALUE_NODES ? value_of_text(value->nodes[index]->value)
                                      : *value;
}

static size_t
item_count(const struct value *value)
{
    return value->type == VALUE_NODES ? value->count : 1;
}

/* Whether `sum` lies between the first two arguments. A bound below zero means: no
 * bound. */
static bool
is_between(struct evaluation *evaluation, const struct term *call, double sum,
           struct value *out)
{
    double min, max;
    if (!evaluate_number(evaluation, call->arguments[0], &min) ||
        !evaluate_number(evaluation, call->arguments[1], &max)) {
        return false;
    }
    *out = value_of_truth((min < 0 || sum >= min) && (max < 0 || sum <= max));
    return true;
}

bool
list_checklist(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    double sum = 0;
    for (size_t i = 2; i < call->argument_count; i++) {
        struct value value;
        if (!evaluate_term(evaluation, call->arguments[i], &value)) {
            return false;
        }
        for (size_t j = 0; j < item_count(&value); j++) {
            struct value one = item(&value, j);
            sum += value_truth(&one);
        }
    }
    return is_between(evaluation, call, sum, out);
}

/* Each value has its weight behind it. When both are node sets, the first node of one
 * belongs to the first node of the other, and so on. */
bool
list_weighted_checklist(struct evaluation *evaluation, const struct term *call,
                        struct value *out)
{
    double sum = 0;
    for (size_t i = 2; i + 1 < call->argument_count; i += 2) {
        struct value value, weight;
        if (!evaluate_term(evaluation, call->arguments[i], &value) ||
            !evaluate_term(evaluation, call->arguments[i + 1], &weight)) {
            return false;
        }
        for (size_t j = 0; j < item_count(&value) && j < item_count(&weight); j++) {
            struct value one = item(&value, j), heavy = item(&weight, j);
            double number = value_number(&heavy);
            if (value_truth(&one) && !isnan(number)) {
                sum += number;
            }
        }
    }
    return is_between(evaluation, call, sum, out);
}

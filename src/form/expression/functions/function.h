/*
 * function: the functions that an expression may call, found by name. Each evaluates
 * its own arguments, since some of them, such as if(), must not evaluate all.
 */
#ifndef TOWNLINE_FUNCTION_H
#define TOWNLINE_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>

struct evaluation;
struct term;
struct value;

/* False only when a bound was reached; then the evaluation's error is set. */
typedef bool function_body(struct evaluation *evaluation, const struct term *call,
                           struct value *out);

#define ARGUMENTS_ANY 60

struct function {
    const char *name; /* as forms write it: "jr:itext" */
    size_t arguments_min, arguments_max;
    function_body *body;
};

/* Whether its first argument has to be nodes, as that of count() has. */
bool function_takes_nodes(const struct function *function);
/* Whether its value may be nodes. */
bool function_gives_nodes(const struct function *function);
/* NULL when there is no function of that name. */
const struct function *function_find(const char *name, size_t size);
/* Says why a function that other clients have is refused here; NULL for all other
 * names. */
const char *function_refusal(const char *name, size_t size);

#endif

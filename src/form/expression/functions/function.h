/*
 * function: the functions an expression may call, by name. Each evaluates its own
 * arguments, since some (if, coalesce, once) must not evaluate all.
 */
#ifndef TOWNLINE_FUNCTION_H
#define TOWNLINE_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>

struct evaluation;
struct term;
struct value;

/* False only when a limit was reached; the evaluation's error is set then. */
typedef bool function_body(struct evaluation *evaluation, const struct term *call,
                           struct value *out);

#define ARGUMENTS_ANY 60

struct function {
    const char *name; /* as written in forms: "jr:itext" */
    size_t arguments_min, arguments_max;
    function_body *body;
};

/* Whether its first value has to be nodes: nothing else turns into them. */
bool function_takes_nodes(const struct function *function);
/* Whether what it gives may be nodes. */
bool function_gives_nodes(const struct function *function);
/* NULL when there is none of that name. */
const struct function *function_find(const char *name, size_t size);
/* Why a function that other clients have is not here; NULL for all other names. */
const char *function_refusal(const char *name, size_t size);

#endif

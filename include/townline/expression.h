/*
 * expression: the ODK dialect of XPath 1.0. An expression is parsed once, then
 * evaluated over a tree of nodes as often as needed. Its value is a number, a text, a
 * truth, a date (days since 1970-01-01, perhaps with a time of day) or a node set.
 * Names are compared without their namespaces. An absolute path means the form's own
 * data, also inside of a predicate on instance('x'); inside of a repeat it means the
 * same instance of that repeat, as the ODK specification says. instance_evaluate in
 * form.h evaluates an expression; here one is only parsed.
 */
#ifndef TOWNLINE_EXPRESSION_H
#define TOWNLINE_EXPRESSION_H

#include "townline/error.h"

#include <stddef.h>

enum value_type { VALUE_NUMBER, VALUE_TEXT, VALUE_TRUTH, VALUE_DATE, VALUE_NODES };

struct expression;
/* ERROR_INPUT tells at which character the text is wrong, and what was expected there.
 * The text is copied. */
bool expression_parse(const char *text, struct expression **out, struct error *err)
    __attribute__((warn_unused_result));
void expression_destroy(struct expression *expression); /* takes NULL */

#endif

/*
 * expression: the ODK dialect of XPath 1.0, parsed once and evaluated with types over a
 * tree of nodes. Values are number, text, truth, date (days, half-day time of day) and
 * node set. Names in an expression are matched without namespaces; an absolute path
 * always means the primary instance, also inside a predicate over instance('x'); within
 * a repeat it means the same instance of the repeat, as the ODK specification says.
 * Evaluation is instance_evaluate in form.h.
 */
#ifndef TOWNLINE_EXPRESSION_H
#define TOWNLINE_EXPRESSION_H

#include "townline/error.h"

#include <stddef.h>

enum value_type { VALUE_NUMBER, VALUE_TEXT, VALUE_TRUTH, VALUE_DATE, VALUE_NODES };

struct expression;
/* The text is copied. ERROR_INPUT says at which character what was expected. */
bool expression_parse(const char *text, struct expression **out, struct error *err)
    __attribute__((warn_unused_result));
void expression_destroy(struct expression *expression); /* takes NULL */

#endif

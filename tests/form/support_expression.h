/* support_expression: what tests of expressions share: a form with all kinds of nodes,
 * and a check of many expressions on it. */
#ifndef SUPPORT_EXPRESSION_H
#define SUPPORT_EXPRESSION_H

#include "support_form.h"

extern const struct parts expression_parts;

struct checked {
    const char *expression, *value;
};
/* Fails the test at the first expression that has another value at the node `context`.
 */
void check_expressions(const char *context, const struct checked *checked,
                       size_t count);
#define CHECK(context, ...)                                                            \
    do {                                                                               \
        static const struct checked checked[] = {__VA_ARGS__};                         \
        check_expressions(context, checked, sizeof checked / sizeof *checked);         \
    } while (0)

#endif

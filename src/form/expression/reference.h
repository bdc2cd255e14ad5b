/*
 * reference: finds which questions an expression reads, without evaluating it. So the
 * form knows before the first answer what has to be worked out again when a question
 * changes. A path that leads to no question of the form is refused here.
 */
#ifndef TOWNLINE_REFERENCE_H
#define TOWNLINE_REFERENCE_H

#include "form_model.h"

struct referenced {
    const struct field *field;
    /* may lie in another instance of a repeat, since a predicate chooses it */
    bool elsewhere;
};

struct references {
    const struct form *form;
    struct arena *arena; /* the caller's; `found` lies in it */
    size_t *work;        /* steps that are left, shared by all expressions of a form */
    struct referenced *found;
    size_t count, capacity;
    struct error *err;
};

/* Adds the questions that `term` reads; `current` is the field that it belongs to. A
 * calculation that gives its own value back, as once() and if(. = '', 1, .) do, does
 * not count as reading itself, since that would be a circle. */
bool references_add(struct references *references, const struct term *term,
                    const struct field *current) __attribute__((warn_unused_result));

#endif

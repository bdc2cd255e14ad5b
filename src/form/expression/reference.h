/*
 * reference: which questions an expression reads, found without evaluating it, so that
 * what depends on what is known before the first answer. A path that leads to no
 * question of the form is refused here.
 */
#ifndef TOWNLINE_REFERENCE_H
#define TOWNLINE_REFERENCE_H

#include "form_model.h"

struct referenced {
    const struct field *field;
    bool elsewhere; /* perhaps in another instance of a repeat: a predicate chooses */
};

struct references {
    const struct form *form;
    struct arena *arena; /* of the list below; the caller's */
    size_t *work;        /* steps left, shared by all expressions of a form */
    struct referenced *found;
    size_t count, capacity;
    struct error *err;
};

/* Adds what `term`, an expression of `current`, reads. The "." of a calculation that
 * keeps what is there, as once() does, is left out: if(. = '', 1, .). */
bool references_add(struct references *references, const struct term *term,
                    const struct field *current) __attribute__((warn_unused_result));

#endif

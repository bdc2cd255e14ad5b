/*
 * survey_type: what the column `type` can say, in all the ways that it is written.
 */
#ifndef TOWNLINE_SURVEY_TYPE_H
#define TOWNLINE_SURVEY_TYPE_H

#include "townline/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum survey_kind {
    SURVEY_INPUT,
    SURVEY_NOTE,
    SURVEY_SELECT_ONE,
    SURVEY_SELECT_MULTIPLE,
    SURVEY_RANK,
    SURVEY_RANGE,
    SURVEY_ACKNOWLEDGE,
    SURVEY_CALCULATE,
    SURVEY_HIDDEN,
    SURVEY_PRELOADED, /* start, end, today */
};

struct survey_type {
    const char *name; /* in lower case with single spaces */
    enum survey_kind kind;
    const char *bind;    /* the type in its bind */
    const char *preload; /* jr:preload and jr:preloadParams, or NULL */
    const char *preload_params;
    const char *constraint; /* that the type brings along, or NULL */
};

enum type_meaning {
    TYPE_QUESTION,
    TYPE_BEGIN_GROUP,
    TYPE_BEGIN_REPEAT,
    TYPE_END_GROUP,
    TYPE_END_REPEAT,
    TYPE_LEFT_OUT, /* asks residents nothing */
    TYPE_REFUSED,
    TYPE_UNKNOWN,
};
struct type_cell {
    enum type_meaning meaning;
    const struct survey_type *type; /* TYPE_QUESTION */
    const char *list;               /* of a select, in the arena; "" when missing */
    bool has_other;
    const char *rest;   /* what stood behind and means nothing */
    const char *reason; /* TYPE_LEFT_OUT, TYPE_REFUSED: why, and what to do instead */
    const char *instead;
};
/* False when memory is out. */
bool survey_type_read(const char *text, struct arena *arena, struct type_cell *out)
    __attribute__((warn_unused_result));
/* A type whose name is like this one, or what such a question is called here, for "did
 * you mean"; NULL when there is none. */
const char *survey_type_like(const char *text);

bool survey_type_is_select(const struct survey_type *type); /* or a rank */

/* The text questions that or_other adds, the count of a repeat, the words of a
 * table-list. */
extern const struct survey_type survey_type_text, survey_type_calculate,
    survey_type_note, survey_type_hidden; /* what is left out and still referred to */

#endif

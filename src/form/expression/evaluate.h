/*
 * evaluate: computes the value of a term over the tree of an instance. A path finds no
 * node of the form's data that is not relevant, except the node that the expression
 * belongs to and the groups around it. When a question that is not relevant is
 * compared, it counts as a blank text: if ${age} is not relevant, then ${age} = '' is
 * true. Every evaluation is bounded in work, depth and memory. A call fails only when
 * such a bound is reached; a strange value, such as a text where a number is due, never
 * makes it fail.
 */
#ifndef TOWNLINE_EVALUATE_H
#define TOWNLINE_EVALUATE_H

#include "term.h"
#include "value.h"

#include <stdint.h>

#define EVALUATE_MAX_NODES 50000
#define EVALUATE_MAX_TEXT_BYTES ((size_t)256 << 10)
#define EVALUATE_MAX_DEPTH 120

struct form;

struct evaluation {
    const struct form *form;
    struct form_node *root; /* of the form's data: what is above "/data" */
    struct form_node *const
        *singles;        /* by field: its node when it has only one, else NULL */
    struct arena *arena; /* the values lie here */
    /* steps that are left; shared by the evaluations of one call */
    size_t *work;
    uint32_t half_day; /* the day and half-day that now() gives */
    uint64_t seed;     /* of the session */
    uint64_t random;   /* state of evaluate_random; set when random_begun */
    bool random_begun;
    size_t language;           /* for jr:itext and jr:choice-name */
    struct form_node *current; /* the node that the expression belongs to */
    struct form_node *context; /* the node that "." means */
    size_t position, size;     /* of the context in its node set */
    /* absolute paths mean all instances of a repeat, not only the one around `current`
     */
    bool everywhere;
    unsigned depth;
    struct error *err;
};

bool evaluate_term(struct evaluation *evaluation, const struct term *term,
                   struct value *out) __attribute__((warn_unused_result));
/* Evaluate a term and convert the value. */
bool evaluate_number(struct evaluation *evaluation, const struct term *term,
                     double *out) __attribute__((warn_unused_result));
bool evaluate_text(struct evaluation *evaluation, const struct term *term,
                   const char **out) __attribute__((warn_unused_result));
bool evaluate_truth(struct evaluation *evaluation, const struct term *term, bool *out)
    __attribute__((warn_unused_result));
/* The text of a node; of a group, the texts of its nodes one behind the other. */
bool evaluate_node_text(struct evaluation *evaluation, const struct form_node *node,
                        const char **out) __attribute__((warn_unused_result));
/* Converts any value to text. False when memory is out or a bound is reached. */
bool evaluate_as_text(struct evaluation *evaluation, const struct value *value,
                      const char **out) __attribute__((warn_unused_result));

/* For the functions: sets the error that a bound was reached, and returns false. */
bool evaluate_over_limit(struct evaluation *evaluation);
/* Counts work that was done; false with the error set when it was too much. */
bool evaluate_work(struct evaluation *evaluation, size_t steps)
    __attribute__((warn_unused_result));

/* The next random number. The same node in the same session gets the same numbers, so
 * that nothing on a screen changes while somebody looks at it. */
uint64_t evaluate_random(struct evaluation *evaluation);
/* Makes a UUID of version 4 (RFC 4122) from random numbers. */
#define UUID_TEXT_BYTES 37
void evaluate_uuid(struct evaluation *evaluation, char out[UUID_TEXT_BYTES]);

/* A list of nodes that grows in the evaluation's arena. */
struct node_list {
    struct form_node **nodes;
    size_t count, capacity;
};
bool node_list_add(struct evaluation *evaluation, struct node_list *list,
                   struct form_node *node) __attribute__((warn_unused_result));

/* Finds the nodes that a path leads to. In evaluate_path.c. */
bool evaluate_path(struct evaluation *evaluation, const struct path *path,
                   struct value *out) __attribute__((warn_unused_result));

#endif

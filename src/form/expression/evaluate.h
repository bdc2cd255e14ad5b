/*
 * evaluate: the value of a term over the tree of an instance. Nodes of the primary
 * instance that are not relevant are never seen, except the node the expression belongs
 * to and what is around it; compared, one of them is blank. Every evaluation is bounded
 * in work, depth and memory; failing means that a bound was reached, never that a value
 * was odd.
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
    struct form_node *root; /* of the primary instance: what is above "/data" */
    struct form_node *const
        *singles;        /* by field: its node where there is but one, or NULL */
    struct arena *arena; /* for values */
    size_t *work;        /* steps left; shared by the evaluations of one call */
    uint32_t half_day;   /* what now() sees */
    uint64_t seed;       /* of the session */
    uint64_t random;     /* state of evaluate_random, once it has begun */
    bool random_begun;
    size_t language;           /* of jr:itext and jr:choice-name */
    struct form_node *current; /* whose expression it is */
    struct form_node *context; /* "." */
    size_t position, size;     /* of the context in its set */
    bool everywhere; /* absolute paths are not bound to this instance of a repeat */
    unsigned depth;
    struct error *err;
};

bool evaluate_term(struct evaluation *evaluation, const struct term *term,
                   struct value *out) __attribute__((warn_unused_result));
/* The same, converted. */
bool evaluate_number(struct evaluation *evaluation, const struct term *term,
                     double *out) __attribute__((warn_unused_result));
bool evaluate_text(struct evaluation *evaluation, const struct term *term,
                   const char **out) __attribute__((warn_unused_result));
bool evaluate_truth(struct evaluation *evaluation, const struct term *term, bool *out)
    __attribute__((warn_unused_result));
/* What stands in a node, and in the nodes of a group. */
bool evaluate_node_text(struct evaluation *evaluation, const struct form_node *node,
                        const char **out) __attribute__((warn_unused_result));
/* Value to text, failing when memory is out. */
bool evaluate_as_text(struct evaluation *evaluation, const struct value *value,
                      const char **out) __attribute__((warn_unused_result));

/* For the functions: sets the error; returns false. */
bool evaluate_over_limit(struct evaluation *evaluation);
/* Counts work done; false when there was too much. */
bool evaluate_work(struct evaluation *evaluation, size_t steps)
    __attribute__((warn_unused_result));

/* The next random number: the same for the same node, session and place in the
 * expression, so that nothing shown changes while somebody looks at it. */
uint64_t evaluate_random(struct evaluation *evaluation);
/* A random UUID of version 4 (RFC 4122) from it. */
#define UUID_TEXT_BYTES 37
void evaluate_uuid(struct evaluation *evaluation, char out[UUID_TEXT_BYTES]);

/* A growing list of nodes in the evaluation's arena. */
struct node_list {
    struct form_node **nodes;
    size_t count, capacity;
};
bool node_list_add(struct evaluation *evaluation, struct node_list *list,
                   struct form_node *node) __attribute__((warn_unused_result));

/* evaluate_path.c: the nodes that a path leads to. */
bool evaluate_path(struct evaluation *evaluation, const struct path *path,
                   struct value *out) __attribute__((warn_unused_result));

#endif

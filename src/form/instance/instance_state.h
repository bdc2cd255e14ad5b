/* instance_state: what an instance holds, and what its files share; for this folder
 * alone. */
#ifndef TOWNLINE_INSTANCE_STATE_H
#define TOWNLINE_INSTANCE_STATE_H

#include "evaluate.h"
#include "form_model.h"

#define INSTANCE_MAX_BYTES ((size_t)64 << 20)
#define INSTANCE_SCRATCH_BYTES ((size_t)16 << 20)
#define INSTANCE_WORK ((size_t)20000000) /* steps of evaluation for one call */

struct shown_choices;

/* The choices that were asked for last. Callers ask for them one by one, so the list is
 * made once and kept until the next change. */
struct choice_cache {
    bool is_filled;
    struct place place;
    struct arena arena;
    const struct shown_choices *shown;
};

struct instance {
    const struct form *form;
    struct instance_options options;
    struct arena nodes;         /* the tree, without the values */
    struct form_node *top;      /* above "/data" */
    struct form_node **singles; /* by field: its node; NULL when it lies in a repeat */
    struct arena *scratch;      /* for one evaluation at a time */
    struct choice_cache *choices;
    bool has_fresh;         /* some node of the tree is fresh */
    struct answer *answers; /* given out by the last instance_answers */
    size_t answer_capacity;
};

/* Prepares an evaluation of an expression that belongs to `node`. It empties the
 * scratch memory. */
struct evaluation instance_evaluation(const struct instance *instance,
                                      struct form_node *node, size_t *work,
                                      struct error *err);
/* Replaces a value. The old one is overwritten, since it was an answer. */
bool instance_put(struct instance *instance, struct form_node *node, const char *value,
                  struct error *err) __attribute__((warn_unused_result));
/* The node of a field in these instances of the repeats around it; NULL when one of
 * them is not there. */
struct form_node *instance_node(const struct instance *instance,
                                const struct field *field,
                                const uint16_t indexes[DESCRIPTOR_MAX_DEPTH]);
/* The node of the control at the place. For a group without a node of its own, it is
 * that of the group around it. */
struct form_node *instance_place_node(const struct instance *instance,
                                      const struct place *place);
/* Makes sure that a repeat has its first `count` instances. */
bool instance_grow(struct instance *instance, struct form_node *parent,
                   const struct field *repeat, size_t count, struct error *err)
    __attribute__((warn_unused_result));
/* Writes a value as its type is written. In a number or a date, anything that is none
 * becomes "". */
bool instance_write_typed(struct evaluation *evaluation, enum data_type type,
                          struct value *value, const char **out)
    __attribute__((warn_unused_result));
/* In first_values.c: set the defaults of the whole instance, and those of fresh
 * instances of repeats below `node`. */
bool instance_begin(struct instance *instance, struct error *err)
    __attribute__((warn_unused_result));
bool instance_begin_repeats(struct instance *instance, struct form_node *node,
                            struct error *err) __attribute__((warn_unused_result));
/* Works out everything that depends on answers, in the order of the form's targets. */
bool instance_recalculate(struct instance *instance, struct error *err)
    __attribute__((warn_unused_result));

/* In answer_value.c: writes the value as it is kept for a question of that type to
 * `out`, which has room for RESPONSE_VALUE_MAX_BYTES + 1. ERROR_INPUT tells why it is
 * no answer. */
bool answer_normalize(const struct control *control,
                      const struct control_detail *detail, const char *value, char *out,
                      struct error *err) __attribute__((warn_unused_result));

#endif

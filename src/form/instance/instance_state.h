/* instance_state: what an instance holds; for the files of this folder alone. */
#ifndef TOWNLINE_INSTANCE_STATE_H
#define TOWNLINE_INSTANCE_STATE_H

#include "evaluate.h"
#include "form_model.h"

#define INSTANCE_MAX_BYTES ((size_t)64 << 20)
#define INSTANCE_SCRATCH_BYTES ((size_t)16 << 20)
#define INSTANCE_WORK ((size_t)20000000) /* steps of evaluation for one call */

struct shown_choices;

/* The choices asked for last, since callers ask for them one by one. */
struct choice_cache {
    bool is_filled;
    struct place place;
    struct arena arena;
    const struct shown_choices *shown;
};

struct instance {
    const struct form *form;
    struct instance_options options;
    struct arena nodes;         /* the tree; values are apart */
    struct form_node *top;      /* above "/data" */
    struct form_node **singles; /* by field: its node, NULL within repeats */
    struct arena *scratch;      /* of one evaluation at a time */
    struct choice_cache *choices;
    bool has_fresh;         /* somewhere in the tree */
    struct answer *answers; /* handed out last */
    size_t answer_capacity;
};

/* An evaluation for the node: constants of the instance, seeds of the node. The scratch
 * memory is empty afterwards. */
struct evaluation instance_evaluation(const struct instance *instance,
                                      struct form_node *node, size_t *work,
                                      struct error *err);
/* Replaces a value, wiping the old one. */
bool instance_put(struct instance *instance, struct form_node *node, const char *value,
                  struct error *err) __attribute__((warn_unused_result));
/* The node of a field in the instances of the repeats around it; NULL when one of them
 * is not there. */
struct form_node *instance_node(const struct instance *instance,
                                const struct field *field,
                                const uint16_t indexes[DESCRIPTOR_MAX_DEPTH]);
/* Of a control's place; for a group without a node of its own, what is around it. */
struct form_node *instance_place_node(const struct instance *instance,
                                      const struct place *place);
/* Makes instance `count` of a repeat and those before it be there. */
bool instance_grow(struct instance *instance, struct form_node *parent,
                   const struct field *repeat, size_t count, struct error *err)
    __attribute__((warn_unused_result));
/* A value as the type is written: what is no number or date there is nothing. */
bool instance_write_typed(struct evaluation *evaluation, enum data_type type,
                          struct value *value, const char **out)
    __attribute__((warn_unused_result));
/* first_values.c: the defaults to work out, of the whole and of the fresh instances of
 * repeats below the node. */
bool instance_begin(struct instance *instance, struct error *err)
    __attribute__((warn_unused_result));
bool instance_begin_repeats(struct instance *instance, struct form_node *node,
                            struct error *err) __attribute__((warn_unused_result));
/* Works out everything that depends on something, in the form's order. */
bool instance_recalculate(struct instance *instance, struct error *err)
    __attribute__((warn_unused_result));

/* answer_value.c: the value as it is kept, for a question of that type; false with a
 * sentence when it is none. `out` holds RESPONSE_VALUE_MAX_BYTES + 1. */
bool answer_normalize(const struct control *control,
                      const struct control_detail *detail, const char *value, char *out,
                      struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * visit: one made-up session on the form's instance, for simulate: what was answered,
 * what was passed over, and how the answers to scales went. choose: the value that the
 * resident gives to a question.
 */
#ifndef TOWNLINE_VISIT_H
#define TOWNLINE_VISIT_H

#include "resident.h"
#include "townline/simulate.h"

/* Whoever leaves in the middle leaves what was answered until then. */
struct visited {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

/* One session. */
struct visit {
    const struct form *form;
    const struct simulate_options *options;
    struct resident resident;
    struct instance *instance;
    size_t language;
    struct visited *visited; /* owned */
    size_t visited_count, visited_capacity;
    int scale_first;                      /* the first scale answer, as position */
    size_t scale_count, scale_same;       /* as the first */
    char value[RESPONSE_VALUE_MAX_BYTES]; /* the answer being made */
};

const struct question *visit_question(const struct visit *visit,
                                      const struct place *place);
/* Answers step after step; *complete_out is false when the resident left. */
bool visit_walk(struct visit *visit, bool *complete_out, struct error *err)
    __attribute__((warn_unused_result));
/* An instance_keep: what was come to, and what is calculated. */
bool visit_came_to(void *context, size_t question,
                   const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
/* Puts into `value` what the resident answers; "" for nothing. */
void visit_choose(struct visit *visit, const struct place *place,
                  const struct question *question);

#endif

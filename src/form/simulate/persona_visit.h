/*
 * persona_visit: one made-up session on the form's instance, for simulate: what the
 * persona answered, what it passed over, and how its answers to scales went.
 * persona_answer.c makes the value that it gives to a question.
 */
#ifndef TOWNLINE_PERSONA_VISIT_H
#define TOWNLINE_PERSONA_VISIT_H

#include "persona.h"
#include "townline/simulate.h"

/* Whoever leaves in the middle leaves what was answered until then. */
struct visited {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

/* One session. */
struct persona_visit {
    const struct form *form;
    const struct simulate_options *options;
    struct persona persona;
    struct instance *instance;
    size_t language;
    struct visited *visited; /* owned */
    size_t visited_count, visited_capacity;
    int scale_first;                          /* the first scale answer, as position */
    size_t scale_count, scale_same;           /* as the first */
    char value[RESPONSE_VALUE_MAX_BYTES + 1]; /* the answer being made */
};

const struct question *persona_visit_question(const struct persona_visit *visit,
                                              const struct place *place);
/* Answers step after step; *complete_out is false when the resident left. */
bool persona_visit_walk(struct persona_visit *visit, bool *complete_out,
                        struct error *err) __attribute__((warn_unused_result));
/* An instance_keep: what was come to, and what is calculated. */
bool persona_visit_came_to(void *context, size_t question,
                           const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
/* Puts into `value` what the resident answers; "" for nothing. */
void persona_answer(struct persona_visit *visit, const struct place *place,
                    const struct question *question);

#endif

/*
 * persona_visit: one made-up session on an instance of the form, for simulate: what the
 * person answered and skipped, and how many scales got the same point. persona_answer.c
 * makes the value for each question.
 */
#ifndef TOWNLINE_PERSONA_VISIT_H
#define TOWNLINE_PERSONA_VISIT_H

#include "persona.h"
#include "townline/simulate.h"

/* A question that the person came to. When the person leaves early, these are kept. */
struct visited {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

/* One session. */
struct persona_visit {
    const struct form *form;
    const struct simulate_options *options;
    struct persona persona;
    const struct opinions *opinions;
    struct opinion opinion; /* about the question that is being answered */
    int town;               /* choice of opinions_town_question; -1: none yet */
    int assigned;           /* the service that the kiosk chose; -1: none */
    uint8_t order_seed;     /* of the response */
    struct instance *instance;
    size_t language;
    struct visited *visited; /* owned */
    size_t visited_count, visited_capacity;
    /* position of the first answer on a scale */
    int scale_first;
    /* all scales, and those answered at the same position */
    size_t scale_count, scale_same;
    char value[RESPONSE_VALUE_MAX_BYTES + 1]; /* the answer that is being made */
};

const struct question *persona_visit_question(const struct persona_visit *visit,
                                              const struct place *place);
/* Answers step after step. *complete_out is false when the person left early. */
bool persona_visit_walk(struct persona_visit *visit, bool *complete_out,
                        struct error *err) __attribute__((warn_unused_result));
/* Use it as instance_keep: true for questions that the person came to and for
 * calculations. */
bool persona_visit_came_to(void *context, size_t question,
                           const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
/* Picks most and least on each screen and keeps the picks. `value` is the order that
 * follows from them, "" when the person stopped on the way. False when the rank is not
 * asked in this way. */
bool persona_picks(struct persona_visit *visit, const struct place *place);
/* The kiosk picks one of the other services for some, when services were chosen. */
void persona_assign(struct persona_visit *visit, const struct place *place);
/* Draws one of the first `count` weights with its chance; count when all are 0. */
size_t persona_draw(struct persona *persona, const uint32_t *weights, size_t count);
/* Writes the answer to `value`, "" for none. */
void persona_answer(struct persona_visit *visit, const struct place *place,
                    const struct question *question);

#endif

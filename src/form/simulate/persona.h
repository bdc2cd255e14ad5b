/*
 * persona: a made-up person, for simulate: a town, a mood and habits, all of them
 * integers drawn from one seed. What people think is in opinion.h; who of them gives
 * which answer is decided here, so that a person's answers agree with each other more
 * than chance would, while each answer alone is as likely as opinion.h says.
 */
#ifndef TOWNLINE_PERSONA_H
#define TOWNLINE_PERSONA_H

#include "townline/opinion.h"

struct persona {
    uint64_t state;    /* of random_splitmix64 */
    uint64_t self;     /* the same through the whole visit */
    unsigned skips;    /* percent of questions that are skipped */
    unsigned writes;   /* percent of texts that are written */
    bool straight;     /* gives the same point on every scale */
    uint32_t point;    /* which one, of OPINION_WHOLE */
    bool leaves;       /* leaves some time before the end */
    bool uncorrelated; /* answers by chance alone */
};
void persona_init(struct persona *persona, uint64_t seed, uint64_t number,
                  bool uncorrelated);

/* A number from 0 up to, and not including, `limit`, which is at least 1. */
uint32_t persona_pick(struct persona *persona, uint32_t limit);
bool persona_chance(struct persona *persona, unsigned percent);
/* A number below OPINION_WHOLE. Often it is the person's own, or the person's own for
 * this service: who has a low one for one question has it for the next, too. */
uint32_t persona_mood(struct persona *persona, int service);

#endif

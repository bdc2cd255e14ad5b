/*
 * persona: a made-up person, for simulate: an outlook, a home, moods and habits, all of
 * them integers drawn from one seed. What a person thinks of a thing depends on the
 * thing's name, on the person's outlook and home, and on chance.
 */
#ifndef TOWNLINE_PERSONA_H
#define TOWNLINE_PERSONA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct persona {
    uint64_t state; /* of random_splitmix64 */
    int outlook;    /* from -100 (likes change) to 100 (keeps things as they are) */
    /* decided by the first choice outside of every repeat, mostly the community */
    uint32_t home;
    unsigned skips;    /* percent of questions that are skipped */
    unsigned writes;   /* percent of texts that are written */
    bool straight;     /* gives the same answer on every scale */
    bool leaves;       /* leaves some time before the end */
    bool uncorrelated; /* answers by chance alone */
};
void persona_init(struct persona *persona, uint64_t seed, size_t number,
                  bool uncorrelated);

/* A number from 0 up to, and not including, `limit`, which is at least 1. */
uint32_t persona_pick(struct persona *persona, uint32_t limit);
bool persona_chance(struct persona *persona, unsigned percent);

/* A hash of the words, the same for every person on every machine. */
uint64_t words_hash(const char *words);

/* What the person thinks of a thing: from -100 (against) to 100 (for). `side` is one
 * question about it. Answers to several sides of the same thing agree with each other
 * more than chance would. */
int persona_opinion(struct persona *persona, const char *thing, const char *side);

#endif

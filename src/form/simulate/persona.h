/*
 * persona: somebody made up, for simulate: an outlook, a home, moods and habits, all
 * integers drawn from one seed. What a person thinks of a thing comes from the thing's
 * name, the person's outlook and home, and chance.
 */
#ifndef TOWNLINE_PERSONA_H
#define TOWNLINE_PERSONA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct persona {
    uint64_t state;    /* of random_splitmix64 */
    int outlook;       /* -100 (likes change) to 100 (keeps things as they are) */
    uint32_t home;     /* changes with the first thing chosen outside any repeat */
    unsigned skips;    /* percent of questions passed over */
    unsigned writes;   /* percent of texts written */
    bool straight;     /* gives the same answer to every scale */
    bool leaves;       /* some time before the end */
    bool uncorrelated; /* answers by chance alone */
};
void persona_init(struct persona *persona, uint64_t seed, size_t number,
                  bool uncorrelated);

/* 0 to below `limit`, which is at least 1. */
uint32_t persona_pick(struct persona *persona, uint32_t limit);
bool persona_chance(struct persona *persona, unsigned percent);

/* A number that belongs to the words: the same for everybody, everywhere. */
uint64_t words_hash(const char *words);

/* -100 to 100: how much the person is for the thing, seen from one side of it. The same
 * thing asked about from another side gives a number that goes with the first. */
int persona_opinion(struct persona *persona, const char *thing, const char *side);

#endif

/*
 * random: where the portable layers get randomness from, since they may not ask the
 * machine. Programs pass seal_random(). Tests and golden vectors pass a source with a
 * seed, so that the same seed gives the same bytes.
 */
#ifndef TOWNLINE_RANDOM_H
#define TOWNLINE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random_source {
    void (*fill)(void *context, void *out, size_t size); /* mandatory; cannot fail */
    void *context;
};

/* splitmix64 (Steele, Lea, Flood 2014), for the coefficients of the fountain, for
 * simulation, and for shuffles whose seed is stored. Never for secrets. */
uint64_t random_splitmix64(uint64_t *state);

/* A source that draws from random_splitmix64; `state` is borrowed. Only for tests,
 * simulation and vectors. */
struct random_source random_seeded(uint64_t *state);

#endif

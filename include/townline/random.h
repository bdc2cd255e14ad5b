/*
 * random: where the portable layers get their randomness, since they have no machine to
 * ask. Programs pass seal_random(); tests and golden vectors pass a seeded one, so that
 * the same seed gives the same bytes.
 */
#ifndef TOWNLINE_RANDOM_H
#define TOWNLINE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random_source {
    void (*fill)(void *context, void *out, size_t size); /* mandatory; cannot fail */
    void *context;
};

/* splitmix64 (Steele, Lea, Flood 2014): for the fountain's coefficients, for simulation
 * and for shuffles whose seed is stored. Never for secrets. */
uint64_t random_splitmix64(uint64_t *state);

/* A source that draws from random_splitmix64; `state` is borrowed. For tests,
 * simulation and vectors only. */
struct random_source random_seeded(uint64_t *state);

#endif

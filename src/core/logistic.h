/*
 * logistic: chances in the logistic domain, where the predictions of several models can
 * be added up, and the mixer that learns how far to trust each model. Integers only.
 * FORMAT.md, "Mixing"; the idea is that of M. Mahoney, "Adaptive weighing of context
 * models for lossless data compression" (2005). For src/core alone.
 *
 * A chance has 16 bits: it is a part of 65,536. In the logistic domain it is ln(p / (1
 * - p)) in units of 1/256, from -2047 to 2047.
 */
#ifndef TOWNLINE_LOGISTIC_H
#define TOWNLINE_LOGISTIC_H

#include <stdint.h>

#define LOGISTIC_MAX 2047
#define MIXER_ONE ((int32_t)1 << 16) /* a weight of 1 */

/* Tables, made once for each model. */
struct logistic {
    int16_t stretch[4096]; /* by the highest 12 bits of a chance */
    uint16_t squash[4096]; /* by value + 2048 */
};
void logistic_init(struct logistic *logistic);

static inline int
logistic_stretch(const struct logistic *logistic, uint32_t chance)
{
    return logistic->stretch[chance >> 4];
}

static inline uint32_t
logistic_squash(const struct logistic *logistic, int value)
{
    value = value > LOGISTIC_MAX    ? LOGISTIC_MAX
            : value < -LOGISTIC_MAX ? -LOGISTIC_MAX
                                    : value;
    return logistic->squash[value + 2048];
}

/* The weighted sum of the predictions of `count` models, in the logistic domain. It may
 * lie outside of the domain's bounds. */
int mixer_sum(const int32_t *weights, const int *inputs, unsigned count);
/* Teaches the weights a bit; `chance` is what they predicted for it. */
void mixer_learn(int32_t *weights, const int *inputs, unsigned count, uint32_t chance,
                 unsigned bit, int rate);

#endif

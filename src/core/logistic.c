/* logistic: turns chances into the logistic domain and back, and mixes predictions. */
#include "logistic.h"

/* 65,536 / (1 + e^(-i / 4)), rounded. */
static const uint32_t points[33] = {
    32768, 36843, 40793, 44511, 47911, 50941, 53581, 55834, 57724, 59287, 60565,
    61598, 62428, 63090, 63615, 64030, 64357, 64614, 64816, 64974, 65097, 65194,
    65269, 65328, 65374, 65410, 65438, 65459, 65476, 65489, 65500, 65508, 65514,
};

/* Between the points it takes straight lines. squash(v) and squash(-v) add up to
 * 65,536. */
static uint32_t
squash_positive(int value)
{
    uint32_t at = (uint32_t)value / 64, past = (uint32_t)value % 64;
    return (points[at] * (64 - past) + points[at + 1] * past) / 64;
}

void
logistic_init(struct logistic *logistic)
{
    for (int value = 0; value <= LOGISTIC_MAX; value++) {
        uint32_t chance = squash_positive(value);
        logistic->squash[2048 + value] = (uint16_t)chance;
        logistic->squash[2048 - value] = (uint16_t)(65536 - chance);
    }
    logistic->squash[0] = logistic->squash[1];
    int value = -LOGISTIC_MAX;
    for (uint32_t i = 0; i < 4096; i++) {
        while (value < LOGISTIC_MAX && logistic->squash[value + 2048] < 16 * i + 8) {
            value++;
        }
        logistic->stretch[i] = (int16_t)value;
    }
}

int
mixer_sum(const int32_t *weights, const int *inputs, unsigned count)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < count; i++) {
        sum += (int64_t)weights[i] * inputs[i];
    }
    sum /= MIXER_ONE;
    return sum > LOGISTIC_MAX    ? LOGISTIC_MAX
           : sum < -LOGISTIC_MAX ? -LOGISTIC_MAX
                                 : (int)sum;
}

#define WEIGHT_MAX (16 * MIXER_ONE)

void
mixer_learn(int32_t *weights, const int *inputs, unsigned count, uint32_t chance,
            unsigned bit, int rate)
{
    int32_t miss = (bit ? 65536 : 0) - (int32_t)chance;
    for (unsigned i = 0; i < count; i++) {
        int64_t weight = weights[i] + (int64_t)inputs[i] * miss * rate / (1 << 20);
        weights[i] = (int32_t)(weight > WEIGHT_MAX    ? WEIGHT_MAX
                               : weight < -WEIGHT_MAX ? -WEIGHT_MAX
                                                      : weight);
    }
}

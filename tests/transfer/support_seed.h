/* A seed for random tests: TOWNLINE_SEED, or the clock; printed either way. */
#ifndef SUPPORT_SEED_H
#define SUPPORT_SEED_H

#include <stdint.h>

uint64_t support_seed(void);

#endif

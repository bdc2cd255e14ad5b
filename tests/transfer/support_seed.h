/* support_seed: a seed for random tests: TOWNLINE_SEED, or one from the clock. It is
 * printed in both cases. */
#ifndef SUPPORT_SEED_H
#define SUPPORT_SEED_H

#include <stdint.h>

uint64_t support_seed(void);

#endif

/* support_seed: draws a seed for random tests and prints it. */
#include "support_seed.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

uint64_t
support_seed(void)
{
    const char *given = getenv("TOWNLINE_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 0) : (uint64_t)time(NULL);
    printf("TOWNLINE_SEED=%" PRIu64 "\n", seed);
    return seed;
}

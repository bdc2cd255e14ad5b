/* random: a seeded source of randomness, for tests, simulation and vectors. */
#include "townline/random.h"

uint64_t
random_splitmix64(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15u;
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void
fill_seeded(void *context, void *out, size_t size)
{
    uint8_t *at = out;
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = random_splitmix64(context);
        for (size_t j = 0; j < 8 && i + j < size; j++) {
            at[i + j] = (uint8_t)(word >> (8 * j));
        }
    }
}

struct random_source
random_seeded(uint64_t *state)
{
    return (struct random_source){.fill = fill_seeded, .context = state};
}

#include "resident.h"

#include "townline/random.h"

static uint64_t
mix(uint64_t a, uint64_t b)
{
    uint64_t state = a ^ (b * 0x9e3779b97f4a7c15u);
    return random_splitmix64(&state);
}

uint64_t
words_hash(const char *words)
{
    uint64_t hash = 0;
    for (; *words != '\0'; words++)
        hash = mix(hash, (unsigned char)*words);
    return hash;
}

uint32_t
resident_pick(struct resident *resident, uint32_t limit)
{
    /* The high half times the limit: no remainder that favours small numbers. */
    return (uint32_t)(((random_splitmix64(&resident->state) >> 32) * limit) >> 32);
}

bool
resident_chance(struct resident *resident, unsigned percent)
{
    return resident_pick(resident, 100) < percent;
}

/* About normal, -100 to 100: four dice of -25 to 25. */
static int
bell(struct resident *resident)
{
    int sum = 0;
    for (int i = 0; i < 4; i++)
        sum += (int)resident_pick(resident, 51) - 25;
    return sum;
}

/* -range to range, fixed by the hash. */
static int
leaning(uint64_t hash, int range)
{
    return (int)(hash % (uint64_t)(2 * range + 1)) - range;
}

void
resident_init(struct resident *resident, uint64_t seed, size_t number,
              bool uncorrelated)
{
    *resident =
        (struct resident){.state = mix(seed, number), .uncorrelated = uncorrelated};
    resident->outlook = bell(resident) * 2;
    resident->home = resident_pick(resident, 1000);
    resident->skips = 2 + resident_pick(resident, 12);
    resident->writes = resident_chance(resident, 30) ? 60 : 4;
    resident->straight = resident_chance(resident, 4);
    resident->leaves = resident_chance(resident, 9);
}

int
resident_opinion(struct resident *resident, const char *thing, const char *side)
{
    if (resident->uncorrelated)
        return (int)resident_pick(resident, 201) - 100;
    uint64_t name = words_hash(thing);
    uint64_t aspect = mix(name, words_hash(side));
    int opinion = leaning(name, 45) + leaning(aspect, 25) + resident->outlook / 3 +
                  leaning(mix(name, resident->home), 20) + bell(resident) / 2;
    return opinion < -100 ? -100 : opinion > 100 ? 100 : opinion;
}

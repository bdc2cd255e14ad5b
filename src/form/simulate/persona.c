/* persona: makes up persons and draws what they think and do. */
#include "persona.h"

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
    for (; *words != '\0'; words++) {
        hash = mix(hash, (unsigned char)*words);
    }
    return hash;
}

uint32_t
persona_pick(struct persona *persona, uint32_t limit)
{
    /* The upper half of the number times the limit: every result is equally likely, as
     * with a remainder it would not be. */
    return (uint32_t)(((random_splitmix64(&persona->state) >> 32) * limit) >> 32);
}

bool
persona_chance(struct persona *persona, unsigned percent)
{
    return persona_pick(persona, 100) < percent;
}

/* A number from -100 to 100, mostly near 0: the sum of four numbers from -25 to 25. */
static int
bell(struct persona *persona)
{
    int sum = 0;
    for (int i = 0; i < 4; i++) {
        sum += (int)persona_pick(persona, 51) - 25;
    }
    return sum;
}

/* A number from -range to range that the hash decides. */
static int
leaning(uint64_t hash, int range)
{
    return (int)(hash % (uint64_t)(2 * range + 1)) - range;
}

void
persona_init(struct persona *persona, uint64_t seed, size_t number, bool uncorrelated)
{
    *persona =
        (struct persona){.state = mix(seed, number), .uncorrelated = uncorrelated};
    persona->outlook = bell(persona) * 2;
    persona->home = persona_pick(persona, 1000);
    persona->skips = 2 + persona_pick(persona, 12);
    persona->writes = persona_chance(persona, 30) ? 60 : 4;
    persona->straight = persona_chance(persona, 4);
    persona->leaves = persona_chance(persona, 9);
}

int
persona_opinion(struct persona *persona, const char *thing, const char *side)
{
    if (persona->uncorrelated) {
        return (int)persona_pick(persona, 201) - 100;
    }
    uint64_t name = words_hash(thing);
    uint64_t aspect = mix(name, words_hash(side));
    int opinion = leaning(name, 45) + leaning(aspect, 25) + persona->outlook / 3 +
                  leaning(mix(name, persona->home), 20) + bell(persona) / 2;
    return opinion < -100 ? -100 : opinion > 100 ? 100 : opinion;
}

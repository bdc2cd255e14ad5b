/* persona: makes up persons and their moods. */
#include "persona.h"

#include "townline/random.h"

static uint64_t
mix(uint64_t a, uint64_t b)
{
    uint64_t state = a ^ (b * 0x9e3779b97f4a7c15u);
    return random_splitmix64(&state);
}

/* The upper half of the number times the limit: every result is equally likely, as with
 * a remainder it would not be. */
static uint32_t
below(uint64_t number, uint32_t limit)
{
    return (uint32_t)(((number >> 32) * limit) >> 32);
}

uint32_t
persona_pick(struct persona *persona, uint32_t limit)
{
    return below(random_splitmix64(&persona->state), limit);
}

bool
persona_chance(struct persona *persona, unsigned percent)
{
    return persona_pick(persona, 100) < percent;
}

void
persona_init(struct persona *persona, uint64_t seed, uint64_t number, bool uncorrelated)
{
    *persona =
        (struct persona){.state = mix(seed, number), .uncorrelated = uncorrelated};
    persona->self = random_splitmix64(&persona->state);
    persona->skips = 2 + persona_pick(persona, 12);
    persona->writes = persona_chance(persona, 30) ? 60 : 4;
    persona->straight = persona_pick(persona, 1000) < OPINION_STRAIGHT;
    persona->point = persona_pick(persona, OPINION_WHOLE);
    persona->leaves = persona_chance(persona, 9);
}

uint32_t
persona_mood(struct persona *persona, int service)
{
    uint32_t kind = persona_pick(persona, 100);
    uint32_t fresh = persona_pick(persona, OPINION_WHOLE);
    if (persona->uncorrelated || kind >= 65) {
        return fresh;
    }
    uint64_t own = kind < 25 || service < 0 ? 0 : (uint64_t)service + 1;
    return below(mix(persona->self, own), OPINION_WHOLE);
}

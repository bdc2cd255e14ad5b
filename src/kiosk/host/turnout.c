/* turnout: counts how many responses there are about each service. */
#include "turnout.h"

#include "townline/stops.h"

#include <string.h>

void
turnout_init(struct turnout *turnout, const struct descriptor *descriptor)
{
    const struct repeat *blocks = stops_blocks(descriptor);
    *turnout = (struct turnout){.descriptor = descriptor};
    turnout->count = blocks ? blocks->key_count : 0;
    if (turnout->count > TURNOUT_SERVICES_MAX) {
        turnout->count = TURNOUT_SERVICES_MAX;
    }
}

/* The number of our block that the answer lies in, or -1. */
static int
find_block(const struct turnout *turnout, const struct answer *answer,
           const struct descriptor *descriptor)
{
    int repeat = descriptor->questions[answer->question].repeat;
    const struct repeat *theirs = repeat < 0 ? NULL : &descriptor->repeats[repeat];
    const struct repeat *ours = stops_blocks(turnout->descriptor);
    if (!theirs || !theirs->keys || !ours || answer->instance[0] >= theirs->key_count) {
        return -1;
    }
    for (size_t i = 0; i < turnout->count; i++) {
        if (strcmp(ours->keys[i], theirs->keys[answer->instance[0]]) == 0) {
            return (int)i;
        }
    }
    return -1;
}

void
turnout_add(struct turnout *turnout, const struct response *response,
            const struct descriptor *descriptor)
{
    bool seen[TURNOUT_SERVICES_MAX] = {false};
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        int block = answer->state == ANSWER_EMPTY
                        ? -1
                        : find_block(turnout, answer, descriptor);
        if (block >= 0 && !seen[block]) {
            seen[block] = true;
            turnout->responses[block]++;
        }
    }
}

static void
add(void *context, const struct stored_response *stored)
{
    turnout_add(context, stored->response, stored->descriptor);
}

bool
turnout_count(struct turnout *turnout, struct store *store, uint32_t now,
              struct error *err)
{
    turnout->half_day = now;
    return others_each(store, now, add, turnout, err);
}

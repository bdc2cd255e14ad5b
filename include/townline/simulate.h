/*
 * simulate: makes up responses such as residents might give, to try a pack out, to
 * rehearse and to measure. It reads the form alone: its types, roles, choices and
 * conditions. Each made-up resident lives in a town and has moods, and both show in the
 * answers; some skip questions, some give the same point on every scale, some leave
 * before the end, some write comments, and for some the kiosk picks a service.
 * opinion.h says how likely each answer is.
 *
 * The same form, options and seed give the same responses on every machine, since only
 * integers are used, drawn from random_splitmix64.
 */
#ifndef TOWNLINE_SIMULATE_H
#define TOWNLINE_SIMULATE_H

#include "townline/opinion.h"

struct simulate_options {
    size_t responses; /* at most RESPONSE_SET_MAX */
    uint64_t seed;
    uint64_t first_number; /* of the residents: a second lot goes on where one ended */
    uint64_t opinions;     /* the seed of what they think */
    const char *round, *event; /* in the heads of responses; NULL: none */
    uint32_t event_half_day;   /* those of this half-day are at the event */
    int home; /* the kiosk's town: 1 is the first choice; 0: it stands in none */
    /* of the first visit; the others spread over `half_days` */
    uint32_t first_half_day;
    uint32_t half_days; /* 0 is taken as 1 */
    /* each answer is drawn without regard to the others, which is the worst case for
     * the coder of responses */
    bool without_correlations;
    bool without_comments;
    /* at most so many texts for a hundred responses; 0: as many as people write */
    unsigned texts_of_hundred;
};
/* Texts are not encrypted: they are as a session hands them to the store. `out` has to
 * be zeroed before; response_set_finish frees it. */
bool simulate(const struct form *form, const struct simulate_options *options,
              struct response_set *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

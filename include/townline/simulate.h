/*
 * simulate: makes up responses such as residents might give, to try a pack out, to
 * rehearse and to measure. It reads the form alone: its types, roles, choices and
 * conditions. Each made-up resident has an outlook and lives in a community, and both
 * show in the answers; some skip questions, some leave before the end, some write
 * comments.
 *
 * The same form, options and seed give the same responses on every machine, since only
 * integers are used, drawn from random_splitmix64.
 */
#ifndef TOWNLINE_SIMULATE_H
#define TOWNLINE_SIMULATE_H

#include "townline/form.h"

struct simulate_options {
    size_t responses; /* at most RESPONSE_SET_MAX */
    uint64_t seed;
    /* of the first visit; the others spread over `half_days` */
    uint32_t first_half_day;
    uint32_t half_days; /* 0 is taken as 1 */
    /* each answer is drawn without regard to the others, which is the worst case for
     * the coder of responses */
    bool without_correlations;
    bool without_comments;
};
/* Texts are not encrypted: they are as a session hands them to the store. `out` has to
 * be zeroed before; response_set_finish frees it. */
bool simulate(const struct form *form, const struct simulate_options *options,
              struct response_set *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

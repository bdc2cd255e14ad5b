/*
 * simulate: responses such as residents might give, for trying a pack out, for
 * rehearsals and for measuring. Made from the form's structure alone: its types, roles,
 * choices and conditions. Each resident has an outlook of their own and lives in a
 * place, which show in the answers; some skip, some leave in the middle, some write.
 *
 * The same form, options and seed give the same responses on every machine: integers
 * only, drawn from random_splitmix64.
 */
#ifndef TOWNLINE_SIMULATE_H
#define TOWNLINE_SIMULATE_H

#include "townline/form.h"

struct simulate_options {
    size_t responses; /* at most RESPONSE_SET_MAX */
    uint64_t seed;
    uint32_t first_half_day;   /* of the first visit; visits spread over `half_days` */
    uint32_t half_days;        /* 0 is taken as 1 */
    bool without_correlations; /* every answer drawn alone: what a coder gains least on
                                */
    bool without_comments;
};
/* Texts are in clear, as a session hands them to the store. Start with a zeroed set;
 * response_set_finish frees it. */
bool simulate(const struct form *form, const struct simulate_options *options,
              struct response_set *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

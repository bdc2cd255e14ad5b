/*
 * simulation: a sealed bundle of invented responses, as a kiosk of nothing but its keys
 * would export it. The same options give the same kiosk and the same plaintext on every
 * machine.
 */
#ifndef SIMULATION_H
#define SIMULATION_H

#include "townline/keys.h"
#include "townline/pack_load.h"

struct simulation_options {
    const struct pack *pack;
    const struct office_public *office;
    size_t responses;
    uint64_t seed; /* of the kiosk and the answers */
    bool without_comments;
    bool has_order;
    uint64_t order_seed; /* of the order they arrive in, if it has one */
};
struct simulation {
    struct response_set set;
    struct buffer boxes; /* of the sealed comments */
    struct epoch epoch;
    struct bundle_header header;
    struct sign_secret kiosk;
    struct bundle_content content;
    struct buffer plaintext, sealed;
};
/* simulation_finish also after it failed. */
bool simulation_make(const struct simulation_options *options, struct simulation *out,
                     struct error *err) __attribute__((warn_unused_result));
void simulation_finish(struct simulation *simulation); /* takes a zeroed struct */

#endif

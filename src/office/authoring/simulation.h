/*
 * simulation: a sealed bundle of invented responses, as a kiosk of nothing but its keys
 * would export it. The same options give the same kiosk and the same plaintext on every
 * machine. The bundle says that it is simulated: its program's version begins with
 * BUNDLE_SIMULATED.
 */
#ifndef SIMULATION_H
#define SIMULATION_H

#include "townline/keys.h"
#include "townline/pack_load.h"
#include "townline/simulate.h"

/* The first simulated visit, 2026-01-05; never the clock, so that a seed gives the same
 * bytes on every day. */
#define SIMULATION_DAY 20458 /* since 1970-01-01 */
#define SIMULATION_HALF_DAYS 20

/* An invented kiosk, which numbers its bundles. */
struct simulated_kiosk {
    uint64_t random; /* the state that keys and nonces are drawn from */
    struct sign_public key;
    struct sign_secret secret;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;                  /* of the last bundle */
    uint8_t last_id[BUNDLE_ID_BYTES]; /* its id */
};
/* `index`: from 0; each has keys of its own. */
void simulated_kiosk_make(struct simulated_kiosk *kiosk, uint64_t seed, size_t index);

struct simulation_options {
    const struct pack *pack;
    const struct office_public *office;
    size_t responses;
    uint64_t seed; /* of the kiosk and the answers */
    bool without_comments;
    bool has_order;
    uint64_t order_seed; /* of the order they arrive in, if it has one */
    /* The rest may be left zero. */
    uint64_t first_number, opinions; /* as in simulate_options */
    const char *round, *event;
    int home;
    uint32_t first_half_day, half_days, event_half_day;
    /* only responses about so many services: as many residents are asked as it takes
     * for 2,000 different ones, which are then repeated */
    size_t services;
    unsigned texts_of_hundred; /* as in simulate_options */
};
struct simulation {
    struct response_set set;
    struct buffer boxes; /* of the sealed comments */
    struct epoch epoch;
    struct bundle_header header;
    struct bundle_content content;
    struct buffer plaintext, sealed;
};
/* Makes the next bundle of the kiosk; with `kiosk` NULL, the first of the first kiosk.
 * simulation_finish also after it failed. */
bool simulation_make(const struct simulation_options *options,
                     struct simulated_kiosk *kiosk, struct simulation *out,
                     struct error *err) __attribute__((warn_unused_result));
void simulation_finish(struct simulation *simulation); /* takes a zeroed struct */

#endif

/*
 * simulation_split: invented responses of several kiosks, each with several bundles, in
 * a folder that looks as a stick does which went round them: TOWNLINE/NAME-KEY/ holds a
 * kiosk's bundles and its kiosk.pub.
 */
#ifndef SIMULATION_SPLIT_H
#define SIMULATION_SPLIT_H

#include "simulation.h"

#define SIMULATION_KIOSKS_MAX 500
#define SIMULATION_SPLIT_MAX 10000000 /* responses */
#define SIMULATION_NAME_BYTES 64

/* One kiosk of the split. */
struct simulation_lot {
    struct sign_public key;
    char name[SIMULATION_NAME_BYTES];
    int home; /* choice of the question for the town; -1: there is none */
    size_t responses, bundles;
};
struct simulation_split {
    struct simulation_options one; /* `responses` are those of all kiosks */
    size_t kiosks, bundle_size;
    const char *folder;
    /* Called after each bundle. */
    void (*on_bundle)(void *context, size_t responses);
    void *context;
};
/* Bundles are written as a kiosk writes them. `lots` has room for all kiosks. */
bool simulation_split(const struct simulation_split *split, struct simulation_lot *lots,
                      struct error *err) __attribute__((warn_unused_result));

#endif

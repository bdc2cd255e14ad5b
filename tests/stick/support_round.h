/*
 * support_round: a kiosk's store with bundles in every state, a stick with a receipt
 * and a pack on it, and one visit of that stick; for tests of what a visit leaves
 * behind.
 */
#ifndef TOWNLINE_SUPPORT_ROUND_H
#define TOWNLINE_SUPPORT_ROUND_H

#include "stick_visit.h"
#include "support_store.h"

struct round {
    struct desk *desk;
    struct pack *pack;
    struct store *store;
    struct removable *removable;
    char stick[100];
    char master[100]; /* of the store as it is before each visit */
};

/* Bundle 1 was carried and its receipt lies on the stick; bundle 2 waits, and enough
 * responses for another are in none. `stick` NULL: a folder of the desk. */
void round_begin(struct round *round, struct desk *desk, const char *stick);
void round_end(struct round *round);
/* The store as it was at the beginning, and the stick with the receipt and the pack
 * alone. */
void round_renew(struct round *round);
/* A whole visit; how it ended. */
struct stick_visit_status round_visit(struct round *round);

/* Every file with the name of a bundle is that bundle, whole; and what this visit says
 * it carried is there. How many bundles lie on the stick. */
unsigned round_check(struct round *round);

#endif

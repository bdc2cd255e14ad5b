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
    char master[100]; /* a copy of the store as it is before each visit */
    char page[120];   /* the kiosk's collector page */
};

/* Bundle 1 was carried, and its receipt lies on the stick. Bundle 2 waits. There are
 * enough responses in no bundle for another one. `stick` NULL: a folder of the desk is
 * the stick. */
void round_begin(struct round *round, struct desk *desk, const char *stick);
void round_end(struct round *round);
/* Puts the store back as it was at the beginning, and leaves only the receipt and the
 * pack on the stick. */
void round_renew(struct round *round);
/* Makes a whole visit and tells how it ended. */
struct stick_visit_status round_visit(struct round *round);

/* Checks that every file with the name of a bundle is that whole bundle, that a page
 * that is on the stick is the kiosk's whole page, and that what
 * this visit says it carried is there. Returns how many bundles lie on the stick. */
unsigned round_check(struct round *round);

#endif

/*
 * card_copy: the files of a kiosk's store, copied from its card into a temporary
 * folder. The card is only read. What it does not give any more is filled with zeros.
 */
#ifndef CARD_COPY_H
#define CARD_COPY_H

#include "scratch.h"

struct card_copy {
    char folder[SCRATCH_MAX_BYTES]; /* with store.db, as store_card_open wants it */
    size_t unread_blocks;           /* of 4096 bytes, which the card did not give */
    bool has_test_too; /* the kiosk's data folder also holds a store of test mode */
};
/* `place` is a kiosk's data folder, a store's folder, or a store's .db file. In a data
 * folder the official store is meant. ERROR_MISSING: no store there. */
bool card_copy_make(const char *place, struct card_copy *out, struct error *err)
    __attribute__((warn_unused_result));
void card_copy_remove(struct card_copy *copy); /* takes a zeroed struct */

#endif

/*
 * store_epoch: the key with which one file seals texts for now. It lives in locked
 * memory, begins anew at each start, half-day and freeze, and is stored, sealed to
 * every recipient, in the transaction of its first use. Once it was wiped, only the
 * office can read what it sealed.
 */
#ifndef TOWNLINE_STORE_EPOCH_H
#define TOWNLINE_STORE_EPOCH_H

#include "store_file.h"

#include "townline/bundle.h"

struct store_epoch {
    struct epoch record;
    uint8_t *key; /* locked memory */
    bool stored;  /* committed, not only written */
};

/* Forgets the key there was, if any, and draws another. */
bool store_epoch_renew(struct store_epoch *epoch,
                       const struct recipient_public *recipients, size_t count,
                       struct random_source random, struct error *err)
    __attribute__((warn_unused_result));
void store_epoch_finish(struct store_epoch *epoch); /* takes a zeroed struct */

/* Inside a transaction, before the first text; set `stored` after the commit. */
bool store_epoch_keep(const struct store_epoch *epoch, struct database *database,
                      struct error *err) __attribute__((warn_unused_result));
bool store_epoch_load(struct database *database, const uint8_t id[16],
                      struct epoch *out, struct error *err)
    __attribute__((warn_unused_result));

/* Epochs met while loading, each once. Grows; finish frees it. */
struct met_epochs {
    struct epoch *epochs;
    size_t count, capacity;
};
bool met_epochs_add(struct met_epochs *list, struct database *database,
                    const uint8_t id[16], struct error *err)
    __attribute__((warn_unused_result));
void met_epochs_finish(struct met_epochs *list);

#endif

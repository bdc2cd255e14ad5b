/*
 * store_epoch: the key with which one file of the store seals texts at present. It lies
 * in locked memory. A new one is drawn at each start, half-day and freeze. It is
 * stored, sealed to every recipient, in the transaction of its first use. Once it is
 * wiped, only the office can read what it sealed.
 */
#ifndef TOWNLINE_STORE_EPOCH_H
#define TOWNLINE_STORE_EPOCH_H

#include "store_file.h"

#include "townline/bundle.h"

struct store_epoch {
    struct epoch record;
    uint8_t *key; /* in locked memory */
    bool stored;  /* it was committed, not only written */
};

/* Wipes the key that was there, if any, and draws another. */
bool store_epoch_renew(struct store_epoch *epoch,
                       const struct recipient_public *recipients, size_t count,
                       struct random_source random, struct error *err)
    __attribute__((warn_unused_result));
void store_epoch_finish(struct store_epoch *epoch); /* takes a zeroed struct */

/* Stores the sealed key inside a transaction, before the first text. Set `stored` after
 * the commit. */
bool store_epoch_keep(const struct store_epoch *epoch, struct database *database,
                      struct error *err) __attribute__((warn_unused_result));
bool store_epoch_load(struct database *database, const uint8_t id[16],
                      struct epoch *out, struct error *err)
    __attribute__((warn_unused_result));

/* The epochs that were met while loading, each once. Its finish call frees it. */
struct met_epochs {
    struct epoch *epochs;
    size_t count, capacity;
};
bool met_epochs_add(struct met_epochs *list, struct database *database,
                    const uint8_t id[16], struct error *err)
    __attribute__((warn_unused_result));
void met_epochs_finish(struct met_epochs *list);

#endif

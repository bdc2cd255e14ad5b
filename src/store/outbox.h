/*
 * outbox: the bundles in store.db that the office collects. They are numbered from 1
 * without a gap. They never change and are never erased; only their state changes.
 */
#ifndef TOWNLINE_OUTBOX_H
#define TOWNLINE_OUTBOX_H

#include "store_state.h"

/* Fills in the number and the predecessor of the next bundle. */
bool outbox_next(struct store *store, struct bundle_header *out, struct error *err)
    __attribute__((warn_unused_result));
struct outbox_bundle {
    const struct bundle_header *header;
    const struct buffer *bytes;
    const uint8_t *receipt_key;
    size_t responses;
};
/* Adds a bundle inside a transaction. */
bool outbox_add(struct store *store, const struct outbox_bundle *bundle,
                struct error *err) __attribute__((warn_unused_result));
/* Notes that the office opened and kept every bundle up to `number`. */
bool outbox_confirm(struct store *store, uint32_t number, struct error *err)
    __attribute__((warn_unused_result));
/* *out: whether no bundle is waiting or carried. */
bool outbox_is_settled(struct store *store, bool *out, struct error *err)
    __attribute__((warn_unused_result));

/* In retention.c, inside a transaction: bundles that were confirmed on no certain day
 * count as confirmed today. */
bool retention_date(struct store *store, struct error *err)
    __attribute__((warn_unused_result));

#endif

/*
 * freeze: makes bundles of what is open. All bundles of responses are made in one
 * transaction of store.db; contacts follow in bundles of their own.
 */
#ifndef TOWNLINE_FREEZE_H
#define TOWNLINE_FREEZE_H

#include "store_state.h"
#include "terms.h"

/* Freezes all that is open, however little, because the kiosk now works under other
 * terms. */
bool freeze_under_old_terms(struct store *store, const struct terms *old,
                            struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * freeze: makes bundles of what is open. One transaction of store.db makes all bundles
 * of responses; contacts follow in bundles of their own.
 */
#ifndef TOWNLINE_FREEZE_H
#define TOWNLINE_FREEZE_H

#include "store_state.h"
#include "terms.h"

/* The terms changed: whatever is open goes, however little it is. */
bool freeze_under_old_terms(struct store *store, const struct terms *old,
                            struct error *err) __attribute__((warn_unused_result));

#endif

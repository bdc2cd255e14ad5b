/*
 * audit_rows: the log of what staff did, in store.db. The oldest row that is kept is no
 * entry any more: it is there for its hash, which the next one follows.
 */
#ifndef TOWNLINE_AUDIT_ROWS_H
#define TOWNLINE_AUDIT_ROWS_H

#include "store_state.h"

/* Inside a transaction. */
bool audit_add(struct store *store, enum audit_kind kind, int64_t first, int64_t second,
               struct error *err) __attribute__((warn_unused_result));
/* In a transaction of its own; where it cannot be written, what it tells of goes on all
 * the same: staff must get in when the card is full. */
void audit_try(struct store *store, enum audit_kind kind, int64_t first,
               int64_t second);

#endif

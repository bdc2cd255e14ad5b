/*
 * audit_rows: the log of what staff did, in store.db. Old entries are erased. Of the
 * newest erased one the row stays, since the next entry's hash follows its hash.
 */
#ifndef TOWNLINE_AUDIT_ROWS_H
#define TOWNLINE_AUDIT_ROWS_H

#include "store_state.h"

/* Adds an entry inside a transaction. */
bool audit_add(struct store *store, enum audit_kind kind, int64_t first, int64_t second,
               struct error *err) __attribute__((warn_unused_result));
/* Adds an entry in a transaction of its own. It is used where the action goes on even
 * if the entry cannot be written: staff must get in when the card is full. */
void audit_try(struct store *store, enum audit_kind kind, int64_t first,
               int64_t second);

/* Entries that no bundle carried yet, to be freed with free(log->entries). */
bool audit_unsent(struct store *store, struct audit_log *out,
                  struct audit_entry **entries_out, struct error *err)
    __attribute__((warn_unused_result));
/* Inside a transaction: a bundle carries them now. */
bool audit_mark_sent(struct store *store, const struct audit_log *log,
                     struct error *err) __attribute__((warn_unused_result));

#endif

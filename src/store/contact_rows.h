/*
 * contact_rows: contacts.db. A contact is marked with its bundle's number before the
 * bundle is committed in store.db; where power is cut between the two, settling takes
 * the mark away again, so that no contact is lost or sent twice.
 */
#ifndef TOWNLINE_CONTACT_ROWS_H
#define TOWNLINE_CONTACT_ROWS_H

#include "store_state.h"

#define CONTACT_MAX_BYTES 1000

/* Open again: what no bundle of contacts has. With `erase`: also forgets what is
 * confirmed. Before each freeze and at each start. */
bool contacts_settle(struct store *store, bool erase, struct error *err)
    __attribute__((warn_unused_result));
bool contacts_count_open(struct store *store, uint32_t *out, struct error *err)
    __attribute__((warn_unused_result));

/* Marks up to `limit` open contacts, the first by their random ids. */
bool contacts_mark(struct store *store, uint32_t number, uint32_t limit,
                   struct error *err) __attribute__((warn_unused_result));

struct loaded_contacts {
    struct contact *contacts;
    size_t count;
    struct met_epochs epochs;
    struct buffer boxes;
};
/* Those that are marked with the number. */
bool contacts_load(struct store *store, uint32_t number, struct loaded_contacts *out,
                   struct error *err) __attribute__((warn_unused_result));
void loaded_contacts_finish(struct loaded_contacts *loaded); /* takes a zeroed struct */

#endif

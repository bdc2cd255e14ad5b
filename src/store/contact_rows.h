/*
 * contact_rows: the contacts in contacts.db. They are marked with the number of their
 * bundle before the bundle is committed in store.db. When the power is cut between the
 * two, contacts_settle takes the mark off again, so that no contact is lost or sent
 * twice.
 */
#ifndef TOWNLINE_CONTACT_ROWS_H
#define TOWNLINE_CONTACT_ROWS_H

#include "store_state.h"

#define CONTACT_MAX_BYTES 1000

/* Takes the mark off contacts whose bundle was never made. With `erase` it also erases
 * those whose bundle is confirmed. It runs before each freeze and at each start. */
bool contacts_settle(struct store *store, bool erase, struct error *err)
    __attribute__((warn_unused_result));
bool contacts_count_open(struct store *store, uint32_t *out, struct error *err)
    __attribute__((warn_unused_result));

/* Marks up to `limit` open contacts, in the order of their random ids. */
bool contacts_mark(struct store *store, uint32_t number, uint32_t limit,
                   struct error *err) __attribute__((warn_unused_result));

struct loaded_contacts {
    struct contact *contacts;
    size_t count;
    struct met_epochs epochs;
    struct buffer boxes;
};
/* Loads the contacts that are marked with the number. */
bool contacts_load(struct store *store, uint32_t number, struct loaded_contacts *out,
                   struct error *err) __attribute__((warn_unused_result));
void loaded_contacts_finish(struct loaded_contacts *loaded); /* takes a zeroed struct */

#endif

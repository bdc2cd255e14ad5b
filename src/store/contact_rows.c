/* contact_rows: writes, marks, loads and erases contacts in contacts.db. */
#include "contact_rows.h"

#include "townline/comment.h"

#include <stdlib.h>
#include <string.h>

static bool
write_contact(struct store *store, const struct sealed_text *sealed, struct error *err)
{
    struct database *database = &store->contacts.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = store_epoch_keep(&store->contact_epoch, database, err) &&
              database_run(database, err,
                           "INSERT INTO contacts (row_id, epoch, box) VALUES (?, ?, ?)",
                           "bbb", sealed->row_id, (size_t)16, sealed->epoch_id,
                           (size_t)16, sealed->box, sealed->box_size);
    if (!database_end(database, ok, err)) {
        return false;
    }
    store->contact_epoch.stored = true;
    return true;
}

bool
store_save_contact(struct store *store, const char *lines, struct error *err)
{
    size_t size = strlen(lines);
    if (size == 0 || size > CONTACT_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the contact is empty or too long");
    }
    if (!store_has_questions(store, err)) {
        return false;
    }
    struct buffer box;
    struct sealed_text sealed;
    buffer_init(&box, COMMENT_MAX_BYTES + 256);
    bool ok = comment_seal(store->model, store->contact_epoch.key,
                           store->contact_epoch.record.id, COMMENT_CONTACT_PATH, lines,
                           store->random, &box, &sealed, err) &&
              write_contact(store, &sealed, err);
    buffer_finish(&box);
    return ok;
}

/* Decides what to do with the contacts that are marked with a bundle's number. */
static bool
settle_one(struct store *store, int64_t number, bool erase, struct error *err)
{
    struct statement *row =
        database_prepare(&store->responses.database, err,
                         "SELECT state FROM outbox WHERE number = ? AND kind = ?", "ii",
                         number, (int64_t)BUNDLE_CONTACTS);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool confirmed =
        result == STATEMENT_ROW && statement_int(row, 0) == OUTBOX_CONFIRMED;
    statement_finish(row);
    if (result == STATEMENT_DONE) {
        return database_run(&store->contacts.database, err,
                            "UPDATE contacts SET bundle = NULL WHERE bundle = ?", "i",
                            number);
    }
    if (result == STATEMENT_ROW && confirmed && erase) {
        return database_run(&store->contacts.database, err,
                            "DELETE FROM contacts WHERE bundle = ?", "i", number);
    }
    return result == STATEMENT_ROW;
}

static bool
settle_all(struct store *store, bool erase, struct error *err)
{
    struct database *database = &store->contacts.database;
    int64_t number = 0;
    for (;;) {
        struct statement *row = database_prepare(
            database, err, "SELECT min(bundle) FROM contacts WHERE bundle > ?", "i",
            number);
        if (!row) {
            return false;
        }
        bool ok = statement_step(row, err) == STATEMENT_ROW;
        number = ok ? statement_int64(row, 0) : 0;
        statement_finish(row);
        if (!ok) {
            return false;
        }
        if (number == 0) {
            return true;
        }
        if (!settle_one(store, number, erase, err)) {
            return false;
        }
    }
}

bool
contacts_settle(struct store *store, bool erase, struct error *err)
{
    struct database *database = &store->contacts.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = settle_all(store, erase, err);
    if (ok && erase) {
        ok = database_run(database, err,
                          "DELETE FROM epochs WHERE id NOT IN"
                          " (SELECT epoch FROM contacts)",
                          "");
    }
    return database_end(database, ok, err);
}

bool
contacts_count_open(struct store *store, uint32_t *out, struct error *err)
{
    int64_t count;
    if (!database_number(&store->contacts.database, 0, &count, err,
                         "SELECT count(*) FROM contacts WHERE bundle IS NULL", "")) {
        return false;
    }
    *out = (uint32_t)count;
    return true;
}

bool
contacts_mark(struct store *store, uint32_t number, uint32_t limit, struct error *err)
{
    if (!database_begin(&store->contacts.database, err)) {
        return false;
    }
    bool ok = database_run(&store->contacts.database, err,
                           "UPDATE contacts SET bundle = ? WHERE row_id IN"
                           " (SELECT row_id FROM contacts WHERE bundle IS NULL"
                           " ORDER BY row_id LIMIT ?)",
                           "ii", (int64_t)number, (int64_t)limit);
    return database_end(&store->contacts.database, ok, err);
}

static bool
load_contact(struct store *store, struct statement *row, struct loaded_contacts *out,
             struct error *err)
{
    struct sealed_text *sealed = &out->contacts[out->count].sealed;
    if (!statement_bytes(row, 0, sealed->row_id, 16, err) ||
        !statement_bytes(row, 1, sealed->epoch_id, 16, err) ||
        !met_epochs_add(&out->epochs, &store->contacts.database, sealed->epoch_id,
                        err)) {
        return false;
    }
    sealed->box_size = statement_size(row, 2);
    buffer_add(&out->boxes, statement_blob(row, 2), sealed->box_size);
    out->count++;
    return true;
}

static bool
load_rows(struct store *store, uint32_t number, struct loaded_contacts *out,
          size_t expected, struct error *err)
{
    struct statement *row =
        database_prepare(&store->contacts.database, err,
                         "SELECT row_id, epoch, box FROM contacts WHERE bundle = ?",
                         "i", (int64_t)number);
    if (!row) {
        return false;
    }
    enum statement_result result;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        if (out->count == expected || !load_contact(store, row, out, err)) {
            break;
        }
    }
    statement_finish(row);
    return result == STATEMENT_DONE;
}

bool
contacts_load(struct store *store, uint32_t number, struct loaded_contacts *out,
              struct error *err)
{
    *out = (struct loaded_contacts){0};
    buffer_init(&out->boxes, BUNDLE_MAX_BYTES);
    int64_t marked;
    if (!database_number(&store->contacts.database, 0, &marked, err,
                         "SELECT count(*) FROM contacts WHERE bundle NOT NULL", "")) {
        return false;
    }
    size_t expected = (size_t)marked;
    out->contacts = calloc(expected + 1, sizeof(*out->contacts));
    if (!out->contacts) {
        return error_no_memory(err);
    }
    if (!load_rows(store, number, out, expected, err)) {
        return false;
    }
    if (out->boxes.failed) {
        return error_no_memory(err);
    }
    size_t at = 0;
    for (size_t i = 0; i < out->count; i++) {
        out->contacts[i].sealed.box = out->boxes.data + at;
        at += out->contacts[i].sealed.box_size;
    }
    return true;
}

void
loaded_contacts_finish(struct loaded_contacts *loaded)
{
    free(loaded->contacts);
    met_epochs_finish(&loaded->epochs);
    buffer_finish(&loaded->boxes);
    *loaded = (struct loaded_contacts){0};
}

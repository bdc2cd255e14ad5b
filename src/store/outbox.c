/* outbox: adds, reads and changes the frozen bundles in store.db. */
#include "outbox.h"

#include "audit_rows.h"

#include <string.h>

bool
outbox_next(struct store *store, struct bundle_header *out, struct error *err)
{
    memset(out->previous_id, 0, BUNDLE_ID_BYTES);
    out->number = 1;
    struct statement *row = database_prepare(
        &store->responses.database, err,
        "SELECT number, id FROM outbox ORDER BY number DESC LIMIT 1", "");
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result == STATEMENT_DONE;
    if (result == STATEMENT_ROW) {
        out->number = (uint32_t)statement_int64(row, 0) + 1;
        ok = statement_bytes(row, 1, out->previous_id, BUNDLE_ID_BYTES, err);
    }
    statement_finish(row);
    return ok;
}

/* The half-day now; 0 when the clock is not trusted. */
static int64_t
certain_half_day(const struct store *store)
{
    return store->clock_trusted ? (int64_t)store->half_day : 0;
}

bool
outbox_add(struct store *store, const struct outbox_bundle *bundle, struct error *err)
{
    uint8_t id[BUNDLE_ID_BYTES];
    bundle_id(bundle->bytes->data, bundle->bytes->size, id);
    struct database *database = &store->responses.database;
    return database_run(database, err,
                        "INSERT INTO outbox (number, kind, id, size, responses,"
                        " receipt_key, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        "iibiibb", (int64_t)bundle->header->number,
                        (int64_t)bundle->header->kind, id, (size_t)BUNDLE_ID_BYTES,
                        (int64_t)bundle->bytes->size, (int64_t)bundle->responses,
                        bundle->receipt_key, (size_t)SEAL_KEY_BYTES,
                        bundle->bytes->data, bundle->bytes->size) &&
           database_run(database, err,
                        "INSERT INTO bundle_days (number, frozen) VALUES (?, ?)", "ii",
                        (int64_t)bundle->header->number, certain_half_day(store));
}

bool
outbox_is_settled(struct store *store, bool *out, struct error *err)
{
    int64_t count;
    if (!database_number(&store->responses.database, 0, &count, err,
                         "SELECT count(*) FROM outbox WHERE state < 2", "")) {
        return false;
    }
    *out = count == 0;
    return true;
}

/* Changes a bundle inside a transaction. ERROR_MISSING when there is no such bundle. */
static bool
change(struct store *store, uint32_t number, const char *sql, int64_t value,
       struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_run(database, err, sql, "ii", value, (int64_t)number)) {
        return false;
    }
    return database_changes(database) > 0 ||
           error_set(err, ERROR_MISSING, "this kiosk has no bundle %u",
                     (unsigned)number);
}

bool
outbox_confirm(struct store *store, uint32_t number, struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    int64_t newly = 0;
    bool ok = database_run(
        database, err,
        "UPDATE bundle_days SET confirmed = ? WHERE number IN"
        " (SELECT number FROM outbox WHERE number <= ? AND state < ?)",
        "iii", certain_half_day(store), (int64_t)number, (int64_t)OUTBOX_CONFIRMED);
    if (ok) {
        newly = database_changes(database);
        ok = change(store, number, "UPDATE outbox SET state = ? WHERE number <= ?",
                    OUTBOX_CONFIRMED, err);
    }
    /* A receipt may stay on a stick for long. It is logged only the first time. */
    if (ok && newly > 0) {
        ok = audit_add(store, AUDIT_RECEIPT, (int64_t)number, 0, err);
    }
    return database_end(database, ok, err);
}

bool
store_carried(struct store *store, uint32_t number, enum outbox_way way,
              struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok =
        change(store, number,
               "UPDATE outbox SET state = max(state, ?) WHERE number = ?",
               OUTBOX_CARRIED, err) &&
        database_run(database, err,
                     "UPDATE bundle_days SET taken = ?, taken_by = ?"
                     " WHERE number = ?",
                     "iii", certain_half_day(store), (int64_t)way, (int64_t)number) &&
        audit_add(store, AUDIT_CARRIED, (int64_t)number, way, err);
    return database_end(database, ok, err);
}

bool
store_reserve_symbols(struct store *store, uint32_t number, uint32_t next_symbol,
                      struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = change(store, number,
                     "UPDATE outbox SET next_symbol = max(next_symbol, ?)"
                     " WHERE number = ?",
                     next_symbol, err);
    return database_end(database, ok, err);
}

bool
store_outbox(struct store *store, size_t i, struct outbox_entry *out)
{
    /* Numbers run from 1 without a gap. */
    struct statement *row = database_prepare(
        &store->responses.database, NULL,
        "SELECT o.number, kind, id, size, responses, state, next_symbol, frozen, taken,"
        " taken_by, confirmed FROM outbox o LEFT JOIN bundle_days d"
        " ON d.number = o.number WHERE o.number = ?",
        "i", (int64_t)i + 1);
    if (!row) {
        return false;
    }
    bool ok = statement_step(row, NULL) == STATEMENT_ROW;
    struct outbox_entry entry = {0};
    if (ok) {
        entry.number = (uint32_t)statement_int64(row, 0);
        entry.kind = (enum bundle_kind)statement_int(row, 1);
        ok = statement_bytes(row, 2, entry.id, BUNDLE_ID_BYTES, NULL);
        entry.size = (size_t)statement_int64(row, 3);
        entry.responses = (uint32_t)statement_int64(row, 4);
        entry.state = (enum outbox_state)statement_int(row, 5);
        entry.next_symbol = (uint32_t)statement_int64(row, 6);
        entry.frozen = (uint32_t)statement_int64(row, 7);
        entry.taken = (uint32_t)statement_int64(row, 8);
        entry.taken_by = (enum outbox_way)statement_int(row, 9);
        entry.confirmed = (uint32_t)statement_int64(row, 10);
    }
    statement_finish(row);
    if (ok) {
        *out = entry;
    }
    return ok;
}

static bool
take_bytes(struct statement *row, struct buffer *out, struct error *err)
{
    uint8_t stored[BUNDLE_ID_BYTES], actual[BUNDLE_ID_BYTES];
    const void *bytes = statement_blob(row, 1);
    size_t size = statement_size(row, 1);
    if (!statement_bytes(row, 0, stored, BUNDLE_ID_BYTES, err)) {
        return false;
    }
    bundle_id(bytes, size, actual);
    if (memcmp(stored, actual, BUNDLE_ID_BYTES) != 0) {
        return error_set(err, ERROR_INPUT,
                         "store.db is damaged: a bundle is not what was frozen");
    }
    buffer_add(out, bytes, size);
    return !out->failed || error_no_memory(err);
}

bool
store_bundle(struct store *store, uint32_t number, struct buffer *out,
             struct error *err)
{
    struct statement *row = database_prepare(
        &store->responses.database, err,
        "SELECT id, bytes FROM outbox WHERE number = ?", "i", (int64_t)number);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = false;
    if (result == STATEMENT_ROW) {
        ok = take_bytes(row, out, err);
    } else if (result == STATEMENT_DONE) {
        error_set(err, ERROR_MISSING, "this kiosk has no bundle %u", (unsigned)number);
    }
    statement_finish(row);
    return ok;
}

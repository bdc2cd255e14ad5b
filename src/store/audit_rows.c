/* audit_rows: writes and reads the log of what staff did, in store.db. */
#include "audit_rows.h"

#include "meta.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS "SELECT number, kind, half_day, certain, first, second, hash FROM audit"
/* in table meta: the newest number; it shows when entries were cut off */
#define SENT "audit_sent" /* and the newest that a bundle carried */
#define NEWEST "audit_newest"

static bool
take_row(const struct statement *row, struct audit_entry *out)
{
    *out = (struct audit_entry){
        .number = (uint32_t)statement_int64(row, 0),
        .kind = (uint32_t)statement_int64(row, 1),
        .half_day = (uint32_t)statement_int64(row, 2),
        .certain = statement_int(row, 3) != 0,
        .first = statement_int64(row, 4),
        .second = statement_int64(row, 5),
    };
    return statement_bytes(row, 6, out->hash, sizeof out->hash, NULL);
}

/* The newest entry; zeros when there is none. */
static bool
find_newest(struct store *store, struct audit_entry *out, struct error *err)
{
    *out = (struct audit_entry){0};
    struct statement *row = database_borrow(
        &store->responses.database, err, COLUMNS " ORDER BY number DESC LIMIT 1", "");
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result == STATEMENT_DONE;
    if (result == STATEMENT_ROW) {
        ok = take_row(row, out) ||
             error_set(err, ERROR_INPUT, "store.db is damaged: its log is broken");
    }
    statement_finish(row);
    return ok;
}

bool
audit_add(struct store *store, enum audit_kind kind, int64_t first, int64_t second,
          struct error *err)
{
    struct database *database = &store->responses.database;
    struct audit_entry newest;
    if (!find_newest(store, &newest, err)) {
        return false;
    }
    struct audit_entry entry = {
        .number = newest.number + 1,
        .kind = (uint32_t)kind,
        .half_day = store->half_day,
        .certain = store->clock_trusted,
        .first = first,
        .second = second,
    };
    audit_chain(newest.hash, &entry);
    return database_run(database, err,
                        "INSERT INTO audit (number, kind, half_day, certain, first, "
                        "second, hash)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        "iiiiiib", (int64_t)entry.number, (int64_t)entry.kind,
                        (int64_t)entry.half_day, (int64_t)entry.certain, entry.first,
                        entry.second, entry.hash, sizeof entry.hash) &&
           database_run(database, err, "DELETE FROM audit WHERE number < ?", "i",
                        (int64_t)entry.number - STORE_AUDIT_MAX) &&
           meta_set_number(database, NEWEST, entry.number, err);
}

bool
store_audit(struct store *store, enum audit_kind kind, int64_t first, int64_t second,
            struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = audit_add(store, kind, first, second, err);
    return database_end(database, ok, err);
}

void
audit_try(struct store *store, enum audit_kind kind, int64_t first, int64_t second)
{
    (void)!store_audit(store, kind, first, second, NULL);
}

bool
store_audit_entry(struct store *store, size_t i, struct audit_entry *out)
{
    if (i >= STORE_AUDIT_MAX) {
        return false;
    }
    struct statement *row = database_borrow(
        &store->responses.database, NULL,
        COLUMNS " ORDER BY number DESC LIMIT 1 OFFSET ?", "i", (int64_t)i);
    if (!row) {
        return false;
    }
    struct audit_entry entry;
    bool ok = statement_step(row, NULL) == STATEMENT_ROW && take_row(row, &entry);
    statement_finish(row);
    if (ok) {
        *out = entry;
    }
    return ok;
}

bool
store_audit_is_whole(struct store *store, bool *whole_out, struct error *err)
{
    int64_t newest;
    if (!meta_number(&store->responses.database, NEWEST, 0, &newest, err)) {
        return false;
    }
    struct statement *row = database_prepare(&store->responses.database, err,
                                             COLUMNS " ORDER BY number", "");
    if (!row) {
        return false;
    }
    struct audit_entry before = {0};
    bool whole = true;
    size_t count = 0;
    enum statement_result result;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        struct audit_entry entry = {0};
        bool read = take_row(row, &entry);
        /* the first row is there only for its hash, which the next one follows */
        bool is_base = count == 0 && entry.number > 1;
        whole = whole && read &&
                (is_base || (entry.number == before.number + 1 &&
                             audit_follows(before.hash, &entry)));
        before = entry;
        count++;
    }
    statement_finish(row);
    /* all that should be kept are there, and no newer ones were cut off */
    bool all = newest <= STORE_AUDIT_MAX ? (int64_t)count == newest
                                         : count == STORE_AUDIT_MAX + 1;
    if (result != STATEMENT_DONE) {
        return false;
    }
    *whole_out = whole && all && (int64_t)before.number == newest;
    return true;
}

bool
audit_unsent(struct store *store, struct audit_log *out,
             struct audit_entry **entries_out, struct error *err)
{
    struct database *database = &store->responses.database;
    int64_t sent;
    *out = (struct audit_log){.count = 0};
    *entries_out = NULL;
    if (!meta_number(database, SENT, 0, &sent, err)) {
        return false;
    }
    /* From the row before the first, for its hash. */
    struct statement *row = database_prepare(
        database, err, COLUMNS " WHERE number >= ? ORDER BY number", "i", sent);
    struct audit_entry *entries = calloc(AUDIT_LOG_MAX, sizeof *entries);
    if (!row || !entries) {
        free(entries);
        statement_finish(row);
        return row ? error_set(err, ERROR_FULL, "there is not enough memory") : false;
    }
    enum statement_result result = STATEMENT_DONE;
    size_t count = 0;
    bool ok = true;
    while (ok && count < AUDIT_LOG_MAX &&
           (result = statement_step(row, err)) == STATEMENT_ROW) {
        struct audit_entry entry;
        ok = take_row(row, &entry) ||
             error_set(err, ERROR_INPUT, "store.db is damaged: its log is broken");
        bool is_base =
            count == 0 && !out->entries && (entry.number > 1 || entry.number == sent);
        if (ok && is_base) {
            memcpy(out->before, entry.hash, sizeof entry.hash);
            out->entries = entries;
        } else if (ok) {
            entries[count++] = entry;
        }
    }
    statement_finish(row);
    out->entries = entries;
    out->count = count;
    *entries_out = entries;
    return ok && result != STATEMENT_FAILED;
}

bool
audit_mark_sent(struct store *store, const struct audit_log *log, struct error *err)
{
    return log->count == 0 || meta_set_number(&store->responses.database, SENT,
                                              log->entries[log->count - 1].number, err);
}

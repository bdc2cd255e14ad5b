/* The kiosks: listed, accepted and retired. */
#include "archive_tally.h"

#include <stdlib.h>
#include <string.h>

static const char all_kiosks[] =
    "SELECT k.key, k.state, k.name, k.since,"
    " (SELECT count(*) FROM bundle b WHERE b.kiosk = k.kiosk AND b.place = 1),"
    " (SELECT count(*) FROM bundle b WHERE b.kiosk = k.kiosk AND b.place = 0),"
    " (SELECT count(*) FROM bundle b WHERE b.kiosk = k.kiosk AND b.place = 2),"
    " (SELECT coalesce(sum(b.responses), 0) FROM bundle b"
    "  WHERE b.kiosk = k.kiosk AND b.counted = 1),"
    " n.number, n.collected, n.uptime_hours, n.sessions_begun, n.sessions_finished,"
    " n.sessions_timed_out, n.storage_free_mb, n.store_kb, n.program_version "
    "FROM kiosk k LEFT JOIN bundle n ON n.bundle ="
    " (SELECT b.bundle FROM bundle b WHERE b.kiosk = k.kiosk AND b.place = 1"
    "  AND b.recovered IS NULL"
    "  ORDER BY b.collected DESC, b.number DESC, b.bundle DESC LIMIT 1) "
    "ORDER BY k.state = 1 DESC, k.name, k.key";

static uint32_t
number_at(struct statement *row, int column)
{
    return (uint32_t)statement_int64(row, column);
}

static bool
read_kiosk(struct statement *row, void *item, struct error *err)
{
    struct archive_kiosk *out = item;
    *out = (struct archive_kiosk){
        .state = (enum kiosk_state)statement_int(row, 1),
        .merged = number_at(row, 4),
        .waiting = number_at(row, 5),
        .apart = number_at(row, 6),
        .responses = number_at(row, 7),
        .last_number = number_at(row, 8),
        .has_health = !statement_is_null(row, 8),
    };
    statement_copy_text(row, 2, out->name, sizeof out->name);
    statement_copy_text(row, 3, out->since, sizeof out->since);
    statement_copy_text(row, 9, out->last_collected, sizeof out->last_collected);
    if (out->has_health) {
        out->health = (struct bundle_health){
            .uptime_hours = number_at(row, 10),
            .sessions_begun = number_at(row, 11),
            .sessions_finished = number_at(row, 12),
            .sessions_timed_out = number_at(row, 13),
            .storage_free_mb = number_at(row, 14),
            .store_kb = number_at(row, 15),
        };
        statement_copy_text(row, 16, out->health.program_version,
                            sizeof out->health.program_version);
    }
    return statement_bytes(row, 0, out->key.bytes, sizeof out->key.bytes, err);
}

bool
archive_kiosks(struct archive *archive, struct archive_kiosk **out, size_t *count_out,
               struct error *err)
{
    struct archive_rows rows;
    struct statement *row = database_prepare(&archive->database, err, all_kiosks, "");
    if (!archive_list_rows(row, sizeof(struct archive_kiosk), read_kiosk, &rows, err)) {
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

static bool
accept_row(struct archive *archive, const struct sign_public *key, const char *name,
           const char *today, struct error *err)
{
    int64_t taken = 0;
    if (!database_number(
            &archive->database, 0, &taken, err,
            "SELECT 1 FROM kiosk WHERE state = 1 AND name = $1 AND key <> $2", "tb",
            name, key->bytes, sizeof key->bytes)) {
        return false;
    }
    if (taken != 0) {
        return error_set(err, ERROR_INPUT,
                         "another kiosk is called \"%s\" already; give this one a name "
                         "of its own",
                         name);
    }
    return database_run(
        &archive->database, err,
        "INSERT INTO kiosk (key, name, state, since) VALUES ($1, $2, 1, $3) "
        "ON CONFLICT (key) DO UPDATE SET name = $2,"
        " since = CASE state WHEN 1 THEN since ELSE $3 END, state = 1",
        "btt", key->bytes, sizeof key->bytes, name, today);
}

bool
archive_accept_kiosk(struct archive *archive, const struct sign_public *key,
                     const char *name, const char *today, struct error *err)
{
    size_t length = strlen(name);
    if (length == 0 || length >= ARCHIVE_NAME_MAX_BYTES) {
        return error_set(err, ERROR_INPUT,
                         "a kiosk's name must have 1 to %d characters",
                         ARCHIVE_NAME_MAX_BYTES - 1);
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)name[i];
        if (byte < 0x20 || byte == 0x7f) {
            return error_set(err, ERROR_INPUT,
                             "a kiosk's name must be one line of plain text");
        }
    }
    if (!archive_check_day(today, err) || !archive_begin(archive, err)) {
        return false;
    }
    return archive_end(archive, accept_row(archive, key, name, today, err), err);
}

/* Retires or rejects a kiosk that was seen. */
static bool
set_state(struct archive *archive, const struct sign_public *key,
          enum kiosk_state state, const char *today, struct error *err)
{
    int64_t merged = 0;
    if (!database_run(&archive->database, err,
                      "UPDATE kiosk SET since = CASE state WHEN $3 THEN since ELSE $2"
                      " END, state = $3 WHERE key = $1",
                      "bti", key->bytes, sizeof key->bytes, today, (int64_t)state)) {
        return false;
    }
    if (database_changes(&archive->database) == 0) {
        return error_set(err, ERROR_MISSING,
                         "no bundle of this kiosk was ever seen and it was never "
                         "accepted; check its key");
    }
    return state != KIOSK_REJECTED ||
           (database_number(&archive->database, 0, &merged, err,
                            "SELECT count(*) FROM bundle JOIN kiosk USING (kiosk)"
                            " WHERE key = $1 AND place = 1",
                            "b", key->bytes, sizeof key->bytes) &&
            (merged == 0 ||
             error_set(err, ERROR_INPUT,
                       "bundles of this kiosk were merged, and what was merged stays; "
                       "retire it, so that nothing more comes in")));
}

bool
archive_retire_kiosk(struct archive *archive, const struct sign_public *key,
                     const char *today, struct error *err)
{
    if (!archive_check_day(today, err) || !archive_begin(archive, err)) {
        return false;
    }
    return archive_end(archive, set_state(archive, key, KIOSK_RETIRED, today, err),
                       err);
}

bool
archive_reject_kiosk(struct archive *archive, const struct sign_public *key,
                     const char *today, struct error *err)
{
    if (!archive_check_day(today, err) || !archive_begin(archive, err)) {
        return false;
    }
    return archive_end(archive, set_state(archive, key, KIOSK_REJECTED, today, err),
                       err);
}

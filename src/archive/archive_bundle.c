/* Keeps the sealed bytes of bundles, lists bundles, and gives receipts. */
#include "archive_tally.h"

#include <stdlib.h>
#include <string.h>

/* The kiosk's row, made as unknown when it was never seen. */
static bool
find_kiosk(struct archive *archive, const struct sign_public *key, const char *today,
           struct kept_row *out, struct error *err)
{
    if (!database_run(&archive->database, err,
                      "INSERT INTO kiosk (key, state, since) VALUES ($1, 0, $2) "
                      "ON CONFLICT (key) DO NOTHING",
                      "bt", key->bytes, sizeof key->bytes, today)) {
        return false;
    }
    int64_t state = 0;
    if (!database_number(&archive->database, 0, &out->kiosk, err,
                         "SELECT kiosk FROM kiosk WHERE key = $1", "b", key->bytes,
                         sizeof key->bytes) ||
        !database_number(&archive->database, 0, &state, err,
                         "SELECT state FROM kiosk WHERE kiosk = $1", "i", out->kiosk)) {
        return false;
    }
    out->kiosk_state = (enum kiosk_state)state;
    return true;
}

static bool
add_bundle(struct archive *archive, const struct sealed_bundle *sealed,
           const char *today, struct kept_row *out, struct error *err)
{
    const struct bundle_header *header = &sealed->header;
    if (!find_kiosk(archive, &header->kiosk, today, out, err)) {
        return false;
    }
    if (!database_run(&archive->database, err,
                      "INSERT INTO bundle (id, kiosk, store, number, kind, previous,"
                      " office_id, collected) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                      "bibiibbt", sealed->id, (size_t)BUNDLE_ID_BYTES, out->kiosk,
                      header->store_id, sizeof header->store_id,
                      (int64_t)header->number, (int64_t)header->kind,
                      header->previous_id, sizeof header->previous_id,
                      header->office_id, sizeof header->office_id, today)) {
        return false;
    }
    out->bundle = database_last_row(&archive->database);
    out->place = BUNDLE_KEPT;
    out->is_new = true;
    return database_run(&archive->database, err,
                        "INSERT INTO sealed (bundle, bytes) VALUES ($1, $2)", "ib",
                        out->bundle, sealed->data, sealed->size);
}

bool
archive_keep_row(struct archive *archive, const struct sealed_bundle *sealed,
                 const char *today, struct kept_row *out, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT b.bundle, b.kiosk, b.place, k.state "
              "FROM bundle b JOIN kiosk k USING (kiosk) WHERE b.id = $1",
              "b", sealed->id, sizeof sealed->id))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    if (ok && found) {
        *out = (struct kept_row){
            .bundle = statement_int64(row, 0),
            .kiosk = statement_int64(row, 1),
            .place = (enum bundle_place)statement_int(row, 2),
            .kiosk_state = (enum kiosk_state)statement_int(row, 3),
        };
    }
    statement_finish(row);
    if (!ok || found) {
        return ok;
    }
    return add_bundle(archive, sealed, today, out, err);
}

bool
archive_keep(struct archive *archive, const void *sealed, size_t size,
             const char *today, bool *new_out, struct error *err)
{
    if (size > BUNDLE_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "a bundle has at most 16 MB");
    }
    struct kept_row row = {0};
    struct sealed_bundle read;
    if (!archive_check_day(today, err) ||
        !sealed_bundle_read(sealed, size, &read, err) || !archive_begin(archive, err)) {
        return false;
    }
    bool ok = archive_keep_row(archive, &read, today, &row, err);
    if (!archive_end(archive, ok, err)) {
        return false;
    }
    if (new_out) {
        *new_out = row.is_new;
    }
    return true;
}

bool
archive_sealed(struct archive *archive, const uint8_t id[BUNDLE_ID_BYTES],
               struct buffer *out, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT bytes FROM sealed JOIN bundle USING (bundle) WHERE id = $1", "b",
              id, (size_t)BUNDLE_ID_BYTES))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    if (ok && !found) {
        ok = error_set(err, ERROR_MISSING, "this bundle is not in the archive");
    }
    if (ok) {
        const void *bytes = statement_blob(row, 0);
        buffer_add(out, bytes, statement_size(row, 0));
        if (out->failed) {
            ok = error_no_memory(err);
        }
    }
    statement_finish(row);
    return ok;
}

static const char all_bundles[] =
    "SELECT b.id, k.key, k.state, b.store, b.number, b.kind, b.place, b.collected,"
    " length(s.bytes), b.responses, b.counted, b.test,"
    " b.place = 1 AND b.number > 1 AND NOT EXISTS (SELECT 1 FROM bundle p"
    "  WHERE p.kiosk = b.kiosk AND p.store = b.store AND p.number = b.number - 1"
    "  AND p.place = 1), b.recovered IS NOT NULL "
    "FROM bundle b JOIN kiosk k USING (kiosk) JOIN sealed s USING (bundle) "
    "ORDER BY k.key, b.store, b.number, b.id";

static bool
read_bundle(struct statement *row, void *item, struct error *err)
{
    struct archive_bundle *out = item;
    *out = (struct archive_bundle){
        .kiosk_state = (enum kiosk_state)statement_int(row, 2),
        .number = (uint32_t)statement_int64(row, 4),
        .kind = (enum bundle_kind)statement_int(row, 5),
        .place = (enum bundle_place)statement_int(row, 6),
        .size = (size_t)statement_int64(row, 8),
        .responses = (uint32_t)statement_int64(row, 9),
        .counted = statement_int(row, 10) != 0,
        .test_mode = statement_int(row, 11) != 0,
        .is_gap_before = statement_int(row, 12) != 0,
        .is_recovered = statement_int(row, 13) != 0,
    };
    statement_copy_text(row, 7, out->collected, sizeof out->collected);
    return statement_bytes(row, 0, out->id, sizeof out->id, err) &&
           statement_bytes(row, 1, out->kiosk.bytes, sizeof out->kiosk.bytes, err) &&
           statement_bytes(row, 3, out->store_id, sizeof out->store_id, err);
}

bool
archive_bundles(struct archive *archive, struct archive_bundle **out, size_t *count_out,
                struct error *err)
{
    struct archive_rows rows;
    struct statement *row = database_prepare(&archive->database, err, all_bundles, "");
    if (!archive_list_rows(row, sizeof(struct archive_bundle), read_bundle, &rows,
                           err)) {
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

/* Finds the highest N with all bundles from 1 to N merged; 0 when bundle 1 is not. */
static bool
highest_merged(struct archive *archive, const struct sign_public *kiosk,
               const uint8_t *store_id, int64_t *out, struct error *err)
{
    return database_number(
        &archive->database, 0, out, err,
        "SELECT coalesce(max(number), 0) FROM"
        " (SELECT number, row_number() OVER (ORDER BY number) AS nth"
        "  FROM bundle JOIN kiosk USING (kiosk)"
        "  WHERE key = $1 AND store = $2 AND place = 1) WHERE number = nth",
        "bb", kiosk->bytes, sizeof kiosk->bytes, store_id, (size_t)STORE_ID_BYTES);
}

bool
archive_receipt(struct archive *archive, const struct sign_public *kiosk,
                const uint8_t store_id[STORE_ID_BYTES], struct archive_receipt *out,
                struct error *err)
{
    int64_t number = 0;
    if (!highest_merged(archive, kiosk, store_id, &number, err)) {
        return false;
    }
    if (number == 0) {
        return error_set(err, ERROR_MISSING,
                         "bundle 1 of this kiosk is not in the archive, so nothing can "
                         "be confirmed yet; collect it first");
    }
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT id, receipt_mac, receipt_code FROM bundle"
              " JOIN kiosk USING (kiosk)"
              " WHERE key = $1 AND store = $2 AND number = $3 AND place = 1",
              "bbi", kiosk->bytes, sizeof kiosk->bytes, store_id,
              (size_t)STORE_ID_BYTES, number))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    struct archive_receipt receipt = {
        .file = {.kiosk = *kiosk, .number = (uint32_t)number}};
    memcpy(receipt.file.store_id, store_id, STORE_ID_BYTES);
    ok = ok && found &&
         statement_bytes(row, 0, receipt.file.id, sizeof receipt.file.id, err) &&
         statement_bytes(row, 1, receipt.file.mac, sizeof receipt.file.mac, err);
    if (ok) {
        statement_copy_text(row, 2, receipt.code, sizeof receipt.code);
        *out = receipt;
    }
    statement_finish(row);
    return ok;
}

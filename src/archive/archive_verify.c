#include "archive_tally.h"

#include <stdio.h>
#include <string.h>

/* How staff find the bundle again: number and the first digits of its id. */
static void
name_bundle(const uint8_t id[BUNDLE_ID_BYTES], int64_t number, char *out, size_t size)
{
    snprintf(out, size, "bundle %lld (%02x%02x%02x%02x)", (long long)number, id[0],
             id[1], id[2], id[3]);
}

static bool
check_sealed(sqlite3_stmt *row, char *name, size_t name_size, struct error *err)
{
    uint8_t id[BUNDLE_ID_BYTES], hash[BUNDLE_ID_BYTES], kiosk[32];
    uint8_t store[STORE_ID_BYTES];
    if (!sql_bytes(row, 1, id, sizeof id, err) ||
        !sql_bytes(row, 2, kiosk, sizeof kiosk, err) ||
        !sql_bytes(row, 3, store, sizeof store, err))
        return false;
    name_bundle(id, sqlite3_column_int64(row, 4), name, name_size);
    const void *bytes = sqlite3_column_blob(row, 6);
    size_t size = (size_t)sqlite3_column_bytes(row, 6);
    if (bytes == NULL)
        return error_set(err, ERROR_INPUT, "the sealed bytes of %s are gone", name);
    bundle_id(bytes, size, hash);
    if (memcmp(hash, id, sizeof id) != 0)
        return error_set(err, ERROR_INPUT, "the sealed bytes of %s were changed", name);
    struct bundle_header header;
    if (!bundle_header_read(bytes, size, &header, err))
        return error_prefix(err, "%s", name);
    if (memcmp(header.kiosk.bytes, kiosk, sizeof kiosk) != 0 ||
        memcmp(header.store_id, store, sizeof store) != 0 ||
        (int64_t)header.number != sqlite3_column_int64(row, 4))
        return error_set(err, ERROR_INPUT,
                         "the entry of %s says something else than the bundle itself",
                         name);
    return true;
}

/* The form of the bundle, as kept. */
static bool
load_form(struct archive *archive, int64_t form, struct descriptor **out,
          struct error *err)
{
    sqlite3_stmt *row = NULL;
    if (!sql_query(archive->db, &row, err,
                   "SELECT descriptor FROM form WHERE form = ?1", "i", form))
        return false;
    bool found = false;
    bool good = sql_step(row, &found, err);
    if (good && !found)
        good = error_set(err, ERROR_INPUT, "a form is gone");
    good = good && descriptor_read(sqlite3_column_blob(row, 0),
                                   (size_t)sqlite3_column_bytes(row, 0), out, err);
    sqlite3_finalize(row);
    return good;
}

static bool
digest_rows(struct response_reader *reader, sqlite3_stmt *row,
            uint8_t digest[SEAL_HASH_BYTES], int64_t *count_out, struct error *err)
{
    memset(digest, 0, SEAL_HASH_BYTES);
    for (int64_t count = 0;; count++) {
        bool more = false;
        if (!sql_step(row, &more, err))
            return false;
        if (!more) {
            *count_out = count;
            return true;
        }
        struct response response;
        size_t position = 0;
        if (!response_read(reader, row, &position, &response, err) ||
            !digest_add(digest, position, &response, err))
            return false;
    }
}

static bool
check_tables(struct archive *archive, sqlite3_stmt *bundle, const char *name,
             struct error *err)
{
    int64_t form = sqlite3_column_int64(bundle, 7), count = 0;
    uint8_t merged[SEAL_HASH_BYTES], now[SEAL_HASH_BYTES] = {0};
    if (!sql_bytes(bundle, 8, merged, sizeof merged, err))
        return false;
    if (form != 0) {
        struct descriptor *descriptor = NULL;
        struct response_reader reader = {0};
        sqlite3_stmt *row = NULL;
        bool good =
            load_form(archive, form, &descriptor, err) &&
            response_reader_init(&reader, archive, descriptor, TEXTS_ALL, err) &&
            sql_query(archive->db, &row, err,
                      "SELECT " RESPONSE_COLUMNS " FROM response r "
                      "WHERE r.bundle = ?1 ORDER BY r.position",
                      "i", sqlite3_column_int64(bundle, 0)) &&
            digest_rows(&reader, row, now, &count, err);
        sqlite3_finalize(row);
        response_reader_finish(&reader);
        descriptor_close(descriptor);
        if (!good)
            return false;
    }
    if (count != sqlite3_column_int64(bundle, 9) ||
        memcmp(merged, now, sizeof now) != 0)
        return error_set(err, ERROR_INPUT,
                         "the answers of %s are not those that were merged", name);
    return true;
}

static bool
check_file(struct archive *archive, struct error *err)
{
    sqlite3_stmt *row = NULL;
    if (!sql_query(archive->db, &row, err, "PRAGMA integrity_check(1)", ""))
        return false;
    bool found = false;
    bool good = sql_step(row, &found, err);
    char verdict[160] = "";
    if (good && found)
        sql_text(row, 0, verdict, sizeof verdict);
    sqlite3_finalize(row);
    if (good && strcmp(verdict, "ok") != 0)
        return error_set(err, ERROR_INPUT, "the file is damaged (%s)", verdict);
    if (!good || !sql_query(archive->db, &row, err, "PRAGMA foreign_key_check", ""))
        return false;
    good = sql_step(row, &found, err);
    sqlite3_finalize(row);
    if (good && found)
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: an entry names another that is gone");
    return good;
}

static bool
check_bundles(struct archive *archive, struct archive_verified *out, struct error *err)
{
    sqlite3_stmt *row = NULL;
    if (!sql_query(archive->db, &row, err,
                   "SELECT b.bundle, b.id, k.key, b.store, b.number, b.place, s.bytes,"
                   " b.form, b.digest, b.responses,"
                   " (SELECT count(*) FROM response r JOIN comment c USING (response)"
                   "  WHERE r.bundle = b.bundle) "
                   "FROM bundle b JOIN kiosk k USING (kiosk)"
                   " LEFT JOIN sealed s USING (bundle) ORDER BY b.bundle",
                   ""))
        return false;
    int64_t total = 0;
    bool good =
        sql_number(archive->db, 0, &total, err, "SELECT count(*) FROM bundle", "");
    while (good) {
        bool more = false;
        char name[64];
        if (archive->progress)
            archive->progress(archive->progress_context, out->bundles, (size_t)total);
        good = sql_step(row, &more, err);
        if (!good || !more)
            break;
        good = check_sealed(row, name, sizeof name, err);
        enum bundle_place place = (enum bundle_place)sqlite3_column_int(row, 5);
        if (good && place == BUNDLE_MERGED) {
            good = check_tables(archive, row, name, err);
            out->merged++;
            out->responses += (uint32_t)sqlite3_column_int64(row, 9);
            out->comments += (uint32_t)sqlite3_column_int64(row, 10);
        }
        if (!good)
            break;
        out->apart += place == BUNDLE_APART;
        out->bundles++;
    }
    sqlite3_finalize(row);
    return good;
}

bool
archive_verify(struct archive *archive, struct archive_verified *out, struct error *err)
{
    struct archive_verified verified = {0};
    /* The bundles first: their messages say more than those of a whole table. */
    if (!check_file(archive, err) || !check_bundles(archive, &verified, err) ||
        !archive_tally_check(archive, err))
        return false;
    *out = verified;
    return true;
}

/* Checks that the archive still holds what was merged. */
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
check_sealed(struct statement *row, char *name, size_t name_size, struct error *err)
{
    uint8_t id[BUNDLE_ID_BYTES], kiosk[32];
    uint8_t store[STORE_ID_BYTES];
    if (!statement_bytes(row, 1, id, sizeof id, err) ||
        !statement_bytes(row, 2, kiosk, sizeof kiosk, err) ||
        !statement_bytes(row, 3, store, sizeof store, err)) {
        return false;
    }
    name_bundle(id, statement_int64(row, 4), name, name_size);
    const void *bytes = statement_blob(row, 6);
    size_t size = statement_size(row, 6);
    if (!bytes) {
        return error_set(err, ERROR_INPUT, "the sealed bytes of %s are gone", name);
    }
    struct sealed_bundle read;
    bool has_header = sealed_bundle_read(bytes, size, &read, err);
    if (!has_header || memcmp(read.id, id, sizeof id) != 0) {
        return error_set(err, ERROR_INPUT, "the sealed bytes of %s were changed", name);
    }
    const struct bundle_header *header = &read.header;
    if (memcmp(header->kiosk.bytes, kiosk, sizeof kiosk) != 0 ||
        memcmp(header->store_id, store, sizeof store) != 0 ||
        (int64_t)header->number != statement_int64(row, 4)) {
        return error_set(err, ERROR_INPUT,
                         "the entry of %s says something else than the bundle itself",
                         name);
    }
    return true;
}

/* Loads the stored form that the bundle's responses were given to. */
static bool
load_form(struct archive *archive, int64_t form, struct descriptor **out,
          struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err,
                                 "SELECT descriptor FROM form WHERE form = ?1", "i",
                                 form))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool good = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    if (good && !found) {
        good = error_set(err, ERROR_INPUT, "a form is gone");
    }
    good = good &&
           descriptor_read(statement_blob(row, 0), statement_size(row, 0), out, err);
    statement_finish(row);
    return good;
}

static bool
digest_rows(struct response_reader *reader, struct statement *row,
            uint8_t digest[SEAL_HASH_BYTES], int64_t *count_out, struct error *err)
{
    memset(digest, 0, SEAL_HASH_BYTES);
    for (int64_t count = 0;; count++) {
        enum statement_result result = statement_step(row, err);
        if (result == STATEMENT_FAILED) {
            return false;
        }
        if (result == STATEMENT_DONE) {
            *count_out = count;
            return true;
        }
        struct response response;
        size_t position = 0;
        if (!response_read(reader, row, &position, &response, err) ||
            !digest_add(digest, position, &response, err)) {
            return false;
        }
    }
}

bool
archive_digest_bundle(struct archive *archive, int64_t bundle,
                      const struct descriptor *descriptor,
                      uint8_t digest[SEAL_HASH_BYTES], int64_t *count_out,
                      struct error *err)
{
    struct response_reader reader;
    struct statement *row = NULL;
    bool ok = response_reader_init(&reader, archive, descriptor, TEXTS_ALL, err) &&
              (row = database_prepare(&archive->database, err,
                                      "SELECT " RESPONSE_COLUMNS " FROM response r "
                                      "WHERE r.bundle = ?1 ORDER BY r.position",
                                      "i", bundle)) &&
              digest_rows(&reader, row, digest, count_out, err);
    statement_finish(row);
    response_reader_finish(&reader);
    return ok;
}

static bool
check_tables(struct archive *archive, struct statement *bundle, const char *name,
             struct error *err)
{
    int64_t form = statement_int64(bundle, 7), count = 0;
    uint8_t merged[SEAL_HASH_BYTES], now[SEAL_HASH_BYTES] = {0};
    if (!statement_bytes(bundle, 8, merged, sizeof merged, err)) {
        return false;
    }
    if (form != 0) {
        struct descriptor *descriptor = NULL;
        bool good = load_form(archive, form, &descriptor, err) &&
                    archive_digest_bundle(archive, statement_int64(bundle, 0),
                                          descriptor, now, &count, err);
        descriptor_close(descriptor);
        if (!good) {
            return false;
        }
    }
    if (count != statement_int64(bundle, 9) || memcmp(merged, now, sizeof now) != 0) {
        return error_set(err, ERROR_INPUT,
                         "the answers of %s are not those that were merged", name);
    }
    return true;
}

static bool
check_file(struct archive *archive, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err, "PRAGMA integrity_check(1)",
                                 ""))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool good = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    char verdict[160] = "";
    if (good && found) {
        statement_copy_text(row, 0, verdict, sizeof verdict);
    }
    statement_finish(row);
    if (good && strcmp(verdict, "ok") != 0) {
        return error_set(err, ERROR_INPUT, "the file is damaged (%s)", verdict);
    }
    if (!good || !(row = database_prepare(&archive->database, err,
                                          "PRAGMA foreign_key_check", ""))) {
        return false;
    }
    result = statement_step(row, err);
    good = result != STATEMENT_FAILED;
    found = result == STATEMENT_ROW;
    statement_finish(row);
    if (good && found) {
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: an entry names another that is gone");
    }
    return good;
}

static bool
check_bundles(struct archive *archive, struct archive_verified *out, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT b.bundle, b.id, k.key, b.store, b.number, b.place, s.bytes,"
              " b.form, b.digest, b.responses,"
              " (SELECT count(*) FROM response r JOIN comment c USING (response)"
              "  WHERE r.bundle = b.bundle) "
              "FROM bundle b JOIN kiosk k USING (kiosk)"
              " LEFT JOIN sealed s USING (bundle) ORDER BY b.bundle",
              ""))) {
        return false;
    }
    int64_t total = 0;
    bool good = database_number(&archive->database, 0, &total, err,
                                "SELECT count(*) FROM bundle", "");
    while (good) {
        char name[64];
        if (archive->progress) {
            archive->progress(archive->progress_context, out->bundles, (size_t)total);
        }
        enum statement_result result = statement_step(row, err);
        good = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        good = check_sealed(row, name, sizeof name, err);
        enum bundle_place place = (enum bundle_place)statement_int(row, 5);
        if (good && place == BUNDLE_MERGED) {
            good = check_tables(archive, row, name, err);
            out->merged++;
            out->responses += (uint32_t)statement_int64(row, 9);
            out->comments += (uint32_t)statement_int64(row, 10);
        }
        if (!good) {
            break;
        }
        out->apart += place == BUNDLE_APART;
        out->bundles++;
    }
    statement_finish(row);
    return good;
}

bool
archive_verify(struct archive *archive, struct archive_verified *out, struct error *err)
{
    struct archive_verified verified = {0};
    /* The bundles first: their messages say more than those of a whole table. */
    if (!check_file(archive, err) || !check_bundles(archive, &verified, err) ||
        !archive_tally_check(archive, err)) {
        return false;
    }
    *out = verified;
    return true;
}

/* Checks that the archive still holds what was merged. */
#include "archive_counted.h"
#include "archive_schema.h"
#include "archive_tally.h"

#include <stdio.h>
#include <stdlib.h>
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
        bool good = archive_form_load(archive, form, &descriptor, err) &&
                    archive_digest_bundle(archive, statement_int64(bundle, 0), form,
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
              " (SELECT count(*) FROM comment c"
              "  WHERE c.office = $1 AND c.bundle = b.bundle) "
              "FROM bundle b JOIN kiosk k USING (kiosk)"
              " LEFT JOIN sealed s USING (bundle) ORDER BY b.bundle",
              "i", ARCHIVE_OFFICE))) {
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

/* The rounds of a form as they are written. */
static bool
read_sums(struct archive *archive, int64_t form, struct round_sums *sums,
          struct error *err)
{
    struct statement *row = NULL;
    bool ok = (row = database_prepare(&archive->database, err,
                                      "SELECT round, sum FROM round WHERE office = $1"
                                      " AND form = $2",
                                      "ii", ARCHIVE_OFFICE, form)) != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        uint64_t *sum = round_sums_find(sums, statement_int64(row, 0));
        ok = sum || error_no_memory(err);
        if (ok) {
            *sum = (uint64_t)statement_int64(row, 1);
        }
    }
    statement_finish(row);
    return ok;
}

static bool
check_counts(struct archive *archive, const struct archive_form *form,
             struct error *err)
{
    struct round_sums kept = {.count = 0}, now = {.count = 0};
    struct counts *counts = NULL;
    bool ok = read_sums(archive, form->form, &kept, err) &&
              archive_count_sums(archive, form->form, form->descriptor, &now, err);
    for (size_t i = 0; ok && i < now.count; i++) {
        uint64_t *sum = round_sums_find(&kept, now.list[i].round);
        ok = (sum && *sum == now.list[i].sum) ||
             error_set(err, ERROR_INPUT,
                       "the counts of form %s are not those of its responses",
                       form->descriptor->form_id);
    }
    for (size_t i = 0; ok && i < kept.count; i++) {
        uint64_t *sum = round_sums_find(&now, kept.list[i].round);
        ok = (sum && *sum == kept.list[i].sum) ||
             error_set(err, ERROR_INPUT,
                       "the counts of form %s are not those of its responses",
                       form->descriptor->form_id);
    }
    ok = ok && archive_counts(archive, form, NULL, &counts, err);
    counts_close(counts);
    free(kept.list);
    free(now.list);
    return ok;
}

static bool
check_all_counts(struct archive *archive, struct error *err)
{
    struct archive_form *forms;
    size_t count;
    if (!archive_forms_apart(archive, &forms, &count, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = check_counts(archive, &forms[i], err);
    }
    archive_forms_finish(forms, count);
    return ok;
}

bool
archive_verify(struct archive *archive, struct archive_verified *out, struct error *err)
{
    struct archive_verified verified = {0};
    /* The bundles first: their messages say more than those of a whole table. */
    if (!check_file(archive, err) || !check_bundles(archive, &verified, err) ||
        !check_all_counts(archive, err) || !archive_tally_check(archive, err)) {
        return false;
    }
    *out = verified;
    return true;
}

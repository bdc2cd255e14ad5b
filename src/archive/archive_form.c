/* The forms that responses were given to: stored once each, and listed. */
#include "archive_tables.h"

#include <stdlib.h>
#include <string.h>

static bool
add_form(struct archive *archive, const uint8_t *pack_id,
         const struct descriptor *descriptor, const struct buffer *bytes,
         int64_t *form_out, struct error *err)
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(bytes->data, bytes->size, hash);
    if (!database_number(&archive->database, 0, form_out, err,
                         "SELECT form FROM form WHERE pack = $1 AND hash = $2", "bb",
                         pack_id, (size_t)PACK_ID_BYTES, hash, sizeof hash)) {
        return false;
    }
    if (*form_out != 0) {
        return true;
    }
    if (!database_run(&archive->database, err,
                      "INSERT INTO form (pack, form_id, version, hash, descriptor)"
                      " VALUES ($1, $2, $3, $4, $5)",
                      "bttbb", pack_id, (size_t)PACK_ID_BYTES, descriptor->form_id,
                      descriptor->form_version, hash, sizeof hash, bytes->data,
                      bytes->size)) {
        return false;
    }
    *form_out = database_last_row(&archive->database);
    return form_tables_create(archive, *form_out, descriptor, err);
}

bool
archive_form_find(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                  const struct descriptor *descriptor, int64_t *form_out,
                  struct error *err)
{
    struct buffer bytes;
    uint8_t hash[SEAL_HASH_BYTES];
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool ok = !bytes.failed ||
              error_set(err, ERROR_INPUT, "the form is too large to be kept");
    if (ok) {
        seal_hash(bytes.data, bytes.size, hash);
    }
    ok = ok && database_number(&archive->database, 0, form_out, err,
                               "SELECT form FROM form WHERE pack = $1 AND hash = $2",
                               "bb", pack_id, (size_t)PACK_ID_BYTES, hash, sizeof hash);
    buffer_finish(&bytes);
    return ok;
}

bool
archive_form_row(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                 const struct descriptor *descriptor, int64_t *form_out,
                 struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool good = bytes.failed
                    ? error_set(err, ERROR_INPUT, "the form is too large to be kept")
                    : add_form(archive, pack_id, descriptor, &bytes, form_out, err);
    buffer_finish(&bytes);
    return good;
}

bool
archive_form_load(struct archive *archive, int64_t form, struct descriptor **out,
                  struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err,
                                 "SELECT descriptor FROM form WHERE form = $1", "i",
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

void
archive_forms_finish(struct archive_form *forms, size_t count)
{
    for (size_t i = 0; forms && i < count; i++) {
        descriptor_close(forms[i].descriptor);
    }
    free(forms);
}

static bool
read_form(struct statement *row, void *item, struct error *err)
{
    struct archive_form *out = item;
    out->form = statement_int64(row, 0);
    out->responses = (uint32_t)statement_int64(row, 3);
    out->recovered = (uint32_t)statement_int64(row, 4);
    return statement_bytes(row, 1, out->pack_id, sizeof out->pack_id, err) &&
           descriptor_read(statement_blob(row, 2), statement_size(row, 2),
                           &out->descriptor, err);
}

bool
archive_forms(struct archive *archive, struct archive_form **out, size_t *count_out,
              struct error *err)
{
    struct archive_rows rows;
    struct statement *row = NULL;
    if (!(row =
              database_prepare(&archive->database, err,
                               "SELECT form, pack, descriptor,"
                               " (SELECT coalesce(sum(responses), 0) FROM bundle"
                               "  WHERE bundle.form = form.form AND counted = 1) AS n,"
                               " (SELECT coalesce(sum(responses), 0) FROM bundle"
                               "  WHERE bundle.form = form.form AND counted = 1"
                               "  AND recovered IS NOT NULL) "
                               "FROM form ORDER BY n DESC, form DESC",
                               ""))) {
        return false;
    }
    if (!archive_read_rows(row, sizeof(struct archive_form), read_form, &rows, err)) {
        archive_forms_finish(rows.items, rows.count);
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

/* terms: writes the terms that the kiosk works under to store.db and finds them
 * again. */
#include "terms.h"

#include <string.h>

static bool
read_row(struct statement *row, struct terms *out, struct error *err)
{
    const struct recipient_public *recipients = statement_blob(row, 2);
    size_t size = statement_size(row, 2);
    out->recipient_count = size / sizeof *recipients;
    if (!recipients || size % sizeof *recipients != 0 ||
        out->recipient_count > SEAL_RECIPIENTS_MAX) {
        return error_set(err, ERROR_INPUT, "store.db is damaged: its keys are broken");
    }
    memcpy(out->recipients, recipients, size);
    return statement_bytes(row, 0, out->pack_id, PACK_ID_BYTES, err) &&
           statement_bytes(row, 1, out->office_id, OFFICE_ID_BYTES, err) &&
           descriptor_read(statement_blob(row, 3), statement_size(row, 3),
                           &out->descriptor, err);
}

bool
terms_load(struct database *database, int64_t number, struct terms *out,
           struct error *err)
{
    *out = (struct terms){.number = number};
    struct statement *row =
        database_prepare(database, err,
                         "SELECT pack_id, office_id, recipients, descriptor FROM terms"
                         " WHERE number = ?",
                         "i", number);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = false;
    if (result == STATEMENT_ROW) {
        ok = read_row(row, out, err);
    } else if (result == STATEMENT_DONE) {
        error_set(err, ERROR_INPUT, "store.db is damaged: a form is missing");
    }
    statement_finish(row);
    return ok;
}

void
terms_finish(struct terms *terms)
{
    descriptor_close(terms->descriptor);
    *terms = (struct terms){0};
}

bool
terms_find(struct database *database, const struct terms *terms,
           const struct descriptor *descriptor, int64_t *number_out, struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool ok = !bytes.failed || error_set(err, ERROR_INPUT, "the form is too large");
    struct statement *row = NULL;
    if (ok) {
        row = database_prepare(
            database, err,
            "SELECT number FROM terms WHERE pack_id = ? AND office_id = ?"
            " AND recipients = ? AND descriptor = ?",
            "bbbb", terms->pack_id, (size_t)PACK_ID_BYTES, terms->office_id,
            (size_t)OFFICE_ID_BYTES, terms->recipients,
            (size_t)(terms->recipient_count * sizeof terms->recipients[0]), bytes.data,
            bytes.size);
    }
    buffer_finish(&bytes);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    *number_out = result == STATEMENT_ROW ? statement_int64(row, 0) : 0;
    statement_finish(row);
    return result == STATEMENT_ROW || result == STATEMENT_DONE;
}

bool
terms_add(struct database *database, const struct terms *terms,
          const struct descriptor *descriptor, int64_t *number_out, struct error *err)
{
    if (!database_number(database, 1, number_out, err,
                         "SELECT max(number) + 1 FROM terms", "")) {
        return false;
    }
    if (*number_out == 0) { /* max() of no rows is NULL, which reads as 0 */
        *number_out = 1;
    }
    struct buffer bytes;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool ok = !bytes.failed || error_set(err, ERROR_INPUT, "the form is too large");
    ok = ok &&
         database_run(database, err,
                      "INSERT INTO terms (number, pack_id, office_id, recipients,"
                      " descriptor) VALUES (?, ?, ?, ?, ?)",
                      "ibbbb", *number_out, terms->pack_id, (size_t)PACK_ID_BYTES,
                      terms->office_id, (size_t)OFFICE_ID_BYTES, terms->recipients,
                      (size_t)(terms->recipient_count * sizeof terms->recipients[0]),
                      bytes.data, bytes.size);
    buffer_finish(&bytes);
    return ok;
}

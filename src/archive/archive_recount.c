/* Counts responses again, from their rows. */
#include "archive_counted.h"
#include "archive_rows.h"
#include "archive_schema.h"

#include <stdlib.h>

struct recount {
    struct form_tables tables;
    struct row_reader *rows;
    struct count_writer *writer;
};

static bool
recount_open(struct archive *archive, int64_t form, const struct descriptor *descriptor,
             struct count_options options, struct recount *out, struct error *err)
{
    *out = (struct recount){.rows = NULL};
    if (!form_tables_init(&out->tables, form, descriptor, err)) {
        return false;
    }
    options.form = form;
    options.layout = &out->tables.layout;
    return row_reader_open(archive, &out->tables, &out->rows, err) &&
           count_writer_open(archive, &options, &out->writer, err);
}

static void
recount_close(struct recount *recount)
{
    count_writer_close(recount->writer);
    row_reader_close(recount->rows);
    form_tables_finish(&recount->tables);
}

static bool
count_row(void *context, size_t table, const uint16_t instance[DESCRIPTOR_MAX_DEPTH],
          const struct cell *cells, size_t count, struct error *err)
{
    return count_writer_row(context, table, instance[0], cells, count, err);
}

static bool
count_bundle(struct recount *recount, int64_t bundle, int64_t kiosk, struct error *err)
{
    const struct response_row *row;
    if (!row_reader_begin(recount->rows, bundle, err)) {
        return false;
    }
    for (;;) {
        if (!row_reader_next(recount->rows, &row, err)) {
            return false;
        }
        if (!row) {
            return true;
        }
        if (!count_writer_response(recount->writer, kiosk, row->round, &row->head,
                                   row->cells, row->count, err) ||
            !row_reader_repeats(recount->rows, count_row, recount->writer, err)) {
            return false;
        }
    }
}

bool
archive_count_bundle(struct archive *archive, int64_t bundle, int sign,
                     struct error *err)
{
    int64_t form = 0, kiosk = 0;
    struct descriptor *descriptor = NULL;
    struct recount recount = {.rows = NULL};
    if (!database_number(&archive->database, 0, &form, err,
                         "SELECT coalesce(form, 0) FROM bundle WHERE bundle = $1", "i",
                         bundle) ||
        !database_number(&archive->database, 0, &kiosk, err,
                         "SELECT kiosk FROM bundle WHERE bundle = $1", "i", bundle)) {
        return false;
    }
    if (form == 0) {
        return true;
    }
    bool ok = archive_form_load(archive, form, &descriptor, err) &&
              recount_open(archive, form, descriptor,
                           (struct count_options){.sign = sign}, &recount, err) &&
              count_bundle(&recount, bundle, kiosk, err) &&
              count_writer_flush(recount.writer, err);
    recount_close(&recount);
    descriptor_close(descriptor);
    return ok;
}

/* All bundles of a form that count, into the tables or into sums. */
static bool
count_form(struct archive *archive, int64_t form, const struct descriptor *descriptor,
           struct round_sums *sums, struct error *err)
{
    struct recount recount;
    struct statement *row = NULL;
    const struct count_options options = {.sign = 1, .sums = sums};
    bool ok = recount_open(archive, form, descriptor, options, &recount, err) &&
              (row = database_prepare(&archive->database, err,
                                      "SELECT bundle, kiosk FROM bundle"
                                      " WHERE form = $1 AND counted = 1"
                                      " ORDER BY kiosk, bundle",
                                      "i", form)) != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = count_bundle(&recount, statement_int64(row, 0), statement_int64(row, 1),
                          err);
    }
    ok = ok && count_writer_flush(recount.writer, err);
    statement_finish(row);
    recount_close(&recount);
    return ok;
}

bool
archive_count_sums(struct archive *archive, int64_t form,
                   const struct descriptor *descriptor, struct round_sums *sums,
                   struct error *err)
{
    return count_form(archive, form, descriptor, sums, err);
}

static bool
recount_all(struct archive *archive, struct error *err)
{
    struct archive_form *forms = NULL;
    size_t count = 0;
    if (!database_script(&archive->database,
                         "DELETE FROM counted; DELETE FROM origin; DELETE FROM round",
                         err) ||
        !archive_forms_apart(archive, &forms, &count, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = count_form(archive, forms[i].form, forms[i].descriptor, NULL, err);
    }
    archive_forms_finish(forms, count);
    return ok;
}

bool
archive_recount(struct archive *archive, struct error *err)
{
    return database_begin(&archive->database, err) &&
           database_end(&archive->database, recount_all(archive, err), err);
}

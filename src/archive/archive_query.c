/* What reports read: responses, comments, and where they come from. */
#include "archive_parts.h"

#include <stdlib.h>
#include <string.h>

static bool
visit_rows(struct response_reader *reader, struct statement *row, archive_visit *visit,
           void *context, struct error *err)
{
    for (;;) {
        enum statement_result result = statement_step(row, err);
        if (result == STATEMENT_FAILED) {
            return false;
        }
        if (result == STATEMENT_DONE) {
            return true;
        }
        struct archive_kiosk kiosk = {.state = KIOSK_ACCEPTED};
        struct archive_response response = {.kiosk = &kiosk};
        if (!statement_bytes(row, RESPONSE_COLUMN_COUNT, kiosk.key.bytes,
                             sizeof kiosk.key.bytes, err) ||
            !response_read(reader, row, &response.position, &response.response, err)) {
            return false;
        }
        statement_copy_text(row, RESPONSE_COLUMN_COUNT + 1, kiosk.name,
                            sizeof kiosk.name);
        response.bundle_number =
            (uint32_t)statement_int64(row, RESPONSE_COLUMN_COUNT + 2);
        response.is_recovered = statement_int(row, RESPONSE_COLUMN_COUNT + 3) != 0;
        if (!visit(context, &response)) {
            return true;
        }
    }
}

bool
archive_each_response(struct archive *archive, const struct archive_each *each,
                      archive_visit *visit, void *context, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err,
                                 "SELECT " RESPONSE_COLUMNS
                                 ", k.key, k.name, b.number, b.recovered IS NOT NULL "
                                 "FROM bundle b CROSS JOIN response r USING (bundle)"
                                 " JOIN kiosk k USING (kiosk) "
                                 "WHERE b.form = ?1 AND b.counted = 1 "
                                 "ORDER BY k.key, b.store, b.number, r.position",
                                 "i", each->form->form))) {
        return false;
    }
    struct response_reader reader;
    bool ok = response_reader_init(&reader, archive, each->form->descriptor,
                                   each->texts, err) &&
              visit_rows(&reader, row, visit, context, err);
    response_reader_finish(&reader);
    statement_finish(row);
    return ok;
}

bool
archive_each_comment(struct archive *archive, const struct archive_form *form,
                     comment_visit *visit, void *context, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT a.question, a.place, r.language, c.state, c.text "
              "FROM comment c JOIN answer a USING (response, seq)"
              " JOIN counted_response r USING (response) "
              "WHERE r.form = ?1 AND c.text <> '' "
              "ORDER BY a.question, a.place, c.row, c.text",
              "i", form->form))) {
        return false;
    }
    bool ok = true;
    for (bool more = true; more;) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        struct archive_comment comment = {
            .question = (size_t)statement_int64(row, 0),
            .language = statement_text(row, 2),
            .state = (enum comment_state)statement_int(row, 3),
            .text = statement_text(row, 4),
        };
        place_split(statement_int64(row, 1), comment.instance);
        ok = comment.language && comment.text &&
             comment.question < form->descriptor->question_count;
        if (!ok) {
            error_set(err, ERROR_INPUT,
                      "the file is damaged: a comment to no question");
            break;
        }
        more = visit(context, &comment);
    }
    statement_finish(row);
    return ok;
}

static bool
read_origin(struct statement *row, void *item, struct error *err)
{
    struct archive_origin *origin = item;
    *origin = (struct archive_origin){
        .half_day = (uint32_t)statement_int64(row, 2),
        .responses = (uint32_t)statement_int64(row, 3),
        .complete = (uint32_t)statement_int64(row, 4),
        .after_results = (uint32_t)statement_int64(row, 5),
        .clock_untrusted = (uint32_t)statement_int64(row, 6),
    };
    statement_copy_text(row, 0, origin->kiosk_name, sizeof origin->kiosk_name);
    return statement_bytes(row, 1, origin->kiosk.bytes, sizeof origin->kiosk.bytes,
                           err);
}

bool
archive_origins(struct archive *archive, const struct archive_form *form,
                struct archive_origin **out, size_t *count_out, struct error *err)
{
    struct archive_rows rows;
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT k.name, k.key, r.half_day, count(*), sum(r.complete),"
              " sum(r.after_results), sum(r.clock_trusted = 0) "
              "FROM counted_response r JOIN bundle b USING (bundle)"
              " JOIN kiosk k USING (kiosk) "
              "WHERE r.form = ?1 GROUP BY k.name, k.key, r.half_day "
              "ORDER BY k.name, k.key, r.half_day",
              "i", form->form))) {
        return false;
    }
    if (!archive_read_rows(row, sizeof(struct archive_origin), read_origin, &rows,
                           err)) {
        free(rows.items);
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

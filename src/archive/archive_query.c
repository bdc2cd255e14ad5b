/* What exports read: responses, and where they come from. */
#include "archive_read.h"
#include "archive_schema.h"

#include <stdlib.h>
#include <string.h>

struct visiting {
    struct response_reader reader;
    const struct archive_form_part *part;
    archive_visit *visit;
    void *context;
    bool is_stopped;
};

static bool
visit_bundle(struct visiting *visiting, struct statement *row, struct error *err)
{
    struct archive_kiosk kiosk = {.state = KIOSK_ACCEPTED};
    struct archive_response response = {
        .kiosk = &kiosk,
        .part = visiting->part,
        .bundle_number = (uint32_t)statement_int64(row, 3),
        .is_recovered = statement_int(row, 4) != 0,
    };
    statement_copy_text(row, 2, kiosk.name, sizeof kiosk.name);
    if (!statement_bytes(row, 1, kiosk.key.bytes, sizeof kiosk.key.bytes, err) ||
        !response_reader_begin(&visiting->reader, statement_int64(row, 0), err)) {
        return false;
    }
    while (!visiting->is_stopped) {
        bool is_end = false;
        if (!response_read(&visiting->reader, &response.response, &is_end, err)) {
            return false;
        }
        if (is_end) {
            break;
        }
        response.position = (size_t)visiting->reader.position;
        visiting->is_stopped = !visiting->visit(visiting->context, &response);
    }
    return true;
}

static bool
visit_part(struct archive *archive, struct visiting *visiting, enum archive_texts texts,
           struct error *err)
{
    struct statement *row = NULL;
    bool ok = response_reader_open(&visiting->reader, archive, visiting->part->form,
                                   visiting->part->descriptor, texts, err) &&
              (row = database_prepare(
                   &archive->database, err,
                   "SELECT b.bundle, k.key, k.name, b.number, b.recovered IS NOT NULL "
                   "FROM bundle b JOIN kiosk k USING (kiosk) "
                   "WHERE b.form = $1 AND b.counted = 1 "
                   "ORDER BY k.key, b.store, b.number",
                   "i", visiting->part->form)) != NULL;
    while (ok && !visiting->is_stopped) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = visit_bundle(visiting, row, err);
    }
    statement_finish(row);
    response_reader_close(&visiting->reader);
    return ok;
}

bool
archive_each_response(struct archive *archive, const struct archive_each *each,
                      archive_visit *visit, void *context, struct error *err)
{
    struct visiting visiting = {.visit = visit, .context = context};
    bool ok = true;
    for (size_t i = 0; ok && i < each->form->part_count && !visiting.is_stopped; i++) {
        visiting.part = &each->form->parts[i];
        ok = visit_part(archive, &visiting, each->texts, err);
    }
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
    struct buffer sql;
    buffer_init(&sql, (size_t)1 << 20);
    buffer_add_format(
        &sql, "SELECT k.name, k.key, o.half_day, sum(o.responses), sum(o.complete),"
              " sum(o.after_results), sum(o.clock_untrusted) "
              "FROM origin o JOIN kiosk k USING (kiosk) "
              "WHERE o.office = $1 AND o.form IN ");
    add_parts(&sql, form);
    buffer_add_format(&sql, " GROUP BY k.name, k.key, o.half_day "
                            "ORDER BY k.name, k.key, o.half_day");
    buffer_add_u8(&sql, 0);
    struct statement *row = NULL;
    if (!sql.failed || error_no_memory(err)) {
        row = database_prepare(&archive->database, err, (const char *)sql.data, "i",
                               ARCHIVE_OFFICE);
    }
    buffer_finish(&sql);
    if (!archive_list_rows(row, sizeof(struct archive_origin), read_origin, &rows,
                           err)) {
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

/* Reads the rows of a form's tables side by side. */
#include "archive_rows.h"

#include "archive_schema.h"

#include <stdlib.h>
#include <string.h>

#define OTHER_MAX_BYTES ((size_t)64 << 20) /* of one response */

struct row_reader {
    struct archive *archive;          /* borrowed */
    const struct form_tables *tables; /* borrowed */
    struct statement **rows;          /* owned; of each slice */
    bool *has_row;                    /* owned; each stands at a row */
    struct statement *others;
    struct cell *cells; /* owned; of table 0 */
    struct cell *more;  /* owned; of another table */
    struct arena texts; /* of other values */
    struct terms terms;
    struct response_row response;
    int64_t bundle;
};

static bool
damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT, "the file is damaged: an answer to no question");
}

static bool
prepare_slice(struct row_reader *reader, size_t index, struct error *err)
{
    const struct slice *slice = &reader->tables->slices[index];
    struct buffer sql;
    buffer_init(&sql, 4096);
    buffer_add_format(&sql,
                      "SELECT * FROM %s WHERE office = $1 AND bundle = $2"
                      " ORDER BY position",
                      slice->name);
    for (size_t i = 1; i <= slice->table->depth; i++) {
        buffer_add_format(&sql, ", instance%zu", i);
    }
    buffer_add_u8(&sql, 0);
    reader->rows[index] =
        database_prepare(&reader->archive->database, err, (const char *)sql.data, "");
    buffer_finish(&sql);
    return reader->rows[index] != NULL;
}

bool
row_reader_open(struct archive *archive, const struct form_tables *tables,
                struct row_reader **out, struct error *err)
{
    struct row_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        return error_no_memory(err);
    }
    reader->archive = archive;
    reader->tables = tables;
    arena_init(&reader->texts, OTHER_MAX_BYTES);
    terms_init(&reader->terms, archive);
    size_t columns = tables->layout.descriptor->question_count + 1;
    reader->rows = calloc(tables->slice_count + 1, sizeof *reader->rows);
    reader->has_row = calloc(tables->slice_count + 1, sizeof *reader->has_row);
    reader->cells = calloc(columns, sizeof *reader->cells);
    reader->more = calloc(columns, sizeof *reader->more);
    bool ok = (reader->rows && reader->has_row && reader->cells && reader->more) ||
              error_no_memory(err);
    for (size_t i = 0; ok && i < tables->slice_count; i++) {
        ok = prepare_slice(reader, i, err);
    }
    ok = ok && (reader->others = database_prepare(
                    &archive->database, err,
                    "SELECT value FROM other_value WHERE office = $1 AND bundle = $2"
                    " AND position = $3 AND question = $4 AND place = $5",
                    ""));
    if (!ok) {
        row_reader_close(reader);
        return false;
    }
    *out = reader;
    return true;
}

void
row_reader_close(struct row_reader *reader)
{
    if (!reader) {
        return;
    }
    for (size_t i = 0; reader->rows && i < reader->tables->slice_count; i++) {
        statement_finish(reader->rows[i]);
    }
    statement_finish(reader->others);
    arena_finish(&reader->texts);
    free(reader->rows);
    free(reader->has_row);
    free(reader->cells);
    free(reader->more);
    free(reader);
}

static bool
step(struct row_reader *reader, size_t slice, struct error *err)
{
    enum statement_result result = statement_step(reader->rows[slice], err);
    reader->has_row[slice] = result == STATEMENT_ROW;
    return result != STATEMENT_FAILED;
}

bool
row_reader_begin(struct row_reader *reader, int64_t bundle, struct error *err)
{
    reader->bundle = bundle;
    reader->response.position = -1;
    bool ok = true;
    for (size_t i = 0; ok && i < reader->tables->slice_count; i++) {
        ok = statement_bind(reader->rows[i], err, "ii", ARCHIVE_OFFICE, bundle) &&
             step(reader, i, err);
    }
    return ok;
}

static int64_t
position_of(const struct row_reader *reader, size_t slice)
{
    return statement_int64(reader->rows[slice], 2);
}

static bool
read_other(struct row_reader *reader, size_t question, int64_t place,
           const char **text_out, struct error *err)
{
    if (!statement_bind(reader->others, err, "iiiii", ARCHIVE_OFFICE, reader->bundle,
                        reader->response.position, (int64_t)question, place)) {
        return false;
    }
    enum statement_result result = statement_step(reader->others, err);
    bool ok = result != STATEMENT_FAILED &&
              (result == STATEMENT_ROW ||
               error_set(err, ERROR_INPUT, "the file is damaged: a value is gone"));
    if (ok) {
        *text_out = arena_text(&reader->texts, statement_text(reader->others, 0),
                               statement_size(reader->others, 0));
        ok = *text_out || error_no_memory(err);
    }
    statement_reset(reader->others);
    return ok;
}

static bool
is_number_of(const struct column *column, const struct question *question,
             int64_t number)
{
    switch (column->kind) {
    case COLUMN_CHOICE:
        return number >= 0 && (uint64_t)number < question->choice_count;
    case COLUMN_MASK:
        return number > 0 && (uint64_t)number >> question->choice_count == 0;
    case COLUMN_COMMENT:
        return number == 1;
    case COLUMN_CODES:
    case COLUMN_RANK:
    case COLUMN_VALUE:
        break;
    }
    return false;
}

/* The cells of the slice's current row, added behind those that are there. */
static bool
read_cells(struct row_reader *reader, size_t index, int64_t place, struct cell *cells,
           size_t *count, struct error *err)
{
    const struct slice *slice = &reader->tables->slices[index];
    const struct statement *row = reader->rows[index];
    for (size_t i = 0; i < slice->count; i++) {
        int at = (int)(slice->answer_column + i);
        if (statement_is_null(row, at)) {
            continue;
        }
        const struct column *column = &slice->table->columns[slice->first + i];
        const struct question *question =
            &reader->tables->layout.descriptor->questions[column->question];
        struct cell cell = {.column = slice->first + i, .state = CELL_EMPTY};
        if (column_is_text(column->kind)) {
            cell.text = statement_text(row, at);
            cell.state = cell.text && cell.text[0] ? CELL_TEXT : CELL_EMPTY;
        } else {
            cell.number = statement_int64(row, at);
            if (cell.number == STORED_OTHER) {
                cell.state = CELL_OTHER;
                if (!read_other(reader, column->question, place, &cell.text, err)) {
                    return false;
                }
            } else if (cell.number != STORED_EMPTY) {
                cell.state = CELL_NUMBER;
                if (!is_number_of(column, question, cell.number)) {
                    return damaged(err);
                }
            }
        }
        cells[(*count)++] = cell;
    }
    return true;
}

static bool
read_head(struct row_reader *reader, struct response_row *out, struct error *err)
{
    const struct statement *row = reader->rows[0];
    struct response_head *head = &out->head;
    out->round = statement_int64(row, 3);
    *head = (struct response_head){
        .half_day = (uint32_t)statement_int64(row, 6),
        .clock_trusted = statement_int(row, 7) != 0,
        .channel = (enum channel)statement_int(row, 8),
        .duration = (enum duration_band)statement_int(row, 9),
        .straight_line = (enum straight_line)statement_int(row, 10),
        .complete = statement_int(row, 11) != 0,
        .after_results = statement_int(row, 12) != 0,
        .assisted = (enum said)statement_int(row, 13),
        .first_time = (enum said)statement_int(row, 14),
        .order_seed = (uint8_t)statement_int(row, 15),
    };
    return term_name(&reader->terms, out->round, &head->round, err) &&
           term_name(&reader->terms, statement_int64(row, 4), &head->event, err) &&
           term_name(&reader->terms, statement_int64(row, 5), &head->language, err);
}

bool
row_reader_next(struct row_reader *reader, const struct response_row **out,
                struct error *err)
{
    struct response_row *response = &reader->response;
    bool is_first = response->position < 0;
    arena_clear(&reader->texts);
    *out = NULL;
    if (!is_first && reader->has_row[0] && !step(reader, 0, err)) {
        return false;
    }
    if (!reader->has_row[0]) {
        /* Rows behind the last response belong to nobody. */
        for (size_t i = 1; i < reader->tables->slice_count; i++) {
            if (reader->has_row[i] && (reader->tables->slices[i].table_index > 0 ||
                                       position_of(reader, i) > response->position)) {
                return damaged(err);
            }
        }
        return true;
    }
    response->position = position_of(reader, 0);
    response->count = 0;
    response->cells = reader->cells;
    if (!read_head(reader, response, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < reader->tables->slice_count &&
                       reader->tables->slices[i].table_index == 0;
         i++) {
        while (ok && i > 0 && reader->has_row[i] &&
               position_of(reader, i) < response->position) {
            ok = step(reader, i, err);
        }
        ok = ok &&
             (!reader->has_row[i] || position_of(reader, i) != response->position ||
              read_cells(reader, i, 0, reader->cells, &response->count, err));
    }
    *out = response;
    return ok;
}

static bool
visit_row(struct row_reader *reader, size_t index, row_visit *visit, void *context,
          struct error *err)
{
    const struct slice *slice = &reader->tables->slices[index];
    uint16_t instance[DESCRIPTOR_MAX_DEPTH] = {0};
    size_t count = 0;
    for (size_t i = 0; i < slice->table->depth; i++) {
        int64_t number = statement_int64(reader->rows[index], (int)(3 + i));
        if (number < 0 || number >= RESPONSE_INSTANCE_MAX) {
            return damaged(err);
        }
        instance[i] = (uint16_t)number;
    }
    return read_cells(reader, index, place_of(instance), reader->more, &count, err) &&
           visit(context, slice->table_index, instance, reader->more, count, err);
}

bool
row_reader_repeats(struct row_reader *reader, row_visit *visit, void *context,
                   struct error *err)
{
    for (size_t i = 1; i < reader->tables->slice_count; i++) {
        if (reader->tables->slices[i].table_index == 0) {
            continue;
        }
        while (reader->has_row[i] &&
               position_of(reader, i) <= reader->response.position) {
            if (position_of(reader, i) < reader->response.position) {
                return damaged(err);
            }
            if (!visit_row(reader, i, visit, context, err) || !step(reader, i, err)) {
                return false;
            }
        }
    }
    return true;
}

/* Writes the responses of one bundle into the tables. */
#include "archive_write.h"

#include "archive_counted.h"
#include "archive_schema.h"
#include "archive_tables.h"
#include "archive_terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The cells of one row that is not written yet. */
struct open_row {
    struct cell *cells; /* owned; room for each column of the table */
    const struct answer **answers;
    size_t count;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};
struct archive_writer {
    struct archive *archive;
    struct form_tables tables;
    struct statement **add_rows; /* owned; of each slice */
    struct open_row *rows;       /* owned; of each table */
    struct statement *add_comment, *add_other;
    struct terms terms;
    struct count_writer *counts; /* NULL: the bundle does not count */
    int64_t bundle, kiosk;
    int64_t position, round; /* of the response at hand */
    struct written *out;
};

static bool
prepare_slice(struct archive_writer *writer, size_t index, struct error *err)
{
    const struct slice *slice = &writer->tables.slices[index];
    struct buffer sql;
    buffer_init(&sql, (size_t)1 << 16);
    buffer_add_format(&sql, "INSERT INTO %s VALUES (", slice->name);
    for (size_t i = 1; i <= slice->answer_column + slice->count; i++) {
        buffer_add_format(&sql, i == 1 ? "$%zu" : ", $%zu", i);
    }
    buffer_add_format(&sql, ")");
    buffer_add_u8(&sql, 0);
    writer->add_rows[index] = sql.failed
                                  ? NULL
                                  : database_prepare(&writer->archive->database, err,
                                                     (const char *)sql.data, "");
    bool ok = writer->add_rows[index] || (sql.failed && error_no_memory(err));
    buffer_finish(&sql);
    return ok && writer->add_rows[index];
}

static bool
make_rows(struct archive_writer *writer, struct error *err)
{
    const struct layout *layout = &writer->tables.layout;
    for (size_t t = 0; t < layout->table_count; t++) {
        size_t count = layout->tables[t].count + 1;
        writer->rows[t].cells = calloc(count, sizeof *writer->rows[t].cells);
        writer->rows[t].answers = calloc(count, sizeof *writer->rows[t].answers);
        if (!writer->rows[t].cells || !writer->rows[t].answers) {
            return error_no_memory(err);
        }
    }
    return true;
}

bool
archive_writer_open(struct archive *archive, const struct writer_options *options,
                    struct archive_writer **out, struct error *err)
{
    struct archive_writer *writer = calloc(1, sizeof *writer);
    if (!writer) {
        return error_no_memory(err);
    }
    writer->archive = archive;
    writer->bundle = options->bundle;
    writer->kiosk = options->kiosk;
    writer->out = options->out;
    *options->out = (struct written){.responses = 0};
    terms_init(&writer->terms, archive);
    bool ok =
        form_tables_init(&writer->tables, options->form, options->descriptor, err);
    if (ok) {
        writer->add_rows =
            calloc(writer->tables.slice_count + 1, sizeof *writer->add_rows);
        writer->rows = calloc(writer->tables.layout.table_count, sizeof *writer->rows);
        ok = (writer->add_rows && writer->rows) || error_no_memory(err);
    }
    ok = ok && make_rows(writer, err);
    for (size_t i = 0; ok && i < writer->tables.slice_count; i++) {
        ok = prepare_slice(writer, i, err);
    }
    ok = ok &&
         (writer->add_comment = database_prepare(
              &archive->database, err,
              "INSERT INTO comment (office, bundle, position, question, place, id,"
              " row, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
              "")) &&
         (writer->add_other = database_prepare(
              &archive->database, err,
              "INSERT INTO other_value (office, bundle, position, question, place,"
              " value) VALUES ($1, $2, $3, $4, $5, $6)",
              "")) != NULL;
    const struct count_options counts = {
        .form = options->form, .layout = &writer->tables.layout, .sign = 1};
    ok = ok && (!options->is_counted ||
                count_writer_open(archive, &counts, &writer->counts, err));
    if (!ok) {
        archive_writer_close(writer);
        return false;
    }
    *out = writer;
    return true;
}

void
archive_writer_close(struct archive_writer *writer)
{
    if (!writer) {
        return;
    }
    for (size_t i = 0; writer->add_rows && i < writer->tables.slice_count; i++) {
        statement_finish(writer->add_rows[i]);
    }
    for (size_t t = 0; writer->rows && t < writer->tables.layout.table_count; t++) {
        free(writer->rows[t].cells);
        free(writer->rows[t].answers);
    }
    statement_finish(writer->add_comment);
    statement_finish(writer->add_other);
    count_writer_close(writer->counts);
    form_tables_finish(&writer->tables);
    free(writer->add_rows);
    free(writer->rows);
    free(writer);
}

static bool
write_comment(struct archive_writer *writer, const struct answer *answer,
              const struct answer *sealed, struct error *err)
{
    uint8_t id[16];
    comment_id(sealed->sealed.row_id, answer->value, id);
    writer->out->comments++;
    return statement_run(
        writer->add_comment, err, "iiiiibbt", ARCHIVE_OFFICE, writer->bundle,
        writer->position, (int64_t)answer->question, place_of(answer->instance), id,
        sizeof id, sealed->sealed.row_id, sizeof sealed->sealed.row_id, answer->value);
}

static bool
write_cell(struct archive_writer *writer, struct statement *statement, int at,
           const struct column *column, const struct cell *cell,
           const struct answer *answer, struct error *err)
{
    bool is_text = column_is_text(column->kind);
    switch (cell->state) {
    case CELL_EMPTY:
        if (is_text) {
            statement_set_text(statement, at, "");
        } else {
            statement_set_int64(statement, at, STORED_EMPTY);
        }
        return true;
    case CELL_NUMBER:
        statement_set_int64(statement, at, cell->number);
        return true;
    case CELL_TEXT:
        statement_set_text(statement, at, cell->text);
        return true;
    case CELL_OTHER:
        break;
    }
    statement_set_int64(statement, at, STORED_OTHER);
    return statement_run(writer->add_other, err, "iiiiit", ARCHIVE_OFFICE,
                         writer->bundle, writer->position, (int64_t)column->question,
                         place_of(answer->instance), cell->text);
}

static bool
set_head(struct archive_writer *writer, struct statement *statement, int at,
         const struct response_head *head, struct error *err)
{
    int64_t event, language;
    if (!term_number(&writer->terms, head->round, &writer->round, err) ||
        !term_number(&writer->terms, head->event, &event, err) ||
        !term_number(&writer->terms, head->language, &language, err)) {
        return false;
    }
    const int64_t values[SLICE_HEAD_COLUMNS] = {
        writer->round,
        event,
        language,
        (int64_t)head->half_day,
        head->clock_trusted,
        (int64_t)head->channel,
        (int64_t)head->duration,
        (int64_t)head->straight_line,
        head->complete,
        head->after_results,
        (int64_t)head->assisted,
        (int64_t)head->first_time,
        (int64_t)head->order_seed,
    };
    for (int i = 0; i < SLICE_HEAD_COLUMNS; i++) {
        statement_set_int64(statement, at + i, values[i]);
    }
    return true;
}

/* Writes the cells of a row into its slices; those without one get no row, except the
 * one with the head. */
static bool
write_row(struct archive_writer *writer, size_t table, const struct response_head *head,
          struct error *err)
{
    const struct open_row *row = &writer->rows[table];
    const struct form_table *of = &writer->tables.layout.tables[table];
    size_t at = 0, s = writer->tables.slice_of[table];
    bool ok = true;
    for (; ok && s < writer->tables.slice_count &&
           writer->tables.slices[s].table_index == table;
         s++) {
        const struct slice *slice = &writer->tables.slices[s];
        struct statement *statement = writer->add_rows[s];
        bool has_head = slice->answer_column > slice->key_columns;
        if (!has_head && (at == row->count ||
                          row->cells[at].column >= slice->first + slice->count)) {
            continue;
        }
        statement_set_int64(statement, 1, ARCHIVE_OFFICE);
        statement_set_int64(statement, 2, writer->bundle);
        statement_set_int64(statement, 3, writer->position);
        for (size_t i = 0; i < of->depth; i++) {
            statement_set_int64(statement, (int)i + 4, row->instance[i]);
        }
        ok = !has_head ||
             set_head(writer, statement, (int)slice->key_columns + 1, head, err);
        for (; ok && at < row->count &&
               row->cells[at].column < slice->first + slice->count;
             at++) {
            const struct cell *cell = &row->cells[at];
            size_t column = slice->answer_column + cell->column - slice->first;
            ok = write_cell(writer, statement, (int)column + 1,
                            &of->columns[cell->column], cell, row->answers[at], err);
        }
        ok = ok && statement_run_set(statement, err);
    }
    return ok;
}

static bool
end_row(struct archive_writer *writer, size_t table, struct error *err)
{
    struct open_row *row = &writer->rows[table];
    bool ok =
        row->count == 0 ||
        (write_row(writer, table, NULL, err) &&
         (!writer->counts || count_writer_row(writer->counts, table, row->instance[0],
                                              row->cells, row->count, err)));
    row->count = 0;
    return ok;
}

static void
add_cell(struct archive_writer *writer, size_t table, const struct answer *answer)
{
    struct open_row *row = &writer->rows[table];
    row->answers[row->count] = answer;
    row->cells[row->count++] = cell_of(&writer->tables.layout, answer);
}

/* Answers come in document order, so a row is whole when another instance begins. */
static bool
write_repeats(struct archive_writer *writer, const struct response *response,
              struct error *err)
{
    const struct layout *layout = &writer->tables.layout;
    bool ok = true;
    for (size_t i = 0; ok && i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        size_t table = layout->places[answer->question].table;
        struct open_row *row = &writer->rows[table];
        if (table == 0) {
            continue;
        }
        if (row->count > 0 &&
            memcmp(row->instance, answer->instance, sizeof row->instance) != 0) {
            ok = end_row(writer, table, err);
        }
        memcpy(row->instance, answer->instance, sizeof row->instance);
        add_cell(writer, table, answer);
    }
    for (size_t t = 1; ok && t < layout->table_count; t++) {
        ok = end_row(writer, t, err);
    }
    return ok;
}

static bool
write_texts(struct archive_writer *writer, const struct response *response,
            const struct response *sealed, struct error *err)
{
    const struct layout *layout = &writer->tables.layout;
    bool ok = true;
    for (size_t i = 0; ok && i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        const struct column_place *place = &layout->places[answer->question];
        ok = layout->tables[place->table].columns[place->column].kind !=
                 COLUMN_COMMENT ||
             answer->state != ANSWER_VALUE ||
             write_comment(writer, answer, &sealed->answers[i], err);
    }
    return ok;
}

bool
archive_writer_add(struct archive_writer *writer, size_t position,
                   const struct response *response, const struct response *sealed,
                   struct error *err)
{
    const struct layout *layout = &writer->tables.layout;
    struct open_row *row = &writer->rows[0];
    writer->position = (int64_t)position;
    row->count = 0;
    for (size_t i = 0; i < response->answer_count; i++) {
        if (layout->places[response->answers[i].question].table == 0) {
            add_cell(writer, 0, &response->answers[i]);
        }
    }
    if (!digest_add(writer->out->digest, position, response, err) ||
        !write_row(writer, 0, &response->head, err) ||
        (writer->counts &&
         !count_writer_response(writer->counts, writer->kiosk, writer->round,
                                &response->head, row->cells, row->count, err)) ||
        !write_repeats(writer, response, err) ||
        !write_texts(writer, response, sealed, err)) {
        return false;
    }
    writer->out->responses++;
    return true;
}

bool
archive_writer_end(struct archive_writer *writer, struct error *err)
{
    return !writer->counts || count_writer_flush(writer->counts, err);
}

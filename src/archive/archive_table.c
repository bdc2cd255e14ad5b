/* Counts how often each value was given to a question. */
#include "archive_parts.h"
#include "archive_schema.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 1000

/* A new cell at the end; NULL when memory ran out. The value is copied. */
static struct archive_cell *
add_cell(struct archive_table *table, const char *value, size_t size)
{
    struct archive_cell *cells =
        realloc(table->cells, (table->cell_count + 1) * sizeof *cells);
    if (!cells) {
        return NULL;
    }
    table->cells = cells;
    char *copy = malloc(size + 1);
    if (!copy) {
        return NULL;
    }
    memcpy(copy, value, size);
    copy[size] = '\0';
    cells[table->cell_count] = (struct archive_cell){.value = copy};
    return &cells[table->cell_count++];
}

static bool
count_row(struct archive_table *table, const struct question *question,
          const struct statement *row, struct error *err)
{
    enum counts_kind kind = (enum counts_kind)statement_int(row, 0);
    int64_t value = statement_int64(row, 1);
    uint32_t n = (uint32_t)statement_int64(row, 2);
    const char *text = statement_text(row, 3);
    struct archive_cell *cell = NULL;
    switch (kind) {
    case COUNTS_ANSWERED:
        table->answered += n;
        table->asked += n;
        return true;
    case COUNTS_EMPTY:
        table->empty += n;
        table->asked += n;
        return true;
    case COUNTS_PLACE:
        value /= (int64_t)question->choice_count;
        /* fall through */
    case COUNTS_CHOICE:
        if (value >= 0 && (uint64_t)value < question->choice_count) {
            table->cells[value].n += n;
        }
        return true;
    case COUNTS_TEXT:
        if (!text || table->cell_count >= CELLS_MAX) {
            return true; /* archive.h: values after the first 1,000 are not listed */
        }
        cell = add_cell(table, text, strlen(text));
        if (!cell) {
            return error_no_memory(err);
        }
        cell->n = n;
        return true;
    case COUNTS_BEFORE:
    case COUNTS_SHOWN:
    case COUNTS_MOST:
    case COUNTS_LEAST:
        break;
    }
    return true;
}

bool
archive_tabulate(struct archive *archive, const struct archive_form *form,
                 size_t question, int instance, struct archive_table *out,
                 struct error *err)
{
    if (question >= form->descriptor->question_count) {
        return error_set(err, ERROR_MISSING, "the form has no such question");
    }
    const struct question *asked = &form->descriptor->questions[question];
    struct archive_table table = {0};
    bool ok = true;
    for (size_t i = 0;
         ok && question_has_choices(asked->type) && i < asked->choice_count; i++) {
        ok = add_cell(&table, asked->choices[i], strlen(asked->choices[i])) ||
             error_no_memory(err);
    }
    struct statement *row = NULL;
    ok = ok && (row = database_prepare(
                    &archive->database, err,
                    "SELECT c.kind, c.value, sum(c.n), t.text FROM round r"
                    " JOIN counted c ON c.office = r.office AND c.form = r.form"
                    " AND c.round = r.round AND c.part = 0 AND c.member = 0"
                    " AND c.question = $3 AND ($4 < 0 OR c.instance = $4)"
                    " LEFT JOIN term t ON c.kind = $5 AND t.office = c.office"
                    " AND t.term = c.value "
                    "WHERE r.office = $1 AND r.form = $2"
                    " GROUP BY c.kind, c.value, t.text "
                    "ORDER BY CAST(t.text AS NUMERIC), t.text, c.value",
                    "iiiii", ARCHIVE_OFFICE, form->form, (int64_t)question,
                    (int64_t)instance, (int64_t)COUNTS_TEXT)) != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = count_row(&table, asked, row, err);
    }
    statement_finish(row);
    if (!ok) {
        archive_table_finish(&table);
        return false;
    }
    *out = table;
    return true;
}

void
archive_table_finish(struct archive_table *table)
{
    if (!table) {
        return;
    }
    for (size_t i = 0; i < table->cell_count; i++) {
        free(table->cells[i].value);
    }
    free(table->cells);
    *table = (struct archive_table){0};
}

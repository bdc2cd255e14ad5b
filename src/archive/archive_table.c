/* Counts how often each value was given to a question. */
#include "archive_parts.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 1000

static bool
has_choices(const struct question *question)
{
    return question->type == QUESTION_SELECT_ONE ||
           question->type == QUESTION_SELECT_MULTIPLE ||
           question->type == QUESTION_RANK;
}

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
count_word(struct archive_table *table, const struct question *question,
           const char *word, size_t size, uint32_t n, struct error *err)
{
    int choice =
        has_choices(question) ? question_find_choice(question, word, size) : -1;
    struct archive_cell *cell = choice >= 0 ? &table->cells[choice] : NULL;
    for (size_t i = 0; !cell && i < table->cell_count; i++) {
        if (strncmp(table->cells[i].value, word, size) == 0 &&
            table->cells[i].value[size] == '\0') {
            cell = &table->cells[i];
        }
    }
    if (!cell && table->cell_count >= CELLS_MAX) {
        return true; /* archive.h: values after the first 1,000 are not listed */
    }
    if (!cell) {
        cell = add_cell(table, word, size);
    }
    if (!cell) {
        return error_no_memory(err);
    }
    cell->n += n;
    return true;
}

static bool
count_value(struct archive_table *table, const struct question *question,
            const char *value, uint32_t n, struct error *err)
{
    if (question->type == QUESTION_TEXT) {
        return true;
    }
    if (question->type != QUESTION_SELECT_MULTIPLE && question->type != QUESTION_RANK) {
        return count_word(table, question, value, strlen(value), n, err);
    }
    for (const char *at = value; *at != '\0';) {
        size_t size = strcspn(at, " ");
        if (size > 0 && !count_word(table, question, at, size, n, err)) {
            return false;
        }
        at += size;
        at += strspn(at, " ");
    }
    return true;
}

static bool
count_rows(struct statement *row, const struct question *question,
           struct archive_table *table, struct error *err)
{
    for (;;) {
        enum statement_result result = statement_step(row, err);
        if (result == STATEMENT_FAILED) {
            return false;
        }
        if (result == STATEMENT_DONE) {
            return true;
        }
        enum answer_state state = (enum answer_state)statement_int(row, 0);
        const char *value = statement_text(row, 1);
        uint32_t n = (uint32_t)statement_int64(row, 2);
        table->asked += n;
        bool is_empty = state == ANSWER_EMPTY ||
                        (state == ANSWER_VALUE && (!value || value[0] == '\0'));
        if (is_empty) {
            table->empty += n;
            continue;
        }
        table->answered += n;
        if (state == ANSWER_VALUE && !count_value(table, question, value, n, err)) {
            return false;
        }
    }
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
    for (size_t i = 0; ok && has_choices(asked) && i < asked->choice_count; i++) {
        if (!add_cell(&table, asked->choices[i], strlen(asked->choices[i]))) {
            ok = error_no_memory(err);
        }
    }
    struct statement *row = NULL;
    int shift = 16 * (DESCRIPTOR_MAX_DEPTH - 1);
    int64_t first = instance < 0 ? 0 : (int64_t)instance << shift;
    int64_t last = instance < 0
                       ? INT64_MAX
                       : ((int64_t)instance << shift) | (((int64_t)1 << shift) - 1);
    ok = ok &&
         (row =
              database_prepare(&archive->database, err,
                               "SELECT a.state, a.value, count(*) "
                               "FROM answer a JOIN counted_response r USING (response) "
                               "WHERE a.question = ?1 AND r.form = ?2"
                               " AND a.place BETWEEN ?3 AND ?4 "
                               "GROUP BY a.state, a.value "
                               "ORDER BY CAST(a.value AS NUMERIC), a.value",
                               "iiii", (int64_t)question, form->form, first, last)) &&
         count_rows(row, asked, &table, err);
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

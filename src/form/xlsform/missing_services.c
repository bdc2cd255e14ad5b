/* missing_services: finds the services that the sheet choices lacks, and writes the
 * rows that `pack build --fix` adds there. */
#include "townline/missing_services.h"

#include "../workbook/csv_sheets.h"
#include "column_names.h"
#include "extra_sheets.h"

#include <stdlib.h>
#include <string.h>

struct missing_services {
    struct arena arena;
    size_t count, column_count;
    const char **names;
    const char **headings;
    const char **cells; /* row by row */
};

/* What stands in a column of the sheet choices for a service. */
static const char *
cell_of(const struct compiler *compiler, const struct table *services, size_t row,
        const char *list, const struct table_column *column)
{
    const struct column_key label = {.name = "label"};
    if (column->key.is_said || !column->is_known) {
        return "";
    }
    if (strcmp(column->key.name, "list_name") == 0) {
        return list;
    }
    if (strcmp(column->key.name, "name") == 0) {
        return table_cell(services, row, "name");
    }
    if (strcmp(column->key.name, "label") != 0) {
        return "";
    }
    size_t language = column->language < 0 ? 0 : (size_t)column->language;
    return language < compiler->languages.count
               ? table_words(services, row, label, language)
               : "";
}

static const char *
copy(struct missing_services *missing, const char *text)
{
    return arena_text(&missing->arena, text, strlen(text));
}

static bool
add(struct compiler *compiler, struct missing_services *missing,
    const struct table *services, size_t row, const char *list)
{
    const struct table *choices = &compiler->choices;
    const char **cells = missing->cells + missing->count * missing->column_count;
    bool ok = true;
    for (size_t i = 0; ok && i < missing->column_count; i++) {
        cells[i] =
            copy(missing, cell_of(compiler, services, row, list, &choices->columns[i]));
        ok = cells[i] != NULL;
    }
    missing->names[missing->count] = copy(missing, table_cell(services, row, "name"));
    ok = ok && missing->names[missing->count] != NULL;
    missing->count++;
    return ok || compiler_no_memory(compiler);
}

/* Sorts the rows of the services by name. */
static bool
index_rows(struct compiler *compiler, const struct table *services,
           struct name_index *out)
{
    *out = (struct name_index){NULL, 0, 0};
    for (size_t row = services->first_row; row < services->row_count; row++) {
        if (!name_index_add(out, &compiler->arena, NULL,
                            table_cell(services, row, "name"), NULL)) {
            return compiler_no_memory(compiler);
        }
    }
    name_index_sort(out);
    return true;
}

static bool
make_room(struct compiler *compiler, struct missing_services *missing, size_t rows)
{
    const struct table *choices = &compiler->choices;
    size_t columns = choices->column_count;
    missing->column_count = columns;
    missing->names = arena_take(&missing->arena, rows, sizeof(char *));
    missing->headings = arena_take(&missing->arena, columns, sizeof(char *));
    missing->cells = rows > 0 && columns > SIZE_MAX / sizeof(char *) / rows
                         ? NULL
                         : arena_take(&missing->arena, rows * columns, sizeof(char *));
    bool ok = missing->names && missing->headings && missing->cells != NULL;
    for (size_t i = 0; ok && i < columns; i++) {
        missing->headings[i] = copy(missing, choices->columns[i].written);
        ok = missing->headings[i] != NULL;
    }
    return ok || compiler_no_memory(compiler);
}

static bool
collect(struct compiler *compiler, struct missing_services *missing)
{
    struct table services;
    struct name_index rows;
    const struct choice_list *list = services_list(compiler);
    if (!list || !table_has(&compiler->choices, "list_name") ||
        !table_has(&compiler->choices, "name")) {
        return true;
    }
    if (!table_open(&services, compiler->workbook, "services", &service_columns,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    if (!services.sheet) {
        return true;
    }
    languages_bind(compiler, &services);
    if (!lost_cells_tell(compiler, &services)) {
        return false;
    }
    if (compiler->lost_count > 0) {
        return true; /* nobody can tell what is missing */
    }
    if (!make_room(compiler, missing, services.row_count)) {
        return false;
    }
    if (!index_rows(compiler, &services, &rows)) {
        return false;
    }
    for (size_t row = services.first_row; row < services.row_count; row++) {
        const char *name = table_cell(&services, row, "name");
        size_t size = strlen(name);
        const struct name_entry *first = name_index_find(&rows, NULL, name, size, NULL);
        if (is_valid_name(name) && !choices_find_item(compiler, list, name, size) &&
            first->order == row - services.first_row &&
            !add(compiler, missing, &services, row, list->name)) {
            return false;
        }
    }
    return true;
}

static bool
read_workbook(struct compiler *compiler, struct missing_services *missing)
{
    if (!table_open(&compiler->survey, compiler->workbook, "survey", &survey_columns,
                    &compiler->arena) ||
        !table_open(&compiler->choices, compiler->workbook, "choices", &choices_columns,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    if (!compiler->survey.sheet || !compiler->choices.sheet) {
        return true;
    }
    if (!lost_cells_tell(compiler, &compiler->survey) ||
        !lost_cells_tell(compiler, &compiler->choices)) {
        return false;
    }
    return settings_sheet_load(compiler) && languages_load(compiler) &&
           choices_load(compiler) && survey_load(compiler) &&
           collect(compiler, missing);
}

bool
missing_services_find(const struct workbook *workbook, struct missing_services **out,
                      struct error *err)
{
    static const struct xlsform_options none = {0};
    struct compiler compiler = {.workbook = workbook, .options = &none, .err = err};
    struct missing_services *missing = calloc(1, sizeof *missing);
    if (!missing) {
        return compiler_no_memory(&compiler);
    }
    arena_init(&missing->arena, COMPILER_MAX_MEMORY);
    arena_init(&compiler.arena, COMPILER_MAX_MEMORY);
    bool ok = diagnostics_create(&compiler.diagnostics, err) &&
              read_workbook(&compiler, missing);
    diagnostics_destroy(compiler.diagnostics);
    arena_finish(&compiler.arena);
    if (ok) {
        *out = missing;
    } else {
        missing_services_destroy(missing);
    }
    return ok;
}

void
missing_services_destroy(struct missing_services *missing)
{
    if (!missing) {
        return;
    }
    arena_finish(&missing->arena);
    free(missing);
}

size_t
missing_services_count(const struct missing_services *missing)
{
    return missing->count;
}

const char *
missing_services_name(const struct missing_services *missing, size_t index)
{
    return missing->names[index];
}

size_t
missing_services_columns(const struct missing_services *missing)
{
    return missing->column_count;
}

const char *
missing_services_heading(const struct missing_services *missing, size_t column)
{
    return missing->headings[column];
}

const char *
missing_services_cell(const struct missing_services *missing, size_t index,
                      size_t column)
{
    return missing->cells[index * missing->column_count + column];
}

static void
add_cell(struct buffer *out, char between, const char *text)
{
    const char signs[] = {'"', '\n', '\r', between, '\0'};
    bool is_quoted = strpbrk(text, signs) != NULL;
    if (is_quoted) {
        buffer_add(out, "\"", 1);
    }
    for (; *text != '\0'; text++) {
        buffer_add(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    }
    if (is_quoted) {
        buffer_add(out, "\"", 1);
    }
}

bool
missing_services_append(const struct missing_services *missing, const void *csv,
                        size_t size, struct buffer *out, struct error *err)
{
    const char *text = size == 0 ? "" : csv;
    const char *line = size == 0 ? NULL : memchr(text, '\n', size);
    bool is_dos = line && line > text && line[-1] == '\r';
    const char *ending = is_dos ? "\r\n" : "\n";
    const char between = csv_separator(text, text + size);
    buffer_add(out, text, size);
    if (size > 0 && text[size - 1] != '\n') {
        buffer_add(out, ending, strlen(ending));
    }
    for (size_t i = 0; i < missing->count; i++) {
        for (size_t j = 0; j < missing->column_count; j++) {
            buffer_add(out, &between, j > 0);
            add_cell(out, between, missing_services_cell(missing, i, j));
        }
        buffer_add(out, ending, strlen(ending));
    }
    return !out->failed ||
           error_set(err, ERROR_FULL, "the sheet choices would be too large");
}

/* sheet_builder: collects the cells of a sheet and makes a table of them. */
#include "workbook/sheet_builder.h"

#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

#define SHEET_NAME_MAX_BYTES 400 /* a spreadsheet allows 31 characters */
#define ERROR_TEXT_MAX 20

static bool
no_memory(struct error *err)
{
    return error_set(err, ERROR_FULL, "the workbook is too large to read");
}

bool
sheet_builder_init(struct sheet_builder *builder, struct diagnostics *diagnostics,
                   struct error *err)
{
    *builder = (struct sheet_builder){.diagnostics = diagnostics};
    builder->workbook = calloc(1, sizeof *builder->workbook);
    if (!builder->workbook) {
        return no_memory(err);
    }
    arena_init(&builder->workbook->arena, WORKBOOK_MAX_MEMORY);
    return true;
}

void
sheet_builder_finish(struct sheet_builder *builder)
{
    workbook_close(builder->workbook);
    free(builder->cells);
    *builder = (struct sheet_builder){0};
}

struct workbook *
sheet_builder_take(struct sheet_builder *builder)
{
    struct workbook *workbook = builder->workbook;
    builder->workbook = NULL;
    return workbook;
}

bool
sheet_builder_begin(struct sheet_builder *builder, const char *name, size_t size,
                    bool is_hidden, bool *is_new, struct error *err)
{
    struct workbook *workbook = builder->workbook;
    *is_new = true;
    if (workbook->sheet_count == WORKBOOK_MAX_SHEETS) {
        return error_set(err, ERROR_FULL, "the workbook has more than %d sheets",
                         WORKBOOK_MAX_SHEETS);
    }
    if (size > SHEET_NAME_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "a sheet's name is longer than %d bytes",
                         SHEET_NAME_MAX_BYTES);
    }
    builder->sheet = arena_text(&workbook->arena, name, size);
    if (!builder->sheet) {
        return no_memory(err);
    }
    if (!characters_are_clean(builder->sheet) || strlen(builder->sheet) != size) {
        return error_set(err, ERROR_INPUT,
                         "a sheet's name has letters that no program "
                         "can show; give it a plain name");
    }
    if (workbook_find_sheet(workbook, builder->sheet)) {
        *is_new = false;
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){builder->sheet, 0, 0},
                        "Rename one of them, or delete it",
                        "two sheets have this name");
        return true;
    }
    /* The sheet has its place now, so that error cells can point to it. It counts as
     * one of the workbook only after sheet_builder_end(). */
    workbook->sheets[workbook->sheet_count] =
        (struct sheet){.name = builder->sheet, .is_hidden = is_hidden};
    builder->count = 0;
    builder->heading_of = 0;
    builder->told_outside = builder->told_coding = false;
    return true;
}

static bool
is_control(char c)
{
    return ((unsigned char)c < ' ' && c != '\n' && c != '\t') || c == '\x7f';
}

/* How many bytes the space at the beginning of the text has; 0 when there is none.
 * Tabs, line breaks and control characters count as spaces. A non-breaking space has
 * two bytes. */
static size_t
space_size(const char *text, size_t left)
{
    if (left > 0 &&
        (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || is_control(text[0]))) {
        return 1;
    }
    return left > 1 && memcmp(text, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static void
trim(const char **text, size_t *size)
{
    for (size_t more; (more = space_size(*text, *size)) > 0;) {
        *text += more;
        *size -= more;
    }
    while (*size > 0) {
        const char *end = *text + *size;
        if (space_size(end - 1, 1) > 0) {
            *size -= 1;
        } else if (*size > 1 && space_size(end - 2, 2) == 2) {
            *size -= 2;
        } else {
            break;
        }
    }
}

/* Copies a text. Every kind of line break becomes a line feed, and a non-breaking space
 * becomes a space. Control characters are left out: no program shows them. */
static char *
copy_cell(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_take(arena, 1, size + 1);
    size_t at = 0;
    for (size_t i = 0; copy && i < size; i++) {
        char c = text[i];
        if (c == '\r' && i + 1 < size && text[i + 1] == '\n') {
            continue;
        }
        if (c == '\r' || c == '\v') {
            c = '\n';
        }
        if (c == '\xc2' && i + 1 < size && text[i + 1] == '\xa0') {
            c = ' ';
            i++;
        }
        bool is_second = c == '\xc2' && i + 1 < size &&
                         (unsigned char)text[i + 1] >= 0x80 &&
                         (unsigned char)text[i + 1] < 0xa0;
        i += is_second;
        if (is_second || is_control(c)) {
            continue;
        }
        copy[at++] = c;
    }
    return copy;
}

static void
tell(struct sheet_builder *builder, unsigned row, unsigned column, const char *what,
     const char *instead)
{
    diagnostics_add(builder->diagnostics, SEVERITY_ERROR,
                    (struct cell_place){builder->sheet, row + 1, column + 1}, instead,
                    "%s", what);
}

/* Whether the text is short enough and stands inside of the limits. If not, the author
 * is told. */
static bool
fits(struct sheet_builder *builder, unsigned row, unsigned column, size_t size)
{
    if (size > WORKBOOK_CELL_MAX_BYTES) {
        tell(builder, row, column, "the text is longer than a spreadsheet can hold",
             "Shorten it");
        return false;
    }
    if (row < WORKBOOK_MAX_ROWS && column < WORKBOOK_MAX_COLUMNS) {
        return true;
    }
    if (!builder->told_outside) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){builder->sheet, row + 1, column + 1},
                        "Delete what is there, or move it nearer",
                        "only %u rows and %u columns of a sheet are read",
                        WORKBOOK_MAX_ROWS, WORKBOOK_MAX_COLUMNS);
    }
    builder->told_outside = true;
    return false;
}

static bool
grow(struct sheet_builder *builder, struct error *err)
{
    if (builder->total + builder->count >= WORKBOOK_MAX_CELLS) {
        return error_set(err, ERROR_FULL, "the workbook has more than %zu filled cells",
                         WORKBOOK_MAX_CELLS);
    }
    if (builder->count < builder->capacity) {
        return true;
    }
    size_t capacity = builder->capacity == 0 ? 1024 : builder->capacity * 2;
    struct placed_cell *cells = realloc(builder->cells, capacity * sizeof *cells);
    if (!cells) {
        return no_memory(err);
    }
    builder->cells = cells;
    builder->capacity = capacity;
    return true;
}

static void
tell_coding(struct sheet_builder *builder, unsigned row, unsigned column)
{
    if (!builder->told_coding) {
        tell(builder, row, column,
             "this is not saved as UTF-8, so its letters are lost",
             "Save the sheet again with the file type \"CSV UTF-8\"");
    }
    builder->told_coding = true;
}

/* Whether the text is what a spreadsheet shows where a formula has no value. Such texts
 * also come from .csv files, and from values that were pasted. */
static bool
is_error_value(const char *text, size_t size)
{
    static const char *const values[] = {
        "#REF!", "#N/A",          "#NAME?",  "#DIV/0!", "#VALUE!", "#NULL!",
        "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!",  "#FIELD!", "#ERROR!"};
    for (size_t i = 0; size > 0 && text[0] == '#' && i < sizeof values / sizeof *values;
         i++) {
        if (strlen(values[i]) == size && memcmp(values[i], text, size) == 0) {
            return true;
        }
    }
    return size == 7 && memcmp(text, "Err:5", 5) == 0;
}

bool
sheet_builder_add_error(struct sheet_builder *builder, unsigned row, unsigned column,
                        const char *text, size_t size, struct error *err)
{
    struct workbook *workbook = builder->workbook;
    if (builder->total + builder->count + workbook->error_count >= WORKBOOK_MAX_CELLS) {
        return error_set(err, ERROR_FULL, "the workbook has more than %zu filled cells",
                         WORKBOOK_MAX_CELLS);
    }
    if (workbook->error_count == workbook->error_capacity) {
        size_t capacity = workbook->error_count == 0 ? 16 : workbook->error_count * 2;
        struct cell_error *errors =
            arena_take(&workbook->arena, capacity, sizeof *errors);
        if (!errors) {
            return no_memory(err);
        }
        if (workbook->error_count > 0) {
            memcpy(errors, workbook->errors, workbook->error_count * sizeof *errors);
        }
        workbook->errors = errors;
        workbook->error_capacity = capacity;
    }
    const char *copy = arena_text(&workbook->arena, text,
                                  size < ERROR_TEXT_MAX ? size : ERROR_TEXT_MAX);
    if (!copy) {
        return no_memory(err);
    }
    workbook->errors[workbook->error_count++] = (struct cell_error){
        &workbook->sheets[workbook->sheet_count], row, column, copy};
    return true;
}

bool
sheet_builder_add(struct sheet_builder *builder, unsigned row, unsigned column,
                  const char *text, size_t size, struct error *err)
{
    struct arena *arena = &builder->workbook->arena;
    if (size > WORKBOOK_MAX_MEMORY - builder->bytes) {
        return no_memory(err);
    }
    builder->bytes += size;
    trim(&text, &size);
    if (is_error_value(text, size)) {
        return sheet_builder_add_error(builder, row, column, text, size, err);
    }
    if (size == 0 || !fits(builder, row, column, size)) {
        return true;
    }
    if (!grow(builder, err)) {
        return false;
    }
    const char *copy = copy_cell(arena, text, size);
    if (!copy) {
        return no_memory(err);
    }
    if (!characters_are_clean(copy)) {
        tell_coding(builder, row, column);
        return true;
    }
    if (copy[0] == '\0') {
        return true;
    }
    if (builder->heading_of == 0) {
        builder->heading_of = (size_t)row + 1;
    }
    if (builder->heading_of == (size_t)row + 1) {
        diagnostics_name_column(builder->diagnostics, builder->sheet, column + 1, copy);
    }
    builder->cells[builder->count] =
        (struct placed_cell){row, column, builder->count, copy};
    builder->count++;
    return true;
}

static int
compare_places(const void *left, const void *right)
{
    const struct placed_cell *a = left, *b = right;
    if (a->row != b->row) {
        return a->row < b->row ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

/* Copies the cells of one row into `room`, from cell number `at` on. Gives the number
 * of the first cell of the next row. */
static size_t
fill_row(const struct sheet_builder *builder, size_t at, struct sheet_row *row,
         struct sheet_cell *room)
{
    unsigned number = builder->cells[at].row;
    row->cells = room;
    for (; at < builder->count && builder->cells[at].row == number; at++) {
        const struct placed_cell *cell = &builder->cells[at];
        if (row->count > 0 && room[row->count - 1].column == cell->column) {
            row->count--;
        }
        room[row->count++] = (struct sheet_cell){cell->column, cell->text};
    }
    return at;
}

static bool
fill_sheet(struct sheet_builder *builder, struct sheet *sheet, struct error *err)
{
    struct arena *arena = &builder->workbook->arena;
    if (builder->count > 0) {
        qsort(builder->cells, builder->count, sizeof *builder->cells, compare_places);
        sheet->row_count = (size_t)builder->cells[builder->count - 1].row + 1;
    }
    struct sheet_row *rows = arena_take(arena, sheet->row_count, sizeof *rows);
    struct sheet_cell *room = arena_take(arena, builder->count, sizeof *room);
    struct sheet_cells *cells = arena_take(arena, 1, sizeof *cells);
    if (!rows || !room || !cells) {
        return no_memory(err);
    }
    for (size_t at = 0; at < builder->count;) {
        struct sheet_row *row = &rows[builder->cells[at].row];
        at = fill_row(builder, at, row, room + at);
        size_t columns = (size_t)row->cells[row->count - 1].column + 1;
        if (columns > sheet->column_count) {
            sheet->column_count = columns;
        }
    }
    cells->rows = rows;
    sheet->cells = cells;
    return true;
}

bool
sheet_builder_end(struct sheet_builder *builder, struct error *err)
{
    struct workbook *workbook = builder->workbook;
    if (!fill_sheet(builder, &workbook->sheets[workbook->sheet_count], err)) {
        return false;
    }
    workbook->sheet_count++;
    builder->total += builder->count;
    return true;
}

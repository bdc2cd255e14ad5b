/* csv_sheets: reads the .csv files of a workbook, each of which is one sheet. */
#include "workbook/csv_sheets.h"
#include "workbook/sheet_builder.h"

#include <string.h>

struct csv_reader {
    struct sheet_builder *builder;
    const char *at, *end;
    char between; /* what stands between two cells: a comma, a semicolon or a tab */
    unsigned row, column;
    struct buffer cell;
    struct error *err;
};

char
csv_separator(const char *at, const char *end)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0}, best = 0;
    bool quoted = false;
    for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++) {
        const char *found = *at == '\0' ? NULL : strchr(separators, *at);
        quoted ^= *at == '"';
        if (!quoted && found) {
            counts[found - separators]++;
        }
    }
    for (size_t i = 1; i < 3; i++) {
        if (counts[i] > counts[best]) {
            best = i;
        }
    }
    return separators[best];
}

static bool
at_break(const struct csv_reader *reader)
{
    char c = *reader->at;
    return c == reader->between || c == '\n' || c == '\r';
}

/* Reads a quoted cell up to its closing quotation mark. The opening one was read
 * before. Two marks inside of it stand for one. */
static void
read_quoted(struct csv_reader *reader)
{
    while (reader->at < reader->end) {
        const char *mark = memchr(reader->at, '"', (size_t)(reader->end - reader->at));
        const char *stop = mark ? mark : reader->end;
        buffer_add(&reader->cell, reader->at, (size_t)(stop - reader->at));
        reader->at = stop;
        if (!mark) {
            break;
        }
        reader->at++;
        if (reader->at == reader->end || *reader->at != '"') {
            return;
        }
        buffer_add(&reader->cell, "\"", 1);
        reader->at++;
    }
    diagnostics_add(reader->builder->diagnostics, SEVERITY_ERROR,
                    (struct cell_place){reader->builder->sheet, reader->row + 1,
                                        reader->column + 1},
                    "Close it, or write two of them where one is meant",
                    "a quotation mark is opened here and never closed");
}

/* Reads one cell, and then the separator or the line break that ends it. */
static bool
read_cell(struct csv_reader *reader)
{
    buffer_clear(&reader->cell);
    if (*reader->at == '"') {
        reader->at++;
        read_quoted(reader);
    }
    const char *from = reader->at;
    while (reader->at < reader->end && !at_break(reader)) {
        reader->at++;
    }
    buffer_add(&reader->cell, from, (size_t)(reader->at - from));
    if (reader->cell.failed) {
        return error_set(reader->err, ERROR_FULL, "%s is too large to read",
                         reader->builder->sheet);
    }
    if (!sheet_builder_add(reader->builder, reader->row, reader->column,
                           (const char *)reader->cell.data, reader->cell.size,
                           reader->err)) {
        return false;
    }
    if (reader->at == reader->end) {
        return true;
    }
    char c = *reader->at++;
    if (c == reader->between) {
        reader->column++;
        return true;
    }
    if (c == '\r' && reader->at < reader->end && *reader->at == '\n') {
        reader->at++;
    }
    reader->column = 0;
    reader->row++;
    return true;
}

static size_t
name_size(const char *name)
{
    size_t size = strlen(name);
    if (size > 4 && name[size - 4] == '.' && (name[size - 3] | 0x20) == 'c' &&
        (name[size - 2] | 0x20) == 's' && (name[size - 1] | 0x20) == 'v') {
        size -= 4;
    }
    return size;
}

static bool
is_utf16(const struct csv_file *file)
{
    return file->size >= 2 && (memcmp(file->data, "\xff\xfe", 2) == 0 ||
                               memcmp(file->data, "\xfe\xff", 2) == 0);
}

static bool
read_file(struct sheet_builder *builder, const struct csv_file *file, struct error *err)
{
    struct csv_reader reader = {.builder = builder, .err = err};
    bool is_new;
    if (!sheet_builder_begin(builder, file->name, name_size(file->name), false, &is_new,
                             err)) {
        return error_prefix(err, "%s", file->name);
    }
    if (!is_new) {
        return true;
    }
    if (is_utf16(file)) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){builder->sheet, 0, 0},
                        "Save it again with the file type \"CSV UTF-8\"",
                        "the sheet is saved as \"Unicode text\" (UTF-16)");
        return sheet_builder_end(builder, err);
    }
    reader.at = file->size == 0 ? "" : file->data;
    reader.end = reader.at + file->size;
    if (file->size >= 3 && memcmp(reader.at, "\xef\xbb\xbf", 3) == 0) {
        reader.at += 3;
    }
    reader.between = csv_separator(reader.at, reader.end);
    buffer_init(&reader.cell, file->size);
    bool ok = true;
    while (ok && reader.at < reader.end) {
        ok = read_cell(&reader);
    }
    buffer_finish(&reader.cell);
    return ok && sheet_builder_end(builder, err);
}

bool
workbook_read_csv(const struct csv_file *files, size_t count,
                  struct diagnostics *diagnostics, struct workbook **out,
                  struct error *err)
{
    struct sheet_builder builder;
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        if (files[i].size > WORKBOOK_MAX_BYTES - size) {
            return error_set(err, ERROR_FULL,
                             "the sheets are larger than %zu MB together",
                             WORKBOOK_MAX_BYTES >> 20);
        }
        size += files[i].size;
    }
    if (count == 0) {
        return error_set(err, ERROR_INPUT,
                         "there are no .csv files; a form has at least survey.csv");
    }
    if (!sheet_builder_init(&builder, diagnostics, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = read_file(&builder, &files[i], err);
    }
    if (ok) {
        *out = sheet_builder_take(&builder);
    }
    sheet_builder_finish(&builder);
    return ok;
}

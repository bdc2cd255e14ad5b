/* xlsx_sheet: reads the cells of one sheet, as the texts that a spreadsheet shows. */
#include "townline/calendar.h"
#include "townline/characters.h"
#include "value.h"
#include "workbook/xlsx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct position {
    unsigned row, column; /* from 0 */
};

/* Reads the place of a cell, such as "AB12". When it is no such place, `out` is not
 * changed. */
static bool
read_reference(const char *text, struct position *out)
{
    unsigned column = 0, row = 0;
    size_t letters = 0, digits = 0;
    for (; *text >= 'A' && *text <= 'Z' && letters < 4; text++, letters++) {
        column = column * 26 + (unsigned)(*text - 'A') + 1;
    }
    for (; character_is_digit(*text) && digits < 8; text++, digits++) {
        row = row * 10 + (unsigned)(*text - '0');
    }
    if (*text != '\0' || letters == 0 || digits == 0 || row == 0) {
        return false;
    }
    *out = (struct position){row - 1, column - 1};
    return true;
}

static enum xlsx_style
style_of(const struct xlsx *xlsx, const struct xml_node *cell)
{
    const char *style = xml_attribute(cell, "s");
    unsigned long index = !style ? 0 : strtoul(style, NULL, 10);
    return index < xlsx->style_count ? xlsx->styles[index] : XLSX_PLAIN;
}

/* Writes a date that is stored as a number of days. Day 1 is 1900-01-01, and the count
 * has a 29 February 1900, a day that never was. Or day 0 is 1904-01-01. The time is
 * rounded to the nearest second. */
static void
add_date(const struct xlsx *xlsx, enum xlsx_style style, double number,
         struct buffer *out)
{
    double day = floor(number + 0.5 / 86400);
    long seconds = lround((number - day) * 86400);
    char text[CALENDAR_TEXT_BYTES] = "";
    double epoch = xlsx->begins_1904 ? -24107 : number < 60 ? -25568 : -25569;
    bool is_time = style == XLSX_TIME && day == 0;
    if (seconds < 0) {
        seconds = 0;
    }
    if (!is_time) {
        calendar_write(day + epoch, false, text);
        buffer_add(out, text, strlen(text));
    }
    if (is_time || (seconds > 0 && style != XLSX_DATE)) {
        buffer_add_format(out, "%s%02ld:%02ld:%02ld", is_time ? "" : "T",
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

#define FIRST_BEFORE_1904 (-695055) /* the first day of the year 1 */

/* Writes a number with fifteen digits, as spreadsheets do. A number such as 1E-3 is
 * written as 0.001, because expressions cannot read the other form. */
static void
add_number(const struct xlsx *xlsx, const struct xml_node *cell, const char *text,
           struct buffer *out)
{
    char *end;
    double number = strtod(text, &end);
    char shown[NUMBER_TEXT_BYTES];
    if (end == text || *end != '\0' || !isfinite(number)) {
        buffer_add(out, text, strlen(text));
        return;
    }
    enum xlsx_style style = style_of(xlsx, cell);
    double first = xlsx->begins_1904 ? FIRST_BEFORE_1904 : 0;
    if (style != XLSX_PLAIN && number >= first && number < 2958466) {
        add_date(xlsx, style, number, out);
        return;
    }
    snprintf(shown, sizeof shown, "%.15g", number);
    number_write(strtod(shown, NULL), shown);
    buffer_add(out, shown, strlen(shown));
}

static bool
add_shared(struct xlsx *xlsx, struct position at, const char *text)
{
    char *end;
    unsigned long index = strtoul(text, &end, 10);
    if (end == text || index >= xlsx->string_count) {
        diagnostics_add(
            xlsx->builder.diagnostics, SEVERITY_ERROR,
            (struct cell_place){xlsx->builder.sheet, at.row + 1, at.column + 1},
            "Open the workbook, write the cell again and save it",
            "the file does not hold the text of this cell");
        return true;
    }
    const struct xlsx_string *shared = &xlsx->strings[index];
    return sheet_builder_add(&xlsx->builder, at.row, at.column, shared->text,
                             shared->size, xlsx->err);
}

static bool
add_cell(struct xlsx *xlsx, const struct xml_node *cell, struct position at,
         struct arena *arena, struct buffer *out)
{
    const char *type = xml_attribute(cell, "t");
    const struct xml_node *value = xml_child(cell, "v");
    const char *text = !value ? "" : xml_text(value, arena);
    if (!text) {
        return xlsx_no_memory(xlsx);
    }
    buffer_clear(out);
    if (type && strcmp(type, "s") == 0) {
        return add_shared(xlsx, at, text);
    }
    if (type && strcmp(type, "e") == 0) {
        return sheet_builder_add_error(&xlsx->builder, at.row, at.column, text,
                                       strlen(text), xlsx->err);
    }
    if (type && strcmp(type, "inlineStr") == 0) {
        if (xml_child(cell, "is")) {
            xlsx_words(xml_child(cell, "is"), out);
        }
    } else if (type && strcmp(type, "b") == 0) {
        buffer_add_format(out, "%s", strcmp(text, "1") == 0 ? "TRUE" : "FALSE");
    } else if (!type || strcmp(type, "n") == 0) {
        if (text[0] != '\0') {
            add_number(xlsx, cell, text, out);
        }
    } else {
        buffer_add(
            out, text,
            strlen(text)); /* the text of a formula, or a date such as 2026-05-12 */
    }
    if (out->failed) {
        return xlsx_no_memory(xlsx);
    }
    return sheet_builder_add(&xlsx->builder, at.row, at.column,
                             !out->data ? "" : (const char *)out->data, out->size,
                             xlsx->err);
}

struct sheet_reader {
    struct xlsx *xlsx;
    struct position at;
    struct buffer text; /* of a cell */
};

/* Reads a row. A row or a cell need not say where it stands; then it stands right
 * behind the one before it. */
static bool
on_row(void *context, const struct xml_node *row, struct arena *arena,
       struct error *err)
{
    struct sheet_reader *reader = context;
    struct position *at = &reader->at;
    const char *number = xml_attribute(row, "r");
    unsigned long wanted = !number ? 0 : strtoul(number, NULL, 10);
    (void)err; /* the functions below set xlsx->err instead */
    if (wanted > 0 && wanted < 100000000) {
        at->row = (unsigned)wanted - 1;
    }
    at->column = 0;
    for (const struct xml_node *cell = xml_child(row, "c"); cell;
         cell = xml_next(cell, "c")) {
        const char *reference = xml_attribute(cell, "r");
        if (reference) {
            read_reference(reference, at);
        }
        if (!add_cell(reader->xlsx, cell, *at, arena, &reader->text)) {
            return false;
        }
        at->column++;
    }
    at->row++;
    return true;
}

bool
xlsx_read_sheet(struct xlsx *xlsx, const char *part)
{
    struct sheet_reader reader = {.xlsx = xlsx};
    buffer_init(&reader.text, WORKBOOK_MAX_UNPACKED_BYTES);
    bool ok = xlsx_read_each(xlsx, part, &(struct xml_parts){"row", on_row, &reader});
    buffer_finish(&reader.text);
    return ok;
}

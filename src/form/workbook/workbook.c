/* workbook: reading the sheets of a workbook once it is loaded. */
#include "townline/workbook.h"

#include "workbook/sheet_builder.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void
workbook_close(struct workbook *workbook)
{
    if (!workbook) {
        return;
    }
    arena_finish(&workbook->arena);
    free(workbook);
}

size_t
workbook_sheet_count(const struct workbook *workbook)
{
    return workbook->sheet_count;
}

const struct sheet *
workbook_sheet(const struct workbook *workbook, size_t index)
{
    assert(index < workbook->sheet_count);
    return &workbook->sheets[index];
}

static int
small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static size_t
trim_name(const char **name)
{
    *name += strspn(*name, " \t\r\n");
    size_t size = strlen(*name);
    while (size > 0 && strchr(" \t\r\n", (*name)[size - 1])) {
        size--;
    }
    return size;
}

static bool
is_same_name(const char *left, const char *right)
{
    size_t size = trim_name(&left);
    if (trim_name(&right) != size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (small_letter(left[i]) != small_letter(right[i])) {
            return false;
        }
    }
    return true;
}

const struct sheet *
workbook_find_sheet(const struct workbook *workbook, const char *name)
{
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        if (is_same_name(workbook->sheets[i].name, name)) {
            return &workbook->sheets[i];
        }
    }
    return NULL;
}

/* The first cell of the row in that column or further right. NULL when there is none.
 */
static const struct sheet_cell *
find_cell(const struct sheet *sheet, size_t row, size_t column)
{
    if (row >= sheet->row_count) {
        return NULL;
    }
    const struct sheet_row *in = &sheet->cells->rows[row];
    size_t low = 0, high = in->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (in->cells[middle].column < column) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < in->count ? &in->cells[low] : NULL;
}

const char *
sheet_text(const struct sheet *sheet, size_t row, size_t column)
{
    const struct sheet_cell *cell = find_cell(sheet, row, column);
    return cell && cell->column == column ? cell->text : "";
}

size_t
sheet_next_column(const struct sheet *sheet, size_t row, size_t column)
{
    const struct sheet_cell *cell = find_cell(sheet, row, column);
    return cell ? cell->column : SIZE_MAX;
}

size_t
workbook_error_count(const struct workbook *workbook)
{
    return workbook->error_count;
}

const struct cell_error *
workbook_error(const struct workbook *workbook, size_t index)
{
    return &workbook->errors[index];
}

/*
 * workbook: a spreadsheet's sheets as tables of text, read from the bytes of an .xlsx
 * file or of .csv files. What a program would show in a cell is the cell's text:
 * 12, 0.1, TRUE, 2026-05-12; a formula is its stored value. Immutable once read.
 *
 * All bytes are hostile: sizes are checked before anything is unpacked or allocated.
 * A file that is no workbook at all is refused with ERROR_INPUT. What is wrong with a
 * sheet (a quotation mark that is never closed, two sheets of one name) is told in the
 * diagnostics. A cell that shows an error value such as #REF! reads as empty and is
 * listed here: only the reader of the sheet knows whether it needs that cell.
 * Sources: ECMA-376 part 1, clause 18 (SpreadsheetML); RFC 4180 for CSV.
 */
#ifndef TOWNLINE_WORKBOOK_H
#define TOWNLINE_WORKBOOK_H

#include "townline/diagnostic.h"

#define WORKBOOK_MAX_BYTES ((size_t)16 << 20)
#define WORKBOOK_MAX_UNPACKED_BYTES ((size_t)64 << 20)
#define WORKBOOK_MAX_SHEETS 64
#define WORKBOOK_MAX_ROWS 20000u
#define WORKBOOK_MAX_COLUMNS 1000u
#define WORKBOOK_CELL_MAX_BYTES 32768

struct workbook;
bool workbook_read_xlsx(const void *data, size_t size, struct diagnostics *diagnostics,
                        struct workbook **out, struct error *err)
    __attribute__((warn_unused_result));

/* Each file is a sheet of its name without ".csv". UTF-8 with or without a byte order
 * mark; comma, semicolon or tab between cells, whichever the first line has most of. */
struct csv_file {
    const char *name; /* "survey.csv" */
    const void *data;
    size_t size;
};
bool workbook_read_csv(const struct csv_file *files, size_t count,
                       struct diagnostics *diagnostics, struct workbook **out,
                       struct error *err) __attribute__((warn_unused_result));
void workbook_close(struct workbook *workbook);

/* A sheet's rows are those of the spreadsheet, blank ones included, so that a row's
 * number is what its author sees. Borrowed from the workbook. */
struct sheet {
    const char *name; /* as written; is_hidden sheets are read too */
    bool is_hidden;
    size_t row_count, column_count;
    const struct sheet_cells *cells;
};
size_t workbook_sheet_count(const struct workbook *workbook);
const struct sheet *workbook_sheet(const struct workbook *workbook, size_t index);
/* By name, whatever its case and the spaces around it; NULL when there is none. */
const struct sheet *workbook_find_sheet(const struct workbook *workbook,
                                        const char *name);
/* The text of a cell, rows and columns from 0; "" when empty or outside. Spaces and
 * line breaks at both ends are gone; a non-breaking space is a space; the others are as
 * written. Of merged cells the first has the text. */
const char *sheet_text(const struct sheet *sheet, size_t row, size_t column);
/* The first column from `column` on that has text in this row; SIZE_MAX when there is
 * none. From 0 on it also says whether the row is empty. */
size_t sheet_next_column(const struct sheet *sheet, size_t row, size_t column);

/* A cell that shows an error value; rows and columns from 0. */
struct cell_error {
    const struct sheet *sheet;
    unsigned row, column;
    const char *text; /* "#REF!" */
};
size_t workbook_error_count(const struct workbook *workbook);
const struct cell_error *workbook_error(const struct workbook *workbook, size_t index);

#endif

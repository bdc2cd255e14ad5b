/*
 * workbook: the sheets of a spreadsheet as tables of text, read from the bytes of an
 * .xlsx file or of .csv files. The text of a cell is what a spreadsheet program would
 * show: 12, 0.1, TRUE, 2026-05-12; for a formula it is the stored value. A workbook
 * does not change once it is read.
 *
 * All bytes are hostile: sizes are checked before anything is unpacked or memory is
 * taken. A file that is no workbook is refused with ERROR_INPUT. What is wrong with a
 * sheet, such as a quotation mark that is never closed or two sheets with one name, is
 * told in the diagnostics. A cell with an error value such as #REF! reads as empty and
 * is listed here, since only the reader of the sheet knows whether it needs that cell.
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

/* Each file is a sheet with the file's name without ".csv". The text is UTF-8, with or
 * without a byte order mark. Cells are separated by comma, semicolon or tab, whichever
 * the first line has most of. */
struct csv_file {
    const char *name; /* "survey.csv" */
    const void *data;
    size_t size;
};
bool workbook_read_csv(const struct csv_file *files, size_t count,
                       struct diagnostics *diagnostics, struct workbook **out,
                       struct error *err) __attribute__((warn_unused_result));
void workbook_close(struct workbook *workbook);

/* The rows of a sheet are those of the spreadsheet, empty ones too, so that a row has
 * the number that its author sees. Borrowed from the workbook. */
struct sheet {
    const char *name; /* as it is written; hidden sheets are read too */
    bool is_hidden;
    size_t row_count, column_count;
    const struct sheet_cells *cells;
};
size_t workbook_sheet_count(const struct workbook *workbook);
const struct sheet *workbook_sheet(const struct workbook *workbook, size_t index);
/* Finds a sheet by its name, in any case and with any spaces around it; NULL when there
 * is none. */
const struct sheet *workbook_find_sheet(const struct workbook *workbook,
                                        const char *name);
/* The text of a cell; rows and columns count from 0. "" when it is empty or outside of
 * the sheet. Spaces and line breaks at both ends are taken off, and a non-breaking
 * space becomes a space. Of merged cells the first one has the text. */
const char *sheet_text(const struct sheet *sheet, size_t row, size_t column);
/* The first column from `column` on that has text in this row; SIZE_MAX when there is
 * none. Called with 0, it also tells whether the row is empty. */
size_t sheet_next_column(const struct sheet *sheet, size_t row, size_t column);

/* A cell with an error value. Rows and columns count from 0. */
struct cell_error {
    const struct sheet *sheet;
    unsigned row, column;
    const char *text; /* "#REF!" */
};
size_t workbook_error_count(const struct workbook *workbook);
const struct cell_error *workbook_error(const struct workbook *workbook, size_t index);

#endif

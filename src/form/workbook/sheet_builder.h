/*
 * sheet_builder: a workbook while it is being read. The readers of .xlsx and of .csv
 * add its cells here, in any order. Texts are cleaned as workbook.h promises, the
 * limits are held, and what cannot be read becomes a diagnostic.
 */
#ifndef TOWNLINE_SHEET_BUILDER_H
#define TOWNLINE_SHEET_BUILDER_H

#include "townline/arena.h"

#include "townline/workbook.h"

#define WORKBOOK_MAX_CELLS ((size_t)1000000) /* empty cells do not count */
#define WORKBOOK_MAX_MEMORY ((size_t)160 << 20)

struct sheet_cell {
    unsigned column; /* the first column is 0, as in sheet_text() */
    const char *text;
};
struct sheet_row {
    const struct sheet_cell *cells; /* sorted by column */
    size_t count;
};
struct sheet_cells {
    const struct sheet_row *rows; /* as many as the row_count of the sheet */
};

struct workbook {
    struct arena arena;
    struct sheet sheets[WORKBOOK_MAX_SHEETS];
    size_t sheet_count;
    struct cell_error *errors; /* in the arena, in the order of the file */
    size_t error_count, error_capacity;
};

struct placed_cell {
    unsigned row, column;
    size_t order; /* when a cell was given twice, the later text counts */
    const char *text;
};
struct sheet_builder {
    struct workbook *workbook;
    struct diagnostics *diagnostics; /* borrowed */
    const char *sheet;         /* the name of the sheet that is being read; else NULL */
    struct placed_cell *cells; /* owned */
    size_t count, capacity;
    size_t total; /* how many cells the finished sheets have */
    size_t bytes; /* the length of all texts that were added, also of those not kept */
    size_t heading_of; /* number of the row of headings, from 1; 0 before it was met */
    bool told_outside; /* each of these two faults is told once for a sheet */
    bool told_coding;
};

bool sheet_builder_init(struct sheet_builder *builder, struct diagnostics *diagnostics,
                        struct error *err);
/* Also closes the workbook, unless sheet_builder_take() gave it away before. */
void sheet_builder_finish(struct sheet_builder *builder);
struct workbook *sheet_builder_take(struct sheet_builder *builder);

/* Fails with ERROR_FULL when there are too many sheets. When a sheet of that name is
 * there already, the author is told and *is_new is false: then the caller skips this
 * sheet and does not call sheet_builder_end(). */
bool sheet_builder_begin(struct sheet_builder *builder, const char *name, size_t size,
                         bool is_hidden, bool *is_new, struct error *err);
/* The first row is 0, and so is the first column. */
bool sheet_builder_add(struct sheet_builder *builder, unsigned row, unsigned column,
                       const char *text, size_t size, struct error *err);
/* Adds a cell that shows an error value, such as #REF!, and has no text. */
bool sheet_builder_add_error(struct sheet_builder *builder, unsigned row,
                             unsigned column, const char *text, size_t size,
                             struct error *err);
bool sheet_builder_end(struct sheet_builder *builder, struct error *err);

#endif

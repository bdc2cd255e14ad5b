/*
 * sheet_builder: a workbook while it is being read, cell by cell in any order; what
 * both readers share. Texts are made what workbook.h promises of a cell, limits are
 * kept, and what cannot be read becomes a diagnostic.
 */
#ifndef TOWNLINE_SHEET_BUILDER_H
#define TOWNLINE_SHEET_BUILDER_H

#include "townline/arena.h"

#include "townline/workbook.h"

#define WORKBOOK_MAX_CELLS ((size_t)1000000) /* that are not empty */
#define WORKBOOK_MAX_MEMORY ((size_t)160 << 20)

struct sheet_cell {
    unsigned column; /* from 0, as in sheet_text */
    const char *text;
};
struct sheet_row {
    const struct sheet_cell *cells; /* by column */
    size_t count;
};
struct sheet_cells {
    const struct sheet_row *rows; /* row_count */
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
    size_t order; /* of two for one cell the later one counts */
    const char *text;
};
struct sheet_builder {
    struct workbook *workbook;
    struct diagnostics *diagnostics; /* borrowed */
    const char *sheet;               /* that is open; NULL */
    struct placed_cell *cells;       /* owned */
    size_t count, capacity;
    size_t total;      /* cells of the sheets before */
    size_t bytes;      /* of all texts that were added, kept or not */
    size_t heading_of; /* row whose cells are headings, counted from 1; 0: not met */
    bool told_outside; /* once a sheet */
    bool told_coding;
};

bool sheet_builder_init(struct sheet_builder *builder, struct diagnostics *diagnostics,
                        struct error *err);
/* Closes the workbook too, unless it was taken. */
void sheet_builder_finish(struct sheet_builder *builder);
struct workbook *sheet_builder_take(struct sheet_builder *builder);

/* False with ERROR_FULL above a limit. Of two sheets of one name the second is told and
 * `*is_new` is false: it has to be left out, and is not ended. */
bool sheet_builder_begin(struct sheet_builder *builder, const char *name, size_t size,
                         bool is_hidden, bool *is_new, struct error *err);
/* Rows and columns from 0. */
bool sheet_builder_add(struct sheet_builder *builder, unsigned row, unsigned column,
                       const char *text, size_t size, struct error *err);
/* A cell that shows an error value instead of a text. */
bool sheet_builder_add_error(struct sheet_builder *builder, unsigned row,
                             unsigned column, const char *text, size_t size,
                             struct error *err);
bool sheet_builder_end(struct sheet_builder *builder, struct error *err);

#endif

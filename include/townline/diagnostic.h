/*
 * diagnostic: what an author has to mend in a workbook, a form or a pack. All faults
 * are told at once, each with its place, what is wrong, and what to write instead. An
 * error stops the build, a warning does not, and a note only tells something ("12 texts
 * are not translated"). They are in the order of rows and columns within a sheet, and
 * sheets in the order in which they were first named. Texts are copied. A line break in
 * a text becomes a space, and a text above DIAGNOSTIC_TEXT_MAX_BYTES is cut. For one
 * thread.
 */
#ifndef TOWNLINE_DIAGNOSTIC_H
#define TOWNLINE_DIAGNOSTIC_H

#include "townline/buffer.h"
#include "townline/error.h"

#define DIAGNOSTIC_MAX 1000 /* then one more tells how many were left out */
#define DIAGNOSTIC_TEXT_MAX_BYTES 600

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diagnostic {
    enum severity severity;
    const char *sheet;   /* "survey"; "" when it is about the whole workbook */
    unsigned row;        /* as the spreadsheet counts, from 1; 0: the whole sheet */
    unsigned column;     /* from 1, shown as letters; 0: the whole row */
    const char *heading; /* of the column: "relevant"; "" when nobody told it */
    const char *what;    /* one sentence without a line break */
    const char *instead; /* what to write or do; "" when `what` says it */
};

struct diagnostics;
bool diagnostics_create(struct diagnostics **out, struct error *err)
    __attribute__((warn_unused_result));
void diagnostics_destroy(struct diagnostics *diagnostics);

struct cell_place {
    const char *sheet;
    unsigned row, column;
};
/* `instead` may be NULL. diagnostics_are_whole tells whether memory ran out. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity,
                     struct cell_place place, const char *instead, const char *what,
                     ...) __attribute__((format(printf, 5, 6)));
/* Tells the heading over a column, which is shown beside the column's letters. The
 * readers of workbooks call it for the first row of every sheet. */
void diagnostics_name_column(struct diagnostics *diagnostics, const char *sheet,
                             unsigned column, const char *heading);
/* Leaves out what is told about this cell from now on, since the fault that was just
 * told causes it. */
void diagnostics_hush(struct diagnostics *diagnostics, struct cell_place place);
size_t diagnostics_count(const struct diagnostics *diagnostics);
/* Those that were left out count too. */
size_t diagnostics_errors(const struct diagnostics *diagnostics);
const struct diagnostic *diagnostics_at(const struct diagnostics *diagnostics,
                                        size_t index);
bool diagnostics_are_whole(const struct diagnostics *diagnostics);

/* Adds one line without a line break to `out`: "survey, row 12, column D (relevant):
 * there is no question named "ag". Write ${age}." A full stop is added where one is
 * missing. The letters of columns go from A to XFD. */
void diagnostic_write(const struct diagnostic *diagnostic, struct buffer *out);
void diagnostic_column_letters(unsigned column, char letters[4]);

#endif

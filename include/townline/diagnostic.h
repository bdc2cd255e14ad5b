/*
 * diagnostic: what an author has to mend in a workbook, a form or a pack, all of it at
 * once: where it is, what is wrong, and what to write instead. An error stops the
 * build; a warning does not; a note only tells (12 texts are not translated). Kept by
 * row and column within a sheet, the sheets in the order in which they were first
 * named. Texts are copied; a line break in them becomes a space, and what is longer
 * than DIAGNOSTIC_TEXT_MAX_BYTES is cut. Not thread-safe.
 */
#ifndef TOWNLINE_DIAGNOSTIC_H
#define TOWNLINE_DIAGNOSTIC_H

#include "townline/buffer.h"
#include "townline/error.h"

#define DIAGNOSTIC_MAX 1000 /* then one more says how many were left out */
#define DIAGNOSTIC_TEXT_MAX_BYTES 600

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diagnostic {
    enum severity severity;
    const char *sheet;   /* "survey"; "" when it is about the whole */
    unsigned row;        /* as the spreadsheet counts, from 1; 0: the whole sheet */
    unsigned column;     /* from 1, shown as letters; 0: the whole row */
    const char *heading; /* of the column: "relevant"; "" when nobody told */
    const char *what;    /* one sentence, no line break */
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
/* `instead` may be NULL. Running out of memory is told by diagnostics_are_whole. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity,
                     struct cell_place place, const char *instead, const char *what,
                     ...) __attribute__((format(printf, 5, 6)));
/* The heading over a column, shown beside its letters; the workbook readers tell it of
 * every sheet's first row. */
void diagnostics_name_column(struct diagnostics *diagnostics, const char *sheet,
                             unsigned column, const char *heading);
/* What is told of this cell from now on is left out: the fault that was just told of it
 * is its cause. */
void diagnostics_hush(struct diagnostics *diagnostics, struct cell_place place);
size_t diagnostics_count(const struct diagnostics *diagnostics);
/* Those that were left out count too. */
size_t diagnostics_errors(const struct diagnostics *diagnostics);
const struct diagnostic *diagnostics_at(const struct diagnostics *diagnostics,
                                        size_t index);
bool diagnostics_are_whole(const struct diagnostics *diagnostics);

/* "survey, row 12, column D (relevant): there is no question named "ag". Write ${age}."
 * One line, no line break, added to `out`. A full stop is added where one is missing.
 * Column letters go A to XFD. */
void diagnostic_write(const struct diagnostic *diagnostic, struct buffer *out);
void diagnostic_column_letters(unsigned column, char letters[4]);

#endif

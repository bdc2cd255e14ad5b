/*
 * diagnostic: what an author has to mend in a workbook, a form or a pack, all of it at
 * once: where it is, what is wrong, and what to write instead. An error stops the
 * build; a warning does not; a note only tells (12 texts are not translated). Kept in
 * the order of sheet, row and column in which they are added. Texts are copied. Not
 * thread-safe.
 */
#ifndef TOWNLINE_DIAGNOSTIC_H
#define TOWNLINE_DIAGNOSTIC_H

#include "townline/buffer.h"
#include "townline/error.h"

#define DIAGNOSTIC_MAX 1000 /* then one says that there are more */

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diagnostic {
    enum severity severity;
    const char *sheet;   /* "survey"; "" when it is about the whole */
    unsigned row;        /* as the spreadsheet counts, from 1; 0: the whole sheet */
    unsigned column;     /* from 1, shown as letters; 0: the whole row */
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
size_t diagnostics_count(const struct diagnostics *diagnostics);
size_t diagnostics_errors(const struct diagnostics *diagnostics);
const struct diagnostic *diagnostics_at(const struct diagnostics *diagnostics,
                                        size_t index);
bool diagnostics_are_whole(const struct diagnostics *diagnostics);

/* "survey, row 12, column D (relevant): there is no question named "ag". Write ${age}."
 * One line, no line break, added to `out`. Column letters go A to XFD. */
void diagnostic_write(const struct diagnostic *diagnostic, struct buffer *out);
void diagnostic_column_letters(unsigned column, char letters[4]);

#endif

/*
 * archive_names: names of tables and columns, taken from a form that may be anything.
 */
#ifndef TOWNLINE_ARCHIVE_NAMES_H
#define TOWNLINE_ARCHIVE_NAMES_H

#include "archive_layout.h"

#define NAME_MAX_BYTES 64 /* PostgreSQL cuts longer ones; with the NUL */

/* A column is named like its question, the last part of its path. Where two of a table
 * are then alike, also in upper and lower case, or like a column of ours, it is the
 * whole path joined with "-"; and what is alike or too long then has its number behind
 * it. The names stand in the order of table->columns; the caller frees the array. */
bool names_of_columns(const struct layout *layout, const struct form_table *table,
                      char (**out)[NAME_MAX_BYTES], struct error *err)
    __attribute__((warn_unused_result));
/* The same for the repeats of a form. */
bool names_of_repeats(const struct descriptor *descriptor, char (**out)[NAME_MAX_BYTES],
                      struct error *err) __attribute__((warn_unused_result));

/* Adds a name in double quotes, or a text in single ones, as SQL has them. */
void add_quoted(struct buffer *out, const char *text, char quote);

#endif

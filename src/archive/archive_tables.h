/*
 * archive_tables: the tables in which the answers to one form lie, made when they are
 * needed for the first time, and the views by which people with SQL read them.
 *
 * A table of the layout is cut into *slices* of at most SLICE_COLUMNS questions, each a
 * table of the database. The first slice of table 0 has a row for each response, with
 * its head; all others have rows only where one of their questions was asked.
 */
#ifndef TOWNLINE_ARCHIVE_TABLES_H
#define TOWNLINE_ARCHIVE_TABLES_H

#include "archive_layout.h"
#include "archive_parts.h"

#define SLICE_COLUMNS 200
#define SLICE_HEAD_COLUMNS 13 /* of a response, behind the key */

/* What the column of an answer holds besides a value; NULL: not asked. */
#define STORED_EMPTY (-1) /* a number: asked and left empty; "" of a text */
#define STORED_OTHER (-2) /* a number: the value lies in other_value */

struct slice {
    const struct form_table *table;
    size_t table_index, first, count; /* columns of the table */
    /* columns before the first answer: the key, and the head of a response */
    size_t key_columns, answer_column;
    char name[48];
};
struct form_tables {
    struct layout layout;
    struct slice *slices; /* owned; by table, then by first column */
    size_t slice_count;
    size_t *slice_of; /* owned; of each table its first */
};
/* form_tables_finish also after it failed. */
bool form_tables_init(struct form_tables *tables, int64_t form,
                      const struct descriptor *descriptor, struct error *err)
    __attribute__((warn_unused_result));
void form_tables_finish(struct form_tables *tables);

/* Makes the tables, views and lists of a form, inside the caller's transaction. */
bool form_tables_create(struct archive *archive, int64_t form,
                        const struct descriptor *descriptor, struct error *err)
    __attribute__((warn_unused_result));

/* The columns are numbers in all kinds but these. */
bool column_is_text(enum column_kind kind);

#endif

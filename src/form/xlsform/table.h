/*
 * table: a sheet with the meaning of its columns, read from its first row:
 * `label::Español (es)` is the label in that language. Names are folded (case, spaces,
 * old names) as other XLSForm compilers do. `say::Español (es)` is what is spoken in
 * place of the label, `say::today::Español (es)` or `say_today::Español (es)` of
 * another column.
 */
#ifndef TOWNLINE_TABLE_H
#define TOWNLINE_TABLE_H

#include "townline/arena.h"

#include "townline/workbook.h"

#define LANGUAGES_MAX 32
#define LANGUAGE_NONE (-1)

/* The default is the first. */
struct languages {
    const char *names[LANGUAGES_MAX]; /* "Español (es)" */
    size_t count;
    bool are_named; /* some column says its language; else texts are written plainly */
    bool is_default_plain; /* no column names the default one */
};
/* Whatever its case and spacing; -1 when there is none. */
int languages_find(const struct languages *languages, const char *name);

/* Another way to write a column's name. */
struct column_alias {
    const char *written, *name;
};
/* How the columns of a sheet are called; all arrays end with a NULL. */
struct column_rules {
    const struct column_alias
        *aliases;                  /* may be NULL; written in lower case with "_" */
    const char *const *names;      /* those that are known */
    const char *const *translated; /* of them those with languages; NULL: all */
    const char *key; /* the one without which no row means anything; NULL: none */
};

/* Whose attribute a column is, as bind::odk:length is one of the bind. */
enum column_part { PART_NONE, PART_BIND, PART_CONTROL, PART_INSTANCE, PART_FORM };

struct column_key {
    const char *name;
    bool is_said;
};
struct table_column {
    struct column_key key;
    const char *written;
    const char *language_name; /* "" when it has none */
    int language;              /* LANGUAGE_NONE: of none, so of the default one */
    bool is_known;
    enum column_part part;
    const char *attribute; /* its name; NULL for PART_NONE */
    bool is_left_out;      /* no form can have this attribute */
};
struct table {
    const struct sheet
        *sheet; /* NULL: the workbook has no such sheet, or a blank one */
    const char *name;
    struct table_column *columns; /* beside the sheet's columns */
    size_t column_count;
    size_t *by_key;   /* the columns in the order of their names, see table_sort() */
    size_t first_row; /* the one below the header, from 0 */
    size_t row_count; /* of the sheet */
};

/* False when memory is out. `language` is left at LANGUAGE_NONE. */
bool table_open(struct table *table, const struct workbook *workbook, const char *name,
                const struct column_rules *rules, struct arena *arena)
    __attribute__((warn_unused_result));

/* After the languages of its columns have changed. */
void table_sort(struct table *table);
/* The column's index, or -1; `language` LANGUAGE_NONE: the one without a language. */
int table_column(const struct table *table, struct column_key key, int language);
bool table_has(const struct table *table, const char *name); /* in any language */
/* The same of the first `size` bytes. */
bool table_has_name(const struct table *table, const char *name, size_t size);
/* "" when there is no such column. Rows are counted from 0, as in the sheet. */
const char *table_cell(const struct table *table, size_t row, const char *name);
/* In a language: of the column that names it; for the default language (0) also of the
 * column without one. */
const char *table_words(const struct table *table, size_t row, struct column_key key,
                        size_t language);
bool table_row_is_empty(const struct table *table, size_t row);
struct cell_place table_place(const struct table *table, size_t row, const char *name);
struct cell_place table_words_place(const struct table *table, size_t row,
                                    struct column_key key, size_t language);

#endif

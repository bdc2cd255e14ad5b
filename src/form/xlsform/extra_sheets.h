/* extra_sheets: the rows of services, stories, events and county; and what must hold
 * between them and the survey (services_checks.c,
 * sharing_checks.c, county_checks.c). */
#ifndef TOWNLINE_EXTRA_SHEETS_H
#define TOWNLINE_EXTRA_SHEETS_H

#include "compiler.h"

struct extra_row {
    const char *name; /* its code, or where it has none its number */
    const struct table *table;
    size_t row; /* of the sheet, from 0 */
};
/* The words of the row in a column and language, "" when the cell is empty or there is
 * no such column; and where the cell is, for a message. A column that is not translated
 * has language 0. */
const char *extra_row_words(const struct extra_row *row, const char *column,
                            size_t language);
struct cell_place extra_row_place(const struct extra_row *row, const char *column,
                                  size_t language);

struct rows {
    struct table table;
    struct extra_row *list; /* in the arena */
    size_t count;
    struct name_index names; /* of the rows in the list */
};

/* False when memory is out. */
bool services_check(struct compiler *compiler, const struct rows *services);
/* Both sides of sharing, sentences of a service's own, places that would close. */
void sharing_check(struct compiler *compiler, const struct rows *services);
void stories_check(struct compiler *compiler, const struct rows *stories,
                   const struct rows *services);
struct tags;
/* kiosk_words_sheet: its rows as elements of the instance. */
bool kiosk_words_write(struct compiler *compiler, struct tags *tags, struct rows *rows);
void county_check(struct compiler *compiler, const struct rows *county);
/* A name that stands in two rows. */
void rows_check_names(struct compiler *compiler, const struct rows *rows);

extern const struct column_rules service_columns;

/* The list that residents choose services from; NULL when there is no such question. */
const struct choice_list *services_list(const struct compiler *compiler);

#endif

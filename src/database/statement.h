/*
 * statement: what a statement holds, for this folder alone.
 */
#ifndef TOWNLINE_STATEMENT_H
#define TOWNLINE_STATEMENT_H

#include "townline/database.h"

#include <stdarg.h>

struct statement {
    struct sqlite3_stmt *handle;
    struct database *database;
    const char *sql; /* when it is kept: the caller's literal */
    /* is_kept: in the database's table; lent: somebody steps through it */
    bool is_kept, lent;
    bool unset; /* a value could not be set, so it is not to be run */
};

/* Whether values are copied, or last until the statement is bound again. */
enum statement_values { VALUES_COPIED, VALUES_BORROWED };
bool statement_bind_with(struct statement *statement, struct error *err,
                         enum statement_values how, const char *bind, va_list values);

#endif

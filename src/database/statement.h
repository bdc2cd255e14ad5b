/*
 * statement: what a statement is inside this folder.
 */
#ifndef TOWNLINE_STATEMENT_H
#define TOWNLINE_STATEMENT_H

#include "townline/database.h"

#include <stdarg.h>

struct statement {
    struct sqlite3_stmt *handle;
    struct database *database;
    const char *sql;    /* of a kept one: the caller's literal */
    bool is_kept, lent; /* kept: in the database's table, lent: somebody steps it */
};

/* Are the values copied, or do they last until the statement is bound again? */
enum statement_values { VALUES_COPIED, VALUES_BORROWED };
bool statement_bind_with(struct statement *statement, struct error *err,
                         enum statement_values how, const char *bind, va_list values);

#endif

/* statement: binds the values of a statement, steps through its rows and reads them. */
#include "statement.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
statement_bind_with(struct statement *statement, struct error *err,
                    enum statement_values how, const char *bind, va_list values)
{
    sqlite3_stmt *handle = statement->handle;
    sqlite3_destructor_type keep =
        how == VALUES_COPIED ? SQLITE_TRANSIENT : SQLITE_STATIC;
    int result = SQLITE_OK;
    for (int at = 1; *bind && result == SQLITE_OK; bind++, at++) {
        if (*bind == 'i') {
            result = sqlite3_bind_int64(handle, at, va_arg(values, int64_t));
        } else if (*bind == 't') {
            result =
                sqlite3_bind_text(handle, at, va_arg(values, const char *), -1, keep);
        } else if (*bind == 'b') {
            const void *bytes = va_arg(values, const void *);
            size_t size = va_arg(values, size_t);
            result = sqlite3_bind_blob64(handle, at, bytes, size, keep);
        } else {
            result = sqlite3_bind_null(handle, at);
        }
    }
    return result == SQLITE_OK || database_failed(statement->database, err);
}

bool
statement_bind(struct statement *statement, struct error *err, const char *bind, ...)
{
    va_list values;
    sqlite3_reset(statement->handle);
    va_start(values, bind);
    bool ok = statement_bind_with(statement, err, VALUES_COPIED, bind, values);
    va_end(values);
    return ok;
}

void
statement_reset(struct statement *statement)
{
    sqlite3_reset(statement->handle);
}

enum statement_result
statement_step(struct statement *statement, struct error *err)
{
    int result = sqlite3_step(statement->handle);
    if (result == SQLITE_ROW) {
        return STATEMENT_ROW;
    }
    if (result == SQLITE_DONE) {
        return STATEMENT_DONE;
    }
    database_failed(statement->database, err);
    return STATEMENT_FAILED;
}

bool
statement_run(struct statement *statement, struct error *err, const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    bool ok = statement_bind_with(statement, err, VALUES_BORROWED, bind, values);
    va_end(values);
    ok = ok && statement_step(statement, err) != STATEMENT_FAILED;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    return ok;
}

void
statement_set_int64(struct statement *statement, int column, int64_t value)
{
    statement->unset |=
        sqlite3_bind_int64(statement->handle, column, value) != SQLITE_OK;
}

void
statement_set_text(struct statement *statement, int column, const char *value)
{
    statement->unset |= sqlite3_bind_text(statement->handle, column, value, -1,
                                          SQLITE_STATIC) != SQLITE_OK;
}

void
statement_set_blob(struct statement *statement, int column, const void *bytes,
                   size_t size)
{
    statement->unset |= sqlite3_bind_blob64(statement->handle, column, bytes, size,
                                            SQLITE_STATIC) != SQLITE_OK;
}

bool
statement_run_set(struct statement *statement, struct error *err)
{
    bool ok = !statement->unset || database_failed(statement->database, err);
    ok = ok && statement_step(statement, err) != STATEMENT_FAILED;
    statement->unset = false;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    return ok;
}

void
statement_finish(struct statement *statement)
{
    if (!statement) {
        return;
    }
    if (statement->is_kept) {
        sqlite3_reset(statement->handle);
        sqlite3_clear_bindings(statement->handle);
        statement->lent = false;
        return;
    }
    sqlite3_finalize(statement->handle);
    free(statement);
}

int64_t
statement_int64(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

int
statement_int(const struct statement *statement, int column)
{
    return sqlite3_column_int(statement->handle, column);
}

bool
statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

enum statement_type
statement_type(const struct statement *statement, int column)
{
    return (enum statement_type)sqlite3_column_type(statement->handle, column);
}

int
statement_column_count(const struct statement *statement)
{
    return sqlite3_column_count(statement->handle);
}

const char *
statement_text(const struct statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->handle, column);
}

const void *
statement_blob(const struct statement *statement, int column)
{
    return sqlite3_column_blob(statement->handle, column);
}

size_t
statement_size(const struct statement *statement, int column)
{
    return (size_t)sqlite3_column_bytes(statement->handle, column);
}

bool
statement_bytes(const struct statement *statement, int column, void *out, size_t size,
                struct error *err)
{
    const struct database *database = statement->database;
    const void *bytes = statement_blob(statement, column);
    if (!bytes || statement_size(statement, column) != size) {
        return database->owner->explain(database, DATABASE_FAULT_WRONG_LENGTH, 0,
                                        "a field has a wrong length", err);
    }
    memcpy(out, bytes, size);
    return true;
}

void
statement_copy_text(const struct statement *statement, int column, char *out,
                    size_t size)
{
    const char *text = statement_text(statement, column);
    snprintf(out, size, "%s", text ? text : "");
}

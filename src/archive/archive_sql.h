/*
 * archive_sql: the little of SQLite that this layer needs, with our errors. Values are
 * bound by a format of one letter each: i an int64_t, s a string (NULL is NULL), b a
 * pointer and a size_t (NULL is NULL). Strings and bytes are borrowed until the
 * statement is finished.
 */
#ifndef TOWNLINE_ARCHIVE_SQL_H
#define TOWNLINE_ARCHIVE_SQL_H

#include "townline/error.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* What a database file is: `steps` are its migrations, each a script that raises
 * user_version by one. `name` is used in errors: "an archive". */
struct sql_kind {
    const char *name;
    int32_t application_id;
    const char *const *steps;
    int step_count;
};
bool sql_open(const struct sql_kind *kind, const char *path, bool create, sqlite3 **out,
              struct error *err) __attribute__((warn_unused_result));

/* Sets the error that the database is in; returns false. */
bool sql_failed(sqlite3 *db, struct error *err);

bool sql_script(sqlite3 *db, const char *text, struct error *err)
    __attribute__((warn_unused_result));
/* One statement run to its end, without looking at rows. */
bool sql_run(sqlite3 *db, struct error *err, const char *text, const char *format, ...)
    __attribute__((warn_unused_result));
/* A statement to be stepped; sqlite3_finalize frees it. */
bool sql_query(sqlite3 *db, sqlite3_stmt **out, struct error *err, const char *text,
               const char *format, ...) __attribute__((warn_unused_result));
/* Binds again and runs a prepared statement that gives no rows. */
bool sql_again(sqlite3_stmt *statement, struct error *err, const char *format, ...)
    __attribute__((warn_unused_result));
/* *row_out is false after the last row. */
bool sql_step(sqlite3_stmt *statement, bool *row_out, struct error *err)
    __attribute__((warn_unused_result));
/* The first column of the first row, or `otherwise` when there is no row. */
bool sql_number(sqlite3 *db, int64_t otherwise, int64_t *out, struct error *err,
                const char *text, const char *format, ...)
    __attribute__((warn_unused_result));

/* All rows of a statement as an array of items, each made by `read` from zeroed memory;
 * finishes the statement. `items` is the caller's to free, also when it failed: then
 * `count` of them are whole. */
struct sql_rows {
    void *items;
    size_t count;
};
typedef bool sql_read_row(sqlite3_stmt *row, void *item, struct error *err);
bool sql_read_rows(sqlite3_stmt *statement, size_t item_size, sql_read_row *read,
                   struct sql_rows *out, struct error *err)
    __attribute__((warn_unused_result));

/* A column of a fixed size in bytes; false (ERROR_INPUT) when it has another. */
bool sql_bytes(sqlite3_stmt *statement, int column, void *out, size_t size,
               struct error *err) __attribute__((warn_unused_result));
/* A text column cut to `size` bytes with its NUL; NULL is "". */
void sql_text(sqlite3_stmt *statement, int column, char *out, size_t size);

/* BEGIN IMMEDIATE; sql_end commits when `good` and rolls back when not, and returns
 * whether the whole is durable. */
bool sql_begin(sqlite3 *db, struct error *err) __attribute__((warn_unused_result));
bool sql_end(sqlite3 *db, bool good, struct error *err)
    __attribute__((warn_unused_result));

#endif

#include "archive_sql.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUSY_WAIT_MS 5000

bool
sql_failed(sqlite3 *db, struct error *err)
{
    const char *detail = sqlite3_errmsg(db);
    switch (sqlite3_errcode(db) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, ERROR_BUSY,
                         "another program is writing to this file; try again when it "
                         "has finished");
    case SQLITE_FULL:
        return error_set(err, ERROR_FULL, "the disk is full; make room and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_set(err, ERROR_SYSTEM,
                         "the file or its folder cannot be written to; check that it "
                         "is not write-protected");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return error_set(err, ERROR_INPUT, "the file is damaged or no database (%s)",
                         detail);
    case SQLITE_ERROR: /* our statements are right, so the tables are not ours */
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_FORMAT:
        return error_set(err, ERROR_INPUT, "the file is damaged (%s)", detail);
    case SQLITE_NOMEM:
        return error_set(err, ERROR_FULL, "out of memory");
    case SQLITE_CONSTRAINT:
        return error_set(err, ERROR_INPUT, "the entries contradict each other (%s)",
                         detail);
    default:
        return error_set(err, ERROR_SYSTEM, "the database could not be used (%s)",
                         detail);
    }
}

static bool
bind(sqlite3_stmt *statement, const char *format, va_list values, struct error *err)
{
    for (int i = 1; *format != '\0'; format++, i++) {
        int result = SQLITE_OK;
        if (*format == 'i') {
            result = sqlite3_bind_int64(statement, i, va_arg(values, int64_t));
        } else if (*format == 's') {
            result = sqlite3_bind_text(statement, i, va_arg(values, const char *), -1,
                                       SQLITE_STATIC);
        } else {
            const void *bytes = va_arg(values, const void *);
            size_t size = va_arg(values, size_t);
            result =
                sqlite3_bind_blob64(statement, i, bytes, (sqlite3_uint64)size, NULL);
        }
        if (result != SQLITE_OK)
            return sql_failed(sqlite3_db_handle(statement), err);
    }
    return true;
}

static bool
prepare(sqlite3 *db, sqlite3_stmt **out, struct error *err, const char *text,
        const char *format, va_list values)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK)
        return sql_failed(db, err);
    if (!bind(statement, format, values, err)) {
        sqlite3_finalize(statement);
        return false;
    }
    *out = statement;
    return true;
}

bool
sql_script(sqlite3 *db, const char *text, struct error *err)
{
    return sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK || sql_failed(db, err);
}

bool
sql_query(sqlite3 *db, sqlite3_stmt **out, struct error *err, const char *text,
          const char *format, ...)
{
    va_list values;
    va_start(values, format);
    bool good = prepare(db, out, err, text, format, values);
    va_end(values);
    return good;
}

bool
sql_step(sqlite3_stmt *statement, bool *row_out, struct error *err)
{
    int result = sqlite3_step(statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        return sql_failed(sqlite3_db_handle(statement), err);
    *row_out = result == SQLITE_ROW;
    return true;
}

bool
sql_run(sqlite3 *db, struct error *err, const char *text, const char *format, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    va_start(values, format);
    bool good = prepare(db, &statement, err, text, format, values);
    va_end(values);
    for (bool row = true; good && row;)
        good = sql_step(statement, &row, err);
    sqlite3_finalize(statement);
    return good;
}

bool
sql_again(sqlite3_stmt *statement, struct error *err, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    bool good = bind(statement, format, values, err);
    va_end(values);
    bool row = false;
    good = good && sql_step(statement, &row, err);
    sqlite3_reset(statement);
    return good;
}

bool
sql_number(sqlite3 *db, int64_t otherwise, int64_t *out, struct error *err,
           const char *text, const char *format, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    va_start(values, format);
    bool good = prepare(db, &statement, err, text, format, values);
    va_end(values);
    bool row = false;
    good = good && sql_step(statement, &row, err);
    if (good)
        *out = row ? sqlite3_column_int64(statement, 0) : otherwise;
    sqlite3_finalize(statement);
    return good;
}

static void *
next_item(struct sql_rows *rows, size_t *capacity, size_t item_size)
{
    if (rows->count == *capacity) {
        size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
        void *grown = realloc(rows->items, wanted * item_size);
        if (grown == NULL)
            return NULL;
        rows->items = grown;
        *capacity = wanted;
    }
    return memset((char *)rows->items + rows->count * item_size, 0, item_size);
}

bool
sql_read_rows(sqlite3_stmt *statement, size_t item_size, sql_read_row *read,
              struct sql_rows *out, struct error *err)
{
    size_t capacity = 0;
    bool more = false;
    *out = (struct sql_rows){0};
    bool good = sql_step(statement, &more, err);
    while (good && more) {
        void *item = next_item(out, &capacity, item_size);
        good = item == NULL ? error_set(err, ERROR_FULL, "out of memory")
                            : read(statement, item, err);
        out->count += good;
        good = good && sql_step(statement, &more, err);
    }
    sqlite3_finalize(statement);
    return good;
}

bool
sql_bytes(sqlite3_stmt *statement, int column, void *out, size_t size,
          struct error *err)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    if (bytes == NULL || (size_t)sqlite3_column_bytes(statement, column) != size)
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: a key or id has the wrong length");
    memcpy(out, bytes, size);
    return true;
}

void
sql_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    snprintf(out, size, "%s", text == NULL ? "" : text);
}

bool
sql_begin(sqlite3 *db, struct error *err)
{
    return sql_script(db, "BEGIN IMMEDIATE", err);
}

bool
sql_end(sqlite3 *db, bool good, struct error *err)
{
    if (good && sql_script(db, "COMMIT", err))
        return true;
    /* SQLite has already rolled back after some errors; then this does nothing. */
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* Brings the file to the newest version, or finds out that it is not of this kind. */
static bool
migrate(sqlite3 *db, const struct sql_kind *kind, bool create, struct error *err)
{
    int64_t application_id = 0, version = 0, tables = 0;
    if (!sql_number(db, 0, &application_id, err, "PRAGMA application_id", "") ||
        !sql_number(db, 0, &version, err, "PRAGMA user_version", "") ||
        !sql_number(db, 0, &tables, err, "SELECT count(*) FROM sqlite_schema", ""))
        return false;
    bool is_new = application_id == 0 && version == 0 && tables == 0;
    if (is_new && !create)
        return error_set(err, ERROR_INPUT, "the file is empty and not %s", kind->name);
    if (!is_new && application_id != kind->application_id)
        return error_set(err, ERROR_INPUT, "the file is not %s", kind->name);
    if (version > kind->step_count)
        return error_set(err, ERROR_INPUT,
                         "the file was made by a newer version of Townline; use that "
                         "version");
    for (int64_t step = version; step < kind->step_count; step++) {
        char mark[96];
        snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                 kind->application_id, (int)step + 1);
        if (!sql_script(db, kind->steps[step], err) || !sql_script(db, mark, err))
            return false;
    }
    return true;
}

static bool
set_up(sqlite3 *db, const struct sql_kind *kind, bool create, struct error *err)
{
    /* One file that can be copied: a rollback journal, no WAL. EXTRA also makes the
     * removal of the journal durable, without which a commit may be undone by a power
     * cut after a receipt was given. */
    if (!sql_script(db,
                    "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                    "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                    "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;",
                    err))
        return false;
    int64_t version = -1;
    if (!sql_number(db, 0, &version, err, "PRAGMA user_version", ""))
        return false;
    if (version == kind->step_count)
        return migrate(db, kind, create, err);
    /* Looked at again inside the transaction: another program may have been first. */
    if (!sql_begin(db, err))
        return false;
    return sql_end(db, migrate(db, kind, create, err), err);
}

bool
sql_open(const struct sql_kind *kind, const char *path, bool create, sqlite3 **out,
         struct error *err)
{
    sqlite3 *db = NULL;
    int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(path, &db, flags, NULL);
    if (result != SQLITE_OK) {
        if ((result & 0xff) == SQLITE_CANTOPEN && !create)
            error_set(err, ERROR_MISSING, "there is no file that could be opened here");
        else if ((result & 0xff) == SQLITE_CANTOPEN)
            error_set(err, ERROR_SYSTEM,
                      "the file cannot be opened or made here; check that its folder "
                      "exists and can be written to");
        else if (db == NULL)
            error_set(err, ERROR_FULL, "out of memory");
        else
            sql_failed(db, err);
        error_prefix(err, "%s", path);
        sqlite3_close(db);
        return false;
    }
    sqlite3_busy_timeout(db, BUSY_WAIT_MS);
    if (!set_up(db, kind, create, err)) {
        error_prefix(err, "%s", path);
        sqlite3_close(db);
        return false;
    }
    *out = db;
    return true;
}

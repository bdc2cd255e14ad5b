#include "store_database.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#define NO_ROOM                                                                        \
    "there is no room left on the storage, or it is read-only: what was stored "       \
    "before "                                                                          \
    "is still there; export the answers, then make room"

static bool
is_no_room(int system_errno)
{
    return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG ||
           system_errno == EROFS;
}

bool
database_error(const struct database *database, struct error *err)
{
    sqlite3 *handle = database->handle;
    const char *name = database->schema->file_name;
    int system_errno = sqlite3_system_errno(handle);
    if (system_errno == 0) /* SQLite does not keep it where a commit failed */
        system_errno = errno;
    switch (sqlite3_errcode(handle) & 0xff) {
    case SQLITE_FULL:
    case SQLITE_READONLY:
        return error_set(err, ERROR_FULL, "%s: " NO_ROOM, name);
    case SQLITE_NOMEM:
        return error_set(err, ERROR_FULL, "%s: there is not enough memory", name);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, ERROR_BUSY,
                         "%s: another program has the store open; close that first",
                         name);
    case SQLITE_NOTADB:
        return error_set(err, ERROR_INPUT, "%s is not a Townline store", name);
    case SQLITE_CORRUPT:
        return error_set(err, ERROR_INPUT,
                         "%s is damaged: keep the whole folder as it is and ask for "
                         "help; do not delete anything",
                         name);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        if (is_no_room(system_errno))
            return error_set(err, ERROR_FULL, "%s: " NO_ROOM, name);
        return error_set(
            err, ERROR_SYSTEM, "%s: the storage cannot be read or written (%s)", name,
            system_errno ? strerror(system_errno) : sqlite3_errmsg(handle));
    default:
        return error_set(err, ERROR_SYSTEM, "%s: %s", name, sqlite3_errmsg(handle));
    }
}

static bool
bind_values(sqlite3_stmt *statement, const char *bind, va_list values)
{
    int at = 1, result = SQLITE_OK;
    for (; *bind && result == SQLITE_OK; bind++, at++) {
        if (*bind == 'i') {
            result = sqlite3_bind_int64(statement, at, va_arg(values, int64_t));
        } else if (*bind == 't') {
            const char *text = va_arg(values, const char *);
            result = sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
        } else if (*bind == 'b') {
            const void *bytes = va_arg(values, const void *);
            int size = va_arg(values, int);
            result = sqlite3_bind_blob(statement, at, bytes, size, SQLITE_TRANSIENT);
        }
    }
    return result == SQLITE_OK;
}

static sqlite3_stmt *
prepare_with(struct database *database, struct error *err, const char *sql,
             const char *bind, va_list values)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        bind_values(statement, bind, values))
        return statement;
    database_error(database, err);
    sqlite3_finalize(statement);
    return NULL;
}

sqlite3_stmt *
database_prepare(struct database *database, struct error *err, const char *sql,
                 const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    sqlite3_stmt *statement = prepare_with(database, err, sql, bind, values);
    va_end(values);
    return statement;
}

/* The kept plan of the SQL, made when it is new; NULL when all places are taken. */
static struct kept_statement *
find_kept(struct database *database, const char *sql)
{
    for (size_t i = 0; i < DATABASE_KEPT_MAX; i++) {
        struct kept_statement *kept = &database->kept[i];
        if (!kept->sql) {
            if (sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                   &kept->statement, NULL) != SQLITE_OK)
                return NULL;
            kept->sql = sql;
            return kept;
        }
        if (strcmp(kept->sql, sql) == 0)
            return kept->lent ? NULL : kept;
    }
    return NULL;
}

static sqlite3_stmt *
borrow_with(struct database *database, struct error *err, const char *sql,
            const char *bind, va_list values)
{
    struct kept_statement *kept = find_kept(database, sql);
    if (!kept)
        return prepare_with(database, err, sql, bind, values);
    kept->lent = true;
    if (bind_values(kept->statement, bind, values))
        return kept->statement;
    database_error(database, err);
    database_give_back(database, kept->statement);
    return NULL;
}

sqlite3_stmt *
database_borrow(struct database *database, struct error *err, const char *sql,
                const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    sqlite3_stmt *statement = borrow_with(database, err, sql, bind, values);
    va_end(values);
    return statement;
}

void
database_give_back(struct database *database, sqlite3_stmt *statement)
{
    for (size_t i = 0; statement && i < DATABASE_KEPT_MAX; i++) {
        struct kept_statement *kept = &database->kept[i];
        if (kept->statement == statement) {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
            kept->lent = false;
            return;
        }
    }
    sqlite3_finalize(statement);
}

void
database_forget_statements(struct database *database)
{
    for (size_t i = 0; i < DATABASE_KEPT_MAX; i++) {
        sqlite3_finalize(database->kept[i].statement);
        database->kept[i] = (struct kept_statement){0};
    }
}

int
database_step(struct database *database, sqlite3_stmt *statement, struct error *err)
{
    int result = sqlite3_step(statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        database_error(database, err);
    return result;
}

bool
database_run(struct database *database, struct error *err, const char *sql,
             const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    sqlite3_stmt *statement = borrow_with(database, err, sql, bind, values);
    va_end(values);
    if (!statement)
        return false;
    int result;
    do
        result = database_step(database, statement, err);
    while (result == SQLITE_ROW);
    database_give_back(database, statement);
    return result == SQLITE_DONE;
}

bool
database_number(struct database *database, const char *sql, int64_t otherwise,
                int64_t *out, struct error *err)
{
    sqlite3_stmt *statement = database_prepare(database, err, sql, "");
    if (!statement)
        return false;
    int result = database_step(database, statement, err);
    if (result == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    else
        *out = otherwise;
    sqlite3_finalize(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE;
}

bool
database_blob(const struct database *database, sqlite3_stmt *statement, int column,
              void *out, size_t size, struct error *err)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    if ((size_t)sqlite3_column_bytes(statement, column) != size || !bytes)
        return error_set(err, ERROR_INPUT, "%s is damaged: a field has a wrong length",
                         database->schema->file_name);
    memcpy(out, bytes, size);
    return true;
}

bool
database_meta(struct database *database, const char *name, int64_t otherwise,
              int64_t *out, struct error *err)
{
    sqlite3_stmt *statement = database_borrow(
        database, err, "SELECT value FROM meta WHERE name = ?", "t", name);
    if (!statement)
        return false;
    int result = database_step(database, statement, err);
    if (result == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    else
        *out = otherwise;
    database_give_back(database, statement);
    return result == SQLITE_ROW || result == SQLITE_DONE;
}

bool
database_set_meta(struct database *database, const char *name, int64_t value,
                  struct error *err)
{
    return database_run(database, err, "REPLACE INTO meta (name, value) VALUES (?, ?)",
                        "ti", name, value);
}

bool
database_meta_blob(struct database *database, const char *name, void *out, size_t size,
                   bool *found_out, struct error *err)
{
    sqlite3_stmt *statement = database_prepare(
        database, err, "SELECT value FROM meta WHERE name = ?", "t", name);
    if (!statement)
        return false;
    int result = database_step(database, statement, err);
    *found_out = result == SQLITE_ROW;
    bool good = result == SQLITE_DONE;
    if (result == SQLITE_ROW)
        good = database_blob(database, statement, 0, out, size, err);
    sqlite3_finalize(statement);
    return good;
}

bool
database_set_meta_blob(struct database *database, const char *name, const void *bytes,
                       size_t size, struct error *err)
{
    return database_run(database, err, "REPLACE INTO meta (name, value) VALUES (?, ?)",
                        "tb", name, bytes, (int)size);
}

bool
database_script(struct database *database, const char *sql, struct error *err)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_error(database, err);
}

bool
database_mark(struct database *database, struct error *err)
{
    if (database->marked || database->unmarked)
        return true;
    if (!database_set_meta(database, "in_use", 1, err))
        return false;
    if (sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                  NULL, NULL) != SQLITE_OK)
        return database_error(database, err);
    database->marked = true;
    return true;
}

bool
database_begin(struct database *database, struct error *err)
{
    return database_mark(database, err) &&
           database_run(database, err, "BEGIN IMMEDIATE", "");
}

bool
database_end(struct database *database, bool good, struct error *err)
{
    if (good && database_run(database, err, "COMMIT", ""))
        return true;
    /* A full disk may have rolled back already. */
    if (!sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    /* What the WAL takes up may be all that is missing. */
    if (err && err->code == ERROR_FULL)
        database_truncate_wal(database);
    return false;
}

bool
database_rewrite(struct database *database, struct error *err)
{
    if (!database_mark(database, err) || !database_script(database, "VACUUM", err))
        return false;
    if (sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                  NULL, NULL) != SQLITE_OK)
        return database_error(database, err);
    return true;
}

void
database_truncate_wal(struct database *database)
{
    sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                              NULL);
}

uint32_t
database_size_kb(struct database *database)
{
    int64_t pages = 0, page_bytes = 0;
    if (!database_number(database, "PRAGMA page_count", 0, &pages, NULL) ||
        !database_number(database, "PRAGMA page_size", 0, &page_bytes, NULL))
        return 0;
    return (uint32_t)((pages * page_bytes + 1023) / 1024);
}

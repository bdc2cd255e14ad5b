/* database: opens SQLite files, and runs transactions and kept statements. */
#include "statement.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum database_fault
database_fault_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DATABASE_FAULT_BUSY;
    case SQLITE_FULL:
        return DATABASE_FAULT_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DATABASE_FAULT_READ_ONLY;
    case SQLITE_NOTADB:
        return DATABASE_FAULT_NOT_OURS;
    case SQLITE_CORRUPT:
        return DATABASE_FAULT_DAMAGED;
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_FORMAT:
        return DATABASE_FAULT_STATEMENT;
    case SQLITE_NOMEM:
        return DATABASE_FAULT_MEMORY;
    case SQLITE_CONSTRAINT:
        return DATABASE_FAULT_CONTRADICTION;
    case SQLITE_CANTOPEN:
        return DATABASE_FAULT_CANNOT_OPEN;
    case SQLITE_IOERR:
        return DATABASE_FAULT_STORAGE;
    default:
        return DATABASE_FAULT_OTHER;
    }
}

bool
database_failed(const struct database *database, struct error *err)
{
    sqlite3 *handle = database->handle;
    /* When a commit fails, SQLite does not keep the system's error. */
    int system_error = sqlite3_system_errno(handle);
    if (system_error == 0) {
        system_error = errno;
    }
    return database->owner->explain(database,
                                    database_fault_of(sqlite3_errcode(handle)),
                                    system_error, sqlite3_errmsg(handle), err);
}

static int
flags_of(const struct database_options *options)
{
    int flags = options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    flags |= options->create ? SQLITE_OPEN_CREATE : 0;
    flags |= options->is_uri ? SQLITE_OPEN_URI : 0;
    /* A database is used by one thread at a time, so SQLite need not lock. */
    return flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
}

bool
database_open(struct database *database, const struct database_options *options,
              struct error *err)
{
    *database = (struct database){.name = options->name, .owner = options->owner};
    database->kept = calloc(DATABASE_KEPT_MAX, sizeof *database->kept);
    if (!database->kept) {
        return options->owner->explain(database, DATABASE_FAULT_MEMORY, 0,
                                       "out of memory", err);
    }
    errno = 0;
    if (sqlite3_open_v2(options->path, &database->handle, flags_of(options), NULL) !=
        SQLITE_OK) {
        if (database->handle) {
            database_failed(database, err);
        } else {
            options->owner->explain(database, DATABASE_FAULT_MEMORY, 0, "out of memory",
                                    err);
        }
        database_close(database);
        return false;
    }
    sqlite3_busy_timeout(database->handle, (int)options->busy_ms);
    if (options->defensive) {
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    }
    return true;
}

void
database_close(struct database *database)
{
    for (size_t i = 0; database->kept && i < DATABASE_KEPT_MAX; i++) {
        sqlite3_finalize(database->kept[i].handle);
    }
    free(database->kept);
    database->kept = NULL;
    sqlite3_close(database->handle);
    database->handle = NULL;
}

/* SQLite takes "$1" for a name and "?1" for a number. Where quotes begin and end, the
 * text is left as it is. */
static char *
with_numbers(const char *sql)
{
    size_t size = strlen(sql) + 1;
    char *out = malloc(size);
    char quote = '\0';
    for (size_t i = 0; out && i < size; i++) {
        char next = i + 1 < size ? sql[i + 1] : '\0';
        bool is_number = !quote && sql[i] == '$' && next >= '0' && next <= '9';
        out[i] = is_number ? '?' : sql[i];
        if (quote) {
            quote = sql[i] == quote ? '\0' : quote;
        } else if (sql[i] == '\'' || sql[i] == '"') {
            quote = sql[i];
        }
    }
    return out;
}

static int
prepare_numbered(struct database *database, const char *sql, unsigned flags,
                 struct sqlite3_stmt **out)
{
    if (!strchr(sql, '$')) {
        return sqlite3_prepare_v3(database->handle, sql, -1, flags, out, NULL);
    }
    char *numbered = with_numbers(sql);
    if (!numbered) {
        return SQLITE_NOMEM;
    }
    int result = sqlite3_prepare_v3(database->handle, numbered, -1, flags, out, NULL);
    free(numbered);
    return result;
}

static struct statement *
prepare_with(struct database *database, struct error *err, const char *sql,
             enum statement_values how, const char *bind, va_list values)
{
    struct statement *statement = calloc(1, sizeof *statement);
    if (!statement) {
        database->owner->explain(database, DATABASE_FAULT_MEMORY, 0, "out of memory",
                                 err);
        return NULL;
    }
    statement->database = database;
    bool ok = prepare_numbered(database, sql, 0, &statement->handle) == SQLITE_OK ||
              database_failed(database, err);
    if (ok && statement_bind_with(statement, err, how, bind, values)) {
        return statement;
    }
    statement_finish(statement);
    return NULL;
}

struct statement *
database_prepare(struct database *database, struct error *err, const char *sql,
                 const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    struct statement *statement =
        prepare_with(database, err, sql, VALUES_COPIED, bind, values);
    va_end(values);
    return statement;
}

/* The kept plan of the SQL, made when it is needed for the first time; NULL when all
 * places for plans are taken. */
static struct statement *
find_kept(struct database *database, const char *sql)
{
    for (size_t i = 0; i < DATABASE_KEPT_MAX; i++) {
        struct statement *kept = &database->kept[i];
        if (!kept->sql) {
            if (prepare_numbered(database, sql, SQLITE_PREPARE_PERSISTENT,
                                 &kept->handle) != SQLITE_OK) {
                return NULL;
            }
            kept->database = database;
            kept->is_kept = true;
            kept->sql = sql;
            return kept;
        }
        if (strcmp(kept->sql, sql) == 0) {
            return kept->lent ? NULL : kept;
        }
    }
    return NULL;
}

static struct statement *
borrow_with(struct database *database, struct error *err, const char *sql,
            enum statement_values how, const char *bind, va_list values)
{
    struct statement *kept = find_kept(database, sql);
    if (!kept) {
        return prepare_with(database, err, sql, how, bind, values);
    }
    kept->lent = true;
    if (statement_bind_with(kept, err, how, bind, values)) {
        return kept;
    }
    statement_finish(kept);
    return NULL;
}

struct statement *
database_borrow(struct database *database, struct error *err, const char *sql,
                const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    struct statement *statement =
        borrow_with(database, err, sql, VALUES_COPIED, bind, values);
    va_end(values);
    return statement;
}

bool
database_run(struct database *database, struct error *err, const char *sql,
             const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    struct statement *statement =
        borrow_with(database, err, sql, VALUES_BORROWED, bind, values);
    va_end(values);
    if (!statement) {
        return false;
    }
    enum statement_result result;
    do {
        result = statement_step(statement, err);
    } while (result == STATEMENT_ROW);
    statement_finish(statement);
    return result == STATEMENT_DONE;
}

bool
database_number(struct database *database, int64_t otherwise, int64_t *out,
                struct error *err, const char *sql, const char *bind, ...)
{
    va_list values;
    va_start(values, bind);
    struct statement *statement =
        prepare_with(database, err, sql, VALUES_BORROWED, bind, values);
    va_end(values);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    if (result != STATEMENT_FAILED) {
        *out = result == STATEMENT_ROW ? statement_int64(statement, 0) : otherwise;
    }
    statement_finish(statement);
    return result != STATEMENT_FAILED;
}

bool
database_script(struct database *database, const char *sql, struct error *err)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_failed(database, err);
}

bool
database_begin(struct database *database, struct error *err)
{
    const struct database_owner *owner = database->owner;
    return (!owner->before_write || owner->before_write(database, err)) &&
           database_run(database, err, "BEGIN IMMEDIATE", "");
}

bool
database_end(struct database *database, bool good, struct error *err)
{
    if (good && database_run(database, err, "COMMIT", "")) {
        return true;
    }
    /* When the disk is full, SQLite may have rolled back already. */
    if (!sqlite3_get_autocommit(database->handle)) {
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    if (err && err->code == ERROR_FULL && database->owner->on_full) {
        database->owner->on_full(database);
    }
    return false;
}

int64_t
database_last_row(const struct database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

int64_t
database_changes(const struct database *database)
{
    return sqlite3_changes(database->handle);
}

bool
database_checkpoint(struct database *database, struct error *err)
{
    return sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                     NULL, NULL) == SQLITE_OK ||
           database_failed(database, err);
}

void
database_keep_log(struct database *database, bool keep)
{
    int value = keep;
    sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &value);
}

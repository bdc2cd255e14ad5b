#include "store_database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_MAX_BYTES 4096
#define PAGE_BYTES 4096 /* as settings_sql says */

/* temp_store=MEMORY: VACUUM works in a temporary database, which must not become a
 * file that keeps answers outside the store. journal_mode follows in database_open:
 * it must come after the lock, or there is a shared-memory file. */
static const char settings_sql[] = "PRAGMA locking_mode = EXCLUSIVE;"
                                   "PRAGMA page_size = 4096;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cache_size = -1024;"
                                   "PRAGMA mmap_size = 0;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA secure_delete = ON;"
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA trusted_schema = OFF;"
                                   "PRAGMA cell_size_check = ON;";

static void
file_path(char out[PATH_MAX_BYTES], const char *directory,
          const struct database_schema *schema, const char *suffix)
{
    snprintf(out, PATH_MAX_BYTES, "%s/%s%s", directory, schema->file_name, suffix);
}

/* Size in bytes, or -1 when there is no such file. */
static int64_t
file_size(const char *directory, const struct database_schema *schema,
          const char *suffix)
{
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, suffix);
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : -1;
}

bool
database_exists(const char *directory, const struct database_schema *schema)
{
    return file_size(directory, schema, "") > 0;
}

/* It must be asked before SQLite opens the file for writing, which makes a new -wal. */
static bool
check_not_in_use(const char *directory, const struct database_schema *schema,
                 struct error *err)
{
    char uri[3 * PATH_MAX_BYTES] = "file:";
    size_t at = strlen(uri);
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, "");
    for (const char *c = path; *c && at + 32 < sizeof(uri); c++) /* %-escape ? # % */
        at += (size_t)snprintf(uri + at, sizeof(uri) - at,
                               strchr("?#%", *c) ? "%%%02x" : "%c", (unsigned char)*c);
    snprintf(uri + at, sizeof(uri) - at, "?immutable=1");

    struct database database = {.schema = schema};
    int64_t in_use = 0;
    if (sqlite3_open_v2(uri, &database.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                        NULL) == SQLITE_OK)
        /* A file without the table is not ours; opening it will tell. */
        (void)!database_meta(&database, "in_use", 0, &in_use, NULL);
    database_forget_statements(&database);
    sqlite3_close(database.handle);
    if (in_use == 0)
        return true;
    return error_set(
        err, ERROR_INPUT,
        "%s was copied without its companion %s-wal, which holds the newest "
        "answers: this is not the whole store; copy the whole folder again",
        schema->file_name, schema->file_name);
}

/* What can be told before the file is opened. */
static bool
check_complete(const char *directory, const struct database_schema *schema,
               struct error *err)
{
    int64_t size = file_size(directory, schema, "");
    if (size <= 0 && file_size(directory, schema, "-wal") > 0)
        return error_set(
            err, ERROR_MISSING,
            "%s is missing, but its companion %s-wal is there: they belong "
            "together; copy both, or neither",
            schema->file_name, schema->file_name);
    /* An unfinished commit or checkpoint may have left half a page, which the journal
     * or WAL makes whole. */
    bool whole = file_size(directory, schema, "-wal") <= 0 &&
                 file_size(directory, schema, "-journal") < 0;
    if (whole && size > 0 && size % PAGE_BYTES != 0)
        return error_set(err, ERROR_INPUT,
                         "%s is no Townline store, or it was cut short: copy it again",
                         schema->file_name);
    if (size <= 0 || file_size(directory, schema, "-wal") >= 0 ||
        file_size(directory, schema, "-journal") >= 0)
        return true;
    return check_not_in_use(directory, schema, err);
}

/* quick_check also calls a page damaged that the storage would not give: "error
 * code=N", or for what overflows and what is free "failed to get page", which it says
 * only of a page inside the file. */
static bool
verdict_error(const struct database *database, const char *verdict, struct error *err)
{
    static const char mark[] = "error code=";
    const char *code = verdict ? strstr(verdict, mark) : NULL;
    bool unread = verdict && strstr(verdict, "failed to get page");
    if (unread ||
        (code && (strtol(code + strlen(mark), NULL, 10) & 0xff) == SQLITE_IOERR))
        return error_set(err, ERROR_SYSTEM, "%s: the storage cannot be read",
                         database->schema->file_name);
    return error_set(err, ERROR_INPUT,
                     "%s is damaged: keep the whole folder as it is and ask for help; "
                     "do not delete anything",
                     database->schema->file_name);
}

static bool
check_pages(struct database *database, struct error *err)
{
    sqlite3_stmt *statement =
        database_prepare(database, err, "PRAGMA quick_check(1)", "");
    if (!statement)
        return false;
    bool good = false;
    if (database_step(database, statement, err) == SQLITE_ROW) {
        const char *verdict = (const char *)sqlite3_column_text(statement, 0);
        good = (verdict && strcmp(verdict, "ok") == 0) ||
               verdict_error(database, verdict, err);
    }
    sqlite3_finalize(statement);
    return good;
}

/* Runs the steps from `version` on in one transaction. */
static bool
migrate(struct database *database, int64_t version, bool test_mode, struct error *err)
{
    const struct database_schema *schema = database->schema;
    char sql[96];
    bool good = true;
    for (int64_t i = version; good && i < schema->step_count; i++)
        good = database_script(database, schema->steps[i], err);
    snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             (int)schema->application_id, schema->step_count);
    good = good && database_script(database, sql, err);
    if (version == 0)
        good = good && database_set_meta(database, "test_mode", test_mode, err);
    return good;
}

static bool
check_mode(struct database *database, bool test_mode, struct error *err)
{
    int64_t stored = 0;
    if (!database_meta(database, "test_mode", -1, &stored, err))
        return false;
    if (stored == test_mode)
        return true;
    return error_set(err, ERROR_INPUT,
                     stored ? "%s holds test answers, but this is an official start: "
                              "use another folder for test mode"
                            : "%s holds official answers, but this is a test start: "
                              "use another folder for test mode",
                     database->schema->file_name);
}

/* Locks the file, finds out what it is and brings it to the present schema. A new file
 * gets its schema in one transaction, so that it is either empty or a store. */
static bool
make_ours(struct database *database, bool test_mode, struct error *err)
{
    const struct database_schema *schema = database->schema;
    int64_t application = 0, version = 0, tables = 0;
    if (!database_script(database, "BEGIN EXCLUSIVE", err))
        return false;
    bool good =
        database_number(database, "SELECT count(*) FROM sqlite_schema", 0, &tables,
                        err) &&
        database_number(database, "PRAGMA application_id", 0, &application, err) &&
        database_number(database, "PRAGMA user_version", 0, &version, err);
    bool is_new = good && tables == 0 && application == 0 && version == 0;
    if (good && !is_new && application != schema->application_id)
        good = error_set(err, ERROR_INPUT, "%s is not a Townline store",
                         schema->file_name);
    if (good && version > schema->step_count)
        good = error_set(err, ERROR_INPUT,
                         "%s was written by a newer Townline: install that version "
                         "again",
                         schema->file_name);
    if (good && !is_new)
        good = check_pages(database, err) && check_mode(database, test_mode, err);
    if (good && version < schema->step_count)
        good = migrate(database, version, test_mode, err);
    return database_end(database, good, err);
}

static bool
set_wal(struct database *database, struct error *err)
{
    sqlite3_stmt *statement =
        database_prepare(database, err, "PRAGMA journal_mode = WAL", "");
    if (!statement)
        return false;
    bool good = false;
    if (database_step(database, statement, err) == SQLITE_ROW) {
        const char *mode = (const char *)sqlite3_column_text(statement, 0);
        good = mode && strcmp(mode, "wal") == 0;
        if (!good)
            error_set(err, ERROR_SYSTEM, "%s: this storage cannot hold a store",
                      database->schema->file_name);
    }
    sqlite3_finalize(statement);
    /* Without a clean close the -wal stays, also when it is empty: see database_mark.
     */
    int keep = 1;
    sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    return good;
}

bool
database_open(struct database *database, const char *directory,
              const struct database_schema *schema, bool test_mode, struct error *err)
{
    *database = (struct database){.schema = schema};
    if (!check_complete(directory, schema, err))
        return false;
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, "");
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
    struct error full = {0};
    if (sqlite3_open_v2(path, &database->handle, flags, NULL) != SQLITE_OK) {
        database_error(database, err);
        goto fail;
    }
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!database_script(database, settings_sql, err) ||
        !make_ours(database, test_mode, err) || !set_wal(database, err))
        goto fail;
    /* A store on a full disk opens, so that its answers can be exported. */
    if (!database_mark(database, &full) && full.code != ERROR_FULL) {
        error_set(err, full.code, "%s", full.text);
        goto fail;
    }
    return true;
fail:
    database_forget_statements(database);
    sqlite3_close(database->handle);
    database->handle = NULL;
    return false;
}

void
database_close(struct database *database)
{
    if (!database->handle)
        return;
    database->unmarked = true;
    int keep = !database_set_meta(database, "in_use", 0, NULL);
    sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    database_forget_statements(database);
    sqlite3_close(database->handle);
    database->handle = NULL;
}

/* store_file: opens a SQLite file of the store, checks it and keeps it safe. */
#include "store_file.h"

#include "meta.h"
#include "store_owner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_MAX_BYTES 4096
#define PAGE_BYTES 4096 /* as settings_sql says */

/* With temp_store=MEMORY, VACUUM makes no temporary file, in which answers would lie
 * outside of the store. database_open sets journal_mode after this: SQLite makes a
 * shared-memory file unless the lock is taken first. */
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
          const struct store_file_schema *schema, const char *suffix)
{
    snprintf(out, PATH_MAX_BYTES, "%s/%s%s", directory, schema->file_name, suffix);
}

/* The size in bytes; -1 when there is no such file. */
static int64_t
file_size(const char *directory, const struct store_file_schema *schema,
          const char *suffix)
{
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, suffix);
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : -1;
}

bool
store_file_exists(const char *directory, const struct store_file_schema *schema)
{
    return file_size(directory, schema, "") > 0;
}

/* Checks that the file was closed cleanly, or that its -wal is there. SQLite makes a
 * new -wal when it opens a file for writing, so this has to be asked before. */
static bool
check_not_in_use(const char *directory, const struct store_file_schema *schema,
                 struct error *err)
{
    char uri[3 * PATH_MAX_BYTES] = "file:";
    size_t at = strlen(uri);
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, "");
    /* escape ? # % in the URI */
    for (const char *c = path; *c && at + 32 < sizeof uri; c++) {
        at += (size_t)snprintf(uri + at, sizeof uri - at,
                               strchr("?#%", *c) ? "%%%02x" : "%c", (unsigned char)*c);
    }
    snprintf(uri + at, sizeof uri - at, "?immutable=1");

    struct database database;
    struct database_options options = {.path = uri,
                                       .name = schema->file_name,
                                       .owner = &store_owner,
                                       .is_uri = true,
                                       .read_only = true};
    int64_t in_use = 0;
    if (database_open(&database, &options, NULL)) {
        /* a file without this table is not ours; opening it will say so */
        (void)!meta_number(&database, "in_use", 0, &in_use, NULL);
        database_close(&database);
    }
    if (in_use == 0) {
        return true;
    }
    return error_set(
        err, ERROR_INPUT,
        "%s was copied without its companion %s-wal, which holds the newest "
        "answers: this is not the whole store; copy the whole folder again",
        schema->file_name, schema->file_name);
}

/* Checks that a file and its WAL are both there when both are needed. */
static bool
check_companions(const char *directory, const struct store_file_schema *schema,
                 struct error *err)
{
    int64_t size = file_size(directory, schema, "");
    if (size <= 0 && file_size(directory, schema, "-wal") > 0) {
        return error_set(
            err, ERROR_MISSING,
            "%s is missing, but its companion %s-wal is there: they belong "
            "together; copy both, or neither",
            schema->file_name, schema->file_name);
    }
    if (size <= 0 || file_size(directory, schema, "-wal") >= 0 ||
        file_size(directory, schema, "-journal") >= 0) {
        return true;
    }
    return check_not_in_use(directory, schema, err);
}

/* Finds the damage that can be seen before the file is opened. */
static bool
check_complete(const char *directory, const struct store_file_schema *schema,
               struct error *err)
{
    int64_t size = file_size(directory, schema, "");
    /* A commit that was interrupted may have left half a page, which the journal or the
     * WAL repairs. */
    bool whole = file_size(directory, schema, "-wal") <= 0 &&
                 file_size(directory, schema, "-journal") < 0;
    if (whole && size > 0 && size % PAGE_BYTES != 0) {
        return error_set(err, ERROR_INPUT,
                         "%s is no Townline store, or it was cut short: copy it again",
                         schema->file_name);
    }
    return check_companions(directory, schema, err);
}

/* Decides whether quick_check found damage, or the storage failed. When a page cannot
 * be read, quick_check tells "error code=N"; for pages that overflow or are free it
 * tells "failed to get page", but only of pages inside of the file. */
static bool
verdict_error(const struct database *database, const char *verdict, struct error *err)
{
    static const char mark[] = "error code=";
    const char *code = verdict ? strstr(verdict, mark) : NULL;
    bool unread = verdict && strstr(verdict, "failed to get page");
    if (unread ||
        (code && database_fault_of((int)strtol(code + strlen(mark), NULL, 10)) ==
                     DATABASE_FAULT_STORAGE)) {
        return error_set(err, ERROR_SYSTEM, "%s: the storage cannot be read",
                         database->name);
    }
    return error_set(err, ERROR_INPUT,
                     "%s is damaged: keep the whole folder as it is and ask for help; "
                     "do not delete anything",
                     database->name);
}

static bool
check_pages(struct database *database, struct error *err)
{
    struct statement *statement =
        database_prepare(database, err, "PRAGMA quick_check(1)", "");
    if (!statement) {
        return false;
    }
    bool ok = false;
    if (statement_step(statement, err) == STATEMENT_ROW) {
        const char *verdict = statement_text(statement, 0);
        ok = (verdict && strcmp(verdict, "ok") == 0) ||
             verdict_error(database, verdict, err);
    }
    statement_finish(statement);
    return ok;
}

/* Runs the steps from `version` on in one transaction. */
static bool
migrate(struct store_file *file, int64_t version, bool test_mode, struct error *err)
{
    const struct store_file_schema *schema = file->schema;
    struct database *database = &file->database;
    char sql[96];
    bool ok = true;
    for (int64_t i = version; ok && i < schema->step_count; i++) {
        ok = database_script(database, schema->steps[i], err);
    }
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             (int)schema->application_id, schema->step_count);
    ok = ok && database_script(database, sql, err);
    if (version == 0) {
        ok = ok && meta_set_number(database, "test_mode", test_mode, err);
    }
    return ok;
}

static bool
check_mode(struct database *database, bool test_mode, struct error *err)
{
    int64_t stored = 0;
    if (!meta_number(database, "test_mode", -1, &stored, err)) {
        return false;
    }
    if (stored == test_mode) {
        return true;
    }
    return error_set(err, ERROR_INPUT,
                     stored ? "%s holds test answers, but this is an official start: "
                              "use another folder for test mode"
                            : "%s holds official answers, but this is a test start: "
                              "use another folder for test mode",
                     database->name);
}

/* Locks the file, finds out what it is and brings it to the present schema. A new file
 * gets its schema in one transaction, so that it is either empty or a store. */
static bool
make_ours(struct store_file *file, bool test_mode, struct error *err)
{
    const struct store_file_schema *schema = file->schema;
    struct database *database = &file->database;
    int64_t application = 0, version = 0, tables = 0;
    if (!database_script(database, "BEGIN EXCLUSIVE", err)) {
        return false;
    }
    bool ok =
        database_number(database, 0, &tables, err, "SELECT count(*) FROM sqlite_schema",
                        "") &&
        database_number(database, 0, &application, err, "PRAGMA application_id", "") &&
        database_number(database, 0, &version, err, "PRAGMA user_version", "");
    bool is_new = ok && tables == 0 && application == 0 && version == 0;
    if (ok && !is_new && application != schema->application_id) {
        ok = error_set(err, ERROR_INPUT, "%s is not a Townline store",
                       schema->file_name);
    }
    if (ok && version > schema->step_count) {
        ok = error_set(err, ERROR_INPUT,
                       "%s was written by a newer Townline: install that version "
                       "again",
                       schema->file_name);
    }
    if (ok && !is_new) {
        ok = check_pages(database, err) && check_mode(database, test_mode, err);
    }
    if (ok && version < schema->step_count) {
        ok = migrate(file, version, test_mode, err);
    }
    return database_end(database, ok, err);
}

static bool
set_wal(struct database *database, struct error *err)
{
    struct statement *statement =
        database_prepare(database, err, "PRAGMA journal_mode = WAL", "");
    if (!statement) {
        return false;
    }
    bool ok = false;
    if (statement_step(statement, err) == STATEMENT_ROW) {
        const char *mode = statement_text(statement, 0);
        ok = mode && strcmp(mode, "wal") == 0;
        if (!ok) {
            error_set(err, ERROR_SYSTEM, "%s: this storage cannot hold a store",
                      database->name);
        }
    }
    statement_finish(statement);
    /* After a crash the -wal stays, even an empty one, since the file is marked. */
    database_keep_log(database, true);
    return ok;
}

bool
store_file_open(struct store_file *file, const char *directory,
                const struct store_file_schema *schema, bool test_mode,
                struct error *err)
{
    *file = (struct store_file){.schema = schema};
    if (!check_complete(directory, schema, err)) {
        return false;
    }
    char path[PATH_MAX_BYTES];
    file_path(path, directory, schema, "");
    struct error full = {0};
    struct database_options options = {.path = path,
                                       .name = schema->file_name,
                                       .owner = &store_owner,
                                       .create = true,
                                       .defensive = true};
    if (!database_open(&file->database, &options, err)) {
        return false;
    }
    if (!database_script(&file->database, settings_sql, err) ||
        !make_ours(file, test_mode, err) || !set_wal(&file->database, err)) {
        goto fail;
    }
    /* A store on a full disk is opened, so that its answers can be exported. */
    if (!store_owner.before_write(&file->database, &full) && full.code != ERROR_FULL) {
        error_set(err, full.code, "%s", full.text);
        goto fail;
    }
    return true;
fail:
    database_close(&file->database);
    return false;
}

/* Finds out what the copy is, as far as its first page can be read. */
static bool
check_copy(struct store_file *file, struct error *err)
{
    const struct store_file_schema *schema = file->schema;
    struct database *database = &file->database;
    int64_t application = 0, version = 0;
    if (!database_number(database, 0, &application, err, "PRAGMA application_id", "") ||
        !database_number(database, 0, &version, err, "PRAGMA user_version", "")) {
        return false;
    }
    if (application != schema->application_id) {
        return error_set(err, ERROR_INPUT, "%s is not a Townline store",
                         schema->file_name);
    }
    /* Later steps add tables. Those that are read from a copy come from the first. */
    return (version > 0 && version <= schema->step_count) ||
           error_set(err, ERROR_INPUT,
                     "%s was written by another version of Townline; use that version",
                     schema->file_name);
}

bool
store_file_open_copy(struct store_file *file, const char *directory,
                     const struct store_file_schema *schema, bool *torn_out,
                     struct error *err)
{
    char path[PATH_MAX_BYTES];
    struct error damage = {0};
    *file = (struct store_file){.schema = schema, .unmarked = true};
    if (!check_companions(directory, schema, err)) {
        return false;
    }
    if (!store_file_exists(directory, schema)) {
        return error_set(err, ERROR_MISSING, "there is no %s", schema->file_name);
    }
    file_path(path, directory, schema, "");
    struct database_options options = {.path = path,
                                       .name = schema->file_name,
                                       .owner = &store_owner,
                                       .defensive = true};
    if (!database_open(&file->database, &options, err)) {
        return false;
    }
    /* Only with this setting SQLite reads a file that was cut short. */
    if (!database_script(&file->database, settings_sql, err) ||
        !database_script(&file->database, "PRAGMA writable_schema = ON", err) ||
        !check_copy(file, err)) {
        database_close(&file->database);
        return false;
    }
    *torn_out = !check_pages(&file->database, &damage);
    return true;
}

void
store_file_close(struct store_file *file)
{
    if (!file->database.handle) {
        return;
    }
    file->unmarked = true;
    database_keep_log(&file->database,
                      !meta_set_number(&file->database, "in_use", 0, NULL));
    database_close(&file->database);
}

bool
store_file_rewrite(struct store_file *file, struct error *err)
{
    struct database *database = &file->database;
    return store_owner.before_write(database, err) &&
           database_script(database, "VACUUM", err) &&
           database_checkpoint(database, err);
}

void
store_file_truncate_wal(struct store_file *file)
{
    (void)!database_checkpoint(&file->database, NULL);
}

uint32_t
store_file_size_kb(struct store_file *file)
{
    struct database *database = &file->database;
    int64_t pages = 0, page_bytes = 0;
    if (!database_number(database, 0, &pages, NULL, "PRAGMA page_count", "") ||
        !database_number(database, 0, &page_bytes, NULL, "PRAGMA page_size", "")) {
        return 0;
    }
    return (uint32_t)((pages * page_bytes + 1023) / 1024);
}

/* Opens the SQLite files of the office and puts their faults into words. */
#include "archive_database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUSY_WAIT_MS 5000

static bool
explain(const struct database *database, enum database_fault fault, int system_error,
        const char *detail, struct error *err)
{
    (void)database;
    (void)system_error;
    switch (fault) {
    case DATABASE_FAULT_BUSY:
        return error_set(err, ERROR_BUSY,
                         "another program is writing to this file; try again when it "
                         "has finished");
    case DATABASE_FAULT_FULL:
        return error_set(err, ERROR_FULL, "the disk is full; make room and try again");
    case DATABASE_FAULT_READ_ONLY:
        return error_set(err, ERROR_SYSTEM,
                         "the file or its folder cannot be written to; check that it "
                         "is not write-protected");
    case DATABASE_FAULT_NOT_OURS:
    case DATABASE_FAULT_DAMAGED:
        return error_set(err, ERROR_INPUT, "the file is damaged or no database (%s)",
                         detail);
    case DATABASE_FAULT_STATEMENT: /* ours are right, so the tables are not ours */
        return error_set(err, ERROR_INPUT, "the file is damaged (%s)", detail);
    case DATABASE_FAULT_WRONG_LENGTH:
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: a key or id has the wrong length");
    case DATABASE_FAULT_MEMORY:
        return error_no_memory(err);
    case DATABASE_FAULT_CONTRADICTION:
        return error_set(err, ERROR_INPUT, "the entries contradict each other (%s)",
                         detail);
    case DATABASE_FAULT_CANNOT_OPEN:
    case DATABASE_FAULT_STORAGE:
    case DATABASE_FAULT_OTHER:
        break;
    }
    return error_set(err, ERROR_SYSTEM, "the database could not be used (%s)", detail);
}

/* Faults while a file is opened that must exist already. */
static bool
explain_missing(const struct database *database, enum database_fault fault,
                int system_error, const char *detail, struct error *err)
{
    if (fault == DATABASE_FAULT_CANNOT_OPEN) {
        return error_set(err, ERROR_MISSING,
                         "there is no file that could be opened here");
    }
    return explain(database, fault, system_error, detail, err);
}

/* Faults while a file is opened that is made when it is missing. */
static bool
explain_unmade(const struct database *database, enum database_fault fault,
               int system_error, const char *detail, struct error *err)
{
    if (fault == DATABASE_FAULT_CANNOT_OPEN) {
        return error_set(
            err, ERROR_SYSTEM,
            "the file cannot be opened or made here; check that its folder "
            "exists and can be written to");
    }
    return explain(database, fault, system_error, detail, err);
}

const struct database_owner archive_owner = {.explain = explain};
static const struct database_owner missing_owner = {.explain = explain_missing};
static const struct database_owner unmade_owner = {.explain = explain_unmade};

static void *
next_item(struct archive_rows *rows, size_t *capacity, size_t item_size)
{
    if (rows->count == *capacity) {
        size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
        void *grown = realloc(rows->items, wanted * item_size);
        if (!grown) {
            return NULL;
        }
        rows->items = grown;
        *capacity = wanted;
    }
    return memset((char *)rows->items + rows->count * item_size, 0, item_size);
}

bool
archive_read_rows(struct statement *statement, size_t item_size, archive_read_row *read,
                  struct archive_rows *out, struct error *err)
{
    size_t capacity = 0;
    *out = (struct archive_rows){0};
    enum statement_result result = statement_step(statement, err);
    bool ok = result != STATEMENT_FAILED;
    while (ok && result == STATEMENT_ROW) {
        void *item = next_item(out, &capacity, item_size);
        ok = !item ? error_no_memory(err) : read(statement, item, err);
        out->count += ok;
        if (ok) {
            result = statement_step(statement, err);
            ok = result != STATEMENT_FAILED;
        }
    }
    statement_finish(statement);
    return ok;
}

bool
archive_list_rows(struct statement *statement, size_t item_size, archive_read_row *read,
                  struct archive_rows *out, struct error *err)
{
    if (!statement) {
        return false;
    }
    bool ok = archive_read_rows(statement, item_size, read, out, err);
    if (!ok) {
        free(out->items);
    }
    return ok;
}

/* Brings the file to the newest version, or finds out that it is not of this kind. */
static bool
migrate(struct database *database, const struct archive_database_kind *kind,
        bool create, void *context, struct error *err)
{
    int64_t application_id = 0, version = 0, tables = 0;
    if (!database_number(database, 0, &application_id, err, "PRAGMA application_id",
                         "") ||
        !database_number(database, 0, &version, err, "PRAGMA user_version", "") ||
        !database_number(database, 0, &tables, err,
                         "SELECT count(*) FROM sqlite_schema", "")) {
        return false;
    }
    bool is_new = application_id == 0 && version == 0 && tables == 0;
    if (is_new && !create) {
        return error_set(err, ERROR_INPUT, "the file is empty and not %s", kind->name);
    }
    if (!is_new && application_id != kind->application_id) {
        return error_set(err, ERROR_INPUT, "the file is not %s", kind->name);
    }
    if (version > kind->step_count) {
        /* What is missing is the program; the file itself needs no mending. */
        return error_set(err, ERROR_MISSING,
                         "the file was made by a newer version of Townline; use that "
                         "version");
    }
    for (int64_t step = version; step < kind->step_count; step++) {
        char mark[96];
        snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                 kind->application_id, (int)step + 1);
        if (!database_script(database, kind->steps[step], err) ||
            !database_script(database, mark, err)) {
            return false;
        }
    }
    return version == kind->step_count || !kind->upgrade ||
           kind->upgrade(context, (int)version, err);
}

static bool
set_up(struct database *database, const struct archive_database_kind *kind, bool create,
       void *context, struct error *err)
{
    /* One file that can be copied: a rollback journal, no WAL. EXTRA also makes the
     * removal of the journal durable, without which a commit may be undone by a power
     * cut after a receipt was given. */
    if (!database_script(database,
                         "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                         "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                         "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;",
                         err)) {
        return false;
    }
    int64_t version = -1;
    if (!database_number(database, 0, &version, err, "PRAGMA user_version", "")) {
        return false;
    }
    if (version == kind->step_count) {
        return migrate(database, kind, create, context, err);
    }
    /* Tables that others name are made anew. Looked at again inside the transaction:
     * another program may have been first. */
    if (!database_script(database, "PRAGMA foreign_keys=OFF", err) ||
        !database_begin(database, err)) {
        return false;
    }
    return database_end(database, migrate(database, kind, create, context, err), err) &&
           database_script(database, "PRAGMA foreign_keys=ON", err);
}

bool
archive_database_open(const struct archive_database_kind *kind, const char *path,
                      bool create, void *context, struct database *out,
                      struct error *err)
{
    struct database_options options = {.path = path,
                                       .name = kind->name,
                                       .owner = create ? &unmade_owner : &missing_owner,
                                       .create = create,
                                       .busy_ms = BUSY_WAIT_MS};
    if (!database_open(out, &options, err)) {
        return error_prefix(err, "%s", path);
    }
    out->owner = &archive_owner;
    if (set_up(out, kind, create, context, err)) {
        return true;
    }
    database_close(out);
    return error_prefix(err, "%s", path);
}

/* The contacts file: people who wish to hear from the office. */
#include "archive_parts.h"

#include <stdlib.h>

struct archive_contacts {
    struct database database; /* owned */
};

/* A contact has a random id and its words. There is no date, kiosk or bundle, which
 * could join it to answers. */
static const char *const steps[] = {
    "CREATE TABLE contact ("
    " row BLOB PRIMARY KEY CHECK (length(row) = 16),"
    " lines TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;",

    /* Whom the office erased: the ids alone, so that they do not come back. */
    "CREATE TABLE erased ("
    " row BLOB PRIMARY KEY CHECK (length(row) = 16)"
    ") STRICT, WITHOUT ROWID;",
};
static const struct archive_database_kind contacts_kind = {
    .name = "a contacts file of Townline",
    .application_id = 0x546f7743,
    .steps = steps,
    .step_count = sizeof steps / sizeof steps[0],
};

bool
archive_contacts_open(const char *path, bool create, struct archive_contacts **out,
                      struct error *err)
{
    struct archive_contacts *contacts = calloc(1, sizeof *contacts);
    if (!contacts) {
        return error_no_memory(err);
    }
    if (!archive_database_open(&contacts_kind, path, create, NULL, &contacts->database,
                               err)) {
        free(contacts);
        return false;
    }
    *out = contacts;
    return true;
}

void
archive_contacts_close(struct archive_contacts *contacts)
{
    if (!contacts) {
        return;
    }
    database_close(&contacts->database);
    free(contacts);
}

bool
archive_contacts_begin(struct archive_contacts *contacts, struct error *err)
{
    return database_begin(&contacts->database, err);
}

bool
archive_contacts_add(struct archive_contacts *contacts, const uint8_t row_id[16],
                     const char *lines, bool *new_out, struct error *err)
{
    if (!database_run(&contacts->database, err,
                      "INSERT INTO contact (row, lines) SELECT $1, $2 "
                      "WHERE NOT EXISTS (SELECT 1 FROM erased WHERE row = $1) "
                      "ON CONFLICT (row) DO NOTHING",
                      "bt", row_id, (size_t)16, lines)) {
        return false;
    }
    *new_out = database_changes(&contacts->database) > 0;
    return true;
}

bool
archive_contacts_find(struct archive_contacts *contacts, const uint8_t row_id[16],
                      bool *found_out, struct error *err)
{
    int64_t found = 0;
    bool ok = database_number(&contacts->database, 0, &found, err,
                              "SELECT 1 FROM contact WHERE row = $1 "
                              "UNION SELECT 1 FROM erased WHERE row = $1",
                              "b", row_id, (size_t)16);
    *found_out = found != 0;
    return ok;
}

bool
archive_contacts_end(struct archive_contacts *contacts, bool good, struct error *err)
{
    return database_end(&contacts->database, good, err);
}

bool
archive_contacts_list(struct archive_contacts *contacts, contact_visit *visit,
                      void *context, struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&contacts->database, err,
                                 "SELECT row, lines FROM contact ORDER BY row", ""))) {
        return false;
    }
    bool good = true, more = true;
    while (good && more) {
        enum statement_result result = statement_step(row, err);
        uint8_t row_id[16];
        good = result != STATEMENT_FAILED;
        more = good && result == STATEMENT_ROW;
        if (more) {
            const char *lines = statement_text(row, 1);
            good = statement_bytes(row, 0, row_id, sizeof row_id, err) &&
                   (lines || error_no_memory(err));
            more = good && visit(context, row_id, lines);
        }
    }
    statement_finish(row);
    return good;
}

bool
archive_contacts_erase(struct archive_contacts *contacts, const uint8_t *row_id,
                       uint32_t *erased_out, struct error *err)
{
    struct database *database = &contacts->database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok =
        database_run(database, err,
                     "INSERT INTO erased (row) SELECT row FROM contact "
                     "WHERE row = $1 OR $1 IS NULL ON CONFLICT (row) DO NOTHING",
                     "b", row_id, (size_t)16) &&
        database_run(database, err, "DELETE FROM contact WHERE row = $1 OR $1 IS NULL",
                     "b", row_id, (size_t)16);
    uint32_t erased = ok ? (uint32_t)database_changes(database) : 0;
    if (!database_end(database, ok, err)) {
        return false;
    }
    *erased_out = erased;
    /* Deleted rows are zeros already (secure_delete); the file gives their room back,
     * too. The copy that is made for it is never on the disk. */
    return database_script(database, "PRAGMA temp_store=MEMORY; VACUUM;", err);
}

#include "archive_parts.h"

#include <stdlib.h>

struct archive_contacts {
    sqlite3 *db; /* owned */
};

/* Nothing here but a random id and the words: no date, no kiosk, no bundle. */
static const char *const steps[] = {
    "CREATE TABLE contact ("
    " row BLOB PRIMARY KEY CHECK (length(row) = 16),"
    " lines TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;",
};
static const struct sql_kind contacts_kind = {
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
    if (contacts == NULL)
        return error_set(err, ERROR_FULL, "out of memory");
    if (!sql_open(&contacts_kind, path, create, &contacts->db, err)) {
        free(contacts);
        return false;
    }
    *out = contacts;
    return true;
}

void
archive_contacts_close(struct archive_contacts *contacts)
{
    if (contacts == NULL)
        return;
    sqlite3_close(contacts->db);
    free(contacts);
}

bool
archive_contacts_begin(struct archive_contacts *contacts, struct error *err)
{
    return sql_begin(contacts->db, err);
}

bool
archive_contacts_add(struct archive_contacts *contacts, const uint8_t row_id[16],
                     const char *lines, bool *new_out, struct error *err)
{
    if (!sql_run(contacts->db, err,
                 "INSERT INTO contact (row, lines) VALUES (?1, ?2) "
                 "ON CONFLICT (row) DO NOTHING",
                 "bs", row_id, (size_t)16, lines))
        return false;
    *new_out = sqlite3_changes(contacts->db) > 0;
    return true;
}

bool
archive_contacts_end(struct archive_contacts *contacts, bool good, struct error *err)
{
    return sql_end(contacts->db, good, err);
}

bool
archive_contacts_list(struct archive_contacts *contacts, contact_visit *visit,
                      void *context, struct error *err)
{
    sqlite3_stmt *row = NULL;
    if (!sql_query(contacts->db, &row, err, "SELECT lines FROM contact ORDER BY row",
                   ""))
        return false;
    bool good = true, more = true;
    while (good && more) {
        good = sql_step(row, &more, err);
        if (good && more)
            more = visit(context, (const char *)sqlite3_column_text(row, 0));
    }
    sqlite3_finalize(row);
    return good;
}

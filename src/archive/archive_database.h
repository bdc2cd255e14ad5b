/*
 * archive_database: an SQLite file of the office: opening it, its migrations, and what
 * its faults mean there. Statements and transactions are those of database.h.
 */
#ifndef TOWNLINE_ARCHIVE_DATABASE_H
#define TOWNLINE_ARCHIVE_DATABASE_H

#include "townline/database.h"

/* Says in the office's words what a fault means. */
extern const struct database_owner archive_owner;

/* What a database file is: `steps` are its migrations, each a script that raises
 * user_version by one. `name` is used in errors: "an archive". */
struct archive_database_kind {
    const char *name;
    int32_t application_id;
    const char *const *steps;
    int step_count;
    /* Optional. Called after the last step, in the same transaction, with the version
     * that the file had; 0: it is new. */
    bool (*upgrade)(void *context, int version, struct error *err);
};
/* `context` is for `upgrade`. */
bool archive_database_open(const struct archive_database_kind *kind, const char *path,
                           bool create, void *context, struct database *out,
                           struct error *err) __attribute__((warn_unused_result));

/* All rows of a statement as an array of items, each made by `read` from zeroed memory;
 * finishes the statement. `items` is the caller's to free, also when it failed: then
 * `count` of them are whole. */
struct archive_rows {
    void *items;
    size_t count;
};
typedef bool archive_read_row(struct statement *row, void *item, struct error *err);
bool archive_read_rows(struct statement *statement, size_t item_size,
                       archive_read_row *read, struct archive_rows *out,
                       struct error *err) __attribute__((warn_unused_result));
/* The same for items that own nothing: when it failed there is nothing to free. A
 * statement that is NULL could not be prepared, and `err` says why. */
bool archive_list_rows(struct statement *statement, size_t item_size,
                       archive_read_row *read, struct archive_rows *out,
                       struct error *err) __attribute__((warn_unused_result));

#endif

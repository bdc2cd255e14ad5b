/*
 * database: one SQLite file with its statements and transactions. What the file holds,
 * how it is locked, and what a fault means for the person at the machine is decided by
 * its owner; store.h and archive.h have rules and sentences of their own.
 *
 * It uses no path other than the one it is given. A database is used by one thread at a
 * time. The owner's `explain` puts errors into words.
 */
#ifndef TOWNLINE_DATABASE_H
#define TOWNLINE_DATABASE_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

enum database_fault {
    DATABASE_FAULT_BUSY, /* another program has it */
    DATABASE_FAULT_FULL, /* no room */
    /* write-protected, or there is no permission to write */
    DATABASE_FAULT_READ_ONLY,
    DATABASE_FAULT_NOT_OURS,     /* it is no SQLite file */
    DATABASE_FAULT_DAMAGED,      /* its pages are damaged */
    DATABASE_FAULT_WRONG_LENGTH, /* a field has another length than it must have */
    DATABASE_FAULT_MEMORY,       /* memory ran out */
    /* the tables are not those that the statement is for */
    DATABASE_FAULT_STATEMENT,
    DATABASE_FAULT_CONTRADICTION, /* a constraint of the tables was broken */
    DATABASE_FAULT_CANNOT_OPEN,   /* it is not there, or cannot be made */
    DATABASE_FAULT_STORAGE,       /* the disk failed; `system_error` may say how */
    DATABASE_FAULT_OTHER
};

struct database;
struct statement; /* one statement of SQL, with its values and rows */

struct database_owner {
    /* Mandatory. Sets the error and returns false. `system_error` is an errno or 0;
     * `detail` is SQLite's own message. */
    bool (*explain)(const struct database *database, enum database_fault fault,
                    int system_error, const char *detail, struct error *err);
    /* Optional. Called before a transaction begins; false refuses it. */
    bool (*before_write)(struct database *database, struct error *err);
    /* Optional. Called after a commit found no room and everything was rolled back. */
    void (*on_full)(struct database *database);
};

/* Statements that are run again and again keep their plan. */
#define DATABASE_KEPT_MAX 32
struct database {
    struct sqlite3 *handle; /* NULL when it is closed */
    const char *name;       /* borrowed; `explain` calls the file by it */
    const struct database_owner *owner;
    struct statement *kept; /* owned; DATABASE_KEPT_MAX of them */
};

struct database_options {
    const char *path; /* a "file:" URI when is_uri is set */
    const char *name;
    const struct database_owner *owner;
    bool is_uri, read_only;
    bool create;      /* make the file when it is missing */
    bool defensive;   /* no SQL may damage the file on purpose */
    unsigned busy_ms; /* how long to wait for another program */
};
bool database_open(struct database *database, const struct database_options *options,
                   struct error *err) __attribute__((warn_unused_result));
void database_close(struct database *database); /* takes a zeroed struct */

/* Sets the error for the state that the database is in, and returns false. */
bool database_failed(const struct database *database, struct error *err);
/* What a result code of SQLite means, extended or not. */
enum database_fault database_fault_of(int code);

/* A transaction for writing. database_end commits when `good` is true and rolls back
 * otherwise; it returns false when nothing was committed. */
bool database_begin(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
bool database_end(struct database *database, bool good, struct error *err)
    __attribute__((warn_unused_result));

/* In SQL the values are numbered from $1, as PostgreSQL writes them; SQLite's own ?1
 * is taken too. `bind` has one letter for each value: i for an int64_t, t for a const
 * char *, b for a const void * and a size_t, n for NULL without a value. A NULL pointer
 * is stored as NULL. Values are copied unless a call says otherwise. */

/* Runs several statements whose rows do not matter. */
bool database_script(struct database *database, const char *sql, struct error *err)
    __attribute__((warn_unused_result));
/* Runs one statement to its end and ignores its rows. Its plan is kept, so `sql` has to
 * be a literal. The values are not copied. */
bool database_run(struct database *database, struct error *err, const char *sql,
                  const char *bind, ...) __attribute__((warn_unused_result));
/* The first column of the first row, or `otherwise` when there is no row. */
bool database_number(struct database *database, int64_t otherwise, int64_t *out,
                     struct error *err, const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));
/* Prepares a statement to step through; NULL when that failed. statement_finish ends
 * it. */
struct statement *database_prepare(struct database *database, struct error *err,
                                   const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));
/* The same with a plan that is kept, so `sql` has to be a literal. */
struct statement *database_borrow(struct database *database, struct error *err,
                                  const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));

/* the rowid of the last INSERT */
int64_t database_last_row(const struct database *database);
/* rows changed by the last statement */
int64_t database_changes(const struct database *database);
/* Moves the write-ahead log, where there is one, into the file and empties it. */
bool database_checkpoint(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
/* Whether an empty write-ahead log stays beside the file when it is closed. */
void database_keep_log(struct database *database, bool keep);

enum statement_result { STATEMENT_ROW, STATEMENT_DONE, STATEMENT_FAILED };
enum statement_result statement_step(struct statement *statement, struct error *err)
    __attribute__((warn_unused_result));
void statement_finish(struct statement *statement); /* takes NULL */
/* Ends its rows, so that it can be bound again. */
void statement_reset(struct statement *statement);
/* Begins again with other values. */
bool statement_bind(struct statement *statement, struct error *err, const char *bind,
                    ...) __attribute__((warn_unused_result));
/* Binds values, runs a statement that gives no rows, and makes it ready for the next
 * time. The values are not copied. */
bool statement_run(struct statement *statement, struct error *err, const char *bind,
                   ...) __attribute__((warn_unused_result));

/* The same value by value, for rows with many columns: what was not set since the last
 * statement_run_set is NULL. Columns count from 1. Texts are borrowed until then. */
void statement_set_int64(struct statement *statement, int column, int64_t value);
void statement_set_text(struct statement *statement, int column, const char *value);
void statement_set_blob(struct statement *statement, int column, const void *bytes,
                        size_t size);
bool statement_run_set(struct statement *statement, struct error *err)
    __attribute__((warn_unused_result));

/* Columns of the current row, from 0. Bytes and text last until the next step. */
int64_t statement_int64(const struct statement *statement, int column);
int statement_int(const struct statement *statement, int column);
bool statement_is_null(const struct statement *statement, int column);
/* These numbers are SQLite's, and never change. */
enum statement_type {
    STATEMENT_INTEGER = 1,
    STATEMENT_REAL,
    STATEMENT_TEXT,
    STATEMENT_BLOB,
    STATEMENT_NULL
};
enum statement_type statement_type(const struct statement *statement, int column);
int statement_column_count(const struct statement *statement);
const char *statement_text(const struct statement *statement, int column);
const void *statement_blob(const struct statement *statement, int column);
size_t statement_size(const struct statement *statement, int column); /* in bytes */
/* Copies a column that has exactly `size` bytes. */
bool statement_bytes(const struct statement *statement, int column, void *out,
                     size_t size, struct error *err)
    __attribute__((warn_unused_result));
/* Copies a text, cut to `size` bytes with its NUL. NULL becomes "". */
void statement_copy_text(const struct statement *statement, int column, char *out,
                         size_t size);

#endif

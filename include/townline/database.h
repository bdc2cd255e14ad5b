/*
 * database: one SQLite file, its statements and its transactions. What the file holds,
 * how it is locked and what a fault means for the person at the machine is its owner's:
 * store.h and archive.h have sentences and rules of their own.
 *
 * There are no paths here beyond the one that is given, and no threads: a database is
 * used by one thread at a time. Errors are put into words by the owner's `explain`.
 */
#ifndef TOWNLINE_DATABASE_H
#define TOWNLINE_DATABASE_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

enum database_fault {
    DATABASE_FAULT_BUSY,          /* another program has it */
    DATABASE_FAULT_FULL,          /* no room */
    DATABASE_FAULT_READ_ONLY,     /* write-protected, or no permission to write */
    DATABASE_FAULT_NOT_OURS,      /* no SQLite file */
    DATABASE_FAULT_DAMAGED,       /* its pages do not hang together */
    DATABASE_FAULT_WRONG_LENGTH,  /* a field is not as long as it has to be */
    DATABASE_FAULT_MEMORY,        /* memory ran out */
    DATABASE_FAULT_STATEMENT,     /* the tables are not those the statement is for */
    DATABASE_FAULT_CONTRADICTION, /* a constraint of the tables was broken */
    DATABASE_FAULT_CANNOT_OPEN,   /* not there, or not to be made */
    DATABASE_FAULT_STORAGE,       /* the disk failed; `system_error` may say how */
    DATABASE_FAULT_OTHER
};

struct database;
struct statement; /* one statement of SQL with its values and rows */

struct database_owner {
    /* Mandatory. Sets the error and returns false; `system_error` is an errno or 0,
     * `detail` is SQLite's own message. */
    bool (*explain)(const struct database *database, enum database_fault fault,
                    int system_error, const char *detail, struct error *err);
    /* Optional: called before a transaction begins, which it can refuse. */
    bool (*before_write)(struct database *database, struct error *err);
    /* Optional: called when a commit found no room, after all was rolled back. */
    void (*on_full)(struct database *database);
};

/* Statements that are run again and again keep their plan. */
#define DATABASE_KEPT_MAX 32
struct database {
    struct sqlite3 *handle; /* NULL when closed */
    const char *name;       /* borrowed: what `explain` calls the file */
    const struct database_owner *owner;
    struct statement *kept; /* owned, DATABASE_KEPT_MAX of them */
};

struct database_options {
    const char *path; /* a "file:" URI when is_uri */
    const char *name;
    const struct database_owner *owner;
    bool is_uri, read_only;
    bool create;      /* make the file when it is missing */
    bool defensive;   /* SQL cannot damage the file on purpose */
    unsigned busy_ms; /* how long to wait for another program */
};
bool database_open(struct database *database, const struct database_options *options,
                   struct error *err) __attribute__((warn_unused_result));
void database_close(struct database *database); /* takes a zeroed struct */

/* Sets the error that the database is in. Returns false. */
bool database_failed(const struct database *database, struct error *err);
/* What one of SQLite's result codes means, extended or not. */
enum database_fault database_fault_of(int code);

/* A transaction for writing. database_end commits when `good` and rolls back otherwise;
 * it returns false when nothing was committed. */
bool database_begin(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
bool database_end(struct database *database, bool good, struct error *err)
    __attribute__((warn_unused_result));

/* Values follow the format `bind`, one letter each: i an int64_t, t a const char *, b a
 * const void * and a size_t, n nothing. NULL as text or bytes is NULL. They are copied
 * unless it is said otherwise. */

/* Several statements that return nothing of interest. */
bool database_script(struct database *database, const char *sql, struct error *err)
    __attribute__((warn_unused_result));
/* One statement run to its end, its rows not looked at; its plan is kept, so `sql` must
 * be a literal. The values are not copied. */
bool database_run(struct database *database, struct error *err, const char *sql,
                  const char *bind, ...) __attribute__((warn_unused_result));
/* The first column of the first row, or `otherwise` when there is no row. */
bool database_number(struct database *database, int64_t otherwise, int64_t *out,
                     struct error *err, const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));
/* A statement to be stepped; NULL when it failed. statement_finish ends it. */
struct statement *database_prepare(struct database *database, struct error *err,
                                   const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));
/* The same with a plan that is kept: `sql` must be a literal. */
struct statement *database_borrow(struct database *database, struct error *err,
                                  const char *sql, const char *bind, ...)
    __attribute__((warn_unused_result));

int64_t database_last_row(const struct database *database); /* INSERT's rowid */
int64_t database_changes(const struct database *database);  /* rows of the last one */
/* Where there is a write-ahead log: moves it into the file and empties it. */
bool database_checkpoint(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
/* Whether an empty write-ahead log stays beside the file when it is closed. */
void database_keep_log(struct database *database, bool keep);

enum statement_result { STATEMENT_ROW, STATEMENT_DONE, STATEMENT_FAILED };
enum statement_result statement_step(struct statement *statement, struct error *err)
    __attribute__((warn_unused_result));
void statement_finish(struct statement *statement); /* takes NULL */
/* Ends its rows; it can be bound again. */
void statement_reset(struct statement *statement);
/* Begins again with other values. */
bool statement_bind(struct statement *statement, struct error *err, const char *bind,
                    ...) __attribute__((warn_unused_result));
/* Binds, runs a statement that gives no rows, and makes it ready for the next time. The
 * values are not copied. */
bool statement_run(struct statement *statement, struct error *err, const char *bind,
                   ...) __attribute__((warn_unused_result));

/* Columns of the present row, from 0; bytes and text last until the next step. */
int64_t statement_int64(const struct statement *statement, int column);
int statement_int(const struct statement *statement, int column);
bool statement_is_null(const struct statement *statement, int column);
/* Their numbers are SQLite's, and stay. */
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
/* Copies a column of exactly `size` bytes. */
bool statement_bytes(const struct statement *statement, int column, void *out,
                     size_t size, struct error *err)
    __attribute__((warn_unused_result));
/* Copies a text cut to `size` bytes with its NUL; NULL is "". */
void statement_copy_text(const struct statement *statement, int column, char *out,
                         size_t size);

#endif

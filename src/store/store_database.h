/*
 * store_database: one SQLite file of the store, opened so that a power cut costs
 * nothing that was committed and no other program can read along: exclusive lock, WAL
 * without a shared-memory file, every commit flushed, erased cells overwritten.
 *
 * Which damage is seen when opening: a file that is no store of ours, one of a newer
 * program, one of the other mode (test or official), pages that do not hang together
 * (quick_check), a file whose -wal was left behind while it was in use, and a -wal
 * whose file was left behind. Not seen: a -wal that was swapped for an older one of the
 * same file or cut to an earlier commit, and a whole older copy of both. The bundle
 * chain shows that at the office.
 */
#ifndef TOWNLINE_STORE_DATABASE_H
#define TOWNLINE_STORE_DATABASE_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <sqlite3.h>

/* What kind of file it is and how it came to its present form. */
struct database_schema {
    const char *file_name;
    int32_t application_id;
    const char *const *steps; /* SQL; step i leads from user_version i to i + 1 */
    int step_count;
};

/* Statements that are run again and again keep their plan. */
#define DATABASE_KEPT_MAX 32
struct kept_statement {
    const char *sql; /* the caller's literal */
    sqlite3_stmt *statement;
    bool lent;
};

struct database {
    sqlite3 *handle; /* NULL when closed */
    struct kept_statement kept[DATABASE_KEPT_MAX];
    const struct database_schema *schema;
    bool marked;   /* the file itself says that it is in use, apart from its WAL */
    bool unmarked; /* closing: do not mark again */
};

/* Makes the file when it is missing. */
bool database_open(struct database *database, const char *directory,
                   const struct database_schema *schema, bool test_mode,
                   struct error *err) __attribute__((warn_unused_result));
/* Is there a file with something in it? */
bool database_exists(const char *directory, const struct database_schema *schema);
void database_close(struct database *database); /* takes a zeroed struct */

/* The mark goes into the file itself, past the WAL, before anything is committed that
 * only the WAL holds: a copy without its -wal then gives itself away. Without room for
 * the mark nothing is committed either. */
bool database_mark(struct database *database, struct error *err)
    __attribute__((warn_unused_result));

/* A transaction for writing. database_end commits when `good` and rolls back otherwise;
 * it returns false when nothing was committed. */
bool database_begin(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
bool database_end(struct database *database, bool good, struct error *err)
    __attribute__((warn_unused_result));

/* All rows in key order, nothing left of erased ones, WAL emptied. */
bool database_rewrite(struct database *database, struct error *err)
    __attribute__((warn_unused_result));
/* Empties the WAL into the file, where nothing hinders it. */
void database_truncate_wal(struct database *database);
uint32_t database_size_kb(struct database *database);

/* Translates SQLite's last failure into words and a code. Returns false. */
bool database_error(const struct database *database, struct error *err);

/* Statements. The format of `bind` says what follows: i int64_t, b (const void *, int),
 * t const char *, n nothing (NULL). */
sqlite3_stmt *database_prepare(struct database *database, struct error *err,
                               const char *sql, const char *bind, ...);
/* The same with a plan that is kept: `sql` must be a literal, and the statement goes
 * back by database_give_back (NULL is fine), not sqlite3_finalize. */
sqlite3_stmt *database_borrow(struct database *database, struct error *err,
                              const char *sql, const char *bind, ...);
void database_give_back(struct database *database, sqlite3_stmt *statement);
/* Before the file is closed. */
void database_forget_statements(struct database *database);
/* SQLITE_ROW, SQLITE_DONE or, with `err` set, anything else. */
int database_step(struct database *database, sqlite3_stmt *statement,
                  struct error *err);
/* Borrows, steps to the end and gives back: `sql` must be a literal. */
bool database_run(struct database *database, struct error *err, const char *sql,
                  const char *bind, ...) __attribute__((warn_unused_result));
/* Several statements that return nothing of interest. */
bool database_script(struct database *database, const char *sql, struct error *err)
    __attribute__((warn_unused_result));
/* The first column of the first row, or `otherwise` when there is no row. */
bool database_number(struct database *database, const char *sql, int64_t otherwise,
                     int64_t *out, struct error *err)
    __attribute__((warn_unused_result));
/* Copies a blob column of exactly `size` bytes; ERROR_INPUT when it is another size. */
bool database_blob(const struct database *database, sqlite3_stmt *statement, int column,
                   void *out, size_t size, struct error *err)
    __attribute__((warn_unused_result));

/* The table `meta` that both files have. */
bool database_meta(struct database *database, const char *name, int64_t otherwise,
                   int64_t *out, struct error *err) __attribute__((warn_unused_result));
bool database_set_meta(struct database *database, const char *name, int64_t value,
                       struct error *err) __attribute__((warn_unused_result));
/* *found_out is false, and `out` as it was, when there is none of that name. */
bool database_meta_blob(struct database *database, const char *name, void *out,
                        size_t size, bool *found_out, struct error *err)
    __attribute__((warn_unused_result));
bool database_set_meta_blob(struct database *database, const char *name,
                            const void *bytes, size_t size, struct error *err)
    __attribute__((warn_unused_result));

#endif

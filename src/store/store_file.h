/*
 * store_file: one SQLite file of the store. A power cut loses nothing that was
 * committed, and no other program can read in it: it has an exclusive lock and a WAL
 * without a shared-memory file, every commit is flushed, and erased cells are
 * overwritten.
 *
 * When it is opened, this is noticed: a file that is no store of ours, one of a newer
 * program, one of the other mode (test or official), damaged pages (quick_check), a
 * file without the -wal it had while it was in use, and a -wal without its file. This
 * is not noticed: a -wal that was replaced by an older one of the same file or cut back
 * to an earlier commit, and an older copy of both. Then the chain of bundles shows it
 * at the office.
 *
 * Statements and transactions are those of database.h. Before a transaction, the file
 * itself is marked as in use, past the WAL. So a copy of the file without its -wal can
 * be recognised. When there is no room for the mark, nothing is committed.
 */
#ifndef TOWNLINE_STORE_FILE_H
#define TOWNLINE_STORE_FILE_H

#include "townline/database.h"

/* What kind of file it is, and the steps that made its tables. */
struct store_file_schema {
    const char *file_name;
    int32_t application_id;
    const char *const *steps; /* SQL; step i leads from user_version i to i + 1 */
    int step_count;
};

struct store_file {
    struct database
        database; /* has to be the first member: store_owner.c casts to it */
    const struct store_file_schema *schema;
    bool marked;   /* the file itself says that it is in use, apart from its WAL */
    bool unmarked; /* the file is being closed and must not be marked again */
};

/* Opens the file, and makes it when it is missing. */
bool store_file_open(struct store_file *file, const char *directory,
                     const struct store_file_schema *schema, bool test_mode,
                     struct error *err) __attribute__((warn_unused_result));
/* Opens a copy that no kiosk will use any more, and that may be damaged; *torn_out says
 * whether its pages fit together. Its WAL is taken in. ERROR_MISSING: there is no such
 * file. ERROR_INPUT: it was copied without its WAL, or is no store. */
bool store_file_open_copy(struct store_file *file, const char *directory,
                          const struct store_file_schema *schema, bool *torn_out,
                          struct error *err) __attribute__((warn_unused_result));
/* Whether there is such a file with something in it. */
bool store_file_exists(const char *directory, const struct store_file_schema *schema);
void store_file_close(struct store_file *file); /* takes a zeroed struct */

/* Writes all rows again in key order, so that nothing is left of erased ones, and
 * empties the WAL. */
bool store_file_rewrite(struct store_file *file, struct error *err)
    __attribute__((warn_unused_result));
/* Empties the WAL into the file, unless something keeps it from that. */
void store_file_truncate_wal(struct store_file *file);
uint32_t store_file_size_kb(struct store_file *file);

#endif

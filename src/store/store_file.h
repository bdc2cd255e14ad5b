/*
 * store_file: one SQLite file of the store, opened so that a power cut costs
 * nothing that was committed and no other program can read along: exclusive lock, WAL
 * without a shared-memory file, every commit flushed, erased cells overwritten.
 *
 * Which damage is seen when opening: a file that is no store of ours, one of a newer
 * program, one of the other mode (test or official), pages that do not hang together
 * (quick_check), a file whose -wal was left behind while it was in use, and a -wal
 * whose file was left behind. Not seen: a -wal that was swapped for an older one of the
 * same file or cut to an earlier commit, and a whole older copy of both. The bundle
 * chain shows that at the office.
 *
 * Statements and transactions are those of database.h. Before a transaction the mark
 * goes into the file itself, past the WAL: a copy without its -wal then gives itself
 * away. Without room for the mark nothing is committed either.
 */
#ifndef TOWNLINE_STORE_FILE_H
#define TOWNLINE_STORE_FILE_H

#include "townline/database.h"

/* What kind of file it is and how it came to its present form. */
struct store_file_schema {
    const char *file_name;
    int32_t application_id;
    const char *const *steps; /* SQL; step i leads from user_version i to i + 1 */
    int step_count;
};

struct store_file {
    struct database database; /* the first member: store_file.c relies on it */
    const struct store_file_schema *schema;
    bool marked;   /* the file itself says that it is in use, apart from its WAL */
    bool unmarked; /* closing: do not mark again */
};

/* Makes the file when it is missing. */
bool store_file_open(struct store_file *file, const char *directory,
                     const struct store_file_schema *schema, bool test_mode,
                     struct error *err) __attribute__((warn_unused_result));
/* A copy that no kiosk will use any more, of a file that may be damaged: *torn_out says
 * whether its pages hang together. The WAL beside it is taken in. ERROR_MISSING: there
 * is no such file; ERROR_INPUT: it was copied without its WAL, or is no store. */
bool store_file_open_copy(struct store_file *file, const char *directory,
                          const struct store_file_schema *schema, bool *torn_out,
                          struct error *err) __attribute__((warn_unused_result));
/* Is there a file with something in it? */
bool store_file_exists(const char *directory, const struct store_file_schema *schema);
void store_file_close(struct store_file *file); /* takes a zeroed struct */

/* All rows in key order, nothing left of erased ones, WAL emptied. */
bool store_file_rewrite(struct store_file *file, struct error *err)
    __attribute__((warn_unused_result));
/* Empties the WAL into the file, where nothing hinders it. */
void store_file_truncate_wal(struct store_file *file);
uint32_t store_file_size_kb(struct store_file *file);

#endif

/*
 * archive_tally: one digest for each table, renewed by every transaction that writes.
 * The digests of the bundles say whether their answers are still those that were
 * merged; these say whether a bundle, a kiosk, a decision about a comment or a part of
 * the schema itself was changed or is gone.
 */
#ifndef TOWNLINE_ARCHIVE_TALLY_H
#define TOWNLINE_ARCHIVE_TALLY_H

#include "archive_parts.h"

/* ERROR_INPUT, naming the table: its rows are not those that were written last. */
bool archive_tally_check(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));
/* The same for one list. */
bool archive_tally_check_one(struct archive *archive, const char *name,
                             struct error *err) __attribute__((warn_unused_result));
/* The same for a file of version 2 whose tables were just renamed; then those of its
 * digests that are needed no more are gone. */
bool archive_tally_check_old(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));
/* When the file was just made or migrated: its first digests. */
bool archive_tally_settle(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));

/* A transaction that writes. The begin fails on an archive whose tally does not hold,
 * so that damage is never written down as right; the end renews the tally. */
bool archive_begin(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));
bool archive_end(struct archive *archive, bool ok, struct error *err)
    __attribute__((warn_unused_result));

#endif

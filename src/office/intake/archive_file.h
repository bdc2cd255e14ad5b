/*
 * archive_file: the archive as a file on this computer. What reads it gets only what is
 * as it was written; what is said about a damaged one names the remedy.
 */
#ifndef ARCHIVE_FILE_H
#define ARCHIVE_FILE_H

#include "townline/archive.h"

/* For commands that write, and for those that read lists, counts and comments: the
 * lists are checked now, and counts and comments when they are read. */
bool archive_file_open(const char *path, bool create, struct archive **out,
                       struct error *err) __attribute__((warn_unused_result));
/* For commands that read answers: opened and verified from end to end. `verified_out`
 * may be NULL. */
bool archive_file_read(const char *path, struct archive **out,
                       struct archive_verified *verified_out, struct error *err)
    __attribute__((warn_unused_result));
/* Where `err` tells of damage that `townline rebuild` can mend, says so in it; returns
 * false. */
bool archive_file_advise(const char *path, struct error *err);

/* The bytes of a file, read-only. */
struct mapped_file {
    const void *data;
    size_t size;
};
bool mapped_file_open(const char *path, struct mapped_file *out, struct error *err)
    __attribute__((warn_unused_result));
void mapped_file_close(struct mapped_file *file); /* takes a zeroed struct */

#endif

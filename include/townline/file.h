/*
 * file: whole files, read with a limit and written so that a power cut leaves either
 * the old file or the new one: temporary name, fsync, rename, fsync of the folder.
 *
 * Errors are sentences for staff without the path; callers put it before with
 * error_prefix. ERROR_MISSING: not there; ERROR_FULL: disk full or write-protected;
 * ERROR_INPUT: larger than the limit, a link, a folder or another file of the same
 * name; ERROR_SYSTEM: no permission, or the disk failed or went away.
 */
#ifndef TOWNLINE_FILE_H
#define TOWNLINE_FILE_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <stddef.h>

enum file_existing {
    FILE_REPLACE,
    FILE_KEEP, /* a file of that name with other bytes is refused; same bytes: fine */
};
struct file_content {
    const void *data;
    size_t size;
    unsigned mode; /* permissions: 0644, 0600 for secrets */
    enum file_existing existing;
    bool verify; /* read back from the disk and compare before the rename */
};

/* Adds the file to `out`; what is larger than `out` may still grow is refused before it
 * is read. */
bool file_load(const char *path, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
bool file_save(const char *path, const struct file_content *content, struct error *err)
    __attribute__((warn_unused_result));

/* The same in an open folder, for places whose contents nobody vouches for: `name` is
 * one plain name, and no symbolic link is followed. */
bool file_load_at(int folder, const char *name, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
bool file_save_at(int folder, const char *name, const struct file_content *content,
                  struct error *err) __attribute__((warn_unused_result));
/* Opens the folder of that plain name, or makes it; *folder_out is the caller's to
 * close. */
bool file_folder_at(int folder, const char *name, bool make, int *folder_out,
                    struct error *err) __attribute__((warn_unused_result));

/* Makes the folder unless it is there; its parent must be. `mode`: 0700, 0755. */
bool file_make_folder(const char *path, unsigned mode, struct error *err)
    __attribute__((warn_unused_result));
/* Makes the names in the folder as durable as what they stand for. Here a disk that
 * cannot promise it is an error; where a stick cannot, saving a file passes over it. */
bool file_sync_folder(const char *path, struct error *err)
    __attribute__((warn_unused_result));
/* Is there something of that name, and is it a folder? A link is followed. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* What errno means for staff; `doing` is "written", "read" or "opened". */
bool file_error(struct error *err, int error_number, const char *doing);

#endif

/*
 * file: whole files. They are read with a limit, and written so that a power cut leaves
 * the old file or the new one: temporary name, fsync, rename, fsync of the folder.
 *
 * Errors are sentences for staff without the path; callers put it in front with
 * error_prefix. ERROR_MISSING: not there. ERROR_FULL: the disk is full or
 * write-protected. ERROR_INPUT: above the limit, a link, a folder, or another file with
 * that name. ERROR_SYSTEM: no permission, or the disk failed or was taken out.
 */
#ifndef TOWNLINE_FILE_H
#define TOWNLINE_FILE_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <stddef.h>

enum file_existing {
    FILE_REPLACE,
    /* refuse when a file of that name has other bytes; the same bytes are fine */
    FILE_KEEP,
};
struct file_content {
    const void *data;
    size_t size;
    unsigned mode; /* permissions: 0644, or 0600 for secrets */
    enum file_existing existing;
    bool verify; /* read it back from the disk and compare it before the rename */
};

/* Adds the file to `out`. A file that is larger than the room left in `out` is refused
 * before it is read. */
bool file_load(const char *path, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
bool file_save(const char *path, const struct file_content *content, struct error *err)
    __attribute__((warn_unused_result));

/* The same in an open folder, for places such as a stick whose content nobody can
 * trust. `name` is one plain name, and no symbolic link is followed. */
bool file_load_at(int folder, const char *name, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
bool file_save_at(int folder, const char *name, const struct file_content *content,
                  struct error *err) __attribute__((warn_unused_result));
/* Opens the folder with that plain name, or makes it. The caller closes *folder_out. */
bool file_folder_at(int folder, const char *name, bool make, int *folder_out,
                    struct error *err) __attribute__((warn_unused_result));

/* Makes the folder unless it is there. Its parent has to be there. `mode` is 0700 or
 * 0755. */
bool file_make_folder(const char *path, unsigned mode, struct error *err)
    __attribute__((warn_unused_result));
/* Makes the names in the folder durable. When a disk cannot promise that, it is an
 * error here; saving a file ignores it, since some sticks cannot. */
bool file_sync_folder(const char *path, struct error *err)
    __attribute__((warn_unused_result));
/* Whether there is something of that name, and whether it is a folder. A link is
 * followed. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* Sets the error for an errno, in words for staff. `doing` is "written", "read" or
 * "opened". */
bool file_error(struct error *err, int error_number, const char *doing);

#endif

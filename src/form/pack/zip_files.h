/*
 * zip_files: a zip archive as a list of names and contents, read from bytes and written
 * to bytes; the only place that knows libzip. What a pack or an .xlsx is made of.
 *
 * Archives are hostile: every size is checked before memory is taken for it, and an
 * archive is refused as a whole when it is encrypted, holds a name that could leave a
 * folder ("..", absolute, a backslash, a drive), the same name twice (also when only
 * case differs), a symbolic link, or more or less than it states. Folders in it are
 * passed over. Writing the same files gives the same bytes: names sorted, one fixed
 * date, no system's attributes. Nothing here touches a disk.
 */
#ifndef TOWNLINE_ZIP_FILES_H
#define TOWNLINE_ZIP_FILES_H

#include "townline/buffer.h"
#include "townline/error.h"

#define ZIP_NAME_MAX_BYTES 255

struct zip_limits {
    size_t max_bytes;          /* of the archive */
    size_t max_files;          /* folders count too */
    size_t max_unpacked_bytes; /* of all files together */
    unsigned max_ratio;        /* unpacked to packed, of one file above 1 MB; 0: any */
};

struct zip_file {
    const char *name; /* "media/tree.svg" */
    const uint8_t *data;
    size_t size;
};

/* Checks every name and size, unpacks nothing. The archive's bytes are borrowed until
 * zip_files_close. ERROR_INPUT, or ERROR_FULL above a limit. */
struct zip_files;
bool zip_files_open(const void *data, size_t size, const struct zip_limits *limits,
                    struct zip_files **out, struct error *err)
    __attribute__((warn_unused_result));
void zip_files_close(struct zip_files *files); /* takes NULL */
/* Sorted by name (strcmp). */
size_t zip_files_count(const struct zip_files *files);
const char *zip_files_name(const struct zip_files *files, size_t index);
size_t zip_files_size(const struct zip_files *files, size_t index);  /* unpacked */
int zip_files_find(const struct zip_files *files, const char *name); /* -1 */
/* Unpacks one file, once; its CRC is checked. Borrowed until zip_files_close. The data
 * is followed by a NUL that is not counted. */
bool zip_files_read(struct zip_files *files, size_t index, struct zip_file *out,
                    struct error *err) __attribute__((warn_unused_result));
/* Gives the memory of one unpacked file back. */
void zip_files_forget(struct zip_files *files, size_t index);

/* Writes an archive. Names must pass the same checks and be different. Files that do
 * not get smaller (pictures) are stored as they are. */
bool zip_files_write(const struct zip_file *files, size_t count, struct buffer *out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

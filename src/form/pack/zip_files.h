/*
 * zip_files: a zip archive as a list of names and contents. It is read from bytes and
 * written to bytes; packs and .xlsx workbooks are such archives. This is the only place
 * that uses libzip, and nothing here touches a disk.
 *
 * Archives are hostile. Every size is checked before memory is taken for it. An archive
 * is refused as a whole when it is encrypted; when a name could lead out of a folder
 * ("..", absolute, a backslash, a drive) or stands twice, also in another case; when it
 * holds a symbolic link; or when a file is longer or shorter than stated. Folders are
 * skipped. The same files always give the same bytes: names are sorted, there is one
 * fixed date, and nothing tells the operating system.
 */
#ifndef TOWNLINE_ZIP_FILES_H
#define TOWNLINE_ZIP_FILES_H

#include "townline/buffer.h"
#include "townline/error.h"

#define ZIP_NAME_MAX_BYTES 255

struct zip_limits {
    size_t max_bytes;          /* of the archive */
    size_t max_files;          /* with folders */
    size_t max_unpacked_bytes; /* of all files together */
    /* largest ratio of unpacked to packed bytes of a file above 1 MB; 0: no limit */
    unsigned max_ratio;
};

struct zip_file {
    const char *name; /* "media/tree.svg" */
    const uint8_t *data;
    size_t size;
};

/* Checks every name and size, and unpacks nothing. The bytes are borrowed until
 * zip_files_close. ERROR_INPUT: no archive, or a hostile one. ERROR_FULL: above a
 * limit. */
struct zip_files;
bool zip_files_open(const void *data, size_t size, const struct zip_limits *limits,
                    struct zip_files **out, struct error *err)
    __attribute__((warn_unused_result));
void zip_files_close(struct zip_files *files); /* takes NULL */
/* The names are sorted as strcmp does. */
size_t zip_files_count(const struct zip_files *files);
const char *zip_files_name(const struct zip_files *files, size_t index);
size_t zip_files_size(const struct zip_files *files, size_t index);  /* unpacked */
int zip_files_find(const struct zip_files *files, const char *name); /* -1: none */
/* Unpacks a file the first time it is asked for, and checks its CRC. The data is
 * followed by a NUL that `size` does not count; it is borrowed until zip_files_close.
 */
bool zip_files_read(struct zip_files *files, size_t index, struct zip_file *out,
                    struct error *err) __attribute__((warn_unused_result));
/* Frees the memory of one unpacked file. */
void zip_files_forget(struct zip_files *files, size_t index);

/* Writes an archive. The names have to pass the same checks. Files that do not become
 * smaller, such as pictures, are stored as they are. */
bool zip_files_write(const struct zip_file *files, size_t count, struct buffer *out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

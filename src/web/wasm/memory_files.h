/*
 * memory_files: the files that SQLite reads and writes in the page: bytes in memory,
 * each under a name. The archive's rollback journal is one of them, so a merge that
 * fails half-way is rolled back as on a disk. Nothing of it is ever stored.
 */
#ifndef MEMORY_FILES_H
#define MEMORY_FILES_H

#include "townline/buffer.h"
#include "townline/error.h"

#define MEMORY_FILES_MAX 16 /* at one time, journals included */
#define MEMORY_FILES_NAME_MAX_BYTES 64
#define MEMORY_FILE_MAX_BYTES ((size_t)512 << 20)

/* Makes a file, or replaces one that is not open. The bytes are copied. */
bool memory_files_put(const char *name, const void *data, size_t size,
                      struct error *err) __attribute__((warn_unused_result));
/* Adds the bytes of a file to `out`. ERROR_MISSING when there is no such file. */
bool memory_files_read(const char *name, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Overwrites and forgets a file that is not open. */
void memory_files_remove(const char *name);

#endif

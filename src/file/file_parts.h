/* file_parts: what reading and saving share. */
#ifndef TOWNLINE_FILE_PARTS_H
#define TOWNLINE_FILE_PARTS_H

#include "townline/file.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { FILE_CHUNK_BYTES = 65536 };

/* With O_NONBLOCK a named pipe under the wanted name cannot make us wait. */
#define FILE_LOAD_FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

/* Reads all bytes, also after a signal or a short read; -1 with errno. */
ssize_t file_read_fully(int file, uint8_t *out, size_t size);
/* False with errno. */
bool file_write_fully(int file, const uint8_t *data, size_t size);
/* No path, no "." and no "..": a name that stays in its folder. */
bool file_is_plain_name(const char *name);
/* What was named in the folder is durable. */
bool file_sync_open_folder(int folder, struct error *err);

#endif

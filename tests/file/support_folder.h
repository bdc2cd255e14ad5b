/* A temporary folder for one test, removed with all that is in it. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct folder {
    char path[256];
};
void folder_begin(struct folder *folder);
void folder_end(struct folder *folder);
/* Path below the folder; the text lasts until the eighth call after. */
const char *folder_path(const struct folder *folder, const char *name);
void folder_write(const struct folder *folder, const char *name, const void *data,
                  size_t size);
bool folder_has(const struct folder *folder, const char *name);
/* True when the file holds exactly these bytes. */
bool folder_holds(const struct folder *folder, const char *name, const void *data,
                  size_t size);
/* Entries of a folder below, "." for itself; hidden ones count. */
size_t folder_count(const struct folder *folder, const char *name);

#endif

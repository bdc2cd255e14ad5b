/* support_folder: a temporary folder for one test, which is removed with all that is in
 * it. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct folder {
    char path[256];
};
void folder_begin(struct folder *folder);
void folder_end(struct folder *folder);
/* The path of a name in the folder. The text lasts until the eighth call after this
 * one. */
const char *folder_path(const struct folder *folder, const char *name);
void folder_write(const struct folder *folder, const char *name, const void *data,
                  size_t size);
bool folder_has(const struct folder *folder, const char *name);
/* True when the file holds exactly these bytes. */
bool folder_holds(const struct folder *folder, const char *name, const void *data,
                  size_t size);
/* How many entries a folder below this one has, hidden ones too; "." is the folder
 * itself. */
size_t folder_count(const struct folder *folder, const char *name);

#endif

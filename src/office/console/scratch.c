/* Makes temporary folders and removes them. */
#include "scratch.h"

#include "townline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEPTH_MAX 8

bool
scratch_make(const char *parent, char path_out[SCRATCH_MAX_BYTES], struct error *err)
{
    const char *temporary = getenv("TMPDIR");
    const char *dir = parent != NULL ? parent : temporary != NULL ? temporary : "/tmp";
    path_out[0] = '\0';
    if (strlen(dir) > SCRATCH_MAX_BYTES - 32) {
        return error_set(err, ERROR_INPUT, "the folder's name is too long");
    }
    snprintf(path_out, SCRATCH_MAX_BYTES, "%s/townline-XXXXXX", dir);
    if (mkdtemp(path_out)) {
        return true;
    }
    path_out[0] = '\0';
    return file_error(err, errno, "written") || error_prefix(err, "%s", dir);
}

/* Removes all that is in the folder, and closes its descriptor. */
static void
empty(int folder, int depth)
{
    DIR *entries = folder < 0 ? NULL : fdopendir(folder);
    if (!entries) {
        if (folder >= 0) {
            close(folder);
        }
        return;
    }
    for (struct dirent *entry; (entry = readdir(entries));) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
            unlinkat(folder, name, 0) == 0 || depth == DEPTH_MAX) {
            continue;
        }
        empty(openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
              depth + 1);
        unlinkat(folder, name, AT_REMOVEDIR);
    }
    closedir(entries);
}

void
scratch_empty(const char *path)
{
    empty(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0);
}

void
scratch_remove(const char *path)
{
    if (path[0] == '\0') {
        return;
    }
    empty(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), 0);
    rmdir(path);
}

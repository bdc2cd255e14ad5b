/* support_folder: makes a temporary folder and looks into it. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "support_folder.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

void
folder_begin(struct folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/townline-test-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void
folder_end(struct folder *folder)
{
    assert_int_equal(nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

const char *
folder_path(const struct folder *folder, const char *name)
{
    static char paths[8][512];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder->path, name);
    return path;
}

void
folder_write(const struct folder *folder, const char *name, const void *data,
             size_t size)
{
    FILE *file = fopen(folder_path(folder, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

bool
folder_has(const struct folder *folder, const char *name)
{
    struct stat status;
    return lstat(folder_path(folder, name), &status) == 0;
}

bool
folder_holds(const struct folder *folder, const char *name, const void *data,
             size_t size)
{
    FILE *file = fopen(folder_path(folder, name), "rb");
    if (!file) {
        return false;
    }
    uint8_t *read = malloc(size + 1);
    assert_non_null(read);
    bool same = fread(read, 1, size + 1, file) == size && memcmp(read, data, size) == 0;
    free(read);
    fclose(file);
    return same;
}

size_t
folder_count(const struct folder *folder, const char *name)
{
    DIR *entries = opendir(folder_path(folder, name));
    assert_non_null(entries);
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            count++;
        }
    }
    closedir(entries);
    return count;
}

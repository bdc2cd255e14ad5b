/* file: loads whole files, tells what a disk refused, and finds folders. */
#include "file_parts.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool
file_error(struct error *err, int error_number, const char *doing)
{
    enum error_code code = ERROR_SYSTEM;
    const char *why = NULL;
    switch (error_number) {
    case ENOENT:
        code = ERROR_MISSING;
        why = "there is no such file or folder";
        break;
    case ENOTDIR:
        code = ERROR_INPUT;
        why = "a part of this name is a file, not a folder";
        break;
    case EISDIR:
        code = ERROR_INPUT;
        why = "it is a folder, not a file";
        break;
    case ELOOP:
        code = ERROR_INPUT;
        why = "it is a link to something else, and links are not followed here";
        break;
    case EEXIST:
        code = ERROR_INPUT;
        why = "another file of that name has just appeared; it was left as it is";
        break;
    case ENAMETOOLONG:
        code = ERROR_INPUT;
        why = "the name is too long";
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        code = ERROR_FULL;
        why = "there is no room left; free some space or use another disk or stick";
        break;
    case EROFS:
        code = ERROR_FULL;
        why = "the disk or stick is write-protected";
        break;
    case EACCES:
    case EPERM:
        why = "this account has no permission for it";
        break;
    case EIO:
    case ENXIO:
    case ENODEV:
    case ESTALE:
        why = "the disk or stick failed or was taken out";
        break;
    default:
        return error_set(err, code, "could not be %s: system error %d", doing,
                         error_number);
    }
    return error_set(err, code, "could not be %s: %s", doing, why);
}

/* Reads all bytes, also after a signal or a short read; -1 with errno. */
ssize_t
file_read_fully(int file, uint8_t *out, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = read(file, out + got, size - got);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}

bool
file_write_fully(int file, const uint8_t *data, size_t size)
{
    while (size > 0) {
        ssize_t n = write(file, data, size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        data += n;
        size -= (size_t)n;
    }
    return true;
}

static bool
load(int file, struct buffer *out, struct error *err)
{
    struct stat status;
    if (fstat(file, &status) != 0) {
        return file_error(err, errno, "read");
    }
    if (S_ISDIR(status.st_mode)) {
        return file_error(err, EISDIR, "read");
    }
    if (!S_ISREG(status.st_mode)) {
        return error_set(err, ERROR_INPUT, "could not be read: it is no ordinary file");
    }
    if (status.st_size < 0 || (uint64_t)status.st_size > out->max - out->size) {
        return error_set(err, ERROR_INPUT,
                         "is larger than such a file may be (%zu bytes)", out->max);
    }
    uint8_t *chunk = malloc(FILE_CHUNK_BYTES);
    if (!chunk) {
        return error_set(err, ERROR_FULL, "could not be read: out of memory");
    }
    bool ok = false;
    for (;;) {
        ssize_t got = file_read_fully(file, chunk, FILE_CHUNK_BYTES);
        if (got < 0) {
            file_error(err, errno, "read");
            break;
        }
        if (got == 0) {
            ok = true;
            break;
        }
        buffer_add(out, chunk, (size_t)got);
        if (out->failed) {
            error_set(err, ERROR_INPUT, "grew while it was read, or memory ran out");
            break;
        }
    }
    free(chunk);
    return ok;
}

bool
file_load(const char *path, struct buffer *out, struct error *err)
{
    int file = open(path, FILE_LOAD_FLAGS);
    if (file < 0) {
        return file_error(err, errno, "opened");
    }
    bool ok = load(file, out, err);
    close(file);
    return ok;
}

bool
file_is_plain_name(const char *name)
{
    return *name && !strchr(name, '/') && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0 && strlen(name) <= NAME_MAX - 6;
}

bool
file_load_at(int folder, const char *name, struct buffer *out, struct error *err)
{
    if (!file_is_plain_name(name)) {
        return error_set(err, ERROR_INPUT, "is no name of a file");
    }
    int file = openat(folder, name, FILE_LOAD_FLAGS | O_NOFOLLOW);
    if (file < 0) {
        return file_error(err, errno, "opened");
    }
    bool ok = load(file, out, err);
    close(file);
    return ok;
}

bool
file_folder_at(int folder, const char *name, bool make, int *folder_out,
               struct error *err)
{
    if (!file_is_plain_name(name)) {
        return error_set(err, ERROR_INPUT, "is no name of a folder");
    }
    if (make) {
        if (mkdirat(folder, name, 0755) == 0) {
            if (!file_sync_open_folder(folder, err)) {
                return false;
            }
        } else if (errno != EEXIST) {
            return file_error(err, errno, "made");
        }
    }
    int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (opened < 0) {
        struct stat status;
        if (errno == ENOTDIR &&
            fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
            return file_error(err, S_ISLNK(status.st_mode) ? ELOOP : ENOTDIR, "opened");
        }
        return file_error(err, errno, "opened");
    }
    *folder_out = opened;
    return true;
}

bool
file_make_folder(const char *path, unsigned mode, struct error *err)
{
    struct stat status;
    if (mkdir(path, mode) != 0 && errno != EEXIST) {
        return file_error(err, errno, "made");
    }
    if (stat(path, &status) != 0) {
        return file_error(err, errno, "opened");
    }
    return S_ISDIR(status.st_mode) || file_error(err, ENOTDIR, "opened");
}

bool
file_sync_folder(const char *path, struct error *err)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = folder >= 0 && fsync(folder) == 0;
    if (!ok) {
        file_error(err, errno, "written");
    }
    if (folder >= 0) {
        close(folder);
    }
    return ok;
}

bool
file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

bool
file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* file_save: saves a whole file so that it is there complete or not at all. */
#define _GNU_SOURCE /* renameat2 */
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

/* Whether the open file holds exactly these bytes. */
static bool
holds(int file, const struct file_content *content, bool *same_out)
{
    uint8_t chunk[4096];
    const uint8_t *data = content->data;
    size_t at = 0;
    *same_out = false;
    if (lseek(file, 0, SEEK_SET) != 0) {
        return false;
    }
    for (;;) {
        ssize_t got = file_read_fully(file, chunk, sizeof chunk);
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            break;
        }
        if ((size_t)got > content->size - at ||
            memcmp(chunk, data + at, (size_t)got) != 0) {
            return true;
        }
        at += (size_t)got;
    }
    *same_out = at == content->size;
    return true;
}

enum standing { STANDING_NONE, STANDING_SAME, STANDING_OTHER, STANDING_ERROR };

/* Finds out what the name stands for already. */
static enum standing
look_at(int folder, const char *name, const struct file_content *content,
        struct error *err)
{
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) {
            return STANDING_NONE;
        }
        file_error(err, errno, "written");
        return STANDING_ERROR;
    }
    if (!S_ISREG(status.st_mode)) {
        error_set(err, ERROR_INPUT,
                  "could not be written: a folder, link or device has this name");
        return STANDING_ERROR;
    }
    if (content->existing == FILE_REPLACE) {
        return STANDING_OTHER;
    }
    int file = openat(folder, name, FILE_LOAD_FLAGS | O_NOFOLLOW);
    bool same = false;
    if (file < 0 || !holds(file, content, &same)) {
        file_error(err, errno, "compared");
        if (file >= 0) {
            close(file);
        }
        return STANDING_ERROR;
    }
    close(file);
    return same ? STANDING_SAME : STANDING_OTHER;
}

/* Opens the temporary file. One that was left when a stick was taken out is used again;
 * one that another program is writing now is refused. */
static int
open_part(int folder, const char *part, unsigned mode, struct error *err)
{
    int file =
        openat(folder, part,
               O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode);
    if (file < 0) {
        file_error(err, errno, "written");
        return -1;
    }
    struct stat mine, named;
    const char *fault = NULL;
    if (flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        fault = "another program is writing it now; try again";
    } else if (fstat(file, &mine) != 0 ||
               fstatat(folder, part, &named, AT_SYMLINK_NOFOLLOW) != 0 ||
               mine.st_dev != named.st_dev || mine.st_ino != named.st_ino) {
        fault = "another program has just written it; try again";
    }
    if (fault) {
        error_set(err, ERROR_BUSY, "could not be written: %s", fault);
        close(file);
        return -1;
    }
    if (!S_ISREG(mine.st_mode) || mine.st_nlink != 1 || ftruncate(file, 0) != 0) {
        error_set(err, ERROR_INPUT, "could not be written: remove %s beside it first",
                  part);
        close(file);
        return -1;
    }
    if ((mode & 077) == 0) { /* fails on filesystems without permissions */
        (void)!fchmod(file, mode);
    }
    return file;
}

/* Reads the file back. The bytes should come from the stick, not from memory; so the
 * file is opened once more, since some filesystems answer the program that wrote it
 * from memory. */
static bool
read_back(int folder, const char *part, int written, const struct file_content *content,
          bool *same_out)
{
    (void)posix_fadvise(written, 0, 0, POSIX_FADV_DONTNEED);
    int file = openat(folder, part, FILE_LOAD_FLAGS | O_NOFOLLOW);
    if (file < 0) {
        return false;
    }
    bool ok = holds(file, content, same_out);
    int why = errno;
    close(file);
    errno = why;
    return ok;
}

static bool
fill_part(int folder, const char *part, int file, const struct file_content *content,
          struct error *err)
{
    if (!file_write_fully(file, content->data, content->size) || fsync(file) != 0) {
        return file_error(err, errno, "written");
    }
    if (!content->verify) {
        return true;
    }
    bool same;
    if (!read_back(folder, part, file, content, &same)) {
        return file_error(err, errno, "read back");
    }
    if (!same) {
        return error_set(err, ERROR_SYSTEM,
                         "what was read back is not what was written: the disk or "
                         "stick is faulty, use another");
    }
    return true;
}

static bool
give_name(int folder, const char *part, const char *name, enum file_existing existing,
          struct error *err)
{
    if (existing == FILE_KEEP) {
        if (renameat2(folder, part, folder, name, RENAME_NOREPLACE) == 0) {
            return true;
        }
        /* a filesystem without this flag: look_at has just looked */
        if (errno != EINVAL && errno != ENOSYS) {
            return file_error(err, errno, "written");
        }
    }
    if (renameat(folder, part, folder, name) != 0) {
        return file_error(err, errno, "written");
    }
    return true;
}

bool
file_sync_open_folder(int folder, struct error *err)
{
    /* Some filesystems of sticks cannot do this; they write folders at once. */
    if (fsync(folder) != 0 && errno != EINVAL && errno != ENOTSUP) {
        return file_error(err, errno, "written");
    }
    return true;
}

bool
file_save_at(int folder, const char *name, const struct file_content *content,
             struct error *err)
{
    if (!file_is_plain_name(name)) {
        return error_set(err, ERROR_INPUT, "is no name of a file");
    }
    switch (look_at(folder, name, content, err)) {
    case STANDING_ERROR:
        return false;
    case STANDING_SAME:
        return file_sync_open_folder(folder, err);
    case STANDING_OTHER:
        if (content->existing == FILE_KEEP) {
            return error_set(err, ERROR_INPUT,
                             "is there already with other contents and was left as it "
                             "is; move it away, or use another folder or stick");
        }
        break;
    case STANDING_NONE:
        break;
    }
    char part[NAME_MAX + 1];
    snprintf(part, sizeof part, ".%s.part", name);
    int file = open_part(folder, part, content->mode, err);
    if (file < 0) {
        return false;
    }
    bool ok = fill_part(folder, part, file, content, err) &&
              give_name(folder, part, name, content->existing, err);
    if (!ok) {
        unlinkat(folder, part, 0);
    }
    close(file);
    return ok && file_sync_open_folder(folder, err);
}

bool
file_save(const char *path, const struct file_content *content, struct error *err)
{
    /* writes into the file that a link leads to, and keeps the link */
    char *target = realpath(path, NULL);
    char *text = target ? target : strdup(path);
    if (!text) {
        return error_set(err, ERROR_FULL, "could not be written: out of memory");
    }
    char *slash = strrchr(text, '/');
    const char *name = slash ? slash + 1 : text;
    const char *parent = ".";
    if (slash == text) {
        parent = "/";
    } else if (slash) {
        *slash = '\0';
        parent = text;
    }
    bool ok = false;
    int folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        file_error(err, errno, "written");
    } else {
        ok = file_save_at(folder, name, content, err);
        close(folder);
    }
    free(text);
    return ok;
}

/* support_calls: counts system calls on files and lets them fail. */
#define _GNU_SOURCE
#include "support_calls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define FILES_MAX 1024

static enum calls_fault fault;
static unsigned fail_at, calls;
static bool unsynced[FILES_MAX]; /* written since the last fsync */

/* As the linker names the real one and ours. */
#define WRAP(type, name, ...)                                                          \
    type __real_##name(__VA_ARGS__);                                                   \
    type __wrap_##name(__VA_ARGS__);                                                   \
    type __wrap_##name(__VA_ARGS__)

int __real_ftruncate(int file, off_t size);
int __real_fstat(int file, struct stat *out);

void
calls_begin(enum calls_fault which, unsigned at)
{
    fault = which;
    fail_at = at;
    calls = 0;
    for (int i = 0; i < FILES_MAX; i++) {
        unsynced[i] = false;
    }
}

unsigned
calls_end(void)
{
    fault = CALLS_FINE;
    return calls;
}

/* What was written and not synced when a stick is pulled may be there in part. */
static void
tear(void)
{
    for (int i = 0; i < FILES_MAX; i++) {
        struct stat status;
        if (unsynced[i] && __real_fstat(i, &status) == 0 && S_ISREG(status.st_mode)) {
            (void)!__real_ftruncate(i, status.st_size / 2);
        }
        unsynced[i] = false;
    }
}

/* Whether this call fails, with errno. */
static bool
fails(bool writes, bool opens)
{
    calls++;
    if (fault == CALLS_FINE || fail_at == 0 || calls < fail_at) {
        return false;
    }
    switch (fault) {
    case CALLS_FAIL_ONCE:
        errno = EIO;
        return calls == fail_at;
    case CALLS_FAIL:
        errno = EIO;
        return true;
    case CALLS_FULL:
        errno = ENOSPC;
        return writes;
    case CALLS_READ_ONLY:
        errno = EROFS;
        return writes;
    case CALLS_GONE:
        if (calls == fail_at) {
            tear();
        }
        errno = opens ? ENOENT : ENODEV;
        return true;
    case CALLS_FINE:
    case CALLS_FAULTS:
        break;
    }
    return false;
}

static mode_t
mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

WRAP(int, open, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(flags & O_CREAT, true) ? -1 : __real_open(path, flags, mode);
}

WRAP(int, openat, int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(flags & O_CREAT, true) ? -1 : __real_openat(folder, path, flags, mode);
}

WRAP(ssize_t, read, int file, void *out, size_t size)
{
    return fails(false, false) ? -1 : __real_read(file, out, size);
}

WRAP(ssize_t, write, int file, const void *data, size_t size)
{
    if (fails(true, false)) {
        int why = errno;
        if (why == ENOSPC && calls == fail_at && size > 1) {
            return __real_write(file, data, size / 2);
        }
        errno = why;
        return -1;
    }
    if (file < FILES_MAX) {
        unsynced[file] = true;
    }
    return __real_write(file, data, size);
}

WRAP(int, fsync, int file)
{
    if (fails(true, false)) {
        return -1;
    }
    if (file < FILES_MAX) {
        unsynced[file] = false;
    }
    return __real_fsync(file);
}

WRAP(int, close, int file)
{
    if (file >= 0 && file < FILES_MAX) {
        unsynced[file] = false;
    }
    return __real_close(file);
}

WRAP(int, syncfs, int file)
{
    return fails(true, false) ? -1 : __real_syncfs(file);
}

WRAP(int, ftruncate, int file, off_t size)
{
    return fails(true, false) ? -1 : __real_ftruncate(file, size);
}

WRAP(int, fstat, int file, struct stat *out)
{
    return fails(false, false) ? -1 : __real_fstat(file, out);
}

WRAP(int, stat, const char *path, struct stat *out)
{
    return fails(false, true) ? -1 : __real_stat(path, out);
}

WRAP(int, fstatat, int folder, const char *path, struct stat *out, int flags)
{
    return fails(false, true) ? -1 : __real_fstatat(folder, path, out, flags);
}

WRAP(int, fstatvfs, int file, struct statvfs *out)
{
    return fails(false, false) ? -1 : __real_fstatvfs(file, out);
}

WRAP(int, mkdirat, int folder, const char *path, mode_t mode)
{
    return fails(true, true) ? -1 : __real_mkdirat(folder, path, mode);
}

WRAP(int, renameat, int from, const char *old, int to, const char *new_name)
{
    return fails(true, true) ? -1 : __real_renameat(from, old, to, new_name);
}

WRAP(int, renameat2, int from, const char *old, int to, const char *new_name,
     unsigned flags)
{
    return fails(true, true) ? -1 : __real_renameat2(from, old, to, new_name, flags);
}

WRAP(int, unlinkat, int folder, const char *path, int flags)
{
    return fails(true, true) ? -1 : __real_unlinkat(folder, path, flags);
}

WRAP(DIR *, fdopendir, int folder)
{
    return fails(false, false) ? NULL : __real_fdopendir(folder);
}

WRAP(struct dirent *, readdir, DIR *entries)
{
    return fails(false, false) ? NULL : __real_readdir(entries);
}

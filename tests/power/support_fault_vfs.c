/* support_fault_vfs: a file layer for SQLite that records calls and lets them fail. */
#include "support_fault_vfs.h"

#include "support_store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fault_file {
    sqlite3_file base;
    sqlite3_file *real;
    size_t number; /* in the log */
    bool logged;
    bool sync_folder; /* at its first sync, as SQLite does with journals */
};

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    struct disk_log *log;
    const char *directory;
    char names[DISK_FILES_MAX][DISK_NAME_BYTES]; /* of files that have one now */
    enum fault fault;
    uint64_t at, calls;
    bool lasting;
    int last_errno;
} shim;

/* Does this call fail? `kinds` are the least fault it can suffer. */
static bool
fails(enum fault least)
{
    if (shim.fault < least || shim.fault == FAULT_NONE) {
        return false;
    }
    uint64_t call = shim.calls++;
    if (call != shim.at && !(shim.lasting && call > shim.at)) {
        return false;
    }
    errno = shim.last_errno = shim.fault == FAULT_FULL ? ENOSPC : EIO;
    return true;
}

static void
note(const struct fault_file *file, struct disk_event event)
{
    if (!file->logged || !shim.log) {
        return;
    }
    event.file = file->number;
    disk_log_add(shim.log, &event);
}

static int
file_close(sqlite3_file *base)
{
    struct fault_file *file = (struct fault_file *)base;
    int result = file->real->pMethods->xClose(file->real);
    sqlite3_free(file->real);
    return result;
}

static int
file_read(sqlite3_file *base, void *out, int size, sqlite3_int64 offset)
{
    struct fault_file *file = (struct fault_file *)base;
    if (fails(FAULT_IO)) {
        return SQLITE_IOERR_READ;
    }
    return file->real->pMethods->xRead(file->real, out, size, offset);
}

static int
file_write(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset)
{
    struct fault_file *file = (struct fault_file *)base;
    if (fails(FAULT_FULL)) {
        return shim.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    int result = file->real->pMethods->xWrite(file->real, bytes, size, offset);
    if (result == SQLITE_OK) {
        note(file, (struct disk_event){.change = DISK_WRITE,
                                       .offset = (uint64_t)offset,
                                       .bytes = (uint8_t *)(uintptr_t)bytes,
                                       .size = (size_t)size});
    }
    return result;
}

static int
file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct fault_file *file = (struct fault_file *)base;
    if (fails(FAULT_IO)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    int result = file->real->pMethods->xTruncate(file->real, size);
    if (result == SQLITE_OK) {
        note(file,
             (struct disk_event){.change = DISK_TRUNCATE, .offset = (uint64_t)size});
    }
    return result;
}

static int
file_sync(sqlite3_file *base, int flags)
{
    struct fault_file *file = (struct fault_file *)base;
    if (fails(FAULT_FULL)) {
        return SQLITE_IOERR_FSYNC;
    }
    int result = file->real->pMethods->xSync(file->real, flags);
    if (result != SQLITE_OK) {
        return result;
    }
    note(file, (struct disk_event){.change = DISK_SYNC});
    if (file->sync_folder) {
        note(file, (struct disk_event){.change = DISK_SYNC_FOLDER});
    }
    file->sync_folder = false;
    return SQLITE_OK;
}

static int
file_size(sqlite3_file *base, sqlite3_int64 *out)
{
    struct fault_file *file = (struct fault_file *)base;
    return fails(FAULT_IO) ? SQLITE_IOERR_FSTAT
                           : file->real->pMethods->xFileSize(file->real, out);
}

static int
file_lock(sqlite3_file *base, int level)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xLock(file->real, level);
}

static int
file_unlock(sqlite3_file *base, int level)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xUnlock(file->real, level);
}

static int
file_check_lock(sqlite3_file *base, int *out)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, out);
}

static int
file_control(sqlite3_file *base, int operation, void *value)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xFileControl(file->real, operation, value);
}

static int
file_sector_size(sqlite3_file *base)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xSectorSize(file->real);
}

static int
file_characteristics(sqlite3_file *base)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

/* Version 1: no shared memory, no mapped files. The store needs neither. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
};

/* The file's name when it lies in the folder that is watched, else NULL. */
static const char *
watched_name(const char *path)
{
    size_t length = shim.directory ? strlen(shim.directory) : 0;
    if (!shim.log || !path || strncmp(path, shim.directory, length) != 0 ||
        path[length] != '/') {
        return NULL;
    }
    return path + length + 1;
}

static void
note_name(struct fault_file *file, const char *name)
{
    for (size_t i = 0; i < shim.log->files; i++) {
        if (strcmp(shim.names[i], name) == 0) {
            file->number = i;
            return;
        }
    }
    struct disk_event event = {.change = DISK_MAKE};
    snprintf(event.name, sizeof event.name, "%s", name);
    file->number = shim.log->files;
    memcpy(shim.names[file->number], event.name, sizeof event.name);
    note(file, event);
}

static int
shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags,
          int *flags_out)
{
    (void)vfs;
    struct fault_file *file = (struct fault_file *)base;
    memset(file, 0, sizeof *file);
    bool make = (flags & SQLITE_OPEN_CREATE) != 0;
    if (fails(make ? FAULT_FULL : FAULT_IO)) {
        return SQLITE_CANTOPEN;
    }
    file->real = sqlite3_malloc(shim.real->szOsFile);
    if (!file->real) {
        return SQLITE_NOMEM;
    }
    memset(file->real, 0, (size_t)shim.real->szOsFile);
    int result = shim.real->xOpen(shim.real, name, file->real, flags, flags_out);
    if (result != SQLITE_OK) {
        sqlite3_free(file->real);
        return result;
    }
    file->base.pMethods = &methods;
    file->logged = watched_name(name) != NULL;
    file->sync_folder =
        make && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    if (file->logged) {
        note_name(file, watched_name(name));
    }
    return SQLITE_OK;
}

static int
shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    if (fails(FAULT_IO)) {
        return SQLITE_IOERR_DELETE;
    }
    int result = shim.real->xDelete(shim.real, path, sync_folder);
    const char *name = watched_name(path);
    if (result != SQLITE_OK || !name) {
        return result;
    }
    struct fault_file file = {.logged = true};
    struct disk_event event = {.change = DISK_DELETE};
    snprintf(event.name, sizeof event.name, "%s", name);
    note(&file, event);
    if (sync_folder) {
        note(&file, (struct disk_event){.change = DISK_SYNC_FOLDER});
    }
    for (size_t i = 0; i < shim.log->files; i++) {
        if (strcmp(shim.names[i], name) == 0) {
            shim.names[i][0] = '\0';
        }
    }
    return SQLITE_OK;
}

static int
shim_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    (void)vfs;
    return fails(FAULT_IO) ? SQLITE_IOERR_ACCESS
                           : shim.real->xAccess(shim.real, path, flags, out);
}

static int
shim_full_path(sqlite3_vfs *vfs, const char *path, int size, char *out)
{
    (void)vfs;
    return shim.real->xFullPathname(shim.real, path, size, out);
}

static int
shim_last_error(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    int real = shim.real->xGetLastError(shim.real, size, out);
    return shim.last_errno ? shim.last_errno : real;
}

void
fault_vfs_register(void)
{
    shim.real = sqlite3_vfs_find(NULL);
    assert_non_null(shim.real);
    shim.vfs = *shim.real; /* time, randomness and sleep are the real one's */
    shim.vfs.iVersion = 1;
    shim.vfs.szOsFile = (int)sizeof(struct fault_file);
    shim.vfs.pNext = NULL;
    shim.vfs.zName = "fault";
    shim.vfs.xOpen = shim_open;
    shim.vfs.xDelete = shim_delete;
    shim.vfs.xAccess = shim_access;
    shim.vfs.xFullPathname = shim_full_path;
    shim.vfs.xGetLastError = shim_last_error;
    assert_int_equal(sqlite3_vfs_register(&shim.vfs, 1), SQLITE_OK);
}

void
fault_vfs_record(struct disk_log *log, const char *directory)
{
    shim.log = log;
    shim.directory = directory;
    memset(shim.names, 0, sizeof shim.names);
}

void
fault_vfs_inject(enum fault fault, uint64_t at, bool lasting)
{
    shim.fault = fault;
    shim.at = at;
    shim.lasting = lasting;
    shim.calls = 0;
    shim.last_errno = 0;
}

uint64_t
fault_vfs_calls(void)
{
    return shim.calls;
}

/* The linker sends the store's calls of fsync here (--wrap). */
int __real_fsync(int file); /* NOLINT(bugprone-reserved-identifier) */
int __wrap_fsync(int file); /* NOLINT(bugprone-reserved-identifier) */

int
__wrap_fsync(int file) /* NOLINT(bugprone-reserved-identifier) */
{
    char link[64], path[512] = "";
    if (fails(FAULT_FULL)) {
        return -1;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (readlink(link, path, sizeof path - 1) > 0 && shim.log) {
        size_t length = strlen(path);
        struct fault_file any = {.logged = true};
        if (strcmp(path, shim.directory) == 0) {
            note(&any, (struct disk_event){.change = DISK_SYNC_FOLDER});
        } else if (strncmp(path, shim.directory, length) == 0 &&
                   shim.directory[length] == '/' &&
                   !strchr(shim.directory + length + 1, '/')) {
            note(&any, (struct disk_event){.change = DISK_SYNC_PARENT});
        }
    }
    return __real_fsync(file);
}

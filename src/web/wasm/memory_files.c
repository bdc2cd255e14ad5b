/* memory_files: the one file system that SQLite has in the page. */
#include "memory_files.h"

#include "townline/seal.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct memory_file {
    char name[MEMORY_FILES_NAME_MAX_BYTES]; /* "" where the place is free */
    uint8_t *data;
    size_t size, capacity;
    unsigned open;
};
static struct memory_file files[MEMORY_FILES_MAX];

/* What SQLite holds of an open file. */
struct open_file {
    sqlite3_file base;
    struct memory_file *file;
    bool is_deleted_on_close;
};

static struct memory_file *
find(const char *name)
{
    for (size_t i = 0; i < MEMORY_FILES_MAX; i++) {
        if (files[i].name[0] != '\0' && strcmp(files[i].name, name) == 0) {
            return &files[i];
        }
    }
    return NULL;
}

/* An empty file under that name; NULL when there are too many. */
static struct memory_file *
add(const char *name)
{
    if (name[0] == '\0' || strlen(name) >= MEMORY_FILES_NAME_MAX_BYTES) {
        return NULL;
    }
    for (size_t i = 0; i < MEMORY_FILES_MAX; i++) {
        if (files[i].name[0] == '\0') {
            strcpy(files[i].name, name);
            return &files[i];
        }
    }
    return NULL;
}

static void
forget(struct memory_file *file)
{
    if (file->data) {
        seal_wipe(file->data, file->capacity);
    }
    free(file->data);
    *file = (struct memory_file){0};
}

/* Makes room for `size` bytes. Bytes that were given up are overwritten, since opened
 * comments are among them. */
static bool
reserve(struct memory_file *file, size_t size)
{
    if (size <= file->capacity) {
        return true;
    }
    if (size > MEMORY_FILE_MAX_BYTES) {
        return false;
    }
    size_t capacity = file->capacity < 65536 ? 65536 : file->capacity;
    while (capacity < size) {
        capacity += capacity / 2;
    }
    uint8_t *data = calloc(capacity, 1);
    if (!data) {
        return false;
    }
    if (file->data) {
        memcpy(data, file->data, file->size);
        seal_wipe(file->data, file->capacity);
        free(file->data);
    }
    file->data = data;
    file->capacity = capacity;
    return true;
}

static int
close_file(sqlite3_file *handle)
{
    struct open_file *open = (struct open_file *)handle;
    open->file->open--;
    if (open->is_deleted_on_close && open->file->open == 0) {
        forget(open->file);
    }
    return SQLITE_OK;
}

static int
read_file(sqlite3_file *handle, void *out, int amount, sqlite3_int64 offset)
{
    const struct memory_file *file = ((struct open_file *)handle)->file;
    size_t wanted = (size_t)amount, at = (size_t)offset;
    size_t have = at < file->size ? file->size - at : 0;
    size_t got = have < wanted ? have : wanted;
    if (got > 0) {
        memcpy(out, file->data + at, got);
    }
    if (got == wanted) {
        return SQLITE_OK;
    }
    memset((uint8_t *)out + got, 0, wanted - got);
    return SQLITE_IOERR_SHORT_READ;
}

static int
write_file(sqlite3_file *handle, const void *data, int amount, sqlite3_int64 offset)
{
    struct memory_file *file = ((struct open_file *)handle)->file;
    if (offset < 0 || (uint64_t)offset > MEMORY_FILE_MAX_BYTES) {
        return SQLITE_FULL;
    }
    size_t at = (size_t)offset, end = at + (size_t)amount;
    if (!reserve(file, end)) {
        return SQLITE_FULL;
    }
    memcpy(file->data + at, data, (size_t)amount);
    file->size = end > file->size ? end : file->size;
    return SQLITE_OK;
}

static int
truncate_file(sqlite3_file *handle, sqlite3_int64 size)
{
    struct memory_file *file = ((struct open_file *)handle)->file;
    if (size >= 0 && (uint64_t)size < file->size) {
        seal_wipe(file->data + size, file->size - (size_t)size);
        file->size = (size_t)size;
    }
    return SQLITE_OK;
}

static int
size_of_file(sqlite3_file *handle, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((struct open_file *)handle)->file->size;
    return SQLITE_OK;
}

static int
sync_file(sqlite3_file *handle, int flags)
{
    (void)handle;
    (void)flags;
    return SQLITE_OK;
}

/* One page has its archive for itself. */
static int
lock_file(sqlite3_file *handle, int level)
{
    (void)handle;
    (void)level;
    return SQLITE_OK;
}

static int
is_locked(sqlite3_file *handle, int *out)
{
    (void)handle;
    *out = 0;
    return SQLITE_OK;
}

static int
control_file(sqlite3_file *handle, int operation, void *argument)
{
    (void)handle;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int
sector_size(sqlite3_file *handle)
{
    (void)handle;
    return 512;
}

static int
characteristics(sqlite3_file *handle)
{
    (void)handle;
    return SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL |
           SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = is_locked,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

static int
open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *handle, int flags,
          int *flags_out)
{
    (void)vfs;
    struct open_file *open = (struct open_file *)handle;
    open->base.pMethods = NULL;
    struct memory_file *file = !name ? NULL : find(name);
    if (!file && name && (flags & SQLITE_OPEN_CREATE)) {
        file = add(name);
    }
    if (!file) {
        return SQLITE_CANTOPEN;
    }
    file->open++;
    *open = (struct open_file){.base = {&methods}, .file = file};
    open->is_deleted_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    if (flags_out) {
        *flags_out = flags;
    }
    return SQLITE_OK;
}

static int
delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)sync;
    struct memory_file *file = find(name);
    if (!file) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    forget(file);
    return SQLITE_OK;
}

static int
access_file(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    (void)flags;
    *out = find(name) != NULL;
    return SQLITE_OK;
}

static int
whole_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    if (strlen(name) >= (size_t)size) {
        return SQLITE_CANTOPEN;
    }
    strcpy(out, name);
    return SQLITE_OK;
}

static int
fill_random(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    struct random_source random = seal_random();
    random.fill(random.context, out, (size_t)size);
    return size;
}

static int
sleep_no_time(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    (void)microseconds;
    return 0;
}

/* The archive asks for no time; its days come from the caller. */
static int
no_time(sqlite3_vfs *vfs, double *out)
{
    (void)vfs;
    *out = 0;
    return SQLITE_OK;
}

static int
no_error(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    (void)size;
    (void)out;
    return 0;
}

/* SQLite calls these two when it starts and when it ends. */
int
sqlite3_os_init(void)
{
    static sqlite3_vfs vfs = {
        .iVersion = 1,
        .szOsFile = sizeof(struct open_file),
        .mxPathname = MEMORY_FILES_NAME_MAX_BYTES,
        .zName = "memory",
        .xOpen = open_file,
        .xDelete = delete_file,
        .xAccess = access_file,
        .xFullPathname = whole_name,
        .xRandomness = fill_random,
        .xSleep = sleep_no_time,
        .xCurrentTime = no_time,
        .xGetLastError = no_error,
    };
    return sqlite3_vfs_register(&vfs, 1);
}

int
sqlite3_os_end(void)
{
    return SQLITE_OK;
}

bool
memory_files_put(const char *name, const void *data, size_t size, struct error *err)
{
    struct memory_file *file = find(name);
    if (file && file->open > 0) {
        return error_set(err, ERROR_BUSY, "this file is open");
    }
    if (file) {
        forget(file);
    }
    file = add(name);
    if (!file || !reserve(file, size)) {
        if (file) {
            forget(file);
        }
        return error_set(err, ERROR_FULL, "there is no room for the file");
    }
    if (size > 0) {
        memcpy(file->data, data, size);
    }
    file->size = size;
    return true;
}

bool
memory_files_read(const char *name, struct buffer *out, struct error *err)
{
    const struct memory_file *file = find(name);
    if (!file) {
        return error_set(err, ERROR_MISSING, "there is no such file");
    }
    buffer_add(out, file->data, file->size);
    return !out->failed || error_no_memory(err);
}

void
memory_files_remove(const char *name)
{
    struct memory_file *file = find(name);
    if (file && file->open == 0) {
        forget(file);
    }
}

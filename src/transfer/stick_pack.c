/* stick_pack: finds packs on a stick, reads them, and tells how much room is left. */
#define _GNU_SOURCE /* syncfs */
#include "stick_state.h"

#include "townline/characters.h"
#include "townline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PACK_ENDING ".townpack"

enum { ENTRIES_MAX = 10000 };

/* Adds the packs of one folder and closes `folder`. */
static bool
list_folder(int folder, bool is_below, struct stick_packs *out, struct error *err)
{
    DIR *entries = folder < 0 ? NULL : fdopendir(folder);
    if (!entries) {
        file_error(err, errno, "read");
        if (folder >= 0) {
            close(folder);
        }
        return false;
    }
    const struct dirent *entry;
    for (int i = 0; i < ENTRIES_MAX && out->count < STICK_PACKS_MAX; i++) {
        errno = 0;
        entry = readdir(entries);
        if (!entry) {
            break;
        }
        struct stick_pack *pack = &out->packs[out->count];
        if (entry->d_name[0] != '.' &&
            characters_end_with(entry->d_name, PACK_ENDING) &&
            strlen(entry->d_name) < sizeof pack->name) {
            snprintf(pack->name, sizeof pack->name, "%s", entry->d_name);
            pack->is_below = is_below;
            out->count++;
        }
    }
    bool ok = errno == 0 || file_error(err, errno, "read");
    closedir(entries);
    return ok;
}

bool
stick_find_packs(struct stick *stick, struct stick_packs *out, struct error *err)
{
    int top;
    struct error fault = {.code = ERROR_NONE};
    out->count = 0;
    if (file_folder_at(stick->root, STICK_TOP, false, &top, &fault)) {
        if (!list_folder(top, true, out, err)) {
            return false;
        }
    } else if (fault.code == ERROR_SYSTEM) {
        return error_set(err, fault.code, "%s", fault.text);
    }
    return list_folder(openat(stick->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                       false, out, err);
}

bool
stick_read_pack(struct stick *stick, const struct stick_pack *pack, struct buffer *out,
                struct error *err)
{
    int top = -1;
    bool ok =
        !pack->is_below || file_folder_at(stick->root, STICK_TOP, false, &top, err);
    ok = ok && file_load_at(pack->is_below ? top : stick->root, pack->name, out, err);
    if (top >= 0) {
        close(top);
    }
    return ok || error_prefix(err, "%s", pack->name);
}

bool
stick_settle(struct stick *stick, struct error *err)
{
    return syncfs(stick->root) == 0 || file_error(err, errno, "written");
}

bool
stick_room(const struct stick *stick, uint64_t *free_out, uint64_t *size_out)
{
    struct statvfs disk;
    if (fstatvfs(stick->root, &disk) != 0) {
        return false;
    }
    *free_out = (uint64_t)disk.f_bavail * disk.f_frsize;
    *size_out = (uint64_t)disk.f_blocks * disk.f_frsize;
    return true;
}

/* Whether the stick is gone: its place is empty, or holds something else. */
static bool
is_gone(const struct stick *stick)
{
    struct stat open_root, there;
    return fstat(stick->root, &open_root) != 0 || open_root.st_nlink == 0 ||
           stat(stick->path, &there) != 0 || open_root.st_dev != there.st_dev ||
           open_root.st_ino != there.st_ino;
}

enum stick_fault
stick_fault(const struct stick *stick, const struct error *err)
{
    struct statvfs disk;
    if (!stick) {
        return err->code == ERROR_MISSING ? STICK_GONE : STICK_UNREADABLE;
    }
    if (is_gone(stick) || err->code == ERROR_MISSING) {
        return STICK_GONE;
    }
    if (fstatvfs(stick->root, &disk) != 0) {
        return STICK_UNREADABLE;
    }
    if (disk.f_flag & ST_RDONLY) {
        return STICK_READ_ONLY;
    }
    if (err->code == ERROR_SYSTEM && disk.f_blocks > 0 && disk.f_bavail == 0) {
        return STICK_FULL; /* some filesystems report a full disk with another error */
    }
    switch (err->code) {
    case ERROR_FULL:
        return STICK_FULL;
    case ERROR_INPUT:
    case ERROR_BUSY:
        return STICK_NAME_TAKEN;
    default:
        return access(stick->path, W_OK) == 0 ? STICK_UNREADABLE : STICK_READ_ONLY;
    }
}

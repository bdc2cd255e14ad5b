/* stick_mount: mount(2) with few rights, and no words of the stick's own. */
#include "stick_mount.h"

#include "disk_format.h"
#include "disk_table.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#ifndef MS_NOSYMFOLLOW /* Linux 5.10 */
#define MS_NOSYMFOLLOW 256
#endif
#define SAFELY (MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW | MS_NOATIME)
#define TRIES 10 /* to unmount */
#define TRY_MS 200
#define FOLDER "TOWNLINE"

/* Finds what is mounted below the folder of sticks: its place, and the device. */
static bool
find_mounted(const char *root, char *path_out, char *device_out)
{
    struct mntent *entry;
    size_t length = strlen(root);
    bool found = false;
    FILE *mounts = setmntent("/proc/self/mounts", "re");
    while (mounts && !found && (entry = getmntent(mounts))) {
        found = strncmp(entry->mnt_dir, root, length) == 0 &&
                entry->mnt_dir[length] == '/' && strlen(entry->mnt_dir) < PATH_MAX &&
                strlen(entry->mnt_fsname) < PATH_MAX;
        if (found) {
            snprintf(path_out, PATH_MAX, "%s", entry->mnt_dir);
            snprintf(device_out, PATH_MAX, "%s", entry->mnt_fsname);
        }
    }
    if (mounts) {
        endmntent(mounts);
    }
    return found;
}

static bool
is_there(const struct usb_disks *disks, const char *device)
{
    char path[USB_DISK_NAME_BYTES + 8];
    for (size_t i = 0; i < disks->count; i++) {
        snprintf(path, sizeof path, "/dev/%s", disks->disks[i].name);
        if (strcmp(path, device) == 0) {
            return true;
        }
    }
    return false;
}

enum stick_mount_state
stick_mount_state(const struct stick_mount_options *options, char *path_out,
                  bool *was_pulled_out)
{
    char device[PATH_MAX];
    struct usb_disks disks;
    bool is_mounted = find_mounted(options->root, path_out, device);
    usb_disks_find(options->sys, options->own, &disks);
    *was_pulled_out = is_mounted && !is_there(&disks, device);
    if (is_mounted && !*was_pulled_out) {
        return STICK_MOUNTED;
    }
    return disks.count > 0 ? STICK_PRESENT : STICK_NONE;
}

/* The state once that which was pulled out is forgotten. */
static enum stick_mount_state
settle(const struct stick_mount_options *options, char *path_out)
{
    bool was_pulled;
    enum stick_mount_state state = stick_mount_state(options, path_out, &was_pulled);
    while (was_pulled) {
        if (umount2(path_out, MNT_DETACH | UMOUNT_NOFOLLOW) != 0) {
            return STICK_FAILED;
        }
        (void)rmdir(path_out);
        state = stick_mount_state(options, path_out, &was_pulled);
    }
    return state;
}

void
stick_forget(const struct stick_mount_options *options)
{
    char path[PATH_MAX];
    (void)settle(options, path);
}

/* Reads the first bytes of the disk that /sys spoke of, and of no other file of its
 * name; how many there are, 0 when it cannot be read. */
static size_t
read_disk(const char *name, dev_t device, uint8_t *out, size_t size)
{
    char path[USB_DISK_NAME_BYTES + 8];
    struct stat about;
    snprintf(path, sizeof path, "/dev/%s", name);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool ok = file >= 0 && fstat(file, &about) == 0 && S_ISBLK(about.st_mode) &&
              about.st_rdev == device;
    ssize_t got = ok ? pread(file, out, size, 0) : 0;
    if (file >= 0) {
        close(file);
    }
    return got > 0 ? (size_t)got : 0;
}

static const char *
read_format(const struct usb_disk *disk)
{
    uint8_t bytes[DISK_FORMAT_BYTES];
    return read_disk(disk->name, makedev(disk->major, disk->minor), bytes,
                     sizeof bytes) == sizeof bytes
               ? disk_format_find(bytes)
               : NULL;
}

static bool
starts_computers(const struct usb_disk *disk)
{
    uint8_t bytes[DISK_TABLE_BYTES] = {0};
    return disk->number > 0 &&
           read_disk(disk->whole, makedev(disk->whole_major, disk->whole_minor), bytes,
                     sizeof bytes) > 0 &&
           disk_table_starts_computers(bytes, disk->number);
}

static bool
goes_before(const struct usb_disk *one, const struct usb_disk *other)
{
    bool one_starts = starts_computers(one), other_starts = starts_computers(other);
    if (one_starts != other_starts) {
        return other_starts;
    }
    return one->size != other->size ? one->size > other->size : one < other;
}

/* Whether it is the one of its disk that people see. */
static bool
is_seen(const struct usb_disks *disks, const struct usb_disk *disk)
{
    for (size_t i = 0; i < disks->count; i++) {
        const struct usb_disk *other = &disks->disks[i];
        if (other != disk && strcmp(other->whole, disk->whole) == 0 &&
            goes_before(other, disk)) {
            return false;
        }
    }
    return true;
}

static void
name_options(const char *format, uid_t uid, gid_t gid, const char *mask, char *out,
             size_t size)
{
    if (strcmp(format, "ext4") == 0) {
        snprintf(out, size, "errors=remount-ro");
    } else {
        snprintf(out, size, "uid=%u,gid=%u,umask=%s%s", (unsigned)uid, (unsigned)gid,
                 mask, strcmp(format, "vfat") == 0 ? ",utf8,flush" : "");
    }
}

/* Where files have owners, the folder of the kiosk becomes the kiosk's. */
static void
give_folder(const char *path, const struct stick_mount_options *options)
{
    int root = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (root < 0) {
        return;
    }
    (void)mkdirat(root, FOLDER, 0700);
    int folder = openat(root, FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0) {
        (void)!fchown(folder, options->uid, options->gid);
        close(folder);
    }
    close(root);
}

static bool
mount_disk(const struct stick_mount_options *options, const struct usb_disk *disk,
           char *path_out)
{
    char device[USB_DISK_NAME_BYTES + 8], words[128];
    const char *format = read_format(disk);
    if (!format ||
        snprintf(path_out, PATH_MAX, "%s/%s", options->root, disk->name) >= PATH_MAX) {
        return false;
    }
    snprintf(device, sizeof device, "/dev/%s", disk->name);
    name_options(format, options->uid, options->gid, "0077", words, sizeof words);
    if (mkdir(path_out, 0755) != 0 && errno != EEXIST) {
        return false;
    }
    /* a write-protected stick can be read */
    if (mount(device, path_out, format, SAFELY, words) != 0 &&
        ((errno != EACCES && errno != EROFS) ||
         mount(device, path_out, format, SAFELY | MS_RDONLY, words) != 0)) {
        (void)rmdir(path_out);
        return false;
    }
    if (strcmp(format, "ext4") == 0) {
        give_folder(path_out, options);
    }
    return true;
}

enum stick_mount_state
stick_mount(const struct stick_mount_options *options, char *path_out)
{
    struct usb_disks disks;
    enum stick_mount_state state = settle(options, path_out);
    if (state != STICK_PRESENT) {
        return state;
    }
    usb_disks_find(options->sys, options->own, &disks);
    for (size_t i = 0; i < disks.count; i++) {
        if (is_seen(&disks, &disks.disks[i]) &&
            mount_disk(options, &disks.disks[i], path_out)) {
            return STICK_MOUNTED;
        }
    }
    return STICK_FAILED;
}

static bool
write_out(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = folder >= 0 && syncfs(folder) == 0;
    if (folder >= 0) {
        close(folder);
    }
    return ok;
}

/* Tries for a while, since somebody may just be closing a file on it. */
static bool
unmount(const char *path)
{
    for (int i = 0; i < TRIES; i++) {
        if (umount2(path, UMOUNT_NOFOLLOW) == 0) {
            (void)rmdir(path);
            return true;
        }
        if (errno != EBUSY) {
            return false;
        }
        nanosleep(&(struct timespec){.tv_nsec = TRY_MS * 1000000L}, NULL);
    }
    return false;
}

enum stick_mount_state
stick_release(const struct stick_mount_options *options)
{
    char path[PATH_MAX];
    enum stick_mount_state state = settle(options, path);
    if (state != STICK_MOUNTED) {
        return state;
    }
    bool ok = write_out(path);
    if (!unmount(path)) {
        return STICK_FAILED;
    }
    return ok ? settle(options, path) : STICK_FAILED;
}

bool
stick_mount_for_update(const struct stick_mount_options *options, const char *device,
                       const char *at)
{
    struct usb_disks disks;
    char words[128];
    usb_disks_find(options->sys, options->own, &disks);
    for (size_t i = 0; i < disks.count; i++) {
        const char *format = read_format(&disks.disks[i]);
        if (!format || strcmp(disks.disks[i].name, device) != 0) {
            continue;
        }
        char path[USB_DISK_NAME_BYTES + 8];
        snprintf(path, sizeof path, "/dev/%s", device);
        name_options(format, 0, 0, "0022", words, sizeof words);
        return (mkdir(at, 0700) == 0 || errno == EEXIST) &&
               mount(path, at, format, SAFELY | MS_RDONLY, words) == 0;
    }
    return false;
}

void
stick_end_update(const char *at)
{
    if (!unmount(at)) {
        (void)umount2(at, MNT_DETACH | UMOUNT_NOFOLLOW);
        (void)rmdir(at);
    }
}

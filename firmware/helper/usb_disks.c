/* usb_disks: reads /sys/class/block, and which disks are mounted. */
#include "usb_disks.h"

#include <dirent.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCKS_MAX 256 /* disks and partitions that are looked at */

static bool
is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && length < USB_DISK_NAME_BYTES &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789") == length;
}

/* Reads a line of a file such as FOLDER/size. */
static bool
read_line(const char *folder, const char *name, char *out, size_t size)
{
    char path[PATH_MAX + USB_DISK_NAME_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    bool ok = file && fgets(out, (int)size, file);
    if (file) {
        (void)fclose(file);
    }
    return ok;
}

static bool
has(const char *folder, const char *name)
{
    char path[PATH_MAX + USB_DISK_NAME_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static bool
is_empty(const char *folder, const char *name)
{
    char path[PATH_MAX + USB_DISK_NAME_BYTES];
    struct dirent *entry;
    bool empty = true;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    DIR *dir = opendir(path);
    while (dir && empty && (entry = readdir(dir))) {
        empty = entry->d_name[0] == '.';
    }
    if (dir) {
        (void)closedir(dir);
    }
    return empty;
}

/* Whether the disk or partition is mounted where no stick is. */
static bool
is_mounted_elsewhere(const char *name, const char *own)
{
    char device[USB_DISK_NAME_BYTES + 8];
    struct mntent *entry;
    size_t length = strlen(own);
    bool found = false;
    snprintf(device, sizeof device, "/dev/%s", name);
    FILE *mounts = setmntent("/proc/self/mounts", "re");
    while (mounts && !found && (entry = getmntent(mounts))) {
        found = strcmp(entry->mnt_fsname, device) == 0 &&
                !(strncmp(entry->mnt_dir, own, length) == 0 &&
                  entry->mnt_dir[length] == '/');
    }
    if (mounts) {
        endmntent(mounts);
    }
    return found || !mounts;
}

static bool
is_in_use(const char *folder, const char *name, const char *own)
{
    return !is_empty(folder, "holders") || is_mounted_elsewhere(name, own);
}

/* Looks at the partitions of a disk: how many there are, and whether the system uses
 * the disk or one of them. */
static bool
is_of_system(const char *disk, const char *name, const char *own,
             size_t *partitions_out)
{
    struct dirent *entry;
    size_t length = strlen(name), looked = 0;
    char folder[PATH_MAX];
    bool used = is_in_use(disk, name, own);
    *partitions_out = 0;
    DIR *dir = opendir(disk);
    while (dir && (entry = readdir(dir)) && looked++ < BLOCKS_MAX) {
        if (strncmp(entry->d_name, name, length) != 0 || !is_name(entry->d_name) ||
            snprintf(folder, sizeof folder, "%s/%s", disk, entry->d_name) >=
                (int)sizeof folder ||
            !has(folder, "partition")) {
            continue;
        }
        ++*partitions_out;
        used = used || is_in_use(folder, entry->d_name, own);
    }
    if (dir) {
        (void)closedir(dir);
    }
    return used || looked > BLOCKS_MAX;
}

/* Whether `name` is a stick's, and its numbers. */
static bool
is_stick(const char *sys, const char *own, const char *name, struct usb_disk *out)
{
    char path[PATH_MAX], real[PATH_MAX], line[64];
    size_t partitions;
    snprintf(path, sizeof path, "%s/class/block/%s", sys, name);
    if (!realpath(path, real) || !strstr(real, "/usb") ||
        !read_line(real, "size", line, sizeof line) || strtoull(line, NULL, 10) == 0 ||
        !read_line(real, "dev", line, sizeof line) ||
        sscanf(line, "%u:%u", &out->major, &out->minor) != 2) {
        return false;
    }
    bool is_part = has(real, "partition");
    char *slash = strrchr(real, '/');
    if (is_part) { /* the disk is the folder around it */
        *slash = '\0';
        slash = strrchr(real, '/');
    }
    if (!slash || !is_name(slash + 1) ||
        is_of_system(real, slash + 1, own, &partitions)) {
        return false;
    }
    snprintf(out->name, sizeof out->name, "%s", name);
    return is_part || partitions == 0;
}

static int
compare(const void *left, const void *right)
{
    const struct usb_disk *a = left, *b = right;
    return strcmp(a->name, b->name);
}

void
usb_disks_find(const char *sys, const char *own, struct usb_disks *out)
{
    char path[PATH_MAX];
    struct dirent *entry;
    size_t looked = 0;
    *out = (struct usb_disks){0};
    snprintf(path, sizeof path, "%s/class/block", sys);
    DIR *dir = opendir(path);
    while (dir && out->count < USB_DISKS_MAX && looked++ < BLOCKS_MAX &&
           (entry = readdir(dir))) {
        if (is_name(entry->d_name) &&
            is_stick(sys, own, entry->d_name, &out->disks[out->count])) {
            out->count++;
        }
    }
    if (dir) {
        (void)closedir(dir);
    }
    qsort(out->disks, out->count, sizeof *out->disks, compare);
}

/* usb_disks: reads /sys/class/block, and what is mounted. */
#include "usb_disks.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
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

/* Reads a line of the kernel's list of mounts: see proc(5). */
static bool
read_mount(const char *line, dev_t *device_out, char place_out[PATH_MAX],
           char source_out[PATH_MAX])
{
    unsigned major, minor;
    const char *rest = strstr(line, " - ");
    bool ok =
        rest &&
        sscanf(line, "%*d %*d %u:%u %*s %4095s", &major, &minor, place_out) == 3 &&
        sscanf(rest, " - %*s %4095s", source_out) == 1;
    *device_out = ok ? makedev(major, minor) : 0;
    return ok;
}

/* Whether the disk or partition is mounted where no stick is. Its number tells, and its
 * name, since each is missing for some: the first disk may be called "/dev/root", and
 * some filesystems have numbers of their own. */
static bool
is_mounted_elsewhere(const char *name, dev_t device, const char *own)
{
    char path[USB_DISK_NAME_BYTES + 8], place[PATH_MAX], source[PATH_MAX], *line = NULL;
    size_t length = strlen(own), room = 0;
    dev_t number;
    bool found = false;
    snprintf(path, sizeof path, "/dev/%s", name);
    FILE *mounts = fopen("/proc/self/mountinfo", "re");
    while (mounts && !found && getline(&line, &room, mounts) > 0) {
        found = read_mount(line, &number, place, source) &&
                (number == device || strcmp(source, path) == 0) &&
                !(strncmp(place, own, length) == 0 && place[length] == '/');
    }
    free(line);
    if (mounts) {
        (void)fclose(mounts);
    }
    return found || !mounts;
}

static bool
read_device(const char *folder, unsigned *major_out, unsigned *minor_out)
{
    char line[64];
    return read_line(folder, "dev", line, sizeof line) &&
           sscanf(line, "%u:%u", major_out, minor_out) == 2;
}

static bool
is_in_use(const char *folder, const char *name, const char *own)
{
    unsigned major, minor;
    return !read_device(folder, &major, &minor) || !is_empty(folder, "holders") ||
           is_mounted_elsewhere(name, makedev(major, minor), own);
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

/* Whether `name` is a stick's, and what is known of it. */
static bool
is_stick(const char *sys, const char *own, const char *name, struct usb_disk *out)
{
    char path[PATH_MAX], real[PATH_MAX], line[64];
    size_t partitions;
    *out = (struct usb_disk){0};
    snprintf(path, sizeof path, "%s/class/block/%s", sys, name);
    if (!realpath(path, real) || !strstr(real, "/usb") ||
        !read_line(real, "size", line, sizeof line) ||
        (out->size = strtoull(line, NULL, 10)) == 0 ||
        !read_device(real, &out->major, &out->minor)) {
        return false;
    }
    bool is_part = has(real, "partition");
    char *slash = strrchr(real, '/');
    if (is_part) { /* the disk is the folder around it */
        if (!read_line(real, "partition", line, sizeof line) ||
            sscanf(line, "%9u", &out->number) != 1) {
            return false;
        }
        *slash = '\0';
        slash = strrchr(real, '/');
    }
    if (!slash || !is_name(slash + 1) ||
        is_of_system(real, slash + 1, own, &partitions) ||
        !read_device(real, &out->whole_major, &out->whole_minor)) {
        return false;
    }
    snprintf(out->name, sizeof out->name, "%s", name);
    snprintf(out->whole, sizeof out->whole, "%s", slash + 1);
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

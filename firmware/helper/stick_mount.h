/*
 * stick_mount: mounts the stick that is in, for one visit, and unmounts it. Nothing on
 * a stick is followed, started or opened as a device: nosuid, nodev, noexec,
 * nosymfollow.
 */
#ifndef TOWNLINE_STICK_MOUNT_H
#define TOWNLINE_STICK_MOUNT_H

#include "usb_disks.h"

#include <sys/types.h>

struct stick_mount_options {
    const char *sys;  /* /sys */
    const char *own;  /* what is mounted below this folder is never the system's */
    const char *root; /* in it, below which sticks are mounted; root's own */
    uid_t uid;        /* whose the files are, where the filesystem has no owners */
    gid_t gid;
};

enum stick_mount_state {
    STICK_NONE,
    STICK_PRESENT, /* and not mounted */
    STICK_MOUNTED,
    STICK_FAILED,
};

/* Reads nothing from the stick and changes nothing. `path_out` has room for PATH_MAX
 * bytes, and is set when it is mounted. One that was pulled out while it was mounted is
 * none; its mount is still there. */
enum stick_mount_state stick_mount_state(const struct stick_mount_options *options,
                                         char *path_out, bool *was_pulled_out);

/* All others change what is mounted. Two processes that did so at once would take from
 * each other what they just made, so the caller holds a lock. Each begins with: */
void stick_forget(const struct stick_mount_options *options); /* what was pulled out */
/* Of each disk the partition counts that people see: the largest of those that do not
 * only start computers; or the disk itself, when it has no partitions. Mounts the first
 * whose filesystem is one that sticks have: vfat, exfat or ext4. */
enum stick_mount_state stick_mount(const struct stick_mount_options *options,
                                   char *path_out);
/* Writes everything out and unmounts. STICK_FAILED: something is still open on it, or
 * it could not be written; STICK_PRESENT and STICK_NONE: it may be taken out. */
enum stick_mount_state stick_release(const struct stick_mount_options *options);

/* Mounts the stick again so that only root can change it, for an update: read-only, in
 * the folder `at`. False when it cannot be. */
bool stick_mount_for_update(const struct stick_mount_options *options,
                            const char *device, const char *at);
/* Unmounts it, also when it was pulled out or is still in use; there is nothing to
 * lose, since it was only read. */
void stick_end_update(const char *at);

#endif

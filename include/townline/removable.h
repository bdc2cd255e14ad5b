/*
 * removable: whether a stick is in, and where it is mounted; told as it comes and goes,
 * without reading it. A stick is one of three things:
 * - a folder that stands for it;
 * - on a desktop, a removable or USB disk that the desktop has mounted: found by udev,
 *   its place by the kernel's list of mounts. Nothing is mounted or unmounted here.
 *   The disk that the system runs from is never a stick;
 * - on an appliance, what the mount helper tells (mount_helper.h), which mounts it when
 *   it is asked to, after the PIN, and lets go of it.
 *
 * Calls do not wait, except for the helper. One thread.
 */
#ifndef TOWNLINE_REMOVABLE_H
#define TOWNLINE_REMOVABLE_H

#include "townline/error.h"

#define REMOVABLE_PATH_MAX_BYTES 1024

struct removable_options { /* borrowed while open */
    const char *folder;    /* stands for the stick; NULL: sticks are looked for */
    const char *helper;    /* its socket; NULL: sticks are mounted by the desktop */
    const char *mountinfo; /* the list of mounts; NULL: /proc/self/mountinfo */
};

struct removable;
/* Where there is no udev there is never a stick, which is no error. */
bool removable_open(const struct removable_options *options, struct removable **out,
                    struct error *err) __attribute__((warn_unused_result));
void removable_close(struct removable *removable); /* takes NULL */

/* Takes in what happened since; true when one of the answers below changed. */
bool removable_look(struct removable *removable);
/* Somebody put a stick in; never so for a folder. */
bool removable_is_plugged(const struct removable *removable);
/* Where the stick is, NULL when it is mounted nowhere. Borrowed until removable_look.
 */
const char *removable_root(const struct removable *removable);

/* removable_root is set after it. ERROR_MISSING: there is no stick; ERROR_INPUT: it
 * cannot be mounted. */
bool removable_mount(struct removable *removable, struct error *err)
    __attribute__((warn_unused_result));
/* It may be taken out when this returned true. Every file on it is closed before. */
bool removable_release(struct removable *removable, struct error *err)
    __attribute__((warn_unused_result));

#endif

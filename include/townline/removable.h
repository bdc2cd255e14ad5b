/*
 * removable: tells whether a stick is in and where it is mounted, when it comes and
 * goes, without reading it. A stick is one of three things:
 * - a folder that stands for it;
 * - on a desktop, a removable or USB disk that the desktop has mounted. udev finds it,
 *   and the kernel's list of mounts tells where it is. Nothing is mounted or unmounted
 *   here. The disk that the system runs from is never a stick;
 * - on an appliance, what the mount helper tells (mount_helper.h). The helper mounts it
 *   when it is asked to, after the PIN, and unmounts it.
 *
 * No call waits, except for the helper. For one thread.
 */
#ifndef TOWNLINE_REMOVABLE_H
#define TOWNLINE_REMOVABLE_H

#include "townline/error.h"

#define REMOVABLE_PATH_MAX_BYTES 1024

struct removable_options { /* borrowed while open */
    /* a folder that stands for the stick; NULL: sticks are searched for */
    const char *folder;
    const char *helper;    /* the helper's socket; NULL: the desktop mounts sticks */
    const char *mountinfo; /* the list of mounts; NULL: /proc/self/mountinfo */
};

struct removable;
/* Without udev there is never a stick, which is no error. */
bool removable_open(const struct removable_options *options, struct removable **out,
                    struct error *err) __attribute__((warn_unused_result));
void removable_close(struct removable *removable); /* takes NULL */

/* Takes in what happened since the last call. True when one of the answers below
 * changed. */
bool removable_look(struct removable *removable);
/* Whether somebody put a stick in. Never true for a folder. */
bool removable_is_plugged(const struct removable *removable);
/* Where the stick is mounted; NULL when it is nowhere. Borrowed until removable_look.
 */
const char *removable_root(const struct removable *removable);

/* Mounts the stick and sets removable_root. ERROR_MISSING: there is no stick.
 * ERROR_INPUT: it cannot be mounted. */
bool removable_mount(struct removable *removable, struct error *err)
    __attribute__((warn_unused_result));
/* When it returned true, the stick may be taken out. Close every file on it before. */
bool removable_release(struct removable *removable, struct error *err)
    __attribute__((warn_unused_result));

#endif

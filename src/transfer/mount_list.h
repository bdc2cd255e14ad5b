/*
 * mount_list: finds where a block device is mounted, in the kernel's list of mounts
 * (proc(5), /proc/PID/mountinfo).
 */
#ifndef TOWNLINE_MOUNT_LIST_H
#define TOWNLINE_MOUNT_LIST_H

#include "townline/buffer.h"

#include <stdbool.h>

#define MOUNT_LIST_MAX_BYTES ((size_t)1 << 20)

/* Finds where the device is mounted with its own root; of several places, the last.
 * `list` is the text of the list and may hold anything. A place that does not fit into
 * `out` is skipped. */
bool mount_list_find(const struct buffer *list, unsigned major, unsigned minor,
                     char *out, size_t size);

#endif

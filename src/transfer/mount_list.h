/*
 * mount_list: the kernel's list of mounts (proc(5), /proc/PID/mountinfo), looked
 * through for a block device.
 */
#ifndef TOWNLINE_MOUNT_LIST_H
#define TOWNLINE_MOUNT_LIST_H

#include "townline/buffer.h"

#include <stdbool.h>

#define MOUNT_LIST_MAX_BYTES ((size_t)1 << 20)

/* Where the device is mounted with its own root; the last of several. `list` is the
 * text, of any contents. A place that does not fit in `out` is passed over. */
bool mount_list_find(const struct buffer *list, unsigned major, unsigned minor,
                     char *out, size_t size);

#endif

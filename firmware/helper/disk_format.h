/*
 * disk_format: which filesystem a disk has, from its first bytes alone, so that only
 * those that sticks have are ever handed to the kernel, and never by a name that the
 * disk or somebody else chose.
 */
#ifndef TOWNLINE_DISK_FORMAT_H
#define TOWNLINE_DISK_FORMAT_H

#include <stdint.h>

#define DISK_FORMAT_BYTES 2048 /* of the disk that decide */

/* "vfat", "exfat" or "ext4" (which mounts ext2 and ext3 too); NULL for any other. */
const char *disk_format_find(const uint8_t bytes[DISK_FORMAT_BYTES]);

#endif

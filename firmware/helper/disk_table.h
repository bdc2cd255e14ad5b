/*
 * disk_table: which partitions of a disk only start computers, from the disk's first
 * bytes. A stick that was formatted on a Mac has one before the one that people see.
 */
#ifndef TOWNLINE_DISK_TABLE_H
#define TOWNLINE_DISK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for a GPT of 128 partitions on a disk with sectors of 4096 bytes. */
#define DISK_TABLE_BYTES (2 * 4096 + 128 * 128)

/* Whether the partition with this number, from 1, is an EFI system partition. `bytes`
 * has DISK_TABLE_BYTES, with zeros behind the end of a disk that is smaller. */
bool disk_table_starts_computers(const uint8_t *bytes, unsigned number);

#endif

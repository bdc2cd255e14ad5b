/*
 * support_fault_vfs: a shim over SQLite's own file layer. It writes down what is done
 * to the files of one folder, and lets a chosen call fail as a full disk or a broken
 * one does, once or from then on. fsync of folders, which the store does by itself, is
 * seen too (the linker is told to wrap it).
 */
#ifndef TOWNLINE_SUPPORT_FAULT_VFS_H
#define TOWNLINE_SUPPORT_FAULT_VFS_H

#include "support_disk.h"

/* Once per program: from now on it is SQLite's default. */
void fault_vfs_register(void);

/* Writes down what happens in `directory` (borrowed), which must not exist yet, until
 * told otherwise with NULL. */
void fault_vfs_record(struct disk_log *log, const char *directory);

enum fault {
    FAULT_NONE,
    FAULT_FULL, /* writing, syncing and making files: ENOSPC */
    FAULT_IO,   /* those, and reading, truncating and deleting: EIO */
};
/* The calls that can fail in that way are counted from 0; number `at` fails, and with
 * `lasting` all after it. */
void fault_vfs_inject(enum fault fault, uint64_t at, bool lasting);
/* Calls counted since the last fault_vfs_inject. */
uint64_t fault_vfs_calls(void);

#endif

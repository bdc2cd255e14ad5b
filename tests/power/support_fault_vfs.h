/*
 * support_fault_vfs: a layer over SQLite's own file layer. It writes down what is done
 * to the files of one folder, and can make one call fail as a full or a broken disk
 * does, once or from then on. The store itself syncs folders; that is seen too, since
 * the linker sends those calls here.
 */
#ifndef TOWNLINE_SUPPORT_FAULT_VFS_H
#define TOWNLINE_SUPPORT_FAULT_VFS_H

#include "support_disk.h"

/* Call it once per program. From then on it is SQLite's default. */
void fault_vfs_register(void);

/* Writes down what happens in `directory`, which is borrowed and must not exist yet,
 * until it is called with NULL. */
void fault_vfs_record(struct disk_log *log, const char *directory);

enum fault {
    FAULT_NONE,
    FAULT_FULL, /* writing, syncing and making files fail with ENOSPC */
    FAULT_IO,   /* these fail with EIO, and so do reading, truncating and deleting */
};
/* Calls that can fail in this way are counted from 0. Number `at` fails, and with
 * `lasting` all after it. */
void fault_vfs_inject(enum fault fault, uint64_t at, bool lasting);
/* How many calls were counted since the last fault_vfs_inject. */
uint64_t fault_vfs_calls(void);

#endif

/*
 * support_disk: a disk whose power is cut. A log has every change that was made to the
 * files of one folder, in order. Walking along the log, one can stop at each change and
 * ask for the images that a machine might find when it starts again: what was synced is
 * there, and of the rest any part, divided between sectors. The name of a file (made or
 * deleted) is durable once the folder was synced, and the folder's own name once its
 * parent was.
 */
#ifndef TOWNLINE_SUPPORT_DISK_H
#define TOWNLINE_SUPPORT_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISK_SECTOR_BYTES 512
#define DISK_FILES_MAX 64
#define DISK_NAME_BYTES 32

enum disk_change {
    DISK_MAKE,   /* a file gets a name */
    DISK_DELETE, /* a name is removed */
    DISK_WRITE,
    DISK_TRUNCATE,    /* to `offset` bytes */
    DISK_SYNC,        /* one file */
    DISK_SYNC_FOLDER, /* the names in the folder */
    DISK_SYNC_PARENT, /* the folder's own name */
};
struct disk_event {
    enum disk_change change;
    size_t file;
    char name[DISK_NAME_BYTES];
    uint64_t offset;
    uint8_t *bytes;
    size_t size;
};
struct disk_log {
    struct disk_event *events;
    size_t count, capacity;
    size_t files; /* how many were ever made */
};
/* Copies the bytes. */
void disk_log_add(struct disk_log *log, const struct disk_event *event);
void disk_log_finish(struct disk_log *log); /* takes a zeroed struct */

/* Where the walk is. `pending` has the events since the last sync, for each file. */
struct disk {
    const struct disk_log *log;
    size_t at; /* the events before this one have happened */
    struct disk_file *files;
    size_t files_count;
    size_t *names_pending; /* DISK_MAKE and DISK_DELETE that are not synced yet */
    size_t names_pending_count;
    size_t *named; /* by durable name: its file */
    bool folder_durable;
};
void disk_init(struct disk *disk, const struct disk_log *log);
/* Goes on by one event; false at the end. */
bool disk_step(struct disk *disk);
void disk_finish(struct disk *disk);

enum disk_loss {
    LOSE_ALL, /* all that was not synced */
    LOSE_NOTHING,
    LOSE_TAIL,    /* the last write is divided, and all before it are there */
    LOSE_FILES,   /* of each file, all or nothing */
    LOSE_WRITES,  /* any writes */
    LOSE_SECTORS, /* any sectors of any writes */
    DISK_LOSSES,
};
/* Writes one image into the folder, which must not exist yet. *hash_out tells one image
 * from another. */
void disk_image(const struct disk *disk, enum disk_loss loss, uint64_t *seed,
                const char *directory, uint64_t *hash_out);

#endif

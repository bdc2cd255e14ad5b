/*
 * support_disk: a disk as power cuts see it. A log holds every change made to the
 * files of one folder, in order; walking along it, at each place one can ask for the
 * images a machine might find when it starts again: what was synced is there, and of
 * what was not, any part, torn between sectors. Names of files (made, deleted) are
 * durable once their folder was synced, the folder once its parent was.
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
    DISK_MAKE,   /* a name for a new file */
    DISK_DELETE, /* a name */
    DISK_WRITE,
    DISK_TRUNCATE,    /* to `offset` bytes */
    DISK_SYNC,        /* of one file */
    DISK_SYNC_FOLDER, /* its names */
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
    size_t files; /* ever made */
};
/* Takes a copy of the bytes. */
void disk_log_add(struct disk_log *log, const struct disk_event *event);
void disk_log_finish(struct disk_log *log); /* takes a zeroed struct */

/* Where the walk is. `pending` are the events since the last sync, per file. */
struct disk {
    const struct disk_log *log;
    size_t at; /* events before this one have happened */
    struct disk_file *files;
    size_t files_count;
    size_t *names_pending; /* DISK_MAKE and DISK_DELETE not synced yet */
    size_t names_pending_count;
    size_t *named; /* file of each name that is durable */
    bool folder_durable;
};
void disk_init(struct disk *disk, const struct disk_log *log);
/* One event further; false at the end. */
bool disk_step(struct disk *disk);
void disk_finish(struct disk *disk);

enum disk_loss {
    LOSE_ALL, /* of what was not synced */
    LOSE_NOTHING,
    LOSE_TAIL,    /* the last write is torn, all before it are there */
    LOSE_FILES,   /* per file, all or nothing */
    LOSE_WRITES,  /* any writes */
    LOSE_SECTORS, /* any sectors of any writes */
    DISK_LOSSES,
};
/* Writes one image into the folder, which must not exist; *hash_out tells images
 * apart. */
void disk_image(const struct disk *disk, enum disk_loss loss, uint64_t *seed,
                const char *directory, uint64_t *hash_out);

#endif

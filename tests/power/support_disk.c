/* support_disk: keeps a log of changes and writes the images that a power cut may
 * leave. */
#include "support_disk.h"

#include "support_store.h"
#include "townline/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_BYTES ((size_t)4 << 20)
#define NO_FILE SIZE_MAX

struct disk_file {
    struct buffer durable;
    size_t *pending;
    size_t pending_count;
    char name[DISK_NAME_BYTES];
};

static void *
grown(void *items, size_t count, size_t size)
{
    if (count % 64 != 0) {
        return items;
    }
    void *more = realloc(items, (count + 64) * size);
    assert_non_null(more);
    return more;
}

void
disk_log_add(struct disk_log *log, const struct disk_event *event)
{
    log->events = grown(log->events, log->count, sizeof(*log->events));
    struct disk_event *kept = &log->events[log->count++];
    *kept = *event;
    if (event->size > 0) {
        kept->bytes = malloc(event->size);
        assert_non_null(kept->bytes);
        memcpy(kept->bytes, event->bytes, event->size);
    }
    if (event->change == DISK_MAKE && event->file >= log->files) {
        log->files = event->file + 1;
    }
    assert_true(log->files <= DISK_FILES_MAX);
}

void
disk_log_finish(struct disk_log *log)
{
    for (size_t i = 0; i < log->count; i++) {
        if (log->events[i].size > 0) {
            free(log->events[i].bytes);
        }
    }
    free(log->events);
    *log = (struct disk_log){0};
}

void
disk_init(struct disk *disk, const struct disk_log *log)
{
    *disk = (struct disk){.log = log, .files_count = log->files};
    disk->files = calloc(log->files + 1, sizeof(*disk->files));
    disk->named = calloc(log->files + 1, sizeof(*disk->named));
    assert_true(disk->files && disk->named);
    for (size_t i = 0; i < log->files; i++) {
        buffer_init(&disk->files[i].durable, FILE_MAX_BYTES);
        disk->named[i] = NO_FILE;
    }
}

void
disk_finish(struct disk *disk)
{
    for (size_t i = 0; i < disk->files_count; i++) {
        buffer_finish(&disk->files[i].durable);
        free(disk->files[i].pending);
    }
    free(disk->files);
    free(disk->names_pending);
    free(disk->named);
    *disk = (struct disk){0};
}

static void
resize(struct buffer *file, size_t size)
{
    static const uint8_t zeros[4096];
    while (file->size < size) {
        size_t missing = size - file->size;
        buffer_add(file, zeros, missing < sizeof zeros ? missing : sizeof zeros);
        assert_false(file->failed);
    }
    file->size = size;
}

/* Bytes `from` to `to` of the write. */
static void
apply_part(struct buffer *file, const struct disk_event *event, size_t from, size_t to)
{
    if (from >= to) {
        return;
    }
    if (file->size < event->offset + to) {
        resize(file, (size_t)event->offset + to);
    }
    memcpy(file->data + event->offset + from, event->bytes + from, to - from);
}

static void
apply(struct buffer *file, const struct disk_event *event)
{
    if (event->change == DISK_TRUNCATE) {
        resize(file, (size_t)event->offset);
    } else {
        apply_part(file, event, 0, event->size);
    }
}

/* Whether a name stands for its file in `named`, which has a place for each file. */
static void
apply_name(size_t *named, const struct disk *disk, const struct disk_event *event)
{
    for (size_t i = 0; i < disk->files_count; i++) {
        if (named[i] != NO_FILE && strcmp(disk->files[i].name, event->name) == 0) {
            named[i] = NO_FILE;
        }
    }
    if (event->change == DISK_MAKE) {
        named[event->file] = event->file;
    }
}

bool
disk_step(struct disk *disk)
{
    if (disk->at == disk->log->count) {
        return false;
    }
    const struct disk_event *event = &disk->log->events[disk->at];
    struct disk_file *file = &disk->files[event->file];
    switch (event->change) {
    case DISK_MAKE:
        memcpy(file->name, event->name, sizeof file->name);
        /* fallthrough */
    case DISK_DELETE:
        disk->names_pending = grown(disk->names_pending, disk->names_pending_count,
                                    sizeof(*disk->names_pending));
        disk->names_pending[disk->names_pending_count++] = disk->at;
        break;
    case DISK_WRITE:
    case DISK_TRUNCATE:
        file->pending =
            grown(file->pending, file->pending_count, sizeof(*file->pending));
        file->pending[file->pending_count++] = disk->at;
        break;
    case DISK_SYNC:
        for (size_t i = 0; i < file->pending_count; i++) {
            apply(&file->durable, &disk->log->events[file->pending[i]]);
        }
        file->pending_count = 0;
        break;
    case DISK_SYNC_FOLDER:
        for (size_t i = 0; i < disk->names_pending_count; i++) {
            apply_name(disk->named, disk, &disk->log->events[disk->names_pending[i]]);
        }
        disk->names_pending_count = 0;
        break;
    case DISK_SYNC_PARENT:
        disk->folder_durable = true;
        break;
    }
    disk->at++;
    return true;
}

static bool
toss(uint64_t *seed)
{
    return random_splitmix64(seed) >> 63 != 0;
}

/* One write of which each sector is there or not; those of one write that share a
 * sector with nothing else are as real disks tear them. */
static void
apply_sectors(struct buffer *file, const struct disk_event *event, uint64_t *seed)
{
    for (size_t from = 0; from < event->size;) {
        size_t in_sector = (size_t)((event->offset + from) % DISK_SECTOR_BYTES);
        size_t to = from + DISK_SECTOR_BYTES - in_sector;
        if (to > event->size) {
            to = event->size;
        }
        if (toss(seed)) {
            apply_part(file, event, from, to);
        }
        from = to;
    }
}

/* The write up to a sector boundary within it. */
static void
apply_torn(struct buffer *file, const struct disk_event *event, uint64_t *seed)
{
    uint64_t first = event->offset / DISK_SECTOR_BYTES;
    uint64_t last = (event->offset + event->size) / DISK_SECTOR_BYTES;
    uint64_t end =
        (first + random_splitmix64(seed) % (last - first + 1)) * DISK_SECTOR_BYTES;
    if (event->change == DISK_WRITE && end > event->offset) {
        apply_part(file, event, 0, (size_t)(end - event->offset));
    }
}

static void
apply_pending(const struct disk *disk, size_t f, enum disk_loss loss, uint64_t *seed,
              struct buffer *content)
{
    const struct disk_file *file = &disk->files[f];
    bool all = loss == LOSE_FILES && toss(seed);
    for (size_t i = 0; i < file->pending_count; i++) {
        size_t at = file->pending[i];
        const struct disk_event *event = &disk->log->events[at];
        bool last = at + 1 == disk->at;
        bool sectors = loss == LOSE_SECTORS && event->change == DISK_WRITE;
        if (sectors) {
            apply_sectors(content, event, seed);
        } else if (loss == LOSE_TAIL && last) {
            apply_torn(content, event, seed);
        } else if (all || loss == LOSE_NOTHING || loss == LOSE_TAIL ||
                   (loss >= LOSE_WRITES && toss(seed))) {
            apply(content, event);
        }
    }
}

void
disk_image(const struct disk *disk, enum disk_loss loss, uint64_t *seed,
           const char *directory, uint64_t *hash_out)
{
    size_t named[DISK_FILES_MAX];
    bool whole = loss == LOSE_NOTHING || loss == LOSE_TAIL;
    bool chosen = loss >= LOSE_FILES;
    *hash_out = HASH_BEGIN;
    if (!disk->folder_durable && !whole && (loss == LOSE_ALL || toss(seed))) {
        return;
    }
    assert_int_equal(mkdir(directory, 0700), 0);
    memcpy(named, disk->named, disk->files_count * sizeof named[0]);
    for (size_t i = 0; i < disk->names_pending_count; i++) {
        if (whole || (chosen && toss(seed))) {
            apply_name(named, disk, &disk->log->events[disk->names_pending[i]]);
        }
    }
    for (size_t f = 0; f < disk->files_count; f++) {
        if (named[f] == NO_FILE) {
            continue;
        }
        struct buffer content;
        buffer_init(&content, FILE_MAX_BYTES);
        buffer_add(&content, disk->files[f].durable.data, disk->files[f].durable.size);
        apply_pending(disk, f, loss, seed, &content);
        write_bytes(directory, disk->files[f].name,
                    content.data ? content.data : (const uint8_t *)"", content.size);
        *hash_out =
            hash_bytes(*hash_out, disk->files[f].name, strlen(disk->files[f].name) + 1);
        *hash_out = hash_bytes(*hash_out, content.data, content.size);
        buffer_finish(&content);
    }
}

/* Gives every column a name of its own. */
#include "archive_names.h"

#include "townline/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns that tables and views have beside the answers. */
static const char *const ours[] = {
    "office",        "bundle",   "position",      "round",     "event",
    "language",      "half_day", "clock_trusted", "channel",   "duration",
    "straight_line", "complete", "after_results", "assisted",  "first_time",
    "order_seed",    "instance", "instance1",     "instance2", "instance3",
    "instance4",     "kiosk",    "recovered",
};
enum { OURS = sizeof ours / sizeof *ours };

static unsigned char
lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
is_alike(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

/* The names that are taken, by hash: slots hold one more than an index, or 0. */
struct taken {
    char (*names)[NAME_MAX_BYTES]; /* borrowed */
    uint32_t *slots;               /* owned */
    size_t slot_count;             /* a power of two */
};

static size_t
find_slot(const struct taken *taken, const char *name)
{
    uint64_t hash = HASH_BEGIN;
    for (const char *at = name; *at; at++) {
        hash = hash_number(hash, lower(*at));
    }
    size_t slot = (size_t)(hash ^ hash >> 32) & (taken->slot_count - 1);
    while (taken->slots[slot] != 0 &&
           !is_alike(taken->names[taken->slots[slot] - 1], name)) {
        slot = (slot + 1) & (taken->slot_count - 1);
    }
    return slot;
}

static bool
is_ours(const char *name)
{
    for (size_t i = 0; i < OURS; i++) {
        if (is_alike(ours[i], name)) {
            return true;
        }
    }
    return false;
}

/* Cuts between characters. */
static void
cut(char *name, size_t size)
{
    while (size > 0 && ((unsigned char)name[size] & 0xc0) == 0x80) {
        size--;
    }
    name[size] = '\0';
}

static void
copy_joined(char out[NAME_MAX_BYTES], const char *path)
{
    snprintf(out, NAME_MAX_BYTES, "%s", path);
    for (char *at = out; *at; at++) {
        *at = *at == '/' ? '-' : *at;
    }
    if (strlen(path) >= NAME_MAX_BYTES) {
        cut(out, NAME_MAX_BYTES - 1);
    }
}

static void
add_number(char name[NAME_MAX_BYTES], size_t number)
{
    char end[16];
    int size = snprintf(end, sizeof end, "-%zu", number);
    size_t at = strlen(name), room = NAME_MAX_BYTES - 1 - (size_t)size;
    if (at > room) {
        cut(name, room);
        at = strlen(name);
    }
    memcpy(name + at, end, (size_t)size + 1);
}

static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* How many paths end in a part alike; where it is one, that part is the name. */
static bool
name_all(const char *const *paths, size_t count, char (*names)[NAME_MAX_BYTES],
         struct taken *taken)
{
    bool *is_shared = calloc(count + 1, sizeof *is_shared);
    bool ok = is_shared != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        copy_joined(names[i], last_part(paths[i]));
        size_t slot = find_slot(taken, names[i]);
        is_shared[i] = taken->slots[slot] != 0 || is_ours(names[i]) ||
                       strlen(last_part(paths[i])) >= NAME_MAX_BYTES;
        if (taken->slots[slot] == 0) {
            taken->slots[slot] = (uint32_t)i + 1;
        } else {
            is_shared[taken->slots[slot] - 1] = true;
        }
    }
    if (ok) {
        memset(taken->slots, 0, taken->slot_count * sizeof *taken->slots);
    }
    for (int shared = 0; ok && shared < 2; shared++) {
        for (size_t i = 0; i < count; i++) {
            if (is_shared[i] != (shared == 1)) {
                continue;
            }
            if (is_shared[i]) {
                copy_joined(names[i], paths[i]);
            }
            size_t slot = find_slot(taken, names[i]);
            for (size_t number = i + 1;
                 taken->slots[slot] != 0 || is_ours(names[i]) || names[i][0] == '\0';
                 number += count) {
                if (is_shared[i]) {
                    copy_joined(names[i], paths[i]);
                }
                add_number(names[i], number);
                slot = find_slot(taken, names[i]);
            }
            taken->slots[slot] = (uint32_t)i + 1;
        }
    }
    free(is_shared);
    return ok;
}

static bool
make_names(const char *const *paths, size_t count, char (**out)[NAME_MAX_BYTES],
           struct error *err)
{
    struct taken taken = {.slot_count = 64};
    while (taken.slot_count < 4 * count) {
        taken.slot_count *= 2;
    }
    taken.names = calloc(count + 1, sizeof *taken.names);
    taken.slots = calloc(taken.slot_count, sizeof *taken.slots);
    bool ok = taken.names && taken.slots && name_all(paths, count, taken.names, &taken);
    free(taken.slots);
    if (!ok) {
        free(taken.names);
        return error_no_memory(err);
    }
    *out = taken.names;
    return true;
}

bool
names_of_columns(const struct layout *layout, const struct form_table *table,
                 char (**out)[NAME_MAX_BYTES], struct error *err)
{
    const char **paths = calloc(table->count + 1, sizeof *paths);
    if (!paths) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < table->count; i++) {
        paths[i] = layout->descriptor->questions[table->columns[i].question].path;
    }
    bool ok = make_names(paths, table->count, out, err);
    free(paths);
    return ok;
}

bool
names_of_repeats(const struct descriptor *descriptor, char (**out)[NAME_MAX_BYTES],
                 struct error *err)
{
    const char **paths = calloc(descriptor->repeat_count + 1, sizeof *paths);
    if (!paths) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        paths[i] = descriptor->repeats[i].path;
    }
    bool ok = make_names(paths, descriptor->repeat_count, out, err);
    free(paths);
    return ok;
}

void
add_quoted(struct buffer *out, const char *text, char quote)
{
    buffer_add(out, &quote, 1);
    for (; *text; text++) {
        buffer_add(out, text, 1);
        if (*text == quote) {
            buffer_add(out, text, 1);
        }
    }
    buffer_add(out, &quote, 1);
}

/* The counts of a form in memory: cells that are found by their hash, and texts. */
#include "townline/counts.h"

#include "townline/arena.h"
#include "townline/hash.h"

#include <stdlib.h>
#include <string.h>

#define MAX_CELLS ((size_t)1 << 21)
#define MAX_TEXTS ((size_t)1 << 20)
#define MAX_TEXT_BYTES ((size_t)64 << 20)
#define FIRST_SLOTS 1024 /* a power of two, like every later number of slots */

struct entry {
    struct counts_cell cell;
    uint32_t n;
};
/* Finds numbers by hash: a slot holds one more than an index, or 0. */
struct slots {
    uint32_t *list; /* owned */
    size_t count;
};
struct counts {
    struct entry *entries; /* owned */
    size_t count, capacity;
    struct slots by_cell, by_text;
    const char **texts; /* owned; the bytes lie in the arena */
    size_t text_count, text_capacity;
    struct arena arena;
};

static uint64_t
cell_hash(const struct counts_cell *cell)
{
    uint64_t hash = hash_number(HASH_BEGIN, (uint64_t)cell->part);
    hash = hash_number(hash, (uint64_t)(int64_t)cell->member);
    hash = hash_number(hash, (uint64_t)(int64_t)cell->question);
    hash = hash_number(hash, (uint64_t)(int64_t)cell->instance);
    hash = hash_number(hash, (uint64_t)cell->kind);
    return hash_number(hash, (uint64_t)(int64_t)cell->value);
}

static int
cell_compare(const struct counts_cell *a, const struct counts_cell *b)
{
    const int left[] = {(int)a->part, a->member,    a->question,
                        a->instance,  (int)a->kind, a->value};
    const int right[] = {(int)b->part, b->member,    b->question,
                         b->instance,  (int)b->kind, b->value};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        if (left[i] != right[i]) {
            return left[i] < right[i] ? -1 : 1;
        }
    }
    return 0;
}

static bool
is_cell(const struct counts *counts, size_t index, const void *key)
{
    return cell_compare(&counts->entries[index].cell, key) == 0;
}

static bool
is_text(const struct counts *counts, size_t index, const void *key)
{
    return strcmp(counts->texts[index], key) == 0;
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t
find_slot(const struct counts *counts, const struct slots *slots, uint64_t hash,
          bool (*is_it)(const struct counts *, size_t, const void *), const void *key)
{
    size_t mask = slots->count - 1, at = (size_t)(hash ^ hash >> 32) & mask;
    while (slots->list[at] != 0 && !is_it(counts, slots->list[at] - 1, key)) {
        at = (at + 1) & mask;
    }
    return at;
}

static uint64_t
text_hash(const char *text)
{
    return hash_bytes(HASH_BEGIN, text, strlen(text));
}

/* Twice as many slots, or the first ones. */
static bool
grow_slots(struct counts *counts, struct slots *slots, struct error *err)
{
    bool of_cells = slots == &counts->by_cell;
    size_t used = of_cells ? counts->count : counts->text_count;
    struct slots bigger = {.count = slots->count ? 2 * slots->count : FIRST_SLOTS};
    bigger.list = calloc(bigger.count, sizeof *bigger.list);
    if (!bigger.list) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < used; i++) {
        const void *key = of_cells ? (const void *)&counts->entries[i].cell
                                   : (const void *)counts->texts[i];
        uint64_t hash = of_cells ? cell_hash(key) : text_hash(key);
        size_t at = find_slot(counts, &bigger, hash, of_cells ? is_cell : is_text, key);
        bigger.list[at] = (uint32_t)i + 1;
    }
    free(slots->list);
    *slots = bigger;
    return true;
}

/* Room for one more thing in a list, and for its slot. */
static bool
make_room(struct counts *counts, struct slots *slots, void **list, size_t count,
          size_t *capacity, size_t item_size, struct error *err)
{
    if (2 * (count + 1) > slots->count && !grow_slots(counts, slots, err)) {
        return false;
    }
    if (count < *capacity) {
        return true;
    }
    size_t larger = *capacity ? 2 * *capacity : FIRST_SLOTS;
    void *bigger = realloc(*list, larger * item_size);
    if (!bigger) {
        return error_no_memory(err);
    }
    *list = bigger;
    *capacity = larger;
    return true;
}

bool
counts_create(struct counts **out, struct error *err)
{
    struct counts *counts = calloc(1, sizeof *counts);
    if (!counts) {
        return error_no_memory(err);
    }
    arena_init(&counts->arena, MAX_TEXT_BYTES);
    if (!grow_slots(counts, &counts->by_cell, err) ||
        !grow_slots(counts, &counts->by_text, err)) {
        counts_close(counts);
        return false;
    }
    *out = counts;
    return true;
}

void
counts_close(struct counts *counts)
{
    if (!counts) {
        return;
    }
    free(counts->entries);
    free(counts->by_cell.list);
    free(counts->by_text.list);
    free(counts->texts);
    arena_finish(&counts->arena);
    free(counts);
}

bool
counts_add(struct counts *counts, const struct counts_cell *cell, uint32_t n,
           struct error *err)
{
    size_t at = find_slot(counts, &counts->by_cell, cell_hash(cell), is_cell, cell);
    if (counts->by_cell.list[at] != 0) {
        struct entry *entry = &counts->entries[counts->by_cell.list[at] - 1];
        if (n > UINT32_MAX - entry->n) {
            return error_set(err, ERROR_FULL, "more answers than can be counted");
        }
        entry->n += n;
        return true;
    }
    if (counts->count >= MAX_CELLS) {
        return error_set(err, ERROR_FULL, "more different answers than can be counted");
    }
    void *list = counts->entries;
    if (!make_room(counts, &counts->by_cell, &list, counts->count, &counts->capacity,
                   sizeof *counts->entries, err)) {
        return false;
    }
    counts->entries = list;
    at = find_slot(counts, &counts->by_cell, cell_hash(cell), is_cell, cell);
    counts->entries[counts->count++] = (struct entry){.cell = *cell, .n = n};
    counts->by_cell.list[at] = (uint32_t)counts->count;
    return true;
}

uint32_t
counts_n(const struct counts *counts, const struct counts_cell *cell)
{
    size_t at = find_slot(counts, &counts->by_cell, cell_hash(cell), is_cell, cell);
    uint32_t index = counts->by_cell.list[at];
    return index == 0 ? 0 : counts->entries[index - 1].n;
}

static int
compare_entries(const void *a, const void *b)
{
    return cell_compare(&((const struct entry *)a)->cell,
                        &((const struct entry *)b)->cell);
}

bool
counts_each(const struct counts *counts, counts_visit *visit, void *context,
            struct error *err)
{
    struct entry *sorted = calloc(counts->count + 1, sizeof *sorted);
    if (!sorted) {
        return error_no_memory(err);
    }
    if (counts->count > 0) {
        memcpy(sorted, counts->entries, counts->count * sizeof *sorted);
    }
    qsort(sorted, counts->count, sizeof *sorted, compare_entries);
    bool ok = true;
    for (size_t i = 0; i < counts->count && ok; i++) {
        ok = visit(context, &sorted[i].cell, sorted[i].n, err);
    }
    free(sorted);
    return ok;
}

bool
counts_text_number(struct counts *counts, const char *text, int *out, struct error *err)
{
    size_t at = find_slot(counts, &counts->by_text, text_hash(text), is_text, text);
    if (counts->by_text.list[at] != 0) {
        *out = (int)counts->by_text.list[at] - 1;
        return true;
    }
    if (counts->text_count >= MAX_TEXTS) {
        return error_set(err, ERROR_FULL, "more different answers than can be counted");
    }
    void *list = counts->texts;
    if (!make_room(counts, &counts->by_text, &list, counts->text_count,
                   &counts->text_capacity, sizeof *counts->texts, err)) {
        return false;
    }
    counts->texts = list;
    const char *copy = arena_text(&counts->arena, text, strlen(text));
    if (!copy) {
        return error_set(err, ERROR_FULL, "more different answers than can be counted");
    }
    at = find_slot(counts, &counts->by_text, text_hash(text), is_text, text);
    *out = (int)counts->text_count;
    counts->texts[counts->text_count++] = copy;
    counts->by_text.list[at] = (uint32_t)counts->text_count;
    return true;
}

const char *
counts_text(const struct counts *counts, int number)
{
    return number < 0 || (size_t)number >= counts->text_count ? NULL
                                                              : counts->texts[number];
}

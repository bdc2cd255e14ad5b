/* name_index: finds the questions, groups and lists of a workbook by their names. */
#include "name_index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool
name_index_add(struct name_index *index, struct arena *arena, const void *owner,
               const char *name, const void *value)
{
    if (index->count == index->capacity) {
        size_t capacity = index->capacity == 0 ? 64 : index->capacity * 2;
        struct name_entry *list = arena_take(arena, capacity, sizeof *list);
        if (!list) {
            return false;
        }
        if (index->count > 0) {
            memcpy(list, index->list, index->count * sizeof *list);
        }
        index->list = list;
        index->capacity = capacity;
    }
    index->list[index->count] = (struct name_entry){owner, name, index->count, value};
    index->count++;
    return true;
}

static int
compare_owners(const void *left, const void *right)
{
    uintptr_t a = (uintptr_t)left, b = (uintptr_t)right;
    return a < b ? -1 : a > b;
}

static int
compare_entries(const void *left, const void *right)
{
    const struct name_entry *a = left, *b = right;
    int order = compare_owners(a->owner, b->owner);
    if (order == 0) {
        order = strcmp(a->name, b->name);
    }
    if (order != 0) {
        return order;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

void
name_index_sort(struct name_index *index)
{
    if (index->count > 1) {
        qsort(index->list, index->count, sizeof *index->list, compare_entries);
    }
}

/* Compares an entry with a name, which is `size` bytes long, in the order of
 * compare_entries(). */
static int
compare_with(const struct name_entry *entry, const void *owner, const char *name,
             size_t size)
{
    int order = compare_owners(entry->owner, owner);
    if (order == 0) {
        order = strncmp(entry->name, name, size);
    }
    return order == 0 ? entry->name[size] != '\0' : order;
}

/* The first entry that does not stand before the name. With is_behind: the first entry
 * that stands behind it. */
static size_t
bound(const struct name_index *index, const struct name_entry *wanted, size_t size,
      bool is_behind)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order =
            compare_with(&index->list[middle], wanted->owner, wanted->name, size);
        if (order < 0 || (is_behind && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct name_entry *
name_index_find(const struct name_index *index, const void *owner, const char *name,
                size_t size, size_t *count_out)
{
    const struct name_entry wanted = {.owner = owner, .name = name};
    size_t first = bound(index, &wanted, size, false);
    bool is_there = first < index->count &&
                    compare_with(&index->list[first], owner, name, size) == 0;
    if (count_out) {
        *count_out = is_there ? bound(index, &wanted, size, true) - first : 0;
    }
    return is_there ? &index->list[first] : NULL;
}

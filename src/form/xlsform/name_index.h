/*
 * name_index: finds the questions, groups and lists of a workbook by their names, in
 * few steps even when there are thousands. All names are added first, then sorted once,
 * then found. All of it lies in the caller's arena.
 */
#ifndef TOWNLINE_NAME_INDEX_H
#define TOWNLINE_NAME_INDEX_H

#include "townline/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct name_entry {
    const void
        *owner;       /* names of different owners have nothing to do with each other */
    const char *name; /* borrowed */
    size_t order;     /* in which it was added */
    const void *value;
};
struct name_index {
    struct name_entry *list;
    size_t count, capacity;
};

/* False when memory is out. */
bool name_index_add(struct name_index *index, struct arena *arena, const void *owner,
                    const char *name, const void *value)
    __attribute__((warn_unused_result));
void name_index_sort(struct name_index *index);
/* The first that was added with that name, and in *count_out (may be NULL) how many
 * there are; those stand behind it in the list. NULL when there is none. */
const struct name_entry *name_index_find(const struct name_index *index,
                                         const void *owner, const char *name,
                                         size_t size, size_t *count_out);

#endif

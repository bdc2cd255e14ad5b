#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16 << 10)

struct arena_block {
    struct arena_block *older;
    size_t size, used;
    max_align_t data[];
};

void
arena_init(struct arena *arena, size_t max_bytes)
{
    *arena = (struct arena){.max = max_bytes};
}

/* Through a volatile pointer, so that it is not left out as a useless store. */
static void
wipe(void *data, size_t size)
{
    volatile unsigned char *at = data;
    for (size_t i = 0; i < size; i++)
        at[i] = 0;
}

static void
free_blocks(struct arena *arena, struct arena_block *keep)
{
    while (arena->newest != NULL && arena->newest != keep) {
        struct arena_block *block = arena->newest;
        arena->newest = block->older;
        arena->taken -= block->size;
        wipe(block->data, block->used);
        free(block);
    }
}

void
arena_finish(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena, NULL);
    arena->failed = false;
}

void
arena_clear(struct arena *arena)
{
    struct arena_block *first = arena->newest;
    while (first != NULL && first->older != NULL)
        first = first->older;
    free_blocks(arena, first);
    if (first != NULL) {
        wipe(first->data, first->used);
        first->used = 0;
    }
    arena->failed = false;
}

static struct arena_block *
add_block(struct arena *arena, size_t size)
{
    if (size < BLOCK_BYTES)
        size = BLOCK_BYTES;
    if (size > arena->max - arena->taken)
        return NULL;
    struct arena_block *block = malloc(sizeof *block + size);
    if (block == NULL)
        return NULL;
    *block = (struct arena_block){.older = arena->newest, .size = size};
    arena->newest = block;
    arena->taken += size;
    return block;
}

void *
arena_take(struct arena *arena, size_t size)
{
    const size_t unit = sizeof(max_align_t) > 16 ? 16 : sizeof(max_align_t);
    if (arena->failed || size > arena->max)
        goto full;
    size = (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->newest;
    if (block == NULL || size > block->size - block->used)
        block = add_block(arena, size);
    if (block == NULL)
        goto full;
    void *at = (unsigned char *)block->data + block->used;
    block->used += size;
    memset(at, 0, size);
    return at;
full:
    arena->failed = true;
    return NULL;
}

void *
arena_take_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    return arena_take(arena, count * size);
}

char *
arena_copy(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_take(arena, size + 1);
    if (copy != NULL && size > 0)
        memcpy(copy, text, size);
    return copy;
}

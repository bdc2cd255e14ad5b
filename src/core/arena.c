/* arena: takes memory in blocks and gives it back all at once. */
#include "townline/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Each block is twice as large as the one before, up to the largest. */
#define FIRST_BLOCK_BYTES ((size_t)1 << 10)
#define BLOCK_MAX_BYTES ((size_t)64 << 10)

struct arena_block {
    struct arena_block *older;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

void
arena_init(struct arena *arena, size_t max_bytes)
{
    *arena = (struct arena){.max = max_bytes};
}

/* Calling memset through a volatile pointer keeps the compiler from leaving it out,
 * although nobody reads the memory afterwards. */
static void *(*const volatile overwrite)(void *, int, size_t) = memset;

static void
wipe(const struct arena *arena, struct arena_block *block)
{
    if (arena->is_secret) {
        overwrite(block->bytes, 0, block->used);
    }
    block->used = 0;
}

static void
free_blocks(struct arena *arena, struct arena_block *newest)
{
    while (newest) {
        struct arena_block *older = newest->older;
        arena->taken -= newest->size;
        wipe(arena, newest);
        free(newest);
        newest = older;
    }
}

void
arena_finish(struct arena *arena)
{
    if (!arena) {
        return;
    }
    free_blocks(arena, arena->newest);
    arena->newest = NULL;
    arena->failed = false;
}

void
arena_clear(struct arena *arena)
{
    struct arena_block *kept = arena->newest;
    arena->failed = false;
    if (!kept) {
        return;
    }
    /* a block that was made for one large piece is not kept */
    if (kept->size > BLOCK_MAX_BYTES) {
        arena_finish(arena);
        return;
    }
    free_blocks(arena, kept->older);
    kept->older = NULL;
    wipe(arena, kept);
}

static bool
add_block(struct arena *arena, size_t size)
{
    size_t room = SIZE_MAX - sizeof(struct arena_block);
    if (arena->max > 0 && arena->max - arena->taken < room) {
        room = arena->max - arena->taken;
    }
    size_t wanted = arena->newest ? 2 * arena->newest->size : FIRST_BLOCK_BYTES;
    wanted = wanted > BLOCK_MAX_BYTES ? BLOCK_MAX_BYTES : wanted;
    wanted = wanted > room ? room : wanted;
    wanted = wanted < size ? size : wanted;
    struct arena_block *block = wanted > room ? NULL : malloc(sizeof *block + wanted);
    if (!block) {
        return false;
    }
    block->older = arena->newest;
    block->size = wanted;
    block->used = 0;
    arena->newest = block;
    arena->taken += wanted;
    return true;
}

/* Takes memory that is not zeroed. */
static char *
take(struct arena *arena, size_t size, size_t align)
{
    if (arena->failed) {
        return NULL;
    }
    struct arena_block *block = arena->newest;
    size_t at = block ? (block->used + align - 1) & ~(align - 1) : 0;
    if (!block || at > block->size || size > block->size - at) {
        if (!add_block(arena, size)) {
            arena->failed = true;
            return NULL;
        }
        block = arena->newest;
        at = 0;
    }
    block->used = at + size;
    return block->bytes + at;
}

void *
arena_take(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    size_t bytes = count * size;
    char *out = take(arena, bytes == 0 ? 1 : bytes, alignof(max_align_t));
    if (out) {
        memset(out, 0, bytes);
    }
    return out;
}

char *
arena_text(struct arena *arena, const void *bytes, size_t size)
{
    if (size == SIZE_MAX) {
        arena->failed = true;
        return NULL;
    }
    char *out = take(arena, size + 1, 1);
    if (!out) {
        return NULL;
    }
    if (size > 0) {
        memcpy(out, bytes, size);
    }
    out[size] = '\0';
    return out;
}

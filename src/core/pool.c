#include "townline/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16 << 10)

struct pool_block {
    struct pool_block *older;
    size_t size, used;
    max_align_t data[];
};

void
pool_init(struct pool *pool, size_t max_bytes)
{
    *pool = (struct pool){.max = max_bytes};
}

/* Called through a volatile pointer, so that it is not left out as a useless store. */
static void *(*const volatile overwrite)(void *, int, size_t) = memset;

static void
wipe(const struct pool *pool, struct pool_block *block)
{
    if (pool->is_secret)
        overwrite(block->data, 0, block->used);
}

static void
free_blocks(struct pool *pool, struct pool_block *keep)
{
    while (pool->newest != NULL && pool->newest != keep) {
        struct pool_block *block = pool->newest;
        pool->newest = block->older;
        pool->taken -= block->size;
        wipe(pool, block);
        free(block);
    }
}

void
pool_finish(struct pool *pool)
{
    if (pool == NULL)
        return;
    free_blocks(pool, NULL);
    pool->failed = false;
}

void
pool_clear(struct pool *pool)
{
    struct pool_block *first = pool->newest;
    while (first != NULL && first->older != NULL)
        first = first->older;
    free_blocks(pool, first);
    if (first != NULL) {
        wipe(pool, first);
        first->used = 0;
    }
    pool->failed = false;
}

static struct pool_block *
add_block(struct pool *pool, size_t size)
{
    if (size < BLOCK_BYTES)
        size = BLOCK_BYTES;
    if (size > pool->max - pool->taken)
        return NULL;
    struct pool_block *block = malloc(sizeof *block + size);
    if (block == NULL)
        return NULL;
    *block = (struct pool_block){.older = pool->newest, .size = size};
    pool->newest = block;
    pool->taken += size;
    return block;
}

void *
pool_take(struct pool *pool, size_t size)
{
    const size_t unit = sizeof(max_align_t) > 16 ? 16 : sizeof(max_align_t);
    if (pool->failed || size > pool->max)
        goto full;
    size = (size + unit - 1) / unit * unit;
    struct pool_block *block = pool->newest;
    if (block == NULL || size > block->size - block->used)
        block = add_block(pool, size);
    if (block == NULL)
        goto full;
    void *at = (unsigned char *)block->data + block->used;
    block->used += size;
    memset(at, 0, size);
    return at;
full:
    pool->failed = true;
    return NULL;
}

void *
pool_take_array(struct pool *pool, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        pool->failed = true;
        return NULL;
    }
    return pool_take(pool, count * size);
}

char *
pool_copy(struct pool *pool, const char *text, size_t size)
{
    char *copy = pool_take(pool, size + 1);
    if (copy != NULL && size > 0)
        memcpy(copy, text, size);
    return copy;
}

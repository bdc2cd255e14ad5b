/*
 * pool: memory taken in small pieces and given back all at once, with a maximum fixed
 * at the start. What is taken is zeroed; where it may hold answers it is overwritten
 * before it is given back. After the first piece that did not fit, `failed` says so and
 * every further call returns NULL.
 */
#ifndef TOWNLINE_POOL_H
#define TOWNLINE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool_block;
struct pool {
    struct pool_block *newest; /* owned */
    size_t taken;              /* bytes of all blocks */
    size_t max;
    bool is_secret; /* set by who puts answers in it: overwritten when given back */
    bool failed;
};

void pool_init(struct pool *pool, size_t max_bytes);
void pool_finish(struct pool *pool); /* takes a zeroed struct */
/* Everything taken is given back; the memory of one block is kept for the next time. */
void pool_clear(struct pool *pool);

void *pool_take(struct pool *pool, size_t size);
/* Room for `count` things of `size` bytes; NULL when that overflows, too. */
void *pool_take_array(struct pool *pool, size_t count, size_t size);
char *pool_copy(struct pool *pool, const char *text, size_t size); /* adds a NUL */

#endif

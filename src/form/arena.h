/*
 * arena: memory taken in small pieces and given back all at once, with a maximum fixed
 * at the start. What is taken is zeroed; what is given back is overwritten first, since
 * it may have held answers. After the first piece that did not fit, `failed` says so
 * and every further call returns NULL.
 */
#ifndef TOWNLINE_ARENA_H
#define TOWNLINE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *newest; /* owned */
    size_t taken;               /* bytes of all blocks */
    size_t max;
    bool failed;
};

void arena_init(struct arena *arena, size_t max_bytes);
void arena_finish(struct arena *arena); /* takes a zeroed struct */
/* Everything taken is given back; the memory of one block is kept for the next time. */
void arena_clear(struct arena *arena);

void *arena_take(struct arena *arena, size_t size);
/* Room for `count` things of `size` bytes; NULL when that overflows, too. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);
char *arena_copy(struct arena *arena, const char *text, size_t size); /* adds a NUL */

#endif

/*
 * arena: many small things that are needed together and freed together. Memory is taken
 * in blocks and given back all at once; nothing in it moves. What is taken is zeroed.
 *
 * A zeroed struct is an empty arena without a limit; then the caller has to bound what
 * it reads. arena_init sets a maximum. Where the arena may hold answers, set
 * `is_secret` before the first one is put in: then memory is overwritten before it is
 * given back. When a piece does not fit, `failed` is set and every later call returns
 * NULL, so a caller may take many pieces and check once.
 */
#ifndef TOWNLINE_ARENA_H
#define TOWNLINE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *newest; /* owned */
    size_t taken;               /* bytes of all blocks */
    size_t max;                 /* 0: no limit */
    bool is_secret;
    bool failed;
};

void arena_init(struct arena *arena, size_t max_bytes);
void arena_finish(struct arena *arena); /* takes NULL or a zeroed struct */
/* Gives back everything that was taken. One block is kept for the next time. */
void arena_clear(struct arena *arena);

/* Takes `count` zeroed things of `size` bytes, aligned for every type. Never NULL when
 * `count` is 0; NULL when the product overflows. */
void *arena_take(struct arena *arena, size_t count, size_t size);
/* A copy of the bytes with a NUL behind it. It is not aligned. */
char *arena_text(struct arena *arena, const void *bytes, size_t size);

#endif

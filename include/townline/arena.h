/*
 * arena: many small things that live and die together. Memory grows in blocks and is
 * given back all at once; nothing in it moves. What is taken is zeroed.
 *
 * A zeroed struct is an empty arena without a limit: whoever fills it bounds what it
 * reads. arena_init gives a maximum. Where the arena may hold answers, `is_secret` is
 * set before the first is put in, and memory is overwritten before it is given back.
 * After the first piece that did not fit, `failed` says so and every further call
 * returns NULL, so that a caller may take many pieces and look once.
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
/* Everything taken is given back; one block is kept for the next time. */
void arena_clear(struct arena *arena);

/* `count` zeroed things of `size` bytes, aligned for anything; never NULL for no
 * things, and NULL when their size overflows. */
void *arena_take(struct arena *arena, size_t count, size_t size);
/* A copy of the bytes and a NUL, on any address. */
char *arena_text(struct arena *arena, const void *bytes, size_t size);

#endif

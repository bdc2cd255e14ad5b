/*
 * arena: many small things that live and die together. Memory grows in blocks and is
 * given back all at once; nothing in it moves. Not for other folders.
 */
#ifndef TOWNLINE_ARENA_H
#define TOWNLINE_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_block *newest;
    char *at, *end; /* free room in the newest block */
};

void arena_finish(struct arena *arena); /* takes a zeroed struct, as does every call */
/* `count` zeroed things of `size` bytes, aligned for anything; NULL when memory ran
 * out. Never NULL for no things. */
void *arena_take(struct arena *arena, size_t count, size_t size);
/* A copy of the bytes and a NUL, on any address; NULL when memory ran out. */
char *arena_text(struct arena *arena, const void *bytes, size_t size);

#endif

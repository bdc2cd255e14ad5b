#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK_BYTES 1024
#define BLOCK_BYTES ((size_t)64 << 10)

struct arena_block {
    struct arena_block *next;
    alignas(max_align_t) char bytes[];
};

void
arena_finish(struct arena *arena)
{
    while (arena->newest != NULL) {
        struct arena_block *next = arena->newest->next;
        free(arena->newest);
        arena->newest = next;
    }
    *arena = (struct arena){0};
}

static char *
take(struct arena *arena, size_t size, size_t align)
{
    size_t skip = arena->at == NULL ? 0 : (size_t)(-(uintptr_t)arena->at) & (align - 1);
    size_t room = (size_t)(arena->end - arena->at);
    if (arena->at == NULL || skip > room || size > room - skip) {
        size_t wanted = arena->newest == NULL ? FIRST_BLOCK_BYTES : BLOCK_BYTES;
        if (size > wanted)
            wanted = size;
        if (wanted > SIZE_MAX - sizeof(struct arena_block))
            return NULL;
        struct arena_block *block = malloc(sizeof *block + wanted);
        if (block == NULL)
            return NULL;
        block->next = arena->newest;
        arena->newest = block;
        arena->at = block->bytes;
        arena->end = block->bytes + wanted;
        skip = 0;
    }
    char *out = arena->at + skip;
    arena->at = out + size;
    return out;
}

void *
arena_take(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    char *out = take(arena, bytes == 0 ? 1 : bytes, alignof(max_align_t));
    if (out != NULL)
        memset(out, 0, bytes);
    return out;
}

char *
arena_text(struct arena *arena, const void *bytes, size_t size)
{
    if (size == SIZE_MAX)
        return NULL;
    char *out = take(arena, size + 1, 1);
    if (out == NULL)
        return NULL;
    if (size > 0)
        memcpy(out, bytes, size);
    out[size] = '\0';
    return out;
}

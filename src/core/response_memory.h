/*
 * response_memory: what the responses of a set lie in. For src/core alone.
 */
#ifndef TOWNLINE_RESPONSE_MEMORY_H
#define TOWNLINE_RESPONSE_MEMORY_H

#include "townline/arena.h"
#include "townline/response.h"

struct response_memory {
    struct arena arena;
    size_t capacity; /* of set->responses, which comes from malloc */
};

/* Makes room for one more response; false when memory ran out. */
bool response_set_grow(struct response_set *set);

#endif

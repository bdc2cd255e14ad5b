/*
 * response_memory: what a response set lies in. Not for other folders.
 */
#ifndef TOWNLINE_RESPONSE_MEMORY_H
#define TOWNLINE_RESPONSE_MEMORY_H

#include "townline/arena.h"
#include "townline/response.h"

struct response_memory {
    struct arena arena;
    size_t capacity; /* of set->responses, which malloc gave */
};

/* Room for one response more; false when memory ran out. */
bool response_set_grow(struct response_set *set);

#endif

/*
 * response_memory: what a response set lies in, and the rules that the codec applies to
 * responses as response_set_add does. Not for other folders.
 */
#ifndef TOWNLINE_RESPONSE_MEMORY_H
#define TOWNLINE_RESPONSE_MEMORY_H

#include "arena.h"
#include "townline/response.h"

struct response_memory {
    struct arena arena;
    size_t capacity; /* of set->responses, which malloc gave */
};

/* Room for one response more; false when memory ran out. */
bool response_set_grow(struct response_set *set);

/* Whether names, enums, places and values are within the limits and the descriptor;
 * says nothing about the order of the answers. */
bool response_check(const struct descriptor *descriptor,
                    const struct response *response, struct error *err);

#endif

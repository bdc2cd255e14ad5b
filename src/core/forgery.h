/*
 * forgery: finds frames that do not belong to a stream, once more symbols came than the
 * stream needs. Every linear relation between the coefficients of honest symbols also
 * holds between the symbols. Where it does not hold, the difference shows which symbols
 * are forged: t forged symbols are found with little more than t spare ones. Several
 * forged frames that were fitted to each other cannot be found in this way; then no
 * frame is named.
 */
#ifndef TOWNLINE_FORGERY_H
#define TOWNLINE_FORGERY_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

struct kept_frame {
    uint32_t index;
    size_t symbol_count;
    bool suspect; /* set by forgery_find */
    uint8_t symbols[];
};

struct forgery_stream {
    uint32_t tag;
    size_t k, symbol_bytes;
    struct kept_frame **frames; /* together of rank k */
    size_t frame_count;
};

/* Marks the frames that disagree with the others and counts them. 0 when there are too
 * few spare symbols to tell. False when memory ran out. */
bool forgery_find(struct forgery_stream *stream, size_t *found_out)
    __attribute__((warn_unused_result));

#endif

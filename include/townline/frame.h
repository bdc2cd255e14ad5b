/*
 * frame: one QR code of the moving code: a header of 16 bytes and symbols with
 * consecutive numbers.
 *
 * frame_collector: the other end. It takes frames of several bundles in any order, some
 * lost, some repeated, some forged, and gives whole bundles whose id was checked.
 */
#ifndef TOWNLINE_FRAME_H
#define TOWNLINE_FRAME_H

#include "townline/bundle.h"
#include "townline/fountain.h"

#define FRAME_HEADER_BYTES 16
#define FRAME_MAX_BYTES 2953 /* version 40, level L, byte mode */

struct frame {
    size_t symbol_bytes;
    uint8_t tag[4]; /* the first bytes of the bundle's id */
    size_t k;
    uint32_t index;         /* number of the first symbol */
    const uint8_t *symbols; /* borrowed */
    size_t symbol_count;
};

/* How many symbols fit into a frame of so many bytes. */
size_t frame_symbols(size_t frame_bytes, size_t symbol_bytes);
/* Makes frames of one bundle, from any index on. */
struct frame_sender;
bool frame_sender_create(const void *bundle, size_t size, struct frame_sender **out,
                         struct error *err) __attribute__((warn_unused_result));
void frame_sender_destroy(struct frame_sender *sender);
size_t frame_sender_k(const struct frame_sender *sender);
size_t frame_sender_symbol_bytes(const struct frame_sender *sender);
/* Writes the frame with `count` symbols from `index` on, and returns its size. */
size_t frame_write(const struct frame_sender *sender, uint32_t index, size_t count,
                   uint8_t out[FRAME_MAX_BYTES]);
/* Checks the magic, the version, the sizes and the CRC-32. */
bool frame_read(const void *data, size_t size, struct frame *out, struct error *err)
    __attribute__((warn_unused_result));

#define COLLECTOR_PARTIAL_MAX 4
#define COLLECTOR_MAX_BYTES ((size_t)16 << 20)

enum collector_event {
    COLLECTOR_NOT_OURS, /* no frame, or a damaged one */
    COLLECTOR_KNOWN,    /* it told nothing new */
    COLLECTOR_PROGRESS, /* it told something new */
    COLLECTOR_BUNDLE,   /* a bundle is whole, and its id begins with the tag */
    /* all symbols came, but they give another bundle than the tag says: suspect frames
     * were dropped */
    COLLECTOR_FORGED,
    /* this would be a fifth bundle, or too many bytes: the frame was ignored */
    COLLECTOR_CROWDED,
};

struct frame_collector;
bool frame_collector_create(struct frame_collector **out, struct error *err)
    __attribute__((warn_unused_result));
void frame_collector_destroy(struct frame_collector *collector);
enum collector_event frame_collect(struct frame_collector *collector, const void *data,
                                   size_t size);
/* The bundle of the last COLLECTOR_BUNDLE, borrowed until the next frame_collect. */
void frame_collector_bundle(const struct frame_collector *collector,
                            const uint8_t **data_out, size_t *size_out);
/* The progress of the incomplete bundle `i`; false when there are not so many. */
bool frame_collector_partial(const struct frame_collector *collector, size_t i,
                             uint8_t tag_out[4], size_t *rank_out, size_t *k_out);

#endif

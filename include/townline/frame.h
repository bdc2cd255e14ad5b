/*
 * frame: one QR code of the moving stream: a 16-byte header and consecutive symbols.
 * frame_collector: what stands at the other end, taking frames of several bundles in
 * any order, with losses, repeats and forgeries, and giving whole bundles whose id was
 * checked.
 */
#ifndef TOWNLINE_FRAME_H
#define TOWNLINE_FRAME_H

#include "townline/bundle.h"
#include "townline/fountain.h"

#define FRAME_HEADER_BYTES 16
#define FRAME_MAX_BYTES 2953 /* version 40, ECC L, byte mode */

struct frame {
    size_t symbol_bytes;
    uint8_t tag[4]; /* first bytes of the bundle's id */
    size_t k;
    uint32_t index;         /* of the first symbol */
    const uint8_t *symbols; /* borrowed */
    size_t symbol_count;
};

/* How many symbols fit a frame of so many bytes. */
size_t frame_symbols(size_t frame_bytes, size_t symbol_bytes);
/* A stream over one bundle's bytes: frames from any index. */
struct frame_sender;
bool frame_sender_create(const void *bundle, size_t size, struct frame_sender **out,
                         struct error *err) __attribute__((warn_unused_result));
void frame_sender_destroy(struct frame_sender *sender);
size_t frame_sender_k(const struct frame_sender *sender);
size_t frame_sender_symbol_bytes(const struct frame_sender *sender);
/* Writes the frame that starts at `index` with `count` symbols; its size is returned.
 */
size_t frame_write(const struct frame_sender *sender, uint32_t index, size_t count,
                   uint8_t out[FRAME_MAX_BYTES]);
/* Checks magic, version, sizes and CRC-32. */
bool frame_read(const void *data, size_t size, struct frame *out, struct error *err)
    __attribute__((warn_unused_result));

#define COLLECTOR_PARTIAL_MAX 4
#define COLLECTOR_MAX_BYTES ((size_t)16 << 20)

enum collector_event {
    COLLECTOR_NOT_OURS, /* not a frame, or damaged */
    COLLECTOR_KNOWN,    /* brought nothing new */
    COLLECTOR_PROGRESS, /* rank grew */
    COLLECTOR_BUNDLE,   /* a bundle is whole: its id begins with the tag */
    COLLECTOR_FORGED,   /* whole, but not the bundle it said: suspect rows dropped */
    COLLECTOR_CROWDED,  /* a fifth bundle or too many bytes: this frame was left out */
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
/* Progress of partial bundle `i`, false past the last. */
bool frame_collector_partial(const struct frame_collector *collector, size_t i,
                             uint8_t tag_out[4], size_t *rank_out, size_t *k_out);

#endif

/*
 * picture: a greyscale picture in memory, read from the PNG or JPEG of any camera. Its
 * size is read from the file's header, and refused above PICTURE_MAX_PIXELS before
 * memory is taken for it. Metadata and colors are dropped. Thread-safe.
 */
#ifndef TOWNLINE_PICTURE_H
#define TOWNLINE_PICTURE_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define PICTURE_MAX_BYTES ((size_t)64 << 20) /* of a file */
#define PICTURE_MAX_PIXELS ((size_t)50000000)
#define PICTURE_MAX_SIDE 30000

struct picture {
    size_t width, height; /* px */
    size_t stride;        /* bytes from one row to the next, at least width */
    /* owned; 0 is black, 255 white; transparent pixels become white */
    uint8_t *pixels;
};

/* True when the first bytes are those of a PNG or a JPEG. */
bool picture_is_known(const void *data, size_t size);
/* ERROR_INPUT: no PNG or JPEG, damaged, or above the limits. ERROR_FULL: memory ran
 * out. */
bool picture_read(const void *data, size_t size, struct picture *out, struct error *err)
    __attribute__((warn_unused_result));
/* Makes a white picture. */
bool picture_init(struct picture *picture, size_t width, size_t height,
                  struct error *err) __attribute__((warn_unused_result));
void picture_finish(struct picture *picture); /* takes a zeroed struct */
/* Adds the picture as a PNG file with 8 bits of grey. */
bool picture_write_png(const struct picture *picture, struct buffer *out,
                       struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * picture_color: a picture in color in memory, made small enough for a kiosk. A
 * camera's picture is turned the way it was held; where and when it was taken is not
 * kept. Limits are those of picture.h. Thread-safe.
 */
#ifndef TOWNLINE_PICTURE_COLOR_H
#define TOWNLINE_PICTURE_COLOR_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define PICTURE_SHOWN_PX 512      /* longest side of what a kiosk needs */
#define PICTURE_SHOWN_LEAST_PX 96 /* shorter ones look coarse */

struct picture_color {
    size_t width, height; /* px */
    uint8_t *pixels;      /* owned; red, green, blue, alpha; rows without gaps */
};
/* From PNG or JPEG bytes; in picture.c. */
bool picture_color_read(const void *data, size_t size, struct picture_color *out,
                        struct error *err) __attribute__((warn_unused_result));
void picture_color_finish(struct picture_color *picture); /* takes a zeroed struct */
/* As a PNG file, or where `is_jpeg` as a JPEG, which has no alpha. */
bool picture_color_write(const struct picture_color *picture, bool is_jpeg,
                         struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Each pixel of the smaller picture is the mean of those it stands for. Neither side
 * may be 0 or longer than before. */
bool picture_color_scale(const struct picture_color *picture, size_t width,
                         size_t height, struct picture_color *out, struct error *err)
    __attribute__((warn_unused_result));
/* What fits into a square, with the shape of the picture; never larger than it. */
void picture_color_fit(const struct picture_color *picture, size_t side,
                       size_t *width_out, size_t *height_out);

/* The file of a picture as a pack carries it: of the same kind, no side longer than
 * PICTURE_SHOWN_PX. */
struct picture_shrunk {
    size_t from_width, from_height, width, height;
};
bool picture_shrink(const void *data, size_t size, struct buffer *out,
                    struct picture_shrunk *shrunk_out, struct error *err)
    __attribute__((warn_unused_result));

#endif

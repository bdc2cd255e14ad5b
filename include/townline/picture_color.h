/*
 * picture_color: a picture in color in memory, made small enough for a kiosk. A picture
 * from a camera is turned as the camera was held; where and when it was taken is
 * dropped. The limits are those of picture.h. Thread-safe.
 */
#ifndef TOWNLINE_PICTURE_COLOR_H
#define TOWNLINE_PICTURE_COLOR_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define PICTURE_SHOWN_PX 512      /* longest side of what a kiosk needs */
#define PICTURE_WIDE_PX 1920      /* the same of a wide picture: a whole screen */
#define PICTURE_SHOWN_LEAST_PX 96 /* with a shorter side it looks coarse */

struct picture_color {
    size_t width, height; /* px */
    uint8_t *pixels;      /* owned; red, green, blue, alpha; rows without gaps */
};
/* Reads PNG or JPEG bytes. In picture.c. */
bool picture_color_read(const void *data, size_t size, struct picture_color *out,
                        struct error *err) __attribute__((warn_unused_result));
void picture_color_finish(struct picture_color *picture); /* takes a zeroed struct */
/* Adds it as a PNG file, or with `is_jpeg` as a JPEG, which has no alpha. */
bool picture_color_write(const struct picture_color *picture, bool is_jpeg,
                         struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Each pixel of the result is the mean of those that it stands for. Neither side may be
 * 0 or longer than before. */
bool picture_color_scale(const struct picture_color *picture, size_t width,
                         size_t height, struct picture_color *out, struct error *err)
    __attribute__((warn_unused_result));
/* The largest size that fits into a square and has the same shape. It is never larger
 * than the picture. */
void picture_color_fit(const struct picture_color *picture, size_t side,
                       size_t *width_out, size_t *height_out);

/* Whether it has the shape of a county's picture, which is 3 to 5 times as wide as
 * high. */
bool picture_is_wide(size_t width, size_t height);
/* Makes a picture as a pack carries it: a file of the same kind, with no side longer
 * than PICTURE_SHOWN_PX, or PICTURE_WIDE_PX where it is wide. */
struct picture_shrunk {
    size_t from_width, from_height, width, height;
};
bool picture_shrink(const void *data, size_t size, struct buffer *out,
                    struct picture_shrunk *shrunk_out, struct error *err)
    __attribute__((warn_unused_result));

#endif

/* picture_color: makes pictures smaller, and turns them as the camera was held. */
#include "townline/picture_color.h"

#include "townline/picture.h"

#include <stdlib.h>
#include <string.h>

#define CHANNELS 4

void
picture_color_finish(struct picture_color *picture)
{
    if (!picture) {
        return;
    }
    free(picture->pixels);
    memset(picture, 0, sizeof *picture);
}

static bool
make(size_t width, size_t height, struct picture_color *out, struct error *err)
{
    *out = (struct picture_color){width, height, malloc(width * height * CHANNELS)};
    return out->pixels || error_no_memory(err);
}

/* The mean of a rectangle of pixels. A transparent pixel counts for no color. */
static void
mean(const struct picture_color *picture, const size_t x[2], const size_t y[2],
     uint8_t out[CHANNELS])
{
    uint64_t sums[3] = {0}, alpha = 0, count = (x[1] - x[0]) * (y[1] - y[0]);
    for (size_t row = y[0]; row < y[1]; row++) {
        const uint8_t *at = picture->pixels + (row * picture->width + x[0]) * CHANNELS;
        for (size_t column = x[0]; column < x[1]; column++, at += CHANNELS) {
            for (int i = 0; i < 3; i++) {
                sums[i] += (uint64_t)at[i] * at[3];
            }
            alpha += at[3];
        }
    }
    for (int i = 0; i < 3; i++) {
        out[i] = (uint8_t)(alpha == 0 ? 0 : (sums[i] + alpha / 2) / alpha);
    }
    out[3] = (uint8_t)((alpha + count / 2) / count);
}

bool
picture_color_scale(const struct picture_color *picture, size_t width, size_t height,
                    struct picture_color *out, struct error *err)
{
    if (!make(width, height, out, err)) {
        return false;
    }
    for (size_t row = 0; row < height; row++) {
        const size_t y[2] = {row * picture->height / height,
                             (row + 1) * picture->height / height};
        for (size_t column = 0; column < width; column++) {
            const size_t x[2] = {column * picture->width / width,
                                 (column + 1) * picture->width / width};
            mean(picture, x, y, out->pixels + (row * width + column) * CHANNELS);
        }
    }
    return true;
}

void
picture_color_fit(const struct picture_color *picture, size_t side, size_t *width_out,
                  size_t *height_out)
{
    size_t longest =
        picture->width > picture->height ? picture->width : picture->height;
    size_t width = picture->width, height = picture->height;
    if (longest > side) {
        width = (width * side + longest / 2) / longest;
        height = (height * side + longest / 2) / longest;
    }
    *width_out = width > 0 ? width : 1;
    *height_out = height > 0 ? height : 1;
}

static unsigned
read_u16(const uint8_t *at, bool is_little)
{
    return is_little ? at[0] | (unsigned)at[1] << 8 : at[1] | (unsigned)at[0] << 8;
}

/* How the camera was held, from 1 to 8 (EXIF 2.3, 4.6.4, tag 0x0112), from the first
 * directory of the TIFF bytes; 1 when it does not say. */
static unsigned
read_orientation(const uint8_t *tiff, size_t size)
{
    if (size < 14 || (memcmp(tiff, "II", 2) != 0 && memcmp(tiff, "MM", 2) != 0)) {
        return 1;
    }
    bool is_little = tiff[0] == 'I';
    size_t high = read_u16(tiff + (is_little ? 6 : 4), is_little);
    size_t at = high << 16 | read_u16(tiff + (is_little ? 4 : 6), is_little);
    if (at > size - 2) {
        return 1;
    }
    size_t count = read_u16(tiff + at, is_little);
    for (at += 2; count > 0 && at + 12 <= size; count--, at += 12) {
        if (read_u16(tiff + at, is_little) == 0x0112) {
            unsigned value = read_u16(tiff + at + 8, is_little);
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

static unsigned
find_orientation(const uint8_t *data, size_t size)
{
    size_t at = 2;
    while (at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda) {
        size_t length = read_u16(data + at + 2, false);
        if (length < 2 || length > size - at - 2) {
            return 1;
        }
        if (data[at + 1] == 0xe1 && length >= 8 &&
            memcmp(data + at + 4, "Exif\0", 6) == 0) {
            return read_orientation(data + at + 10, length - 8);
        }
        at += 2 + length;
    }
    return 1;
}

/* Turns the picture. From 5 on, rows become columns. */
static bool
turn(struct picture_color *picture, unsigned orientation, struct error *err)
{
    struct picture_color turned;
    size_t width = picture->width, height = picture->height;
    bool is_across = orientation >= 5;
    if (orientation <= 1) {
        return true;
    }
    if (!make(is_across ? height : width, is_across ? width : height, &turned, err)) {
        return false;
    }
    for (size_t y = 0; y < turned.height; y++) {
        for (size_t x = 0; x < turned.width; x++) {
            size_t column = is_across ? y : x, row = is_across ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 ||
                orientation == 8) {
                column = width - 1 - column;
            }
            if (orientation == 3 || orientation == 4 || orientation == 6 ||
                orientation == 7) {
                row = height - 1 - row;
            }
            memcpy(turned.pixels + (y * turned.width + x) * CHANNELS,
                   picture->pixels + (row * width + column) * CHANNELS, CHANNELS);
        }
    }
    picture_color_finish(picture);
    *picture = turned;
    return true;
}

bool
picture_is_wide(size_t width, size_t height)
{
    return width >= 3 * height && width <= 5 * height;
}

bool
picture_shrink(const void *data, size_t size, struct buffer *out,
               struct picture_shrunk *shrunk_out, struct error *err)
{
    struct picture_color picture, small = {0};
    size_t width, height;
    bool is_jpeg = size > 0 && ((const uint8_t *)data)[0] == 0xff;
    if (!picture_color_read(data, size, &picture, err)) {
        return false;
    }
    picture_color_fit(&picture,
                      picture_is_wide(picture.width, picture.height) ? PICTURE_WIDE_PX
                                                                     : PICTURE_SHOWN_PX,
                      &width, &height);
    *shrunk_out = (struct picture_shrunk){.from_width = picture.width,
                                          .from_height = picture.height};
    bool ok = picture_color_scale(&picture, width, height, &small, err);
    picture_color_finish(&picture);
    ok = ok && (!is_jpeg || turn(&small, find_orientation(data, size), err)) &&
         picture_color_write(&small, is_jpeg, out, err);
    shrunk_out->width = small.width;
    shrunk_out->height = small.height;
    picture_color_finish(&small);
    return ok;
}

/* picture: reads PNG and JPEG pictures in grey and in color, and writes them. */
#include "townline/picture.h"

#include "townline/picture_color.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

static const uint8_t png_magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
static const uint8_t jpeg_magic[3] = {0xff, 0xd8, 0xff};

static bool
begins(const void *data, size_t size, const uint8_t *magic, size_t magic_size)
{
    return size >= magic_size && memcmp(data, magic, magic_size) == 0;
}

bool
picture_is_known(const void *data, size_t size)
{
    return begins(data, size, png_magic, sizeof png_magic) ||
           begins(data, size, jpeg_magic, sizeof jpeg_magic);
}

static bool
check_size(size_t width, size_t height, struct error *err)
{
    if (width < 1 || height < 1) {
        return error_set(err, ERROR_INPUT, "the picture is empty");
    }
    if (width > PICTURE_MAX_SIDE || height > PICTURE_MAX_SIDE ||
        width * height > PICTURE_MAX_PIXELS) {
        return error_set(err, ERROR_INPUT,
                         "the picture has %zu x %zu pixels; at most 50 megapixels can "
                         "be read, take it with a lower resolution",
                         width, height);
    }
    return true;
}

bool
picture_init(struct picture *picture, size_t width, size_t height, struct error *err)
{
    memset(picture, 0, sizeof *picture);
    if (!check_size(width, height, err)) {
        return false;
    }
    picture->pixels = malloc(width * height);
    if (!picture->pixels) {
        return error_no_memory(err);
    }
    memset(picture->pixels, 255, width * height);
    picture->width = width;
    picture->height = height;
    picture->stride = width;
    return true;
}

void
picture_finish(struct picture *picture)
{
    if (!picture) {
        return;
    }
    free(picture->pixels);
    memset(picture, 0, sizeof *picture);
}

static bool
read_png(const void *data, size_t size, struct picture *out, struct error *err)
{
    static const png_color white = {255, 255, 255};
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, data, size)) {
        png_image_free(&image);
        return error_set(err, ERROR_INPUT, "the PNG picture is damaged");
    }
    if (!picture_init(out, image.width, image.height, err)) {
        png_image_free(&image);
        return false;
    }
    image.format = PNG_FORMAT_GRAY;
    if (!png_image_finish_read(&image, &white, out->pixels, 0, NULL)) {
        png_image_free(&image);
        picture_finish(out);
        return error_set(err, ERROR_INPUT, "the PNG picture is damaged");
    }
    return true;
}

static bool
read_jpeg(const void *data, size_t size, struct picture *out, struct error *err)
{
    bool ok = false;
    int width = 0, height = 0, subsampling, colours;
    tjhandle decoder = tjInitDecompress();
    if (!decoder) {
        return error_no_memory(err);
    }
    if (tjDecompressHeader3(decoder, data, size, &width, &height, &subsampling,
                            &colours) != 0 ||
        width < 1 || height < 1) {
        error_set(err, ERROR_INPUT, "the JPEG picture is damaged");
        goto out;
    }
    if (!picture_init(out, (size_t)width, (size_t)height, err)) {
        goto out;
    }
    /* Cameras write JPEGs with small faults. Where the decoder only warns, the picture
     * may still show a code. The number of scans is limited, since a small file could
     * otherwise keep us busy for hours. */
    if (tjDecompress2(decoder, data, size, out->pixels, width, 0, height, TJPF_GRAY,
                      TJFLAG_LIMITSCANS) != 0 &&
        tjGetErrorCode(decoder) != TJERR_WARNING) {
        picture_finish(out);
        error_set(err, ERROR_INPUT, "the JPEG picture is damaged");
        goto out;
    }
    ok = true;
out:
    tjDestroy(decoder);
    return ok;
}

bool
picture_read(const void *data, size_t size, struct picture *out, struct error *err)
{
    memset(out, 0, sizeof *out);
    if (size > PICTURE_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the picture's file is larger than 64 MB");
    }
    if (begins(data, size, png_magic, sizeof png_magic)) {
        return read_png(data, size, out, err);
    }
    if (begins(data, size, jpeg_magic, sizeof jpeg_magic)) {
        return read_jpeg(data, size, out, err);
    }
    return error_set(err, ERROR_INPUT, "it is no PNG or JPEG picture");
}

bool
picture_write_png(const struct picture *picture, struct buffer *out, struct error *err)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)picture->width,
        .height = (png_uint_32)picture->height,
        .format = PNG_FORMAT_GRAY,
        .flags = PNG_IMAGE_FLAG_FAST,
    };
    png_alloc_size_t size = 0;
    int stride = (int)picture->stride;
    if (!png_image_write_to_memory(&image, NULL, &size, 0, picture->pixels, stride,
                                   NULL)) {
        return error_set(err, ERROR_FULL, "the picture could not be written");
    }
    uint8_t *file = malloc(size);
    bool ok = file && png_image_write_to_memory(&image, file, &size, 0, picture->pixels,
                                                stride, NULL);
    if (ok) {
        buffer_add(out, file, size);
    }
    free(file);
    if (!ok || out->failed) {
        return error_set(err, ERROR_FULL, "the picture could not be written");
    }
    return true;
}

static bool
make_color(size_t width, size_t height, struct picture_color *out, struct error *err)
{
    if (!check_size(width, height, err)) {
        return false;
    }
    *out = (struct picture_color){width, height, malloc(width * height * 4)};
    return out->pixels || error_no_memory(err);
}

static bool
read_png_color(const void *data, size_t size, struct picture_color *out,
               struct error *err)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    bool ok = png_image_begin_read_from_memory(&image, data, size) ||
              error_set(err, ERROR_INPUT, "the PNG picture is damaged");
    ok = ok && make_color(image.width, image.height, out, err);
    if (ok) {
        image.format = PNG_FORMAT_RGBA;
        ok = png_image_finish_read(&image, NULL, out->pixels, 0, NULL) ||
             error_set(err, ERROR_INPUT, "the PNG picture is damaged");
    }
    png_image_free(&image);
    return ok;
}

static bool
read_jpeg_color(const void *data, size_t size, struct picture_color *out,
                struct error *err)
{
    int width = 0, height = 0, subsampling, colours;
    tjhandle decoder = tjInitDecompress();
    if (!decoder) {
        return error_no_memory(err);
    }
    bool ok = (tjDecompressHeader3(decoder, data, size, &width, &height, &subsampling,
                                   &colours) == 0 &&
               width > 0 && height > 0) ||
              error_set(err, ERROR_INPUT, "the JPEG picture is damaged");
    ok = ok && make_color((size_t)width, (size_t)height, out, err);
    if (ok && tjDecompress2(decoder, data, size, out->pixels, width, 0, height,
                            TJPF_RGBA, TJFLAG_LIMITSCANS) != 0) {
        ok = tjGetErrorCode(decoder) == TJERR_WARNING ||
             error_set(err, ERROR_INPUT,
                       "the JPEG picture is damaged, or made for printing (CMYK)");
    }
    tjDestroy(decoder);
    return ok;
}

bool
picture_color_read(const void *data, size_t size, struct picture_color *out,
                   struct error *err)
{
    bool ok;
    memset(out, 0, sizeof *out);
    if (size > PICTURE_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the picture's file is larger than 64 MB");
    }
    if (begins(data, size, png_magic, sizeof png_magic)) {
        ok = read_png_color(data, size, out, err);
    } else if (begins(data, size, jpeg_magic, sizeof jpeg_magic)) {
        ok = read_jpeg_color(data, size, out, err);
    } else {
        ok = error_set(err, ERROR_INPUT, "it is no PNG or JPEG picture");
    }
    if (!ok) {
        picture_color_finish(out);
    }
    return ok;
}

static bool
write_jpeg(const struct picture_color *picture, struct buffer *out)
{
    enum { QUALITY = 88 };
    unsigned char *file = NULL;
    unsigned long size = 0;
    tjhandle encoder = tjInitCompress();
    bool ok = encoder && tjCompress2(encoder, picture->pixels, (int)picture->width, 0,
                                     (int)picture->height, TJPF_RGBA, &file, &size,
                                     TJSAMP_444, QUALITY, 0) == 0;
    if (ok) {
        buffer_add(out, file, size);
    }
    tjFree(file);
    if (encoder) {
        tjDestroy(encoder);
    }
    return ok;
}

static bool
write_png(const struct picture_color *picture, struct buffer *out)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)picture->width,
        .height = (png_uint_32)picture->height,
        .format = PNG_FORMAT_RGBA,
    };
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *file = malloc(size);
    bool ok = file && png_image_write_to_memory(&image, file, &size, 0, picture->pixels,
                                                0, NULL);
    if (ok) {
        buffer_add(out, file, size);
    }
    free(file);
    return ok;
}

bool
picture_color_write(const struct picture_color *picture, bool is_jpeg,
                    struct buffer *out, struct error *err)
{
    bool ok = is_jpeg ? write_jpeg(picture, out) : write_png(picture, out);
    return (ok && !out->failed) ||
           error_set(err, ERROR_FULL, "the picture could not be written");
}

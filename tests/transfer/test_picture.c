#include "support_seed.h"
#include "townline/picture.h"
#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include <cmocka.h>

/* Grey steps from left to right. */
static void
make_steps(struct picture *picture)
{
    assert_true(picture_init(picture, 64, 40, NULL));
    for (size_t y = 0; y < 40; y++) {
        for (size_t x = 0; x < 64; x++) {
            picture->pixels[y * picture->stride + x] = (uint8_t)(x / 8 * 32);
        }
    }
}

static void
make_png(struct buffer *out)
{
    struct picture picture;
    make_steps(&picture);
    buffer_init(out, 1 << 20);
    assert_true(picture_write_png(&picture, out, NULL));
    picture_finish(&picture);
}

static void
make_jpeg(struct buffer *out)
{
    struct picture picture;
    make_steps(&picture);
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    tjhandle encoder = tjInitCompress();
    assert_int_equal(tjCompress2(encoder, picture.pixels, 64, 0, 40, TJPF_GRAY, &bytes,
                                 &size, TJSAMP_GRAY, 95, 0),
                     0);
    buffer_init(out, 1 << 20);
    buffer_add(out, bytes, size);
    tjFree(bytes);
    tjDestroy(encoder);
    picture_finish(&picture);
}

static void
a_png_reads_back_as_written(void **state)
{
    (void)state;
    struct buffer file;
    struct picture steps, picture;
    make_png(&file);
    make_steps(&steps);
    assert_true(picture_is_known(file.data, file.size));
    assert_true(picture_read(file.data, file.size, &picture, NULL));
    assert_int_equal(picture.width, 64);
    assert_int_equal(picture.height, 40);
    assert_memory_equal(picture.pixels, steps.pixels, 64 * 40);
    picture_finish(&picture);
    picture_finish(&steps);
    buffer_finish(&file);
}

static void
a_jpeg_becomes_greyscale(void **state)
{
    (void)state;
    struct buffer file;
    struct picture picture;
    make_jpeg(&file);
    assert_true(picture_is_known(file.data, file.size));
    assert_true(picture_read(file.data, file.size, &picture, NULL));
    assert_int_equal(picture.width, 64);
    assert_int_equal(picture.height, 40);
    for (size_t x = 0; x < 64; x++) {
        assert_in_range(picture.pixels[20 * picture.stride + x] + 12, x / 8 * 32,
                        x / 8 * 32 + 24);
    }
    picture_finish(&picture);
    buffer_finish(&file);
}

static void
other_files_are_refused(void **state)
{
    (void)state;
    struct picture picture;
    struct error err;
    static const char *const others[] = {"", "GIF89a......", "BM......", "\xff\xd8",
                                         "\x89PNG"};
    for (size_t i = 0; i < 5; i++) {
        assert_false(picture_is_known(others[i], strlen(others[i])));
        assert_false(picture_read(others[i], strlen(others[i]), &picture, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_null(picture.pixels);
    }
}

static void
a_png_truncated_anywhere_is_refused(void **state)
{
    (void)state;
    struct buffer file;
    make_png(&file);
    /* The last twelve bytes are the empty end mark; the pixels are whole before. */
    for (size_t size = 0; size < file.size - 12; size++) {
        struct picture picture;
        struct error err;
        uint8_t *part = malloc(size + 1); /* so that a read past the end is caught */
        assert_non_null(part);
        memcpy(part, file.data, size);
        bool ok = picture_read(part, size, &picture, &err);
        free(part);
        if (ok) {
            fail_msg("%zu of %zu bytes were read as a picture", size, file.size);
        }
        assert_int_equal(err.code, ERROR_INPUT);
    }
    buffer_finish(&file);
}

/* Flipping bits may give another picture or a refusal, never a crash. */
static void
changed_files_do_no_harm(void **state)
{
    (void)state;
    uint64_t seed = support_seed();
    for (int kind = 0; kind < 2; kind++) {
        struct buffer file;
        if (kind == 0) {
            make_png(&file);
        } else {
            make_jpeg(&file);
        }
        for (int round = 0; round < 1000; round++) {
            size_t at = random_splitmix64(&seed) % file.size;
            uint8_t bit = (uint8_t)(1U << random_splitmix64(&seed) % 8);
            size_t size = round % 4 ? file.size : at + 1;
            file.data[at] ^= bit;
            struct picture picture;
            struct error err = {.text = ""};
            if (picture_read(file.data, size, &picture, &err)) {
                assert_true(picture.width * picture.height <= PICTURE_MAX_PIXELS);
                picture_finish(&picture);
            } else {
                assert_int_not_equal(err.code, ERROR_NONE);
            }
            file.data[at] ^= bit;
        }
        buffer_finish(&file);
    }
}

static uint32_t
crc32_of(const uint8_t *data, size_t size)
{
    uint32_t crc = ~0U;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
        }
    }
    return ~crc;
}

static void
put_big_endian(uint8_t *out, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        out[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

/* A header that claims a huge picture, with nothing behind it. */
static void
a_huge_picture_is_refused_before_it_is_allocated(void **state)
{
    (void)state;
    static const uint32_t sides[][2] = {
        {30000, 30000}, {7072, 7072}, {1, 31000}, {0x7fffffff, 0x7fffffff}};
    struct buffer file;
    make_png(&file);
    for (size_t i = 0; i < 4; i++) {
        put_big_endian(file.data + 16, sides[i][0]);
        put_big_endian(file.data + 20, sides[i][1]);
        put_big_endian(file.data + 29, crc32_of(file.data + 12, 17));
        struct picture picture;
        struct error err;
        assert_false(picture_read(file.data, file.size, &picture, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        if (i < 3) {
            assert_non_null(strstr(err.text, "50 megapixels"));
        }
    }
    buffer_finish(&file);

    make_jpeg(&file);
    for (size_t at = 0; at + 9 < file.size; at++) {
        if (file.data[at] == 0xff && file.data[at + 1] == 0xc0) {
            memset(file.data + at + 5, 0xea, 4); /* 60,138 px a side */
        }
    }
    struct picture picture;
    struct error err;
    assert_false(picture_read(file.data, file.size, &picture, &err));
    assert_non_null(strstr(err.text, "50 megapixels"));
    buffer_finish(&file);
}

static void
an_empty_picture_is_refused(void **state)
{
    (void)state;
    struct picture picture;
    assert_false(picture_init(&picture, 0, 5, NULL));
    assert_false(picture_init(&picture, PICTURE_MAX_SIDE + 1, 1, NULL));
    picture_finish(&picture);
    picture_finish(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_reads_back_as_written),
        cmocka_unit_test(a_jpeg_becomes_greyscale),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(a_png_truncated_anywhere_is_refused),
        cmocka_unit_test(changed_files_do_no_harm),
        cmocka_unit_test(a_huge_picture_is_refused_before_it_is_allocated),
        cmocka_unit_test(an_empty_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

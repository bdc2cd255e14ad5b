#include "townline/picture_color.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The upper left quarter red, the rest blue; one column at the right see-through. */
static struct picture_color
make(size_t width, size_t height)
{
    struct picture_color picture = {width, height, malloc(width * height * 4)};
    assert_non_null(picture.pixels);
    for (size_t i = 0; i < width * height; i++) {
        bool is_red = i % width < width / 2 && i / width < height / 2;
        const uint8_t pixel[4] = {is_red ? 250 : 10, 20, is_red ? 10 : 240,
                                  i % width == width - 1 ? 0 : 255};
        memcpy(picture.pixels + 4 * i, pixel, 4);
    }
    return picture;
}

static void
write(const struct picture_color *picture, bool is_jpeg, struct buffer *out)
{
    struct error err = {0};
    buffer_init(out, (size_t)16 << 20);
    if (!picture_color_write(picture, is_jpeg, out, &err)) {
        fail_msg("%s", err.text);
    }
}

static bool
is_red_at(const struct picture_color *picture, size_t x, size_t y)
{
    const uint8_t *pixel = picture->pixels + (y * picture->width + x) * 4;
    return pixel[0] > 200 && pixel[2] < 60;
}

static void
a_large_picture_becomes_small_and_keeps_its_shape_and_colors(void **state)
{
    (void)state;
    for (int is_jpeg = 0; is_jpeg < 2; is_jpeg++) {
        struct picture_color large = make(1600, 1000), small;
        struct buffer file, shrunk;
        struct picture_shrunk sizes;
        struct error err = {0};
        write(&large, is_jpeg, &file);
        buffer_init(&shrunk, (size_t)4 << 20);
        assert_true(picture_shrink(file.data, file.size, &shrunk, &sizes, &err));
        assert_int_equal(sizes.from_width, 1600);
        assert_int_equal(sizes.width, PICTURE_SHOWN_PX);
        assert_int_equal(sizes.height, 320);
        assert_true(picture_color_read(shrunk.data, shrunk.size, &small, &err));
        assert_int_equal(small.width, PICTURE_SHOWN_PX);
        assert_int_equal(small.height, 320);
        assert_true(is_red_at(&small, 20, 20));
        assert_true(is_red_at(&small, 240, 150));
        assert_false(is_red_at(&small, 270, 20));
        assert_false(is_red_at(&small, 20, 170));
        picture_color_finish(&large);
        picture_color_finish(&small);
        buffer_finish(&file);
        buffer_finish(&shrunk);
    }
}

static void
a_small_picture_keeps_its_size(void **state)
{
    (void)state;
    struct picture_color picture = make(40, 30);
    struct buffer file, shrunk;
    struct picture_shrunk sizes;
    write(&picture, false, &file);
    buffer_init(&shrunk, (size_t)1 << 20);
    assert_true(picture_shrink(file.data, file.size, &shrunk, &sizes, NULL));
    assert_int_equal(sizes.width, 40);
    assert_int_equal(sizes.height, 30);
    picture_color_finish(&picture);
    buffer_finish(&file);
    buffer_finish(&shrunk);
}

static void
a_wide_picture_is_kept_for_a_whole_screen(void **state)
{
    (void)state;
    static const struct {
        size_t width, height, kept;
    } cases[] = {{2400, 600, PICTURE_WIDE_PX},
                 {1280, 330, 1280},
                 {1200, 500, PICTURE_SHOWN_PX},  /* not wide enough */
                 {1200, 200, PICTURE_SHOWN_PX}}; /* a strip */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture_color picture = make(cases[i].width, cases[i].height);
        struct buffer file, shrunk;
        struct picture_shrunk sizes;
        write(&picture, false, &file);
        buffer_init(&shrunk, (size_t)1 << 20);
        assert_true(picture_shrink(file.data, file.size, &shrunk, &sizes, NULL));
        assert_int_equal(sizes.width, cases[i].kept);
        picture_color_finish(&picture);
        buffer_finish(&file);
        buffer_finish(&shrunk);
    }
}

static void
what_can_be_seen_through_has_no_color(void **state)
{
    (void)state;
    struct picture_color picture = make(64, 64), small;
    assert_true(picture_color_scale(&picture, 1, 1, &small, NULL));
    assert_int_equal(small.pixels[1], 20);
    assert_in_range(small.pixels[3], 250, 252); /* a 64th of it is missing */
    picture_color_finish(&picture);
    picture_color_finish(&small);
}

/* A JPEG with the tag that cameras write: which way it was held. */
static void
add_orientation(const struct buffer *file, uint8_t value, bool is_little,
                struct buffer *out)
{
    static const uint8_t big[] = "\xff\xe1\0\x22"
                                 "Exif\0\0MM\0*\0\0\0\x08\0\x01"
                                 "\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    static const uint8_t little[] = "\xff\xe1\0\x22"
                                    "Exif\0\0II*\0\x08\0\0\0\x01\0"
                                    "\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    uint8_t segment[36];
    memcpy(segment, is_little ? little : big, sizeof segment);
    segment[is_little ? 28 : 29] = value;
    buffer_init(out, (size_t)16 << 20);
    buffer_add(out, file->data, 2);
    buffer_add(out, segment, sizeof segment);
    buffer_add(out, file->data + 2, file->size - 2);
}

static void
a_photo_stands_as_it_was_taken(void **state)
{
    (void)state;
    /* Where the red quarter of the stored picture is to be seen: right, below. */
    static const bool corners[9][2] = {{0, 0}, {0, 0}, {1, 0}, {1, 1}, {0, 1},
                                       {0, 0}, {1, 0}, {1, 1}, {0, 1}};
    struct picture_color picture = make(120, 80), turned;
    struct buffer file, held, shrunk;
    struct picture_shrunk sizes;
    struct error err = {0};
    write(&picture, true, &file);
    for (uint8_t value = 1; value <= 8; value++) {
        add_orientation(&file, value, value % 2 == 0, &held);
        buffer_init(&shrunk, (size_t)1 << 20);
        assert_true(picture_shrink(held.data, held.size, &shrunk, &sizes, &err));
        assert_true(picture_color_read(shrunk.data, shrunk.size, &turned, &err));
        assert_int_equal(turned.width, value < 5 ? 120 : 80);
        assert_int_equal(turned.height, value < 5 ? 80 : 120);
        for (int right = 0; right < 2; right++) {
            for (int below = 0; below < 2; below++) {
                assert_int_equal(is_red_at(&turned, right ? turned.width - 9 : 8,
                                           below ? turned.height - 9 : 8),
                                 corners[value][0] == right &&
                                     corners[value][1] == below);
            }
        }
        picture_color_finish(&turned);
        buffer_finish(&held);
        buffer_finish(&shrunk);
    }
    picture_color_finish(&picture);
    buffer_finish(&file);
}

static void
a_damaged_picture_is_refused(void **state)
{
    (void)state;
    struct picture_color picture = make(60, 40);
    for (int is_jpeg = 0; is_jpeg < 2; is_jpeg++) {
        struct buffer file, held, shrunk;
        struct picture_shrunk sizes;
        struct error err;
        write(&picture, is_jpeg, &file);
        if (is_jpeg) {
            add_orientation(&file, 6, false, &held);
        } else {
            buffer_init(&held, file.size);
            buffer_add(&held, file.data, file.size);
        }
        for (size_t size = 0; size < held.size; size += size < 60 ? 1 : 13) {
            buffer_init(&shrunk, (size_t)1 << 20);
            if (!picture_shrink(held.data, size, &shrunk, &sizes, &err)) {
                assert_int_equal(err.code, ERROR_INPUT);
            }
            buffer_finish(&shrunk);
        }
        for (size_t at = 2; at < held.size && at < 200; at++) {
            held.data[at] ^= 0xff;
            buffer_init(&shrunk, (size_t)1 << 20);
            if (!picture_shrink(held.data, held.size, &shrunk, &sizes, &err)) {
                assert_int_equal(err.code, ERROR_INPUT);
            }
            buffer_finish(&shrunk);
            held.data[at] ^= 0xff;
        }
        buffer_finish(&file);
        buffer_finish(&held);
    }
    picture_color_finish(&picture);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_picture_becomes_small_and_keeps_its_shape_and_colors),
        cmocka_unit_test(a_small_picture_keeps_its_size),
        cmocka_unit_test(a_wide_picture_is_kept_for_a_whole_screen),
        cmocka_unit_test(what_can_be_seen_through_has_no_color),
        cmocka_unit_test(a_photo_stands_as_it_was_taken),
        cmocka_unit_test(a_damaged_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_seed.h"
#include "townline/qr.h"
#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct payloads {
    size_t count;
    uint8_t data[16][4096];
    size_t size[16];
};

static void
keep(void *context, const uint8_t *data, size_t size)
{
    struct payloads *payloads = context;
    assert_true(payloads->count < 16 && size <= sizeof payloads->data[0]);
    memcpy(payloads->data[payloads->count], data, size);
    payloads->size[payloads->count++] = size;
}

static struct payloads *
read_codes(const struct picture *picture)
{
    struct payloads *payloads = calloc(1, sizeof *payloads);
    assert_non_null(payloads);
    struct error err;
    if (!qr_read(picture, keep, payloads, &err)) {
        fail_msg("%s", err.text);
    }
    return payloads;
}

static bool
found(const struct payloads *payloads, const void *data, size_t size)
{
    for (size_t i = 0; i < payloads->count; i++) {
        if (payloads->size[i] == size && memcmp(payloads->data[i], data, size) == 0) {
            return true;
        }
    }
    return false;
}

static void
draw(const void *data, size_t size, unsigned version, size_t module_px,
     struct picture *out)
{
    struct qr qr;
    struct error err;
    if (!qr_draw(data, size, version, &qr, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(qr.side, qr_side(qr.version));
    assert_true(qr_picture(&qr, module_px, out, NULL));
    qr_finish(&qr);
}

static void
assert_comes_back(const void *data, size_t size, unsigned version)
{
    struct picture picture;
    draw(data, size, version, 3, &picture);
    struct payloads *payloads = read_codes(&picture);
    assert_int_equal(payloads->count, 1);
    assert_int_equal(payloads->size[0], size);
    assert_memory_equal(payloads->data[0], data, size);
    free(payloads);
    picture_finish(&picture);
}

static void
all_byte_values_come_back_unchanged(void **state)
{
    (void)state;
    uint8_t bytes[256];
    for (size_t i = 0; i < 256; i++) {
        bytes[i] = (uint8_t)i;
    }
    assert_comes_back(bytes, sizeof bytes, 0);
    for (size_t i = 0; i < 256; i++) {
        bytes[i] = (uint8_t)(255 - i);
    }
    assert_comes_back(bytes, sizeof bytes, 0);
    for (size_t i = 0; i < 256; i++) { /* one byte alone, over and over */
        if (i % 17 == 0) {
            memset(bytes, (int)i, sizeof bytes);
            assert_comes_back(bytes, sizeof bytes, 10);
        }
    }
}

/* What a reader that guesses character sets would change. */
static void
bytes_that_look_like_text_come_back_unchanged(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\xef\xbb\xbf with a byte order mark",
        "\xe4\xb8\xad\xe6\x96\x87",
        "\x93\xfa\x96\x7b\x8c\xea Shift-JIS",
        "Espa\xf1ol in Latin-1",
        "half a character \xe4\xb8",
        "\\000026 and \\\\",
        "0123456789",
        "]Q3 \x1d GS1",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_comes_back(texts[i], strlen(texts[i]), 0);
    }
    assert_comes_back("a\0b\r\n\0", 6, 0);
}

static void
random_payloads_come_back_unchanged(void **state)
{
    (void)state;
    uint64_t seed = support_seed();
    struct random_source random = random_seeded(&seed);
    static const unsigned versions[] = {10, 10, 10, 25, 25, 25, 27, 27, 27, 40};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        uint8_t bytes[2953];
        size_t size = qr_capacity_bytes(versions[i]) - i % 3 * 7;
        random.fill(random.context, bytes, size);
        assert_comes_back(bytes, size, versions[i]);
    }
}

static void
every_version_holds_its_capacity_and_not_one_byte_more(void **state)
{
    (void)state;
    uint8_t bytes[2954];
    memset(bytes, 0xa5, sizeof bytes);
    for (unsigned version = 1; version <= QR_VERSION_MAX; version++) {
        size_t capacity = qr_capacity_bytes(version);
        struct qr qr;
        struct error err;
        assert_true(qr_draw(bytes, capacity, version, &qr, NULL));
        assert_int_equal(qr.side, 17 + 4 * version);
        qr_finish(&qr);
        assert_int_equal(qr_version_for(capacity), version);
        assert_false(qr_draw(bytes, capacity + 1, version, &qr, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    /* Figures of ISO/IEC 18004, table 7. */
    assert_int_equal(qr_capacity_bytes(10), 271);
    assert_int_equal(qr_capacity_bytes(25), 1273);
    assert_int_equal(qr_capacity_bytes(40), 2953);
    assert_int_equal(qr_capacity_bytes(0), 0);
    assert_int_equal(qr_capacity_bytes(41), 0);
    assert_int_equal(qr_version_for(2954), 0);
}

static void
no_bytes_and_too_many_are_refused(void **state)
{
    (void)state;
    uint8_t bytes[3000] = {0};
    struct qr qr;
    struct error err;
    assert_false(qr_draw(bytes, 0, 0, &qr, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(qr_draw(bytes, sizeof bytes, 0, &qr, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(qr_draw(bytes, 1, 41, &qr, &err));
}

static void
copy_into(struct picture *sheet, const struct picture *code, size_t left, size_t top)
{
    for (size_t y = 0; y < code->height; y++) {
        memcpy(sheet->pixels + (top + y) * sheet->stride + left,
               code->pixels + y * code->stride, code->width);
    }
}

static void
four_codes_in_one_picture_are_all_found(void **state)
{
    (void)state;
    struct picture sheet;
    assert_true(picture_init(&sheet, 900, 900, NULL));
    char texts[4][100];
    for (size_t i = 0; i < 4; i++) {
        memset(texts[i], (int)('a' + i), sizeof texts[i]);
        struct picture code;
        draw(texts[i], sizeof texts[i], 8, 6, &code);
        copy_into(&sheet, &code, i % 2 * 450, i / 2 * 450);
        picture_finish(&code);
    }
    struct payloads *payloads = read_codes(&sheet);
    for (size_t i = 0; i < 4; i++) {
        assert_true(found(payloads, texts[i], sizeof texts[i]));
    }
    free(payloads);
    picture_finish(&sheet);
}

static void
a_code_lying_on_its_side_is_found(void **state)
{
    (void)state;
    struct picture upright, turned;
    draw("lying on its side", 17, 0, 4, &upright);
    assert_true(picture_init(&turned, upright.height, upright.width, NULL));
    for (size_t y = 0; y < upright.height; y++) {
        for (size_t x = 0; x < upright.width; x++) {
            turned.pixels[x * turned.stride + turned.width - 1 - y] =
                upright.pixels[y * upright.stride + x];
        }
    }
    struct payloads *payloads = read_codes(&turned);
    assert_true(found(payloads, "lying on its side", 17));
    free(payloads);
    picture_finish(&turned);
    picture_finish(&upright);
}

static void
a_picture_without_a_code_gives_none(void **state)
{
    (void)state;
    struct picture picture;
    assert_true(picture_init(&picture, 640, 480, NULL));
    struct payloads *payloads = read_codes(&picture);
    assert_int_equal(payloads->count, 0);
    free(payloads);

    uint64_t seed = support_seed();
    for (size_t i = 0; i < 640 * 480; i++) {
        picture.pixels[i] = (uint8_t)random_splitmix64(&seed);
    }
    payloads = read_codes(&picture);
    assert_int_equal(payloads->count, 0);
    free(payloads);
    picture_finish(&picture);
}

/* Blots over a code: what is found, if anything is, is exact. */
static void
a_damaged_code_is_never_read_wrongly(void **state)
{
    (void)state;
    uint64_t seed = support_seed();
    struct random_source random = random_seeded(&seed);
    uint8_t bytes[271];
    random.fill(random.context, bytes, sizeof bytes);
    for (size_t blot = 4; blot <= 60; blot += 8) {
        struct picture picture;
        draw(bytes, sizeof bytes, 10, 4, &picture);
        size_t left = 100 + random_splitmix64(&seed) % 60;
        for (size_t y = 0; y < blot; y++) {
            memset(picture.pixels + (100 + y) * picture.stride + left, 0, blot);
        }
        struct payloads *payloads = read_codes(&picture);
        for (size_t i = 0; i < payloads->count; i++) {
            assert_true(payloads->size[i] == sizeof bytes &&
                        memcmp(payloads->data[i], bytes, sizeof bytes) == 0);
        }
        free(payloads);
        picture_finish(&picture);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_byte_values_come_back_unchanged),
        cmocka_unit_test(bytes_that_look_like_text_come_back_unchanged),
        cmocka_unit_test(random_payloads_come_back_unchanged),
        cmocka_unit_test(every_version_holds_its_capacity_and_not_one_byte_more),
        cmocka_unit_test(no_bytes_and_too_many_are_refused),
        cmocka_unit_test(four_codes_in_one_picture_are_all_found),
        cmocka_unit_test(a_code_lying_on_its_side_is_found),
        cmocka_unit_test(a_picture_without_a_code_gives_none),
        cmocka_unit_test(a_damaged_code_is_never_read_wrongly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

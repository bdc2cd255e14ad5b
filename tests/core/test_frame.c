#include "townline/frame.h"

#include "support_forge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint8_t bundle[3000];

static struct frame_sender *
sender_over(size_t size)
{
    struct frame_sender *sender;
    uint64_t seed = 3;
    random_seeded(&seed).fill(&seed, bundle, sizeof bundle);
    assert_true(frame_sender_create(bundle, size, &sender, NULL));
    return sender;
}

static void
a_frame_reads_back_as_written(void **state)
{
    (void)state;
    struct frame_sender *sender = sender_over(sizeof bundle);
    uint8_t bytes[FRAME_MAX_BYTES], id[BUNDLE_ID_BYTES];
    struct frame frame;
    bundle_id(bundle, sizeof bundle, id);
    assert_int_equal(frame_sender_k(sender), 13);
    size_t size = frame_write(sender, 0, 5, bytes);
    assert_int_equal(size, 16 + 5 * 240);
    assert_true(frame_read(bytes, size, &frame, NULL));
    assert_memory_equal(frame.tag, id, 4);
    assert_int_equal(frame.k, 13);
    assert_int_equal(frame.index, 0);
    assert_int_equal(frame.symbol_bytes, 240);
    assert_int_equal(frame.symbol_count, 5);
    assert_memory_equal(frame.symbols + 4, bundle, 5 * 240 - 4);

    size = frame_write(sender, 0x01020304, 1, bytes);
    assert_true(frame_read(bytes, size, &frame, NULL));
    assert_int_equal(frame.index, 0x01020304);
    assert_int_equal(forge_crc(bytes, size), bytes[12] | (uint32_t)bytes[13] << 8 |
                                                 (uint32_t)bytes[14] << 16 |
                                                 (uint32_t)bytes[15] << 24);
    frame_sender_destroy(sender);
}

static void
a_frame_changed_by_one_bit_or_cut_short_is_refused(void **state)
{
    (void)state;
    struct frame_sender *sender = sender_over(sizeof bundle);
    uint8_t bytes[FRAME_MAX_BYTES];
    struct frame frame;
    struct error err;
    size_t size = frame_write(sender, 7, 1, bytes);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(frame_read(bytes, size, &frame, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    for (size_t cut = 0; cut < size; cut++) {
        assert_false(frame_read(bytes, cut, &frame, &err));
    }
    assert_true(frame_read(bytes, size, &frame, &err));
    frame_sender_destroy(sender);
}

static void
a_frame_with_impossible_numbers_is_refused_though_its_crc_is_right(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint8_t value;
    } changes[] = {
        {0, 'U'},  /* another magic */
        {1, 0x21}, /* version 2 */
        {1, 0x10}, /* no such symbol size */
        {1, 0x14}, /* no such symbol size */
        {1, 0x12}, /* a symbol size that does not divide the frame */
        {7, 5},    /* k of more than 1200 */
    };
    struct frame_sender *sender = sender_over(sizeof bundle);
    uint8_t bytes[FRAME_MAX_BYTES];
    struct frame frame;
    struct error err;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        size_t size = frame_write(sender, 7, 1, bytes);
        bytes[changes[i].at] = changes[i].value;
        forge_seal(bytes, size);
        assert_false(frame_read(bytes, size, &frame, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    size_t size = frame_write(sender, 7, 1, bytes);
    memset(bytes + 6, 0, 2); /* k of 0 */
    forge_seal(bytes, size);
    assert_false(frame_read(bytes, size, &frame, &err));
    size = frame_write(sender, 7, 2, bytes);
    memset(bytes + 8, 0xff, 4); /* the second symbol's index would be past the end */
    forge_seal(bytes, size);
    assert_false(frame_read(bytes, size, &frame, &err));
    frame_sender_destroy(sender);
}

static void
symbols_fit_the_usual_codes(void **state)
{
    (void)state;
    assert_int_equal(frame_symbols(1273, 240), 5); /* version 25, ECC L */
    assert_int_equal(frame_symbols(1465, 240), 6); /* version 27 */
    assert_int_equal(frame_symbols(1273, 1200), 1);
    assert_int_equal(frame_symbols(FRAME_MAX_BYTES, 240), 12);
    assert_int_equal(frame_symbols(255, 240), 0);
    assert_int_equal(frame_symbols(3, 240), 0);
}

static void
a_bundle_too_large_for_one_stream_is_refused(void **state)
{
    (void)state;
    struct frame_sender *sender;
    struct error err;
    assert_false(frame_sender_create(bundle, (size_t)1200 * 1200, &sender, &err));
    assert_int_equal(err.code, ERROR_FULL);
    frame_sender_destroy(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_reads_back_as_written),
        cmocka_unit_test(a_frame_changed_by_one_bit_or_cut_short_is_refused),
        cmocka_unit_test(
            a_frame_with_impossible_numbers_is_refused_though_its_crc_is_right),
        cmocka_unit_test(symbols_fit_the_usual_codes),
        cmocka_unit_test(a_bundle_too_large_for_one_stream_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

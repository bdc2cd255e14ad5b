#include "townline/fountain.h"
#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 1;

static uint32_t
draw(uint32_t below)
{
    return (uint32_t)(random_splitmix64(&seed) % below);
}

static uint8_t *
random_data(size_t size)
{
    uint8_t *data = malloc(size + 1);
    assert_non_null(data);
    random_seeded(&seed).fill(&seed, data, size);
    return data;
}

/* Sends symbols from `first` on, each lost with the chance given, until the data is
 * there; returns how many more than K arrived. */
static size_t
transfer(size_t size, uint32_t tag, uint32_t first, unsigned loss_percent)
{
    struct fountain_encoder *encoder;
    struct fountain_decoder *decoder;
    uint8_t *data = random_data(size), symbol[1200];
    size_t symbol_bytes = fountain_symbol_bytes(size);
    size_t k = fountain_k(size, symbol_bytes), arrived = 0;
    assert_true(fountain_encoder_create(data, size, tag, symbol_bytes, &encoder, NULL));
    assert_true(fountain_decoder_create(tag, k, symbol_bytes, &decoder, NULL));
    for (uint32_t index = first; !fountain_is_full(decoder); index++) {
        if (draw(100) < loss_percent) {
            continue;
        }
        fountain_encode(encoder, index, symbol);
        size_t before = fountain_rank(decoder);
        bool grew = fountain_decode(decoder, index, symbol);
        assert_int_equal(fountain_rank(decoder), before + (grew ? 1 : 0));
        arrived++;
    }
    const uint8_t *got;
    size_t got_size;
    assert_true(fountain_data(decoder, &got, &got_size));
    assert_int_equal(got_size, size);
    assert_memory_equal(got, data, size);
    fountain_encoder_destroy(encoder);
    fountain_decoder_destroy(decoder);
    free(data);
    return arrived - k;
}

static void
any_k_symbols_and_a_hundredth_give_the_data_back(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 236, 237, 700, 2400, 4800};
    static const unsigned losses[] = {0, 10, 30};
    size_t extra = 0, trials = 0;
    for (size_t i = 0; i < 40; i++) {
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            for (size_t l = 0; l < 3; l++) {
                uint32_t tag = (uint32_t)random_splitmix64(&seed);
                extra += transfer(sizes[s], tag, draw(2) ? 0 : draw(100000), losses[l]);
                trials++;
            }
        }
    }
    printf("seed-dependent: %zu extra symbols in %zu transfers\n", extra, trials);
    assert_true(extra * 100 <= trials);
}

static void
order_and_repeats_do_not_matter(void **state)
{
    (void)state;
    enum { size = 240 * 20, count = 60 };
    struct fountain_encoder *encoder;
    struct fountain_decoder *decoder;
    uint8_t *data = random_data(size), symbol[240];
    uint32_t order[count];
    assert_true(fountain_encoder_create(data, size, 5, 240, &encoder, NULL));
    assert_true(fountain_decoder_create(5, fountain_k(size, 240), 240, &decoder, NULL));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = draw(i + 1);
        order[i] = order[at];
        order[at] = i;
    }
    for (size_t i = 0; i < count && !fountain_is_full(decoder); i++) {
        fountain_encode(encoder, order[i], symbol);
        fountain_decode(decoder, order[i], symbol);
        assert_false(fountain_decode(decoder, order[i], symbol));
    }
    const uint8_t *got;
    size_t got_size;
    assert_true(fountain_data(decoder, &got, &got_size));
    assert_int_equal(got_size, size);
    assert_memory_equal(got, data, size);
    fountain_encoder_destroy(encoder);
    fountain_decoder_destroy(decoder);
    free(data);
}

static void
the_smallest_symbol_that_fits_is_taken(void **state)
{
    (void)state;
    assert_int_equal(fountain_symbol_bytes(0), 240);
    assert_int_equal(fountain_symbol_bytes(1200 * 240 - 4), 240);
    assert_int_equal(fountain_symbol_bytes(1200 * 240 - 3), 480);
    assert_int_equal(fountain_symbol_bytes(1200 * 480 - 3), 1200);
    assert_int_equal(fountain_symbol_bytes(1200 * 1200 - 4), 1200);
    assert_int_equal(fountain_symbol_bytes(1200 * 1200 - 3), 0);
    assert_int_equal(fountain_symbol_bytes(SIZE_MAX), 0);
}

static void
a_decoder_allocates_as_rows_come_and_refuses_other_shapes(void **state)
{
    (void)state;
    struct fountain_decoder *small, *large;
    struct error err;
    uint8_t symbol[1200] = {1};
    assert_true(fountain_decoder_create(1, 1, 1200, &small, NULL));
    assert_true(fountain_decoder_create(1, 1200, 1200, &large, NULL));
    assert_int_equal(fountain_memory(small), fountain_memory(large));
    size_t before = fountain_memory(large);
    assert_true(fountain_decode(large, 3, symbol));
    assert_true(fountain_memory(large) < before + 1300);
    fountain_decoder_destroy(small);
    fountain_decoder_destroy(large);
    assert_false(fountain_decoder_create(1, 1201, 240, &small, &err));
    assert_false(fountain_decoder_create(1, 0, 240, &small, &err));
    assert_false(fountain_decoder_create(1, 10, 241, &small, &err));
    assert_int_equal(err.code, ERROR_INPUT);
}

static void
data_that_a_forged_symbol_gave_a_wrong_length_is_not_handed_out(void **state)
{
    (void)state;
    static const uint8_t wrong[][5] = {
        {237, 0, 0, 0, 0}, /* longer than it can be */
        {255, 255, 255, 255, 0},
        {0, 0, 0, 0, 1}, /* not zero behind the end */
    };
    for (size_t i = 0; i < 3; i++) {
        struct fountain_decoder *decoder;
        uint8_t symbol[240] = {0};
        const uint8_t *data;
        size_t size;
        memcpy(symbol, wrong[i], 5);
        assert_true(fountain_decoder_create(1, 1, 240, &decoder, NULL));
        assert_false(fountain_data(decoder, &data, &size));
        assert_true(fountain_decode(decoder, 0, symbol));
        assert_true(fountain_is_full(decoder));
        assert_false(fountain_data(decoder, &data, &size));
        fountain_decoder_destroy(decoder);
    }
}

static void
data_too_large_for_one_stream_is_refused(void **state)
{
    (void)state;
    struct fountain_encoder *encoder;
    struct error err;
    uint8_t *data = random_data(1200 * 240);
    assert_false(fountain_encoder_create(data, 1200 * 240, 1, 240, &encoder, &err));
    assert_int_equal(err.code, ERROR_FULL);
    free(data);
}

int
main(void)
{
    const char *text = getenv("TOWNLINE_SEED");
    if (text) {
        seed = strtoull(text, NULL, 10);
    }
    printf("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_k_symbols_and_a_hundredth_give_the_data_back),
        cmocka_unit_test(order_and_repeats_do_not_matter),
        cmocka_unit_test(the_smallest_symbol_that_fits_is_taken),
        cmocka_unit_test(a_decoder_allocates_as_rows_come_and_refuses_other_shapes),
        cmocka_unit_test(
            data_that_a_forged_symbol_gave_a_wrong_length_is_not_handed_out),
        cmocka_unit_test(data_too_large_for_one_stream_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

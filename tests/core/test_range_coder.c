#include "range_coder.h"
#include "support_made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BITS 4000u

/* Bits that are 1 once in `rarity`, each coded with one of eight odds; carries and runs
 * of 0xff come by themselves. */
static void
code(struct range_coder *coder, uint64_t *state, size_t rarity, uint8_t bits[BITS])
{
    struct odds odds[8] = {{0}};
    for (size_t i = 0; i < BITS; i++) {
        if (!coder->decoding) {
            bits[i] = made_up_below(state, rarity) == 0;
        }
        unsigned bit = range_bit(coder, &odds[i % 8], bits[i]);
        assert_int_equal(bit, bits[i]);
    }
}

static void
bits_come_back_from_either_end(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    for (size_t round = 0; round < 40; round++) {
        uint8_t bits[BITS] = {0};
        bool is_short = round % 2;
        struct range_coder coder;
        struct buffer out;
        buffer_init(&out, BITS);
        range_encoder_init(&coder, &out, 200);
        code(&coder, &seed, 1 + round * round, bits);
        if (is_short) {
            range_encoder_finish_short(&coder);
        } else {
            range_encoder_finish(&coder);
        }
        range_decoder_init(&coder, out.data, out.size, 200, is_short);
        code(&coder, &seed, 1, bits);
        assert_false(coder.failed);
        assert_true(is_short || range_decoder_is_at_end(&coder));
        buffer_finish(&out);
    }
}

static void
a_carry_runs_through_the_bytes_that_wait(void **state)
{
    (void)state;
    /* Zeros push low up against the top of the first byte; then a one decides on which
     * side of it the number lies. */
    for (unsigned zeros = 0; zeros < 100; zeros++) {
        struct range_coder coder;
        struct buffer out;
        buffer_init(&out, 200);
        range_encoder_init(&coder, &out, 200);
        for (unsigned i = 0; i <= zeros; i++) {
            range_chance(&coder, 1, i == zeros);
        }
        range_chance(&coder, 65535, 0);
        range_plain(&coder, 0x5a, 8);
        range_encoder_finish(&coder);
        range_decoder_init(&coder, out.data, out.size, 200, false);
        for (unsigned i = 0; i <= zeros; i++) {
            assert_int_equal(range_chance(&coder, 1, 0), i == zeros);
        }
        assert_int_equal(range_chance(&coder, 65535, 0), 0);
        assert_int_equal(range_plain(&coder, 0, 8), 0x5a);
        assert_true(range_decoder_is_at_end(&coder));
        buffer_finish(&out);
    }
}

static void
every_symbol_of_every_count_comes_back(void **state)
{
    (void)state;
    struct range_coder coder;
    struct buffer out;
    buffer_init(&out, 10000);
    range_encoder_init(&coder, &out, 1000);
    for (int decoding = 0; decoding < 2; decoding++) {
        for (unsigned count = 1; count <= 40; count++) {
            struct odds tree[64] = {{0}};
            for (unsigned symbol = 0; symbol < count; symbol++) {
                assert_int_equal(
                    range_symbol(&coder, tree, decoding ? 0 : symbol, count), symbol);
            }
        }
        if (!decoding) {
            range_encoder_finish(&coder);
            range_decoder_init(&coder, out.data, out.size, 1000, false);
        }
    }
    assert_true(range_decoder_is_at_end(&coder));
    buffer_finish(&out);
}

static void
odds_cost_what_they_say(void **state)
{
    (void)state;
    /* A bit that is always the same must come to cost next to nothing. */
    uint64_t seed = 1;
    uint8_t bits[BITS] = {0};
    struct range_coder coder;
    struct buffer out;
    buffer_init(&out, BITS);
    range_encoder_init(&coder, &out, 1000);
    code(&coder, &seed, 1, bits);
    range_encoder_finish(&coder);
    assert_true(out.size < 16);
    buffer_clear(&out);
    /* And noise no more than itself. */
    range_encoder_init(&coder, &out, 1000);
    code(&coder, &seed, 2, bits);
    range_encoder_finish(&coder);
    assert_in_range(out.size, BITS / 8 - 10, BITS / 8 + 16);
    buffer_finish(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_come_back_from_either_end),
        cmocka_unit_test(a_carry_runs_through_the_bytes_that_wait),
        cmocka_unit_test(every_symbol_of_every_count_comes_back),
        cmocka_unit_test(odds_cost_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "gf256.h"

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
static struct gf256 field;

/* By the definition: a polynomial times a polynomial, bit by bit. */
static uint8_t
multiply(uint8_t a, uint8_t b)
{
    unsigned sum = 0;
    for (unsigned bit = 0; bit < 8; bit++) {
        sum ^= ((unsigned)b >> bit & 1u) != 0 ? (unsigned)a << bit : 0u;
    }
    for (unsigned bit = 15; bit >= 8; bit--) {
        sum ^= sum >> bit & 1u ? 0x11du << (bit - 8) : 0u;
    }
    return (uint8_t)sum;
}

static void
products_and_inverses_are_those_of_the_field(void **state)
{
    (void)state;
    gf256_init(&field);
    for (unsigned a = 0; a < 256; a++) {
        for (unsigned b = 0; b < 256; b++) {
            assert_int_equal(field.product[a][b], multiply((uint8_t)a, (uint8_t)b));
        }
        uint8_t inverse = field.inverse[a];
        assert_int_equal(multiply((uint8_t)a, inverse), a == 0 ? 0 : 1);
    }
}

/* Every factor, every alignment, lengths around the width of a step. */
static void
check_way(enum gf256_way way)
{
    enum { room = 400 };
    uint8_t from[room], to[room], expected[room];
    gf256_init_way(&field, way);
    for (unsigned factor = 0; factor < 256; factor++) {
        for (size_t size = 0; size < 70; size++) {
            size_t at = random_splitmix64(&seed) % 32,
                   longer = factor % 7 == 0 ? 300 : 0;
            random_seeded(&seed).fill(&seed, from, room);
            random_seeded(&seed).fill(&seed, to, room);
            memcpy(expected, to, room);
            for (size_t i = at; i < at + size + longer; i++) {
                expected[i] ^= multiply((uint8_t)factor, from[i]);
            }
            gf256_add_scaled(&field, to + at, from + at, (uint8_t)factor,
                             size + longer);
            assert_memory_equal(to, expected, room);
        }
    }
}

static void
every_way_this_machine_has_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const names[] = {"portable", "SSSE3", "NEON"};
    assert_true(gf256_has_way(GF256_PORTABLE));
    for (unsigned way = GF256_PORTABLE; way <= GF256_NEON; way++) {
        bool is_here = gf256_has_way((enum gf256_way)way);
        printf("%s: %s\n", names[way], is_here ? "compared" : "not on this machine");
        if (is_here) {
            check_way((enum gf256_way)way);
        }
    }
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
        cmocka_unit_test(products_and_inverses_are_those_of_the_field),
        cmocka_unit_test(every_way_this_machine_has_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

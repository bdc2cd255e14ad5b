/* Colors, their contrast, and which of them can be a county's. */
#include "townline/color.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct color
parsed(const char *text)
{
    struct color color;
    assert_true(color_parse(text, &color));
    return color;
}

static void
a_color_is_a_hash_and_six_digits(void **state)
{
    (void)state;
    struct color color = parsed("#1F5f8b");
    assert_int_equal(color.r, 0x1f);
    assert_int_equal(color.g, 0x5f);
    assert_int_equal(color.b, 0x8b);
    static const char *const others[] = {"",         "#",       "1f5f8b",   "#1f5f8",
                                         "#1f5f8b0", "#1f5f8g", " #1f5f8b", "#fff",
                                         "#-1-1-1",  "blue"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(color_parse(others[i], &color));
    }
}

static void
contrast_is_from_1_to_21_and_the_same_both_ways(void **state)
{
    (void)state;
    struct color black = parsed("#000000"), white = parsed("#ffffff");
    assert_true(color_contrast(black, white) > 20.99);
    assert_true(color_contrast(white, black) < 21.01);
    assert_true(color_contrast(white, white) == 1);
    /* as WCAG's own examples give it: grey on white */
    double grey = color_contrast(parsed("#767676"), white);
    assert_true(grey > 4.53 && grey < 4.55);
}

static void
a_county_color_is_dark_enough_on_paper_and_under_white_words(void **state)
{
    (void)state;
    assert_true(color_is_accent(parsed("#0b3c49")));
    assert_true(color_is_accent(parsed("#000000")));
    assert_false(color_is_accent(parsed("#1f5f8b")));
    assert_false(color_is_accent(parsed("#ffffff")));
    /* enough under white words, not on paper, which is darker than white */
    struct color between = parsed("#0e4553");
    assert_true(color_with_white(between) >= 10);
    assert_true(color_on_paper(between) < 10);
    assert_false(color_is_accent(between));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_color_is_a_hash_and_six_digits),
        cmocka_unit_test(contrast_is_from_1_to_21_and_the_same_both_ways),
        cmocka_unit_test(a_county_color_is_dark_enough_on_paper_and_under_white_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

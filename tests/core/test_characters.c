#include "townline/characters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
a_text_is_cut_between_characters(void **state)
{
    (void)state;
    assert_int_equal(characters_fitting("Elm", 3), 3);
    assert_int_equal(characters_fitting("Elm", 2), 2);
    assert_int_equal(characters_fitting("caf\u00e9", 5), 5);
    assert_int_equal(characters_fitting("caf\u00e9", 4), 3);
    assert_int_equal(characters_fitting("\u5716", 2), 0);
    assert_int_equal(characters_fitting("", 0), 0);
}

static void
characters_are_counted_not_bytes(void **state)
{
    (void)state;
    size_t size;
    assert_int_equal(characters_count("caf\u00e9 \u5716"), 6);
    assert_int_equal(characters_bytes("caf\u00e9 \u5716", 4), 5);
    assert_int_equal(characters_bytes("caf\u00e9", 9), 5);
    assert_int_equal(character_at("\u5716x", &size), 0x5716);
    assert_int_equal(size, 3);
    assert_int_equal(character_at("", &size), 0);
    assert_int_equal(size, 0);
    /* Cut short by the end of the text, which is not stepped over. */
    assert_int_equal(character_at("\xe5\x9c", &size), 0xfffd);
    assert_int_equal(size, 2);
}

static void
bytes_that_are_no_utf8_are_not_well_formed(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",         "\xc0\xaf", "\xc3",         "\xe0\x80\x80",
        "\xed\xa0\x80", "\xe5\x9c", "\xf0\x80\x80", "\xf4\x90\x80\x80",
        "\xf8\x88",     "a\xff",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(characters_are_well_formed(wrong[i], strlen(wrong[i])));
        assert_false(characters_are_clean(wrong[i]));
    }
    assert_false(characters_are_well_formed("a\0b", 3));
    assert_true(characters_are_well_formed("a\x01 \u5716 \U0001f4da", 11));
    assert_true(characters_are_well_formed("", 0));
    assert_false(characters_are_clean("a\x01"));
    assert_true(characters_are_clean("two\n\tlines \u5716"));
    assert_int_equal(character_well_formed_bytes("\u5716", 3), 3);
    assert_int_equal(character_well_formed_bytes("\u5716", 2), 0);
    assert_int_equal(character_well_formed_bytes("x", 0), 0);
}

static void
an_ending_is_not_the_whole_name(void **state)
{
    (void)state;
    assert_true(characters_end_with("survey.csv", ".csv"));
    assert_false(characters_end_with("survey.CSV", ".csv"));
    assert_false(characters_end_with(".csv", ".csv"));
    assert_false(characters_end_with("csv", ".csv"));
    assert_true(characters_end_with_any_case("Photo.JPG", ".jpg"));
    assert_false(characters_end_with_any_case(".JPG", ".jpg"));
    assert_false(characters_end_with_any_case("Photo.png", ".jpg"));
}

static void
only_white_space_of_xml_is_space_and_only_0_to_9_are_digits(void **state)
{
    (void)state;
    size_t spaces = 0, digits = 0, inside = 0;
    for (int i = -128; i < 128; i++) {
        spaces += character_is_space((char)i);
        digits += character_is_digit((char)i);
        inside += character_is_inside((char)i);
    }
    assert_int_equal(spaces, 4);
    assert_int_equal(digits, 10);
    assert_int_equal(inside, 64);
    assert_false(character_is_inside("\u00e9"[0]));
    assert_true(character_is_inside("\u00e9"[1]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_cut_between_characters),
        cmocka_unit_test(characters_are_counted_not_bytes),
        cmocka_unit_test(bytes_that_are_no_utf8_are_not_well_formed),
        cmocka_unit_test(an_ending_is_not_the_whole_name),
        cmocka_unit_test(only_white_space_of_xml_is_space_and_only_0_to_9_are_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

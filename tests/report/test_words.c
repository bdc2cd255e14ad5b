#include "markup.h"
#include "say.h"
#include "text_width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buffer out;
static struct writer writer;

static int
set_up(void **state)
{
    (void)state;
    buffer_init(&out, (size_t)1 << 16);
    writer = (struct writer){&out, words_find("en"), true};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    buffer_finish(&out);
    return 0;
}

static void
assert_said(const char *expected)
{
    buffer_add_u8(&out, 0);
    assert_string_equal((const char *)out.data, expected);
    buffer_clear(&out);
}

static void
a_language_is_found_by_the_part_before_the_hyphen(void **state)
{
    (void)state;
    assert_string_equal(words_code(words_find("es-MX")), "es");
    assert_string_equal(words_code(words_find("zh_Hans")), "zh");
    assert_null(words_find("esp"));
    assert_null(words_find(""));
    assert_true(words_right_to_left(words_find("ar")));
}

static void
what_a_language_lacks_is_said_in_english(void **state)
{
    (void)state;
    const struct words *es = words_find("es");
    assert_string_equal(words_text(es, "September"), "septiembre");
    assert_string_equal(words_text(es, "No such words."), "No such words.");
    assert_string_equal(words_plural(es, "{n} bird", "{n} birds", 2), "{n} birds");
}

static void
arabic_has_six_forms(void **state)
{
    (void)state;
    static const struct {
        int64_t n;
        unsigned form;
    } cases[] = {{0, 0},  {1, 1},   {2, 2},   {3, 3},   {10, 3},  {11, 4},
                 {99, 4}, {100, 5}, {102, 5}, {103, 3}, {1846, 4}};
    const struct words *ar = words_find("ar");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(words_plural_form(ar, cases[i].n), cases[i].form);
    }
    writer.words = ar;
    SAY_COUNT(&writer, 2, "<b>{n} person answered</b>", "<b>{n} people answered</b>",
              NUMBER_SLOT("count", 0));
    assert_said("<b>أجاب شخصان</b>");
}

static void
every_form_of_every_language_is_there(void **state)
{
    (void)state;
    for (size_t i = 1; words_at(i); i++) {
        for (int64_t n = 0; n < 120; n++) {
            const char *said =
                words_plural(words_at(i), "at {n} kiosk", "at {n} kiosks", n);
            assert_true(said[0] != '\0');
            assert_null(strstr(said, "kiosks"));
        }
    }
}

static void
values_are_escaped_and_stand_where_their_name_is(void **state)
{
    (void)state;
    SAY(&writer, "{b} of {a}, {c} {", TEXT_SLOT("a", "<i>&\""), NUMBER_SLOT("b", 1846));
    assert_said("1,846 of &lt;i&gt;&amp;&quot;, {c} {");
    writer.words = words_find("vi");
    say_number(&writer, -1234567);
    assert_said("−1.234.567");
}

static void
a_list_ends_in_the_words_of_its_language(void **state)
{
    (void)state;
    static const char *const names[] = {"bomberos", "parques", "inspección"};
    say_list(&writer, names, 3);
    assert_said("bomberos, parques and inspección");
    writer.words = words_find("es");
    say_list(&writer, names, 3);
    assert_said("bomberos, parques e inspección");
    say_list(&writer, names, 2);
    assert_said("bomberos y parques");
    writer.words = words_find("zh");
    say_list(&writer, names, 3);
    assert_said("bomberos、parques和inspección");
    say_list(&writer, names, 1);
    assert_said("bomberos");
}

static void
widths_are_those_of_noto_sans(void **state)
{
    (void)state;
    assert_int_equal(text_width_px("0123456789", 100, false), 572);
    assert_int_equal(text_width_px("é", 1000, false), 564);
    assert_int_equal(text_width_px("ế", 1000, true), 591);
    assert_int_equal(text_width_px("公园", 13, false), 26);
    assert_int_equal(text_width_px("", 13, false), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_language_is_found_by_the_part_before_the_hyphen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_language_lacks_is_said_in_english,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(arabic_has_six_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_form_of_every_language_is_there, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            values_are_escaped_and_stand_where_their_name_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_ends_in_the_words_of_its_language,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(widths_are_those_of_noto_sans, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

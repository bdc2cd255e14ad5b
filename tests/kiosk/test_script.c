#include "script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool
parse(const char *text, struct script *out, struct error *err)
{
    return script_parse(text, strlen(text), out, err);
}

static void
every_command_is_read_with_its_line(void **state)
{
    (void)state;
    struct script script;
    struct error err;
    assert_true(parse("# a resident\n\ntouch language-en   # the first touch\n"
                      "  type No more $5 #4? fine\nkey select\nwait 150\n"
                      "expect screen question about/map\nexpect node next\n"
                      "expect no node skip\nexpect text Thank you.\n"
                      "expect chosen choice-5\npicture first\nframes 12 out/frames\n"
                      "choose-pin 123456\nstaff 123456\nskip-to question you/age",
                      &script, &err));
    assert_int_equal(script.count, 14);
    assert_int_equal(script.lines[0].verb, SCRIPT_TOUCH);
    assert_int_equal(script.lines[0].line, 3);
    assert_string_equal(script.lines[0].text, "language-en");
    assert_string_equal(script.lines[1].text, "No more $5");
    assert_int_equal(script.lines[3].number, 150);
    assert_string_equal(script.lines[4].text, "question about/map");
    assert_int_equal(script.lines[6].verb, SCRIPT_EXPECT_NO_NODE);
    assert_string_equal(script.lines[7].text, "Thank you.");
    assert_int_equal(script.lines[10].number, 12);
    assert_string_equal(script.lines[10].text, "out/frames");
    assert_int_equal(script.lines[12].verb, SCRIPT_STAFF);
    assert_string_equal(script.lines[13].text, "question you/age");
    script_finish(&script);
}

static void
an_unknown_command_is_refused_with_its_line(void **state)
{
    (void)state;
    struct script script;
    struct error err;
    assert_false(parse("touch next\npush next\n", &script, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "line 2"));
    assert_non_null(strstr(err.text, "push next"));
}

static void
a_command_without_what_it_needs_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "touch",         "touch two words", "wait",           "wait long",
        "wait 5 times",  "frames 5",        "frames x dir",   "staff 12a4",
        "expect screen", "expect",          "expect no node",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct script script;
        struct error err;
        assert_false(parse(wrong[i], &script, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_non_null(strstr(err.text, "line 1"));
    }
}

static void
an_empty_script_and_one_of_comments_do_nothing(void **state)
{
    (void)state;
    struct script script;
    struct error err;
    assert_true(parse("", &script, &err));
    assert_int_equal(script.count, 0);
    script_finish(&script);
    assert_true(parse("\r\n# only words\r\n\t\n", &script, &err));
    assert_int_equal(script.count, 0);
    script_finish(&script);
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    struct script script;
    struct error err;
    assert_false(script_parse("touch a\0b", 9, &script, &err));
    assert_int_equal(err.code, ERROR_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_read_with_its_line),
        cmocka_unit_test(an_unknown_command_is_refused_with_its_line),
        cmocka_unit_test(a_command_without_what_it_needs_is_refused),
        cmocka_unit_test(an_empty_script_and_one_of_comments_do_nothing),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

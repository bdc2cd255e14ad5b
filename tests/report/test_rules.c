#include "townline/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool
read_text(const char *text, struct rules *out, struct error *err)
{
    return rules_read(text, strlen(text), out, err);
}

static void
assert_refused(const char *text, const char *why)
{
    struct rules rules = {.answers = 7};
    struct error err = {0};
    if (read_text(text, &rules, &err)) {
        fail_msg("\"%s\" was taken", text);
    }
    assert_int_equal(err.code, ERROR_INPUT);
    if (!strstr(err.text, why)) {
        fail_msg("\"%s\" is refused because %s", text, err.text);
    }
    assert_int_equal(rules.answers, 7);
}

static void
an_empty_file_changes_nothing(void **state)
{
    (void)state;
    static const char *const empty[] = {"", "\n\n", "# nothing\n", "  \t\r\n#\n", "#"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct rules rules;
        assert_true(read_text(empty[i], &rules, NULL));
        assert_memory_equal(&rules, &rules_default, sizeof rules);
    }
    struct rules rules;
    assert_true(rules_read(NULL, 0, &rules, NULL));
}

static void
a_rule_that_is_named_is_changed(void **state)
{
    (void)state;
    struct rules rules;
    assert_true(read_text("answers=30\r\n  leave_no =  45% # more patience\n"
                          "close = 1/10",
                          &rules, NULL));
    assert_int_equal(rules.answers, 30);
    assert_int_equal(rules.leave_no.part, 45);
    assert_int_equal(rules.leave_no.whole, 100);
    assert_int_equal(rules.close.whole, 10);
    assert_int_equal(rules.leave_agree.part, rules_default.leave_agree.part);
}

static void
every_rule_can_be_written_as_it_is_printed(void **state)
{
    (void)state;
    struct rules rules, changed = rules_default;
    char text[1024] = "";
    size_t used = 0;
    for (size_t i = 0; i < RULES_COUNT; i++) {
        struct rule_value value = rules_value(&changed, i);
        used += (size_t)snprintf(
            text + used, sizeof text - used,
            value.is_share ? "%s = %u/%u\n" : "%s = %u\n", value.name,
            value.is_share ? value.share.part : value.number, value.share.whole);
    }
    assert_true(read_text(text, &rules, NULL));
    assert_memory_equal(&rules, &rules_default, sizeof rules);
    assert_non_null(strstr(text, "answers = 50"));
    assert_non_null(strstr(text, "start_no = 1/4"));
}

static void
a_fault_is_told_with_its_line(void **state)
{
    (void)state;
    assert_refused("answers", "line 1: expected a name, = and a value");
    assert_refused("\n\nanswer = 5", "line 3: there is no rule of that name");
    assert_refused("= 5", "line 1: there is no rule of that name");
    assert_refused("answers = 5\nanswers = 6", "line 2: answers is there twice");
    static const char *const no_answers[] = {
        "0", "-1", "", "5.5", "1/2", "100001", "99999999999999999999", "ten", "5 6"};
    static const char *const no_shares[] = {
        "",   "0/5", "6/5", "1/0",   "1/",   "/2",    "1/1001",    "0.4", "101%",
        "40", "%",   "4 %", "1/2/3", "-1/2", "1/2 3", "1001/1001", "0%",  "1%%"};
    char text[80];
    for (size_t i = 0; i < sizeof no_answers / sizeof *no_answers; i++) {
        snprintf(text, sizeof text, "answers = %s", no_answers[i]);
        assert_refused(text, "answers is a whole number from 1 to 100000");
    }
    for (size_t i = 0; i < sizeof no_shares / sizeof *no_shares; i++) {
        snprintf(text, sizeof text, "split = %s", no_shares[i]);
        assert_refused(text, "split is a share over 0");
    }
    assert_refused("control_helps = 3/4", "control_helps is more than control_hinders");
}

static void
a_file_that_is_too_large_is_refused(void **state)
{
    (void)state;
    static char text[RULES_MAX_BYTES + 1];
    memset(text, '\n', sizeof text);
    struct rules rules;
    assert_true(rules_read(text, RULES_MAX_BYTES, &rules, NULL));
    assert_false(rules_read(text, sizeof text, &rules, NULL));
    /* a NUL is a byte like others, and ends nothing */
    assert_false(rules_read("answers = 5\0", 12, &rules, NULL));
}

static void
weights_are_five_numbers(void **state)
{
    (void)state;
    uint32_t weights[RULES_WEIGHTS];
    assert_true(rules_read_weights("3,2,1,0,100", weights, NULL));
    static const uint32_t expected[] = {3, 2, 1, 0, 100};
    assert_memory_equal(weights, expected, sizeof expected);
    static const char *const wrong[] = {
        "",          "1,2,3,4",    "1,2,3,4,5,6", "1,2,3,4,",
        ",1,2,3,4",  "0,0,0,0,0",  "1,2,3,4,101", "1,2,3,4,-5",
        "1 2 3 4 5", "1,2,3,4,5 ", "1,,3,4,5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error err = {0};
        if (rules_read_weights(wrong[i], weights, &err)) {
            fail_msg("\"%s\" was taken", wrong[i]);
        }
        assert_non_null(strstr(err.text, "five whole numbers"));
        assert_memory_equal(weights, expected, sizeof expected);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_changes_nothing),
        cmocka_unit_test(a_rule_that_is_named_is_changed),
        cmocka_unit_test(every_rule_can_be_written_as_it_is_printed),
        cmocka_unit_test(a_fault_is_told_with_its_line),
        cmocka_unit_test(a_file_that_is_too_large_is_refused),
        cmocka_unit_test(weights_are_five_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

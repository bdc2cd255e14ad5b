/* Where a number may be below nought, and so needs a key for it. */
#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

static bool
may_be_negative(const char *type, const char *constraint)
{
    char binds[400];
    snprintf(binds, sizeof binds, "<bind nodeset=\"/data/n\" type=\"%s\"%s%s%s/>", type,
             constraint ? " constraint=\"" : "", constraint ? constraint : "",
             constraint ? "\"" : "");
    const struct parts parts = {.instance = "<n/>",
                                .binds = binds,
                                .body =
                                    "<input ref=\"/data/n\"><label>N</label></input>"};
    struct form *form = load_parts(&parts);
    bool may = control_may_be_negative(form, 1);
    form_close(form);
    return may;
}

static void
a_plain_bound_from_nought_up_needs_no_sign(void **state)
{
    (void)state;
    static const char *const bounds[] = {
        ". &gt;= 0",
        ". &gt; 0 and . &lt; 120",
        ". &lt; 120 and . &gt;= 1",
        "0 &lt;= .",
        "5 &lt; .",
        ". = 3 or . &gt;= 7",
        "/data/n &gt;= 1",
        "regex(., '^[0-9]{5}$')",
    };
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        assert_false(may_be_negative("int", bounds[i]));
        assert_false(may_be_negative("decimal", bounds[i]));
    }
    assert_false(may_be_negative("int", ". &gt; -1"));
    assert_true(may_be_negative("decimal", ". &gt; -1"));
}

static void
everything_else_may_be_negative(void **state)
{
    (void)state;
    static const char *const bounds[] = {
        ". &gt;= -20 and . &lt;= 20",
        ". &lt;= 20",
        ". &gt;= 0 or . = -1",
        "-5 &lt; .",
        "not(. &lt; 0)",
        "regex(., '^-?[0-9]+$')",
        ". != 0",
        "1 = 1",
    };
    assert_true(may_be_negative("int", NULL));
    assert_true(may_be_negative("decimal", NULL));
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        assert_true(may_be_negative("int", bounds[i]));
    }
}

static void
what_is_no_number_has_no_sign(void **state)
{
    (void)state;
    assert_false(may_be_negative("string", NULL));
    assert_false(may_be_negative("date", NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_bound_from_nought_up_needs_no_sign),
        cmocka_unit_test(everything_else_may_be_negative),
        cmocka_unit_test(what_is_no_number_has_no_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

#define RANK                                                                           \
    "<odk:rank ref='/data/g/c'><item><value>x</value></item>"                          \
    "<item><value>y</value></item></odk:rank>"

static struct form *
load_with(const char *instance, const char *binds)
{
    struct parts parts = {.instance = instance,
                          .binds = binds,
                          .body = "<input ref='/data/a'/><group ref='/data/g'>" RANK
                                  "</group>"};
    return load_parts(&parts);
}

static void
picks_stand_in_the_hidden_field_beside_the_rank(void **state)
{
    (void)state;
    struct form *form = load_with(
        "<a/><g><c/><c_picks/></g><n/>",
        "<bind nodeset='/data/g/c_picks' type='string'/>"
        "<bind nodeset='/data/n' calculate='string-length(/data/g/c_picks)'/>");
    struct instance *instance = open_instance(form);
    struct place rank = place_of(form, "g/c", 0, 0), text = place_of(form, "a", 0, 0);
    struct error err;
    assert_string_equal(instance_picks(instance, &rank), "");
    assert_true(instance_set_picks(instance, &rank, "x y / x / y", &err));
    assert_string_equal(instance_picks(instance, &rank), "x y / x / y");
    assert_string_equal(evaluated(instance, "/data", "/data/n"), "11");
    const struct answer *answers;
    size_t count, found = 0;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, &err));
    for (size_t i = 0; i < count; i++) {
        const struct question *question =
            &form_descriptor(form)->questions[answers[i].question];
        if (strcmp(question->path, "g/c_picks") == 0) {
            assert_int_equal(question->type, QUESTION_STRING);
            assert_string_equal(answers[i].value, "x y / x / y");
            found++;
        }
    }
    assert_int_equal(found, 1);
    assert_null(instance_picks(instance, &text));
    assert_false(instance_set_picks(instance, &text, "x", &err));
    assert_int_equal(err.code, ERROR_MISSING);
    instance_destroy(instance);
    form_close(form);
}

static void
picks_that_are_too_long_change_nothing(void **state)
{
    (void)state;
    struct form *form = load_with("<a/><g><c/><c_picks/></g>",
                                  "<bind nodeset='/data/g/c_picks' type='string'/>");
    struct instance *instance = open_instance(form);
    struct place rank = place_of(form, "g/c", 0, 0);
    struct error err;
    static char text[RESPONSE_VALUE_MAX_BYTES + 2];
    memset(text, 'x', sizeof text - 1);
    assert_true(instance_set_picks(instance, &rank, "x", &err));
    assert_false(instance_set_picks(instance, &rank, text, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_string_equal(instance_picks(instance, &rank), "x");
    instance_destroy(instance);
    form_close(form);
}

/* A calculation, a question, or a field elsewhere may have the name by chance. */
static void
a_field_that_something_else_fills_holds_no_picks(void **state)
{
    (void)state;
    static const char *const others[][2] = {
        {"<a/><g><c/></g>", ""},
        {"<a/><g><c/><c_picks/></g>",
         "<bind nodeset='/data/g/c_picks' calculate='1'/>"},
        {"<a/><c_picks/><g><c/></g>", "<bind nodeset='/data/c_picks' type='string'/>"},
        {"<a/><g><c/><c_picks><x/></c_picks></g>", ""},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct form *form = load_with(others[i][0], others[i][1]);
        struct instance *instance = open_instance(form);
        struct place rank = place_of(form, "g/c", 0, 0);
        assert_null(instance_picks(instance, &rank));
        instance_destroy(instance);
        form_close(form);
    }
}

static void
a_service_is_assigned_beside_those_that_were_chosen(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<s/><s_assigned/><t/>",
        .binds = "<bind nodeset='/data/s_assigned' type='string'/>"
                 "<bind nodeset='/data/t' "
                 "relevant=\"selected(/data/s, 'b') or selected(/data/s_assigned, "
                 "'b')\"/>",
        .body = "<select ref='/data/s'><item><value>a</value></item><item><value>b"
                "</value></item><item><value>bb</value></item></select>"
                "<input ref='/data/t'/>"};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place asked = place_of(form, "s", 0, 0), text = place_of(form, "t", 0, 0);
    struct error err;
    set(instance, &asked, "a");
    assert_string_equal(instance_assigned(instance, &asked), "");
    assert_true(instance_assign(instance, &asked, "bb", &err));
    assert_false(instance_is_relevant(instance, &text));
    assert_true(instance_assign(instance, &asked, "b", &err));
    assert_true(instance_assign(instance, &asked, "b", &err)); /* once is enough */
    assert_string_equal(instance_assigned(instance, &asked), "bb b");
    assert_string_equal(instance_value(instance, &asked), "a");
    assert_true(instance_is_relevant(instance, &text));
    assert_false(instance_assign(instance, &asked, "c", &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_null(instance_assigned(instance, &text));
    assert_false(instance_assign(instance, &text, "b", &err));
    assert_int_equal(err.code, ERROR_MISSING);
    instance_destroy(instance);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(picks_stand_in_the_hidden_field_beside_the_rank),
        cmocka_unit_test(picks_that_are_too_long_change_nothing),
        cmocka_unit_test(a_service_is_assigned_beside_those_that_were_chosen),
        cmocka_unit_test(a_field_that_something_else_fills_holds_no_picks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

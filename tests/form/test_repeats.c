/* Repeats, the choices that follow answers, and the answers handed out. */
#include "support_form.h"

#include <stdio.h>

static void
a_positional_repeat_grows_shrinks_and_keeps_its_answers(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<n/><child jr:template=''><age>1</age></child><total/>",
        .binds = "<bind nodeset='/data/n' type='int'/>"
                 "<bind nodeset='/data/child/age' type='int'/>"
                 "<bind nodeset='/data/total' type='int' "
                 "calculate='sum(/data/child/age)'/>",
        .body = "<input ref='/data/n'/><group ref='/data/child'>"
                "<repeat nodeset='/data/child' jr:count='/data/n'>"
                "<input ref='/data/child/age'/></repeat></group>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place n = place_of(form, "n", 0, 0);
    struct place third = place_of(form, "child/age", 2, 0);
    assert_string_equal(evaluated(instance, "/data", "total"), "0");
    set(instance, &n, "3");
    assert_string_equal(evaluated(instance, "/data", "total"), "3");
    set(instance, &third, "8");
    assert_string_equal(evaluated(instance, "/data", "total"), "10");
    set(instance, &n, "2");
    assert_false(instance_is_relevant(instance, &third));
    assert_string_equal(evaluated(instance, "/data", "total"), "2");
    set(instance, &n, "3");
    assert_string_equal(evaluated(instance, "/data", "total"), "10");
    struct error err = {0};
    assert_false(instance_set(instance, &n, "99999", &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_string_equal(instance_value(instance, &n), "3");
    assert_string_equal(evaluated(instance, "/data", "total"), "10");
    set(instance, &n, "-4");
    const struct answer *answers;
    size_t count;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    assert_int_equal(count, 2);
    instance_destroy(instance);
    form_close(form);
}

static void
repeats_within_repeats_are_walked_and_answered_in_order(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a><x/><b><y/></b><z/></a>",
        .binds =
            "<bind nodeset='/data/a/z' calculate='concat(position(..), /data/a/x)'/>"
            "<bind nodeset='/data/a/b' relevant='position(.) != 2 or ../x = \"yes\"'/>",
        .body = "<repeat nodeset='/data/a' jr:count='2'><input ref='/data/a/x'/>"
                "<repeat nodeset='/data/a/b' jr:count='3'><input ref='/data/a/b/y'/>"
                "</repeat></repeat>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place x = place_of(form, "a/x", 1, 0);
    set(instance, &x, "yes");
    struct place y = place_of(form, "a/b/y", 1, 2);
    set(instance, &y, "last");
    char walked[200] = "";
    struct place at;
    for (bool more = instance_next(instance, NULL, &at); more;
         more = instance_next(instance, &at, &at)) {
        sprintf(walked + strlen(walked), "%s%d%d ",
                form_control(form, at.control)->path, at.instance[0], at.instance[1]);
    }
    assert_string_equal(walked, "a/x00 a/b/y00 a/b/y02 a/x10 a/b/y10 a/b/y11 a/b/y12 ");
    const struct answer *answers;
    size_t count;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    assert_int_equal(count, 2 + 2 + 3 + 2);
    for (size_t i = 1; i < count; i++) {
        assert_true(
            answer_compare(form_descriptor(form), &answers[i - 1], &answers[i]) < 0);
    }
    assert_string_equal(answers[count - 1].value, "2yes");
    assert_string_equal(answers[count - 2].value, "last");
    instance_destroy(instance);
    form_close(form);
}

static bool
keep_second(void *context, size_t question,
            const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    (void)instance;
    return question == *(size_t *)context;
}

static void
only_the_answers_wanted_are_handed_out(void **state)
{
    (void)state;
    struct parts parts = {.instance = "<a>1</a><b>2</b><c/>",
                          .body = "<input ref='/data/a'/><input ref='/data/b'/>"
                                  "<input ref='/data/c'/>"};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    const struct answer *answers;
    size_t count, wanted = 1;
    assert_true(
        instance_answers(instance, keep_second, &wanted, &answers, &count, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(answers[0].value, "2");
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    assert_int_equal(count, 3);
    assert_int_equal(answers[2].state, ANSWER_EMPTY);
    instance_destroy(instance);
    form_close(form);
}

static void
choices_follow_earlier_answers_and_a_choice_gone_is_no_longer_chosen(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<county/><town/><towns/>",
        .lists = "<instance id='t'><root>"
                 "<item><name>a1</name><county>a</county><label>A one</label></item>"
                 "<item><name>a2</name><county>a</county><label>A two</label></item>"
                 "<item><name>b1</name><county>b</county><label>B one</label></item>"
                 "</root></instance>",
        .body = "<input ref='/data/county'/>"
                "<select1 ref='/data/town'><itemset "
                "nodeset=\"instance('t')/root/item[county = /data/county]\">"
                "<value ref='name'/><label ref='label'/></itemset></select1>"
                "<select ref='/data/towns'><itemset "
                "nodeset=\"instance('t')/root/item[county = /data/county or name = "
                "'a1']\"><value ref='name'/><label ref='label'/></itemset></select>",
    };
    struct form *form = load_parts(&parts);
    assert_int_equal(form_descriptor(form)->questions[1].choice_count, 3);
    struct instance *instance = open_instance(form);
    struct place county = place_of(form, "county", 0, 0);
    struct place town = place_of(form, "town", 0, 0);
    struct place towns = place_of(form, "towns", 0, 0);
    assert_int_equal(instance_choice_count(instance, &town), 0);
    set(instance, &county, "a");
    assert_int_equal(instance_choice_count(instance, &town), 2);
    assert_string_equal(instance_choice_code(instance, &town, 1), "a2");
    struct buffer label;
    buffer_init(&label, 100);
    instance_choice_label(instance, &town, 1, 0, TEXT_SHOWN, &label);
    assert_memory_equal(label.data, "A two", label.size);
    buffer_finish(&label);
    set(instance, &town, "a2");
    set(instance, &towns, "a1 a2");
    set(instance, &county, "b");
    assert_string_equal(instance_choice_code(instance, &town, 0), "b1");
    assert_string_equal(instance_value(instance, &town), "");
    assert_string_equal(instance_value(instance, &towns), "a1");
    instance_destroy(instance);
    form_close(form);
}

static void
questions_about_the_choice_at_their_place_are_known(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<s/><n/><r><c/><d/><e/><f/></r>",
        .binds = "<bind nodeset='/data/n' calculate='count-selected(/data/s)'/>"
                 "<bind nodeset='/data/r/c' calculate=\"concat(selected-at(/data/s, "
                 "position(..) - 1), '!')\"/>"
                 "<bind nodeset='/data/r/d' calculate='position(..)'/>"
                 "<bind nodeset='/data/r/e' calculate='selected-at(/data/s, 0)'/>"
                 "<bind nodeset='/data/r/f' relevant=\"/data/s[selected-at(., "
                 "position(current()/..) - 1) = 'a']\"/>",
        .body = "<select ref='/data/s'><item><value>a</value></item></select>"
                "<group ref='/data/r'><repeat nodeset='/data/r' jr:count='/data/n'>"
                "<input ref='/data/r/f'/></repeat></group>",
    };
    struct form *form = load_parts(&parts);
    assert_string_equal(form_moving(form, 0), "r/c");
    assert_string_equal(form_moving(form, 1), "r/f");
    assert_null(form_moving(form, 2));
    form_close(form);
    form = load_sample();
    assert_null(form_moving(form, 0));
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_positional_repeat_grows_shrinks_and_keeps_its_answers),
        cmocka_unit_test(repeats_within_repeats_are_walked_and_answered_in_order),
        cmocka_unit_test(only_the_answers_wanted_are_handed_out),
        cmocka_unit_test(
            choices_follow_earlier_answers_and_a_choice_gone_is_no_longer_chosen),
        cmocka_unit_test(questions_about_the_choice_at_their_place_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What an instance begins with: defaults, also those that are worked out, and repeats
 * that are as long as whoever answers wants. */
#include "support_form.h"

#include <stdlib.h>

#define PEOPLE                                                                         \
    "<base>5</base><person jr:template=''><age/><name>new</name></person>"             \
    "<person><age/><name>first</name></person><total/>"
#define PEOPLE_BINDS                                                                   \
    "<bind nodeset='/data/base' type='int'/>"                                          \
    "<bind nodeset='/data/person/age' type='int'/>"                                    \
    "<bind nodeset='/data/total' type='int' calculate='sum(/data/person/age)'/>"
#define PEOPLE_BODY                                                                    \
    "<input ref='/data/base'/><group ref='/data/person'><repeat "                      \
    "nodeset='/data/person'><input ref='/data/person/age'/><input "                    \
    "ref='/data/person/name'/><setvalue event='odk-instance-first-load "               \
    "odk-new-repeat' ref='/data/person/age' value='/data/base + position(..)'/>"       \
    "</repeat></group>"

static struct place
repeat_of(const struct form *form, const char *path)
{
    struct place place = {0};
    while (form_control(form, place.control)->kind != CONTROL_REPEAT ||
           strcmp(form_control(form, place.control)->path, path) != 0) {
        place.control++;
    }
    return place;
}

static void
paths_may_begin_at_what_is_around(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<g><a/><b/></g><r><v/><w/></r>",
        .binds = "<bind nodeset='/data/g/a' type='int'/>"
                 "<setvalue event='odk-instance-first-load' ref='g/b' value=\"'b'\"/>",
        .body = "<group ref='/data/g'><input ref='a'/><input ref=' ./b '/></group>"
                "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='v'>"
                "<setvalue event='odk-instance-first-load' ref='../w' "
                "value=\"'w'\"/></input></repeat></group>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place a = place_of(form, "g/a", 0, 0), v = place_of(form, "r/v", 0, 0);
    set(instance, &a, "4");
    set(instance, &v, "x");
    assert_string_equal(evaluated(instance, "/data", "g/a"), "4");
    assert_string_equal(evaluated(instance, "/data", "g/b"), "b");
    assert_string_equal(evaluated(instance, "/data", "concat(r/v, r/w)"), "xw");
    instance_destroy(instance);
    form_close(form);
}

static void
a_range_that_does_not_say_goes_from_1_to_10(void **state)
{
    (void)state;
    struct parts parts = {.instance = "<q/>",
                          .binds = "<bind nodeset='/data/q' type='int'/>",
                          .body = "<range ref='/data/q' end='12'/>"};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place q = place_of(form, "q", 0, 0);
    set(instance, &q, "1");
    set(instance, &q, "12");
    assert_false(instance_set(instance, &q, "0", NULL));
    assert_false(instance_set(instance, &q, "13", NULL));
    instance_destroy(instance);
    form_close(form);
}

static void
defaults_are_worked_out_once_and_can_be_changed(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><b/><c/><d>x</d>",
        .binds = "<bind nodeset='/data/a' type='date'/><bind nodeset='/data/b' "
                 "type='int'/><bind nodeset='/data/c' type='int' "
                 "calculate='/data/b * 2'/>"
                 "<setvalue event='odk-instance-first-load' ref='/data/a' "
                 "value='today()'/>"
                 "<setvalue event='odk-instance-first-load' ref='/data/b' "
                 "value=' 1 + 2 '/>"
                 "<setvalue event='odk-instance-first-load' ref='/data/d'>"
                 "plain words</setvalue>",
        .body = "<input ref='/data/a'/><input ref='/data/b'/><input ref='/data/d'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place b = place_of(form, "b", 0, 0);
    assert_string_equal(evaluated(instance, "/data", "a"), "2026-05-12");
    assert_string_equal(evaluated(instance, "/data", "c"), "6");
    assert_string_equal(evaluated(instance, "/data", "d"), "plain words");
    set(instance, &b, "9");
    assert_string_equal(evaluated(instance, "/data", "b"), "9");
    assert_string_equal(evaluated(instance, "/data", "c"), "18");
    instance_destroy(instance);
    form_close(form);
}

static void
a_default_sees_what_was_worked_out_before_it(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><twice/><b/>",
        .binds = "<bind nodeset='/data/twice' type='int' calculate='/data/a * 2'/>"
                 "<setvalue event='odk-instance-first-load' ref='/data/a' value='4'/>"
                 "<setvalue event='odk-instance-first-load' ref='/data/b' "
                 "value='/data/twice + 1'/>",
        .body = "<input ref='/data/a'/><input ref='/data/b'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "b"), "9");
    instance_destroy(instance);
    form_close(form);
}

static void
a_worked_out_default_that_is_no_answer_leaves_the_question_empty(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<q/>",
        .binds = "<setvalue event='odk-instance-first-load' ref='/data/q' "
                 "value=\"concat('no', 'ne')\"/>",
        .body = "<select1 ref='/data/q'><item><value>a</value></item></select1>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "q"), "");
    instance_destroy(instance);
    form_close(form);
}

static void
a_default_that_is_no_answer_is_none(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<q>none</q><n>007</n>",
        .binds = "<bind nodeset='/data/n' type='int'/>",
        .body = "<select1 ref='/data/q'><item><value>a</value></item></select1>"
                "<input ref='/data/n'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "concat(q, n)"), "7");
    instance_destroy(instance);
    form_close(form);
}

static void
a_repeat_without_a_count_begins_as_the_form_gives_it_and_grows(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = PEOPLE, .binds = PEOPLE_BINDS, .body = PEOPLE_BODY};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place repeat = repeat_of(form, "person"),
                 base = place_of(form, "base", 0, 0);
    struct place second = place_of(form, "person/age", 1, 0);
    assert_true(control_is_open_repeat(form, repeat.control));
    assert_int_equal(instance_repeat_count(instance, &repeat), 1);
    assert_string_equal(evaluated(instance, "/data", "total"), "6");
    assert_string_equal(evaluated(instance, "/data", "person/name"), "first");
    set(instance, &base, "10");
    assert_true(instance_repeat(instance, &repeat, 2, NULL));
    assert_string_equal(instance_value(instance, &second), "12");
    assert_string_equal(evaluated(instance, "/data", "total"), "18");
    assert_string_equal(evaluated(instance, "/data", "person[2]/name"), "new");
    set(instance, &second, "40");
    assert_true(instance_repeat(instance, &repeat, 1, NULL));
    assert_string_equal(evaluated(instance, "/data", "total"), "6");
    assert_true(instance_repeat(instance, &repeat, 2, NULL));
    assert_string_equal(instance_value(instance, &second), "40");
    assert_true(instance_repeat(instance, &repeat, 0, NULL));
    assert_string_equal(evaluated(instance, "/data", "total"), "0");
    instance_destroy(instance);
    form_close(form);
}

static void
a_repeat_takes_only_counts_that_it_may(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = PEOPLE, .binds = PEOPLE_BINDS, .body = PEOPLE_BODY};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place repeat = repeat_of(form, "person"),
                 base = place_of(form, "base", 0, 0);
    struct error err = {0};
    assert_false(instance_repeat(instance, &repeat, RESPONSE_INSTANCE_MAX + 1, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(instance_repeat(instance, &base, 1, &err));
    assert_int_equal(instance_repeat_count(instance, &repeat), 1);
    instance_destroy(instance);
    form_close(form);
}

static void
every_instance_that_the_form_gives_has_its_own_defaults(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<p><n>John</n></p><p><n>Kofi</n></p><p><n>Ana</n></p>",
        .body = "<repeat nodeset='/data/p'><input ref='/data/p/n'/></repeat>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "join(' ', /data/p/n)"),
                        "John Kofi Ana");
    instance_destroy(instance);
    form_close(form);
    parts.body = "<input ref='/data/p/n'/>";
    assert_refused(&parts, "there twice");
}

static void
new_instances_made_by_a_count_get_their_defaults(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<n>1</n><p jr:template=''><q/></p>",
        .binds = "<bind nodeset='/data/n' type='int'/>",
        .body = "<input ref='/data/n'/><group ref='/data/p'><repeat nodeset='/data/p' "
                "jr:count=' /data/n '><input ref='/data/p/q'/><setvalue "
                "event='odk-new-repeat' ref='/data/p/q' "
                "value=\"concat('no ', position(..))\"/></repeat></group>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place n = place_of(form, "n", 0, 0), first = place_of(form, "p/q", 0, 0);
    set(instance, &first, "mine");
    set(instance, &n, "3");
    assert_string_equal(evaluated(instance, "/data", "join(',', /data/p/q)"),
                        "mine,no 2,no 3");
    instance_destroy(instance);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_may_begin_at_what_is_around),
        cmocka_unit_test(a_range_that_does_not_say_goes_from_1_to_10),
        cmocka_unit_test(defaults_are_worked_out_once_and_can_be_changed),
        cmocka_unit_test(a_default_sees_what_was_worked_out_before_it),
        cmocka_unit_test(
            a_worked_out_default_that_is_no_answer_leaves_the_question_empty),
        cmocka_unit_test(a_default_that_is_no_answer_is_none),
        cmocka_unit_test(
            a_repeat_without_a_count_begins_as_the_form_gives_it_and_grows),
        cmocka_unit_test(a_repeat_takes_only_counts_that_it_may),
        cmocka_unit_test(every_instance_that_the_form_gives_has_its_own_defaults),
        cmocka_unit_test(new_instances_made_by_a_count_get_their_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

static void
calculations_follow_in_the_order_they_need_each_other(void **state)
{
    (void)state;
    /* Written backwards on purpose: c needs b, b needs a; e needs whether d is asked.
     */
    struct parts parts = {
        .instance = "<c/><b/><a/><e/><d>9</d>",
        .binds = "<bind nodeset='/data/c' type='int' calculate='/data/b * 10'/>"
                 "<bind nodeset='/data/b' type='int' calculate='/data/a + 1'/>"
                 "<bind nodeset='/data/a' type='int'/>"
                 "<bind nodeset='/data/e' calculate=\"if(count(/data/d) = 1, 'yes', "
                 "'no')\"/>"
                 "<bind nodeset='/data/d' relevant='/data/c &gt; 50'/>",
        .body = "<input ref='/data/a'/><input ref='/data/d'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place a = place_of(form, "a", 0, 0);
    struct place d = place_of(form, "d", 0, 0);
    set(instance, &a, "4");
    assert_string_equal(evaluated(instance, "/data", "c"), "50");
    assert_string_equal(evaluated(instance, "/data", "e"), "no");
    assert_false(instance_is_relevant(instance, &d));
    set(instance, &a, "5");
    assert_string_equal(evaluated(instance, "/data", "c"), "60");
    assert_string_equal(evaluated(instance, "/data", "e"), "yes");
    assert_true(instance_is_relevant(instance, &d));
    set(instance, &a, "");
    assert_string_equal(evaluated(instance, "/data", "c"), "");
    instance_destroy(instance);
    form_close(form);
}

static void
a_calculation_is_written_as_its_type(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<q/><i/><d/><s/><t/><day/><n/>",
        .binds = "<bind nodeset='/data/i' type='int' calculate='7 div 2'/>"
                 "<bind nodeset='/data/d' type='decimal' calculate='7 div 2'/>"
                 "<bind nodeset='/data/s' calculate='today() + 1'/>"
                 "<bind nodeset='/data/t' calculate='1 = 1'/>"
                 "<bind nodeset='/data/day' type='date' calculate='today() + 1'/>"
                 "<bind nodeset='/data/n' calculate=\"number('x')\"/>",
        .body = "<input ref='/data/q'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "i"), "3");
    assert_string_equal(evaluated(instance, "/data", "d"), "3.5");
    assert_string_equal(evaluated(instance, "/data", "s"), "20586");
    assert_string_equal(evaluated(instance, "/data", "t"), "true");
    assert_string_equal(evaluated(instance, "/data", "day"), "2026-05-13");
    assert_string_equal(evaluated(instance, "/data", "n"), "");
    instance_destroy(instance);
    form_close(form);
}

static void
only_a_value_of_its_type_is_taken(void **state)
{
    (void)state;
    struct parts parts = {
        .instance =
            "<one/><many/><rank/><range/><down/><int/><dec/><day/><time/><text/><ok/>",
        .binds = "<bind nodeset='/data/int' type='int'/>"
                 "<bind nodeset='/data/dec' type='decimal'/>"
                 "<bind nodeset='/data/day' type='date'/>"
                 "<bind nodeset='/data/time' type='time'/>",
        .body =
            "<select1 ref='/data/one'><item><value>a</value></item>"
            "<item><value>b</value></item><item><value>a b  c</value></item></select1>"
            "<select ref='/data/many'><item><value>a</value></item>"
            "<item><value>b</value></item></select>"
            "<odk:rank ref='/data/rank'><item><value>a</value></item>"
            "<item><value>b</value></item></odk:rank>"
            "<range ref='/data/range' start='-1' end='1' step='0.5'/>"
            "<range ref='/data/down' start='10.0' end='1.0' step='-2.0'/>"
            "<input ref='/data/int'/><input ref='/data/dec'/><input ref='/data/day'/>"
            "<input ref='/data/time'/><input ref='/data/text'/>"
            "<trigger ref='/data/ok'/>",
    };
    static const struct {
        const char *path, *value, *kept; /* NULL: refused */
    } given[] = {
        {"one", "a", "a"},
        {"one", "", ""},
        {"one", "c", NULL},
        {"one", "a b", NULL},
        {"one", "a b  c", "a b  c"},
        {"one", " b ", "b"},
        {"many", "b a", "a b"},
        {"many", "  b ", "b"},
        {"many", "a a", NULL},
        {"many", "a c", NULL},
        {"rank", "b a", "b a"},
        {"rank", "b b", NULL},
        {"range", "0.5", "0.5"},
        {"range", "-1", "-1.0"},
        {"range", "0.3", NULL},
        {"range", "1.5", NULL},
        {"range", "x", NULL},
        {"range", "1e0", NULL},
        {"down", "10", "10"},
        {"down", "2.0", "2"},
        {"down", "1", NULL},
        {"down", "12", NULL},
        {"int", "042", "42"},
        {"int", "-7", "-7"},
        {"int", "1.5", NULL},
        {"int", "1234567890", NULL},
        {"int", "-", NULL},
        {"int", "--1", NULL},
        {"dec", "1.50", "1.5"},
        {"dec", "1,5", NULL},
        {"dec", "12345678901234567", NULL},
        {"day", "2026-02-28", "2026-02-28"},
        {"day", "2026-02-29", NULL},
        {"day", "2026-2-2", NULL},
        {"day", "2026-02-28T00:00", NULL},
        {"time", "13:30:00.000+02:00", "13:30:00.000"},
        {"time", "07:05", "07:05:00.000"},
        {"time", "25:00", NULL},
        {"text", "Hello\nñ 日本", "Hello\nñ 日本"},
        {"text", "\xc3", NULL},
        {"text", "a\x01z", NULL},
        {"text", "\xc2\x85", NULL},
        {"text", "\xed\xa0\x80", NULL},
        {"text", "\xc0\xaf", NULL},
        {"text", "\xf4\x90\x80\x80", NULL},
        {"ok", "OK", "OK"},
        {"ok", "yes", NULL},
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        struct place place = place_of(form, given[i].path, 0, 0);
        struct error err = {0};
        bool taken = instance_set(instance, &place, given[i].value, &err);
        if (taken != (given[i].kept != NULL)) {
            fail_msg("%s: \"%s\" was %staken", given[i].path, given[i].value,
                     taken ? "" : "not ");
        }
        if (taken) {
            assert_string_equal(instance_value(instance, &place), given[i].kept);
        } else {
            assert_int_equal(err.code, ERROR_INPUT);
        }
    }
    struct place body = {0};
    assert_false(instance_set(instance, &body, "x", NULL));
    struct place beyond = {.control = 999};
    assert_false(instance_set(instance, &beyond, "x", NULL));
    instance_destroy(instance);
    form_close(form);
}

static void
a_text_of_2000_characters_is_taken_and_no_more(void **state)
{
    (void)state;
    struct parts parts = {.instance = "<q/>", .body = "<input ref='/data/q'/>"};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place q = place_of(form, "q", 0, 0);
    static char text[8005];
    for (size_t i = 0; i < 2000; i++) {
        memcpy(text + 4 * i, "\xf0\x9f\x8c\xb2", 4);
    }
    set(instance, &q, text);
    assert_int_equal(strlen(instance_value(instance, &q)), 8000);
    strcat(text, "x");
    struct error err = {0};
    assert_false(instance_set(instance, &q, text, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_int_equal(strlen(instance_value(instance, &q)), 8000);
    memset(text, 'a', 2001);
    text[2001] = '\0';
    assert_false(instance_set(instance, &q, text, NULL));
    instance_destroy(instance);
    form_close(form);
}

static void
faults_are_told_with_the_words_of_the_form(void **state)
{
    (void)state;
    struct parts parts = {
        .itext = "<translation lang='en'><text id='m'><value>Too young, <output "
                 "value='.'/>.</value></text></translation>"
                 "<translation lang='es'><text id='m'><value>Muy joven, <output "
                 "value='.'/>.</value></text></translation>",
        .instance = "<age/><name/><g><x/><y/></g>",
        .binds = "<bind nodeset='/data/age' type='int' constraint='. &gt;= 18' "
                 "jr:constraintMsg=\"jr:itext('m')\"/>"
                 "<bind nodeset='/data/name' required='/data/age &gt; 20' "
                 "jr:requiredMsg='Your name, please'/>"
                 "<bind nodeset='/data/g/y' required='true()'/>",
        .body = "<input ref='/data/age'/><input ref='/data/name'/>"
                "<group ref='/data/g' appearance='field-list'><input ref='/data/g/x'/>"
                "<input ref='/data/g/y'/></group>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place age = place_of(form, "age", 0, 0), name = place_of(form, "name", 0, 0);
    struct place group = place_of(form, "g", 0, 0), y = place_of(form, "g/y", 0, 0);
    struct buffer message;
    buffer_init(&message, 1000);
    assert_int_equal(instance_fault(instance, &age, 0, &message), FAULT_NONE);
    set(instance, &age, "12");
    assert_int_equal(instance_fault(instance, &age, 1, &message), FAULT_CONSTRAINT);
    assert_memory_equal(message.data, "Muy joven, 12.", message.size);
    assert_int_equal(instance_fault(instance, &name, 0, NULL), FAULT_NONE);
    set(instance, &age, "21");
    assert_int_equal(instance_fault(instance, &age, 0, NULL), FAULT_NONE);
    buffer_clear(&message);
    assert_int_equal(instance_fault(instance, &name, 1, &message), FAULT_REQUIRED);
    assert_memory_equal(message.data, "Your name, please", message.size);
    set(instance, &name, "A");
    assert_int_equal(instance_fault(instance, &name, 0, NULL), FAULT_NONE);
    /* A field-list is wrong as long as something in it is. */
    assert_int_equal(instance_fault(instance, &group, 0, NULL), FAULT_REQUIRED);
    set(instance, &y, "z");
    assert_int_equal(instance_fault(instance, &group, 0, NULL), FAULT_NONE);
    buffer_finish(&message);
    instance_destroy(instance);
    form_close(form);
}

static void
a_field_list_is_one_step_and_steps_go_on_from_a_place_that_went_away(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><g><b/><c/></g><d/><e/>",
        .binds = "<bind nodeset='/data/d' relevant='/data/a = \"x\"'/>",
        .body = "<input ref='/data/a'/><group ref='/data/g' appearance='field-list'>"
                "<input ref='/data/g/b'/><input ref='/data/g/c'/></group>"
                "<input ref='/data/d'/><input ref='/data/e'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place a = place_of(form, "a", 0, 0), at;
    assert_true(instance_next(instance, &a, &at));
    assert_string_equal(form_control(form, at.control)->path, "g");
    assert_true(instance_next(instance, &at, &at));
    assert_string_equal(form_control(form, at.control)->path, "e");
    assert_false(instance_next(instance, &at, &at));
    set(instance, &a, "x");
    struct place d = place_of(form, "d", 0, 0);
    set(instance, &d, "1");
    set(instance, &a, "");
    assert_true(instance_next(instance, &d, &at));
    assert_string_equal(form_control(form, at.control)->path, "e");
    assert_true(instance_previous(instance, &d, &at));
    assert_string_equal(form_control(form, at.control)->path, "g");
    instance_destroy(instance);
    form_close(form);
}

static void
what_is_read_only_cannot_be_set(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><b>fixed</b><c/>",
        .binds = "<bind nodeset='/data/b' readonly='/data/a = \"x\"'/>"
                 "<bind nodeset='/data/c' calculate='1 + 1'/>",
        .body = "<input ref='/data/a'/><input ref='/data/b'/><input ref='/data/c'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place a = place_of(form, "a", 0, 0), b = place_of(form, "b", 0, 0);
    struct place c = place_of(form, "c", 0, 0);
    assert_string_equal(instance_value(instance, &b), "fixed");
    set(instance, &b, "changed");
    set(instance, &a, "x");
    assert_false(instance_set(instance, &b, "again", NULL));
    assert_string_equal(instance_value(instance, &b), "changed");
    assert_false(instance_set(instance, &c, "3", NULL));
    instance_destroy(instance);
    form_close(form);
}

static void
random_values_stay_the_same_in_a_session_and_differ_between_sessions(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><r/><s/>",
        .binds = "<bind nodeset='/data/r' calculate='random()'/>"
                 "<bind nodeset='/data/s' calculate='random()'/>",
        .body = "<input ref='/data/a'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form), *other = NULL;
    struct instance_options options = {.seed = 8};
    assert_true(instance_create(form, &options, &other, NULL));
    struct place a = place_of(form, "a", 0, 0);
    char first[100], second[100];
    strcpy(first, evaluated(instance, "/data", "r"));
    strcpy(second, evaluated(instance, "/data", "s"));
    assert_string_not_equal(first, second);
    set(instance, &a, "change");
    assert_string_equal(evaluated(instance, "/data", "r"), first);
    assert_string_not_equal(evaluated(other, "/data", "r"), first);
    instance_destroy(other);
    instance_destroy(instance);
    instance_destroy(NULL);
    form_close(form);
    form_close(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calculations_follow_in_the_order_they_need_each_other),
        cmocka_unit_test(a_calculation_is_written_as_its_type),
        cmocka_unit_test(only_a_value_of_its_type_is_taken),
        cmocka_unit_test(a_text_of_2000_characters_is_taken_and_no_more),
        cmocka_unit_test(faults_are_told_with_the_words_of_the_form),
        cmocka_unit_test(
            a_field_list_is_one_step_and_steps_go_on_from_a_place_that_went_away),
        cmocka_unit_test(what_is_read_only_cannot_be_set),
        cmocka_unit_test(
            random_values_stay_the_same_in_a_session_and_differ_between_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

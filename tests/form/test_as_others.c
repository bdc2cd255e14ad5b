/* What other compilers and clients take, and a kiosk takes too. */
#include "support_xlsform.h"

#include "support_form.h"

#include <stdio.h>

static void
what_asks_residents_nothing_is_left_out_with_a_warning(void **state)
{
    (void)state;
    static const struct {
        const char *type, *what;
    } rows[] = {
        {"audit", "no log"},
        {"deviceid", "which one it is"},
        {"uri:deviceid", "which one it is"},
        {"get device id", "which one it is"},
        {"phonenumber", "no phone number"},
        {"get phone number", "no phone number"},
        {"username", "nobody signs in"},
        {"email", "nobody signs in"},
        {"simserial", "no phone"},
        {"subscriberid", "no phone"},
        {"start-geopoint", "where it is"},
        {"background-geopoint", "where it is"},
        {"background-audio", "records no sound"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label\ntext,a,A\n%s,q,\n",
                 rows[i].type);
        struct compiled compiled = compile_survey(survey);
        assert_form_lacks(&compiled, "<q");
        assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column A",
                     rows[i].what);
        compiled_finish(&compiled);
    }
}

static void
what_refers_to_a_row_that_is_left_out_finds_it_empty(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,calculation\ntext,a,A,\ndeviceid,device,,\n"
                       "calculate,c,,\"concat(${a}, ${ device })\"\n");
    assert_false(compiled.ok); /* the spaces alone */
    compiled_finish(&compiled);
    compiled =
        compile_survey("type,name,label,calculation\ntext,a,A,\ndeviceid,device,,\n"
                       "calculate,c,,\"concat(${a}, ${device})\"\n");
    assert_form_has(&compiled, "<device/>");
    assert_form_lacks(&compiled, "deviceid");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column A",
                 "it is always empty there");
    compiled_finish(&compiled);
}

static void
a_blank_sheet_is_as_none(void **state)
{
    (void)state;
    struct compiled compiled = compile_extra(
        &(struct sheets){.survey = "type,name,label\ntext,a,A\n",
                         .choices = "",
                         .settings = "\n,\n"},
        &(struct extra_texts){.services = "", .stories = "\n", .events = ""});
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){.survey = "type,name,label\ntext,a,A\n",
                                               .choices = "list_name,label\n"});
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){.survey = "\n\n"});
    assert_tells(&compiled, SEVERITY_ERROR, "survey", "the sheet is empty");
    compiled_finish(&compiled);
}

static void
a_preload_of_the_authors_own_goes_before_that_of_the_type(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(
        "type,name,label,bind::jr:preload,bind::jr:preloadParams\ntext,a,A,,\n"
        "start,begun,,date,today\n");
    assert_form_has(&compiled, "jr:preload=\"date\" jr:preloadParams=\"today\"");
    assert_form_lacks(&compiled, "timestamp");
    compiled_finish(&compiled);
    compiled =
        compile_survey("type,name,label,bind::odk:x,bind :: odk:x\ntext,a,A,1,2\n");
    assert_form_has(&compiled, "odk:x=\"1\"");
    compiled_finish(&compiled);
}

static void
what_no_answer_can_choose_is_refused_at_its_cell(void **state)
{
    (void)state;
    assert_survey_is_refused("type,name,label,media::image\ntext,a,A,${a}.png\n",
                             "survey, row 2, column D", "chosen by an answer");
    assert_survey_is_refused("type,name,label,constraint,bind::jr:constraintMsg\n"
                             "text,a,A,. != 'x',\"jr:itext(concat('a', ${a}))\"\n",
                             "survey, row 2, column E", "cannot be worked out");
}

/* ---- XForms ---- */

static void
assert_loads(const struct parts *parts, const char *expression, const char *value)
{
    struct form *form = load_parts(parts);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", expression), value);
    instance_destroy(instance);
    form_close(form);
}

static void
paths_may_begin_at_what_is_around(void **state)
{
    (void)state;
    assert_loads(&(struct parts){.instance = "<age>4</age>",
                                 .binds = "<bind nodeset='age' type='int'/>",
                                 .body = "<input ref='age'/>"},
                 "age", "4");
    assert_loads(&(struct parts){.instance = "<g><age/></g>",
                                 .binds = "<bind nodeset='g/age' type='int'/>",
                                 .body = "<group ref='g'><input ref='age'/></group>"},
                 "count(g/age)", "1");
    static const char *const bodies[] = {
        "<group ref='r'><repeat nodeset='/data/r'><input ref='a'/></repeat></group>",
        "<group ref='/data/r'><repeat nodeset='r'><input ref='a'/></repeat></group>",
        "<group ref='/data/r'><repeat nodeset='.'><input ref='./a'/></repeat></group>",
        "<repeat nodeset='r'><input ref='current()/a'/></repeat>",
        "<repeat nodeset='r'><input ref='current()/../r/a'/></repeat>",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        assert_loads(
            &(struct parts){.instance = "<r><a/></r>", .binds = "", .body = bodies[i]},
            "count(r)", "1");
    }
}

static void
a_count_may_begin_at_its_repeat(void **state)
{
    (void)state;
    static const struct {
        const char *count, *times;
    } counts[] = {
        {"/data/n", "2"},          {"../n", "2"},
        {"current()/../n", "2"},   {"../n + 1", "3"},
        {"current()/../n+1", "3"}, {"string-length(concat('../', ../n))", "4"},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        char body[300];
        snprintf(body, sizeof body,
                 "<input ref='/data/n'/><repeat nodeset='/data/r' jr:count=\"%s\">"
                 "<input ref='/data/r/a'/></repeat>",
                 counts[i].count);
        assert_loads(&(struct parts){.instance = "<n>2</n><r><a/></r>",
                                     .binds = "",
                                     .body = body},
                     "count(r)", counts[i].times);
    }
}

static void
a_repeat_may_hold_notes_alone(void **state)
{
    (void)state;
    assert_loads(&(struct parts){.instance = "<a/><r><n/></r>",
                                 .binds = "<bind nodeset='/data/r/n' "
                                          "readonly='true()'/>",
                                 .body = "<input ref='/data/a'/><repeat "
                                         "nodeset='/data/r' jr:count='2'><input "
                                         "ref='/data/r/n'/></repeat>"},
                 "count(r)", "2");
    assert_survey_gives("type,name,label,repeat_count\ntext,a,A,\nbegin_repeat,r,R,2\n"
                        "note,n,N,\nend_repeat,,,\n",
                        "<r>");
}

static void
a_repeat_without_a_count_is_no_fault(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        .survey = "type,name,label\nbegin_repeat,r,R\ntext,q,Q\nend_repeat,,\n"});
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
a_repeat_that_nobody_adds_to_is_asked_as_often_as_it_stands_there(void **state)
{
    (void)state;
    static const char body[] = "<repeat nodeset='/data/r' jr:noAddRemove='true()'>"
                               "<input ref='/data/r/a'/></repeat>";
    assert_loads(&(struct parts){.instance = "<r jr:template=''><a/></r>",
                                 .binds = "",
                                 .body = body},
                 "count(r)", "1");
    const struct parts two = {.instance = "<r jr:template=''><a/></r><r><a>1</a></r>"
                                          "<r><a>2</a></r>",
                              .binds = "",
                              .body = body};
    assert_loads(&two, "count(r)", "2");
    struct form *form = load_parts(&two);
    assert_false(control_is_open_repeat(form, 1));
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_asks_residents_nothing_is_left_out_with_a_warning),
        cmocka_unit_test(what_refers_to_a_row_that_is_left_out_finds_it_empty),
        cmocka_unit_test(a_blank_sheet_is_as_none),
        cmocka_unit_test(a_preload_of_the_authors_own_goes_before_that_of_the_type),
        cmocka_unit_test(what_no_answer_can_choose_is_refused_at_its_cell),
        cmocka_unit_test(paths_may_begin_at_what_is_around),
        cmocka_unit_test(a_count_may_begin_at_its_repeat),
        cmocka_unit_test(a_repeat_without_a_count_is_no_fault),
        cmocka_unit_test(a_repeat_may_hold_notes_alone),
        cmocka_unit_test(
            a_repeat_that_nobody_adds_to_is_asked_as_often_as_it_stands_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Forms in the shapes in which form builders write them. */
#include "support_form.h"

#include <stdio.h>

static struct form *
load_built(void)
{
    static char xml[16 << 10];
    FILE *file = fopen(TESTS_DIR "/form/built.xml", "rb");
    assert_non_null(file);
    size_t size = fread(xml, 1, sizeof xml, file);
    fclose(file);
    struct form *form = NULL;
    struct error err = {0};
    if (!form_load(xml, size, &form, &err)) {
        fail_msg("%s", err.text);
    }
    return form;
}

static void
all_that_a_form_builder_writes_is_taken(void **state)
{
    (void)state;
    struct form *form = load_built();
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "start"),
                        "2026-05-12T12:00:00.000");
    assert_string_equal(evaluated(instance, "/data", "device"), "");
    assert_string_equal(evaluated(instance, "/data", "scale"), "3");
    assert_string_equal(evaluated(instance, "/data", "count(people)"), "2");
    assert_string_equal(evaluated(instance, "/data", "substr(meta/instanceID, 0, 5)"),
                        "uuid:");
    struct place town = place_of(form, "town", 0, 0),
                 many = place_of(form, "many", 0, 0);
    struct place age = place_of(form, "age", 0, 0);
    struct place other = place_of(form, "town_other", 0, 0);
    assert_false(instance_is_relevant(instance, &other));
    assert_int_equal(instance_fault(instance, &town, 0, NULL), FAULT_REQUIRED);
    set(instance, &town, "brin");
    assert_string_equal(evaluated(instance, "/data", "meta/instanceName"), "Town brin");
    assert_int_equal(instance_choice_count(instance, &many), 1);
    assert_string_equal(instance_choice_code(instance, &many, 0), "oak");
    struct buffer words;
    buffer_init(&words, 1000);
    set(instance, &age, "3");
    assert_int_equal(instance_fault(instance, &age, 1, &words), FAULT_CONSTRAINT);
    instance_label(instance, &age, 1, TEXT_SHOWN, &words);
    instance_hint(instance, &town, 1, TEXT_SHOWN, &words);
    instance_choice_label(instance, &many, 0, 1, TEXT_SHOWN, &words);
    instance_label(instance, &town, 1, TEXT_IMAGE, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data,
                        "Too youngAge of brinOne onlyOakhollowtown.png");
    buffer_finish(&words);
    instance_destroy(instance);
    form_close(form);
}

static void
what_is_blank_in_a_bind_is_not_there(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<q/><r/>",
        .binds = "<bind nodeset='/data/q' relevant='' required=' ' constraint='' "
                 "type='xsd:string'/><bind nodeset='/data/r' type='gYear'/>",
        .body = "<input ref='/data/q'/><input ref='/data/r'/>",
    };
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place q = place_of(form, "q", 0, 0), r = place_of(form, "r", 0, 0);
    assert_int_equal(instance_fault(instance, &q, 0, NULL), FAULT_NONE);
    assert_int_equal(form_control(form, r.control)->kind, CONTROL_TEXT);
    instance_destroy(instance);
    form_close(form);
}

static void
the_heading_of_a_table_of_questions_is_not_asked(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<t><head/><a/></t>",
        .binds = "<bind nodeset='/data/t/head' type='string'/>",
        .body =
            "<group ref='/data/t' appearance='field-list'>"
            "<select1 ref='/data/t/head' appearance='label'><item><label>Yes</label>"
            "<value>y</value></item></select1>"
            "<select1 ref='/data/t/a' appearance='list-nolabel'><label>A?</label>"
            "<item><label>Yes</label><value>y</value></item></select1></group>",
    };
    struct form *form = load_parts(&parts);
    const struct descriptor *descriptor = form_descriptor(form);
    assert_int_equal(descriptor->question_count, 1);
    assert_string_equal(descriptor->questions[0].path, "t/a");
    struct instance *instance = open_instance(form);
    struct buffer submission;
    buffer_init(&submission, 10000);
    instance_submission(instance, &submission);
    buffer_add_u8(&submission, 0);
    assert_non_null(strstr((const char *)submission.data, "<head/>"));
    buffer_finish(&submission);
    instance_destroy(instance);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_a_form_builder_writes_is_taken),
        cmocka_unit_test(what_is_blank_in_a_bind_is_not_there),
        cmocka_unit_test(the_heading_of_a_table_of_questions_is_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_form.h"

#include <stdio.h>

static const struct parts champion = {
    .instance = "<q/><c><adult/><name/><reach/><sum/></c>",
    .binds = "<bind nodeset='/data/c/name' relevant=\"../adult = 'yes'\""
             " constraint='string-length(.) &lt; 9'/>"
             "<bind nodeset='/data/c/reach' relevant=\"../adult = 'yes'\"/>"
             "<bind nodeset='/data/c/sum' calculate='concat(../name, ../reach)'/>",
    .body =
        "<input ref='/data/q'/><group ref='/data/c' appearance='townline-contact'>"
        "<select1 ref='/data/c/adult'><item><label>Y</label><value>yes</value></item>"
        "<item><label>N</label><value>no</value></item></select1>"
        "<input ref='/data/c/name'/><input ref='/data/c/reach'/></group>",
};

static const char *
contact_of(const struct instance *instance)
{
    static char lines[2000];
    struct buffer out;
    buffer_init(&out, sizeof lines - 1);
    instance_contact(instance, &out);
    assert_false(out.failed);
    if (out.size > 0) {
        memcpy(lines, out.data, out.size);
    }
    lines[out.size] = '\0';
    buffer_finish(&out);
    return lines;
}

static void
a_contact_is_asked_and_is_no_part_of_the_response(void **state)
{
    (void)state;
    struct form *form = load_parts(&champion);
    struct instance *instance = open_instance(form);
    const struct descriptor *descriptor = form_descriptor(form);
    assert_int_equal(descriptor->question_count, 1);
    assert_string_equal(descriptor->questions[0].path, "q");

    struct place adult = place_of(form, "c/adult", 0, 0);
    struct place name = place_of(form, "c/name", 0, 0);
    struct place reach = place_of(form, "c/reach", 0, 0), step;
    assert_true(form_control(form, name.control)->is_contact);
    assert_true(instance_next(instance, &adult, &step) == false);
    set(instance, &adult, "yes");
    assert_true(instance_next(instance, &adult, &step));
    assert_int_equal(step.control, name.control);
    set(instance, &name, "Ada");
    set(instance, &reach, "555\n0100");
    assert_string_equal(contact_of(instance), "adult=yes\nname=Ada\nreach=555 0100");

    const struct answer *answers;
    size_t count;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(answers[0].state, ANSWER_EMPTY);
    instance_destroy(instance);
    form_close(form);
}

static void
nobody_who_wrote_nothing_or_changed_their_mind_is_a_contact(void **state)
{
    (void)state;
    struct form *form = load_parts(&champion);
    struct instance *instance = open_instance(form);
    struct place adult = place_of(form, "c/adult", 0, 0);
    struct place name = place_of(form, "c/name", 0, 0);
    assert_string_equal(contact_of(instance), "");
    set(instance, &adult, "yes");
    assert_string_equal(contact_of(instance), "");
    set(instance, &name, "Ada");
    set(instance, &adult, "no");
    assert_string_equal(contact_of(instance), "");
    instance_destroy(instance);
    form_close(form);
}

static void
a_contact_has_faults_like_any_answer_and_one_line_for_each(void **state)
{
    (void)state;
    struct form *form = load_parts(&champion);
    struct instance *instance = open_instance(form);
    struct place adult = place_of(form, "c/adult", 0, 0);
    struct place name = place_of(form, "c/name", 0, 0);
    struct place reach = place_of(form, "c/reach", 0, 0);
    set(instance, &adult, "yes");
    set(instance, &name, "Maximiliana");
    assert_int_equal(instance_fault(instance, &name, 0, NULL), FAULT_CONSTRAINT);
    set(instance, &name, "");
    char many[401] = "";
    for (size_t i = 0; i < 100; i++) {
        strcat(many, "\xD8\xA7\xD8\xA8"); /* two Arabic letters */
    }
    set(instance, &reach, many);
    /* Whole characters only. */
    assert_int_equal(strlen(contact_of(instance)), strlen("adult=yes\nreach=") + 160);
    instance_destroy(instance);
    form_close(form);
}

static void
what_cannot_be_kept_as_a_contact_is_refused(void **state)
{
    (void)state;
    static const char group[] = "<group ref='/data/c' appearance='townline-contact'>";
    static const struct {
        const char *instance, *open, *inside, *close, *expected;
    } forms[] = {
        {"<q/><c><n/></c>", group,
         "<select "
         "ref='/data/c/n'><item><label>Y</label><value>y</value></item></select>",
         "</group>", "texts and choices of one"},
        {"<q/><c><a/><b/><d/><e/><f/><g/></c>", group,
         "<input ref='/data/c/a'/><input ref='/data/c/b'/><input ref='/data/c/d'/>"
         "<input ref='/data/c/e'/><input ref='/data/c/f'/><input ref='/data/c/g'/>",
         "</group>", "five questions"},
        {"<q/><c/>", "", "<input ref='/data/c' appearance='townline-contact'/>", "",
         "has to be a group"},
        {"<q/><r><c><n/></c></r>",
         "<group ref='/data/r'><repeat nodeset='/data/r' "
         "jr:count='2'>",
         "<group ref='/data/r/c' appearance='townline-contact'>"
         "<input ref='/data/r/c/n'/></group>",
         "</repeat></group>", "repeat"},
        {"<q/>", "<group appearance='townline-contact'>", "<input ref='/data/q'/>",
         "</group>", "node of its own"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char body[1000];
        snprintf(body, sizeof body, "<input ref='/data/q'/>%s%s%s", forms[i].open,
                 forms[i].inside, forms[i].close);
        struct parts parts = {.instance = forms[i].instance, .body = body};
        if (i == 4) {
            parts.body = "<group appearance='townline-contact'><input ref='/data/q'/>"
                         "</group>";
        }
        assert_refused(&parts, forms[i].expected);
    }
    struct parts copied = champion;
    copied.binds = "<bind nodeset='/data/q' calculate='/data/c/name'/>";
    assert_refused(&copied, "is a contact");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contact_is_asked_and_is_no_part_of_the_response),
        cmocka_unit_test(nobody_who_wrote_nothing_or_changed_their_mind_is_a_contact),
        cmocka_unit_test(a_contact_has_faults_like_any_answer_and_one_line_for_each),
        cmocka_unit_test(what_cannot_be_kept_as_a_contact_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_form.h"
#include "townline/walkthrough.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEM(code, label) "<item><label>" label "</label><value>" code "</value></item>"
#define SELECT(path, label, items)                                                     \
    "<select1 ref='/data/" path "'><label>" label "</label>" items "</select1>"

static struct walkthrough
estimated(const struct form *form)
{
    struct walkthrough path;
    struct error err = {0};
    if (!walkthrough_estimate(form, 0, &path, &err)) {
        fail_msg("not estimated: %s", err.text);
    }
    return path;
}

static const struct walkthrough_screen *
screen_at(const struct walkthrough *path, size_t index, const char *name)
{
    assert_true(index < path->count);
    assert_string_equal(path->screens[index].name, name);
    return &path->screens[index];
}

static void
the_default_path_goes_from_the_first_screen_to_recorded(void **state)
{
    (void)state;
    static const char *const names[] = {"attract",
                                        "purpose",
                                        "question community",
                                        "question services",
                                        "service",
                                        "question about/block/map/identity",
                                        "question about/block/map/control",
                                        "map",
                                        "question about/block/concerns",
                                        "question about/block/mind",
                                        "question about/block/sharing/share",
                                        "question about/block/sharing/partners",
                                        "recorded"};
    struct form *form = load_sample();
    struct walkthrough path = estimated(form);
    assert_int_equal(path.count, sizeof names / sizeof *names);
    for (size_t i = 0; i < path.count; i++) {
        screen_at(&path, i, names[i]);
    }
    assert_true(walkthrough_is_too_long(&path)); /* by one screen */
    walkthrough_finish(&path);
    form_close(form);
}

static void
time_is_that_of_reading_and_touching(void **state)
{
    (void)state;
    const struct walkthrough_screen screen = {"service", 25, 3};
    assert_int_equal(walkthrough_screen_seconds(&screen), 25 * 60 / 125 + 3 * 4);
    struct walkthrough_screen screens[] = {
        {"attract", 0, 0}, {"a", 100, 10}, {"b", 150, 5}};
    struct walkthrough path = {.screens = screens, .count = 3};
    assert_int_equal(walkthrough_seconds(&path), 250 * 60 / 125 + 15 * 4);
    assert_false(walkthrough_is_too_long(&path)); /* 180 seconds */
    screens[2].words++;
    assert_true(walkthrough_is_too_long(&path));
}

static void
words_stand_between_spaces_or_are_counted_by_letters(void **state)
{
    (void)state;
    assert_int_equal(walkthrough_words(""), 0);
    assert_int_equal(walkthrough_words(" \n "), 0);
    assert_int_equal(walkthrough_words("Decided here"), 2);
    assert_int_equal(walkthrough_words("  It’s “fine” – really … ok? "), 4);
    assert_int_equal(walkthrough_words("$180,000 to $260,000"), 3);
    assert_int_equal(walkthrough_words("¿Qué le preocupa?"), 3);
    assert_int_equal(walkthrough_words("أين تسكن؟"), 2);
    assert_int_equal(walkthrough_words("您住在哪里？"), 3); /* 5 letters */
    assert_int_equal(walkthrough_words("接听 911 电话"),
                     4); /* 4 letters and a number */
    assert_int_equal(walkthrough_words("บริการนี้"), 2);
}

static void
of_choices_the_one_that_leads_to_most_questions_is_taken(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<pet/><cat/><dog/><name/>",
        .binds = "<bind nodeset='/data/cat' relevant=\"/data/pet = 'cat'\"/>"
                 "<bind nodeset='/data/dog' relevant=\"/data/pet = 'dog'\"/>"
                 "<bind nodeset='/data/name' relevant=\"/data/pet = 'dog'\"/>",
        .body = SELECT(
            "pet", "Which pet?",
            ITEM("none", "No pet") ITEM("cat", "Cat")
                ITEM("dog", "Dog")) "<input ref='/data/cat'><label>A</label></input>"
                                    "<input ref='/data/dog'><label>A</label></input>"
                                    "<input ref='/data/name'><label>A</label></input>"};
    struct form *form = load_parts(&parts);
    struct walkthrough path = estimated(form);
    assert_int_equal(path.count, 6);
    assert_int_equal(screen_at(&path, 2, "question pet")->words, 6);
    screen_at(&path, 3, "question dog");
    screen_at(&path, 4, "question name");
    walkthrough_finish(&path);
    form_close(form);
}

static void
a_choice_that_was_read_before_is_not_read_again(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><b/>",
        .body = SELECT("a", "First?", ITEM("1", "Strongly agree") ITEM("2", "Disagree"))
            SELECT("b", "And then?",
                   ITEM("1", "Strongly agree") ITEM("2", "Something else"))};
    struct form *form = load_parts(&parts);
    struct walkthrough path = estimated(form);
    assert_int_equal(screen_at(&path, 2, "question a")->words, 4);
    assert_int_equal(screen_at(&path, 3, "question b")->words, 4);
    walkthrough_finish(&path);
    form_close(form);
}

static void
writing_is_passed_over_unless_it_is_required(void **state)
{
    (void)state;
    struct parts parts = {.instance = "<a/><b/><n/>",
                          .binds = "<bind nodeset='/data/b' required='true()'/>"
                                   "<bind nodeset='/data/n' type='int'/>",
                          .body = "<input ref='/data/a'><label>A</label></input>"
                                  "<input ref='/data/b'><label>B</label></input>"
                                  "<input ref='/data/n'><label>N</label></input>"};
    struct form *form = load_parts(&parts);
    struct walkthrough path = estimated(form);
    assert_int_equal(screen_at(&path, 2, "question a")->touches, 1);
    assert_true(screen_at(&path, 3, "question b")->touches > 10);
    assert_int_equal(screen_at(&path, 4, "question n")->touches, 3);
    walkthrough_finish(&path);
    form_close(form);
}

static void
a_field_list_is_one_screen_with_all_that_is_asked_on_it(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<g><a/><b/><c/></g>",
        .binds = "<bind nodeset='/data/g/b' relevant=\"/data/g/a = 'y'\"/>"
                 "<bind nodeset='/data/g/c' relevant=\"/data/g/a = 'n'\"/>",
        .body =
            "<group ref='/data/g' appearance='field-list'><label>Two "
            "things</label>" SELECT("g/a", "Well?", ITEM("n", "No") ITEM("y", "Yes"))
                SELECT("g/b", "How well is it?", ITEM("1", "Very"))
                    SELECT("g/c", "Why?", ITEM("1", "So")) "</group>"};
    struct form *form = load_parts(&parts);
    struct walkthrough path = estimated(form);
    assert_int_equal(path.count, 4);
    const struct walkthrough_screen *list = screen_at(&path, 2, "question g");
    /* "no" leads to a question as well, and stands first */
    assert_int_equal(list->words, 2 + 3 + 2);
    assert_int_equal(list->touches, 3);
    walkthrough_finish(&path);
    form_close(form);
}

static void
the_service_with_most_to_read_is_told(void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct walkthrough path = estimated(form);
    assert_string_equal(path.service, "payroll");
    walkthrough_finish(&path);
    form_close(form);
}

static void
of_a_form_without_end_the_first_thousand_screens_are_told(void **state)
{
    (void)state;
    struct parts parts = {.instance = "<n>1000</n><r jr:template=''><a/></r>",
                          .body = "<repeat nodeset='/data/r' jr:count='/data/n'>"
                                  "<input ref='/data/r/a'><label>A</label></input>"
                                  "</repeat>"};
    struct form *form = load_parts(&parts);
    struct walkthrough path = estimated(form);
    assert_int_equal(path.count, 1000);
    assert_true(walkthrough_is_too_long(&path));
    walkthrough_finish(&path);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_path_goes_from_the_first_screen_to_recorded),
        cmocka_unit_test(time_is_that_of_reading_and_touching),
        cmocka_unit_test(words_stand_between_spaces_or_are_counted_by_letters),
        cmocka_unit_test(of_choices_the_one_that_leads_to_most_questions_is_taken),
        cmocka_unit_test(a_choice_that_was_read_before_is_not_read_again),
        cmocka_unit_test(writing_is_passed_over_unless_it_is_required),
        cmocka_unit_test(a_field_list_is_one_screen_with_all_that_is_asked_on_it),
        cmocka_unit_test(the_service_with_most_to_read_is_told),
        cmocka_unit_test(of_a_form_without_end_the_first_thousand_screens_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

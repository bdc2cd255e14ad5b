/* Answers that a form takes, found without a resident. */
#include "support_form.h"
#include "townline/simulate.h"
#include "townline/taken_answer.h"

#include <stdio.h>
#include <stdlib.h>

static bool
is_found(const char *type, const char *constraint)
{
    static char value[RESPONSE_VALUE_MAX_BYTES + 1];
    char binds[500];
    snprintf(binds, sizeof binds,
             "<bind nodeset=\"/data/n\" type=\"%s\" required=\"true()\" "
             "constraint=\"%s\"/>",
             type, constraint);
    const struct parts parts = {.instance = "<n/>",
                                .binds = binds,
                                .body =
                                    "<input ref=\"/data/n\"><label>N</label></input>"};
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct place place = place_of(form, "n", 0, 0);
    bool found = taken_answer(instance, form, &place, value);
    assert_string_equal(instance_value(instance, &place), "");
    if (found) {
        set(instance, &place, value);
        assert_int_equal(instance_fault(instance, &place, 0, NULL), FAULT_NONE);
    } else {
        print_message("none: %s\n", constraint);
    }
    instance_destroy(instance);
    form_close(form);
    return found;
}

static void
an_answer_is_found_for_usual_constraints(void **state)
{
    (void)state;
    assert_true(is_found("int", ". &gt;= 18 and . &lt;= 99"));
    assert_true(is_found("int", ". &gt; 437 and . &lt; 440"));
    assert_true(is_found("int", ". &lt; -7"));
    assert_true(is_found("int", "string-length(.) = 4"));
    assert_true(is_found("decimal", ". &gt; 3.5 and . &lt; 3.9"));
    assert_true(is_found("string", "regex(., '^[0-9]{5}(-[0-9]{4})?$')"));
    assert_true(is_found("string", "regex(., '^[A-Z]{2}-(red|blue)\\d+$')"));
    assert_true(is_found("string", "regex(., '[^@]+@[^@]+\\.[a-z]{2,}')"));
    assert_true(is_found("string", "string-length(.) &gt; 40"));
    assert_true(is_found("string", ". = 'Larkmoor'"));
    assert_true(is_found("date", ". &gt; today() + 10"));
    assert_true(is_found("date", ". &lt; date('1950-01-01')"));
}

static void
where_there_is_none_none_is_found(void **state)
{
    (void)state;
    assert_false(is_found("int", ". &lt; 3 and . &gt; 5"));
    assert_false(is_found("string", "false()"));
}

static void
simulated_residents_give_answers_that_are_taken(void **state)
{
    (void)state;
    const struct parts parts = {
        .instance = "<age/><code/>",
        .binds = "<bind nodeset=\"/data/age\" type=\"int\" required=\"true()\" "
                 "constraint=\". &gt;= 18\"/><bind nodeset=\"/data/code\" "
                 "type=\"string\" required=\"true()\" "
                 "constraint=\"regex(., '^[A-Z][0-9]{3}$')\"/>",
        .body = "<input ref=\"/data/age\"><label>A</label></input>"
                "<input ref=\"/data/code\"><label>C</label></input>"};
    struct form *form = load_parts(&parts);
    const struct simulate_options options = {
        .responses = 60, .seed = 5, .first_half_day = 41000, .half_days = 4};
    struct response_set set = {0};
    struct error err = {0};
    size_t answered = 0;
    assert_true(simulate(form, &options, &set, &err));
    for (size_t i = 0; i < set.count; i++) {
        const struct response *response = &set.responses[i];
        for (size_t k = 0; k < response->answer_count; k++) {
            const struct answer *answer = &response->answers[k];
            assert_int_equal(answer->state, ANSWER_VALUE);
            assert_true(answer->question == 1 || atoi(answer->value) >= 18);
            answered++;
        }
    }
    assert_true(answered >= 60);
    response_set_finish(&set);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_found_for_usual_constraints),
        cmocka_unit_test(where_there_is_none_none_is_found),
        cmocka_unit_test(simulated_residents_give_answers_that_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

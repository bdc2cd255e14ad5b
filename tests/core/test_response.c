#include "support_made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Questions of the small form. */
enum { SERVICES = 0, IDENTITY = 3, CONTROL = 4, PARTNER = 5, COMMENT = 11 };

static struct response
response_of(struct answer *answers, size_t count)
{
    return (struct response){.head = {.round = "r", .event = "", .language = "en"},
                             .answers = answers,
                             .answer_count = count};
}

static struct answer
answer_of(size_t question, uint16_t outer, uint16_t inner, const char *value)
{
    return (struct answer){.question = question,
                           .instance = {outer, inner},
                           .state = value ? ANSWER_VALUE : ANSWER_EMPTY,
                           .value = value};
}

static void
answers_stand_by_instance_and_then_by_question(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    const struct answer ordered[] = {
        answer_of(SERVICES, 0, 0, "fire"), answer_of(IDENTITY, 0, 0, "1"),
        answer_of(CONTROL, 0, 0, "2"),     answer_of(PARTNER, 0, 0, "a"),
        answer_of(PARTNER, 0, 1, "b"),     answer_of(IDENTITY, 1, 0, "3"),
        answer_of(CONTROL, 2, 0, "4"),     answer_of(COMMENT, 0, 0, "hm"),
    };
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 8; j++) {
            int result = answer_compare(form, &ordered[i], &ordered[j]);
            assert_int_equal((result > 0) - (result < 0), (i > j) - (i < j));
        }
    }
    descriptor_close(form);
}

static void
a_set_keeps_a_sorted_copy_of_its_own(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    char value[] = "fire";
    uint8_t box[] = {1, 2, 3};
    struct answer answers[] = {
        answer_of(COMMENT, 0, 0, NULL),
        answer_of(IDENTITY, 1, 0, "3"),
        answer_of(SERVICES, 0, 0, value),
    };
    answers[0].state = ANSWER_SEALED;
    answers[0].sealed = (struct sealed_text){.row_id = {9}, .box = box, .box_size = 3};
    struct response response = response_of(answers, 3);
    struct response_set set = {0};
    assert_true(response_set_add(&set, form, &response, NULL));
    value[0] = 'w';
    box[0] = 0;
    const struct response *kept = &set.responses[0];
    assert_int_equal(kept->answers[0].question, SERVICES);
    assert_string_equal(kept->answers[0].value, "fire");
    assert_int_equal(kept->answers[2].question, COMMENT);
    assert_int_equal(kept->answers[2].sealed.box[0], 1);
    response_set_finish(&set);
    response_set_finish(&set);
    descriptor_close(form);
}

static void
what_the_descriptor_does_not_allow_is_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    const struct answer wrong[] = {
        answer_of(13, 0, 0, "x"),       /* no such question */
        answer_of(IDENTITY, 3, 0, "1"), /* three services only */
        answer_of(IDENTITY, 0, 1, "1"), /* a second repeat around it */
        answer_of(SERVICES, 1, 0, "x"), /* in no repeat */
        answer_of(PARTNER, 0, 1000, "x"), answer_of(COMMENT, 0, 0, "\xff"),
    };
    struct response_set set = {0};
    struct error err = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct answer answer = wrong[i];
        struct response response = response_of(&answer, 1);
        assert_false(response_set_add(&set, form, &response, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    struct answer twice[] = {answer_of(COMMENT, 0, 0, "a"), answer_of(0, 0, 0, "fire"),
                             answer_of(COMMENT, 0, 0, "b")};
    struct response response = response_of(twice, 3);
    assert_false(response_set_add(&set, form, &response, &err));
    assert_non_null(strstr(err.text, "comment"));
    response.answer_count = 1;
    response.head.channel = (enum channel)4;
    assert_false(response_set_add(&set, form, &response, &err));
    response_set_finish(&set);
    descriptor_close(form);
}

static void
a_head_that_says_something_unknown_is_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct answer answer = answer_of(COMMENT, 0, 0, "a");
    struct response_set set = {0};
    for (int member = 0; member < 5; member++) {
        struct response response = response_of(&answer, 1);
        struct response_head *head = &response.head;
        for (int past = 0; past < 2; past++) {
            /* the last that is known, and one past it */
            if (member == 0) {
                head->channel = (enum channel)(CHANNEL_VOICE + past);
            } else if (member == 1) {
                head->duration = (enum duration_band)(DURATION_OVER_8 + past);
            } else if (member == 2) {
                head->straight_line = (enum straight_line)(STRAIGHT_UNKNOWN + past);
            } else if (member == 3) {
                head->assisted = (enum said)(SAID_NO + past);
            } else {
                head->first_time = (enum said)(SAID_NO + past);
            }
            assert_int_equal(response_set_add(&set, form, &response, NULL), past == 0);
        }
    }
    response_set_finish(&set);
    descriptor_close(form);
}

static void
values_and_names_are_limited_in_length(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    static char value[4 * RESPONSE_VALUE_MAX_BYTES], name[RESPONSE_NAME_MAX_BYTES + 2];
    struct answer text = answer_of(COMMENT, 0, 0, value);
    struct response response = response_of(&text, 1);
    struct response_set set = {0};
    memset(value, 'a', RESPONSE_TEXT_MAX_CHARACTERS);
    assert_true(response_set_add(&set, form, &response, NULL));
    value[RESPONSE_TEXT_MAX_CHARACTERS] = 'a';
    assert_false(response_set_add(&set, form, &response, NULL));
    text = answer_of(12, 0, 0, value); /* a string has only bytes to mind */
    assert_true(response_set_add(&set, form, &response, NULL));
    memset(value, 'a', RESPONSE_VALUE_MAX_BYTES + 1);
    assert_false(response_set_add(&set, form, &response, NULL));
    value[0] = '\0';
    for (size_t i = 0; i < RESPONSE_TEXT_MAX_CHARACTERS; i++) {
        memcpy(value + 4 * i, "\xf0\x9f\x99\x82", 5);
    }
    text = answer_of(COMMENT, 0, 0, value);
    assert_true(response_set_add(&set, form, &response, NULL));
    memset(name, 'n', RESPONSE_NAME_MAX_BYTES + 1);
    response.head.event = name;
    assert_false(response_set_add(&set, form, &response, NULL));
    response_set_finish(&set);
    descriptor_close(form);
}

static void
a_set_takes_only_so_many_responses(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct response response = response_of(NULL, 0);
    struct response_set set = {0};
    struct error err = {0};
    for (size_t i = 0; i < RESPONSE_SET_MAX; i++) {
        assert_true(response_set_add(&set, form, &response, NULL));
    }
    assert_false(response_set_add(&set, form, &response, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_int_equal(set.count, RESPONSE_SET_MAX);
    response_set_finish(&set);
    descriptor_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_stand_by_instance_and_then_by_question),
        cmocka_unit_test(a_set_keeps_a_sorted_copy_of_its_own),
        cmocka_unit_test(what_the_descriptor_does_not_allow_is_refused),
        cmocka_unit_test(a_head_that_says_something_unknown_is_refused),
        cmocka_unit_test(values_and_names_are_limited_in_length),
        cmocka_unit_test(a_set_takes_only_so_many_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

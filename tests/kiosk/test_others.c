/* How others answered: after one's own answers, in tens, of batches that are over. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW 41300 /* the booth's half-day */
#define LIBRARIES 2

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.show_others = true;
    *state = &booth;
    return 0;
}

static void
only_whole_batches_of_ten_that_are_over_count(void **state)
{
    (void)state;
    static struct others_batches batches;
    batches = (struct others_batches){0};
    assert_int_equal(others_limit(&batches, 100), 0);
    for (int i = 0; i < 9; i++) {
        others_note(&batches, 12);
    }
    assert_int_equal(others_limit(&batches, 100), 0);
    others_note(&batches, 10); /* in any order */
    assert_int_equal(others_limit(&batches, 100), 13);
    assert_int_equal(others_limit(&batches, 12), 0); /* that day is not over */
    for (int i = 0; i < 9; i++) {
        others_note(&batches, 20);
    }
    assert_int_equal(others_limit(&batches, 100), 13);
    others_note(&batches, 21);
    assert_int_equal(others_limit(&batches, 100), 22);
    assert_int_equal(others_limit(&batches, 21), 13);
}

/* Whoever looks twice learns of ten more people or of nobody. */
static void
two_looks_differ_by_ten_people_or_by_none(void **state)
{
    (void)state;
    static struct others_batches batches;
    batches = (struct others_batches){0};
    uint32_t all = 0, told = 0;
    for (uint32_t day = 1; day < 400; day++) {
        for (uint32_t i = 0; i < day * 7 % 5; i++) {
            others_note(&batches, day);
        }
        uint32_t limit = others_limit(&batches, day + 1);
        all = 0;
        for (size_t i = 0; i < batches.count; i++) {
            all +=
                batches.half_days[i].half_day < limit ? batches.half_days[i].count : 0;
        }
        assert_true(all == told || all >= told + OTHERS_BATCH_MIN);
        told = all;
    }
    assert_true(told > 100);
}

static void
cells_below_ten_are_hidden_and_the_rest_are_tens(void **state)
{
    (void)state;
    assert_int_equal(small_groups_tens(0), 0);
    assert_int_equal(small_groups_tens(9), 0);
    assert_int_equal(small_groups_tens(10), 10);
    assert_int_equal(small_groups_tens(19), 10);
    assert_int_equal(small_groups_tens(347), 340);
}

/* As if people had answered about the libraries before. */
static void
answer_before(struct booth *booth, unsigned count, const char *value, uint32_t half_day)
{
    const struct descriptor *descriptor = form_descriptor(booth->kiosk->pack->form);
    static uint8_t id;
    struct error err;
    for (unsigned i = 0; i < count; i++) {
        struct answer answers[] = {{.question = (size_t)descriptor_find_question(
                                        descriptor, "about/block/map/identity"),
                                    .instance = {LIBRARIES},
                                    .state = ANSWER_VALUE,
                                    .value = value}};
        struct response response = {.head = {.round = "",
                                             .event = "",
                                             .language = "en",
                                             .half_day = half_day,
                                             .duration = DURATION_1_2,
                                             .straight_line = STRAIGHT_UNKNOWN,
                                             .complete = true},
                                    .answers = answers,
                                    .answer_count = 1};
        response.head.id[0] = ++id;
        response.head.id[1] = 7;
        if (!store_save(booth->kiosk->store, &response, &err)) {
            fail_msg("%s", err.text);
        }
    }
}

static void
open_with(struct booth *booth, unsigned agree, unsigned disagree)
{
    booth->clock = (struct clock){0};
    clock_init_fake(&booth->clock, NOW - 3);
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n");
    answer_before(booth, agree, "5", NOW - 3);
    answer_before(booth, disagree, "1", NOW - 3);
    booth_close(booth);
    clock_init_fake(&booth->clock, NOW);
}

static void
who_has_answered_may_see_how_others_did(void **state)
{
    struct booth *booth = *state;
    open_with(booth, 23, 4);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch others\nexpect screen others\n"
                      "expect text Strongly agree, yours: 20 or more\n"
                      "expect text Strongly disagree: fewer than 10\n"
                      "expect text 10 people\nexpect text your answer\n"
                      "touch next\nexpect screen recorded\n");
    assert_true(booth->kiosk->session.saw_others);
}

static void
nothing_is_shown_unless_staff_allow_it(void **state)
{
    struct booth *booth = *state;
    booth->options.show_others = false;
    open_with(booth, 23, 4);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch more\nexpect no node others\n");
}

static void
nothing_is_shown_while_all_cells_are_small(void **state)
{
    struct booth *booth = *state;
    open_with(booth, 9, 9);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch more\nexpect no node others\n");
}

static void
nothing_is_shown_of_a_day_that_is_not_over(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\n");
    answer_before(booth, 30, "5", NOW);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch more\nexpect no node others\n");
}

static void
who_did_not_answer_the_question_is_not_shown_its_answers(void **state)
{
    struct booth *booth = *state;
    open_with(booth, 30, 30);
    booth_play(booth, "touch language-en\ntouch next\ntouch next\n"
                      "touch service-libraries\ntouch next\ntouch next\ntouch skip\n"
                      "touch skip\ntouch skip\ntouch next\n");
    booth_play(booth, "expect screen recorded\ntouch more\nexpect no node others\n");
}

static bool
look(void *context, const struct stored_response *stored)
{
    unsigned *marked = context;
    *marked += stored->response->head.after_results;
    return true;
}

static void
what_is_answered_after_seeing_others_says_so(void **state)
{
    struct booth *booth = *state;
    unsigned marked = 0;
    struct error err;
    open_with(booth, 12, 12);
    booth_play(booth, booth_to_recorded);
    assert_true(store_each_response(booth->kiosk->store, look, &marked, &err));
    assert_int_equal(marked, 0);
    booth_play(booth, "touch others\ntouch next\ntouch skip\ntouch answer-0\n"
                      "touch choice-tarn_springs\ntouch next\n");
    assert_true(store_each_response(booth->kiosk->store, look, &marked, &err));
    assert_int_equal(marked, 1);
    booth_play(booth, "touch next\ntouch next\nexpect screen attract\n");
    assert_false(booth->kiosk->session.saw_others);
}

#define BOOTH_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_whole_batches_of_ten_that_are_over_count),
        cmocka_unit_test(two_looks_differ_by_ten_people_or_by_none),
        cmocka_unit_test(cells_below_ten_are_hidden_and_the_rest_are_tens),
        BOOTH_TEST(who_has_answered_may_see_how_others_did),
        BOOTH_TEST(nothing_is_shown_unless_staff_allow_it),
        BOOTH_TEST(nothing_is_shown_while_all_cells_are_small),
        BOOTH_TEST(nothing_is_shown_of_a_day_that_is_not_over),
        BOOTH_TEST(who_did_not_answer_the_question_is_not_shown_its_answers),
        BOOTH_TEST(what_is_answered_after_seeing_others_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

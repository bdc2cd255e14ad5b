#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- partners ---- */

static void
partners_are_counted_over_yes_and_maybe(void **state)
{
    (void)state;
    made_share(FIRE, 60, 20, 20);
    made_share(PARKS, 30, 10, 60);
    made_add(ASK_PARTNERS, FIRE, COUNTS_CHOICE, 0, 50);
    made_add(ASK_PARTNERS, PARKS, COUNTS_CHOICE, 0, 10);
    made_add(ASK_PARTNERS, PARKS, COUNTS_CHOICE, 1, 40);
    made_add(ASK_PARTNERS, FIRE, COUNTS_CHOICE, 1, 35);
    made_read();
    made_decide();
    const struct model *model = &made.model;
    assert_int_equal(model->partner_count, 3);
    assert_int_equal(model->partners[0].of.n, 120);
    assert_int_equal(model->partners[0].percent, 50);
    assert_int_equal(model->partners[1].n.n, 75);
    assert_int_equal(model->partners[1].percent, 63); /* 62.5 */
    assert_int_equal(model->partners[2].percent, 0);
    static const size_t order[] = {1, 0, 2};
    assert_memory_equal(model->partner_order, order, sizeof order);
}

/* ---- concerns and lists ---- */

static void
the_top_concern_is_the_most_named_one_that_is_one(void **state)
{
    (void)state;
    static const uint32_t n[] = {40, 30, 40, 60};
    for (int i = 0; i < 4; i++) {
        made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, i, n[i]);
    }
    made_add(ASK_CONCERNS, FIRE, COUNTS_ANSWERED, 0, 120);
    made_read();
    made_decide();
    const struct model_service *service = &made.model.services[FIRE];
    /* "none" is no concern, and of equals the first in the form is taken */
    assert_int_equal(service->top_concern, 0);
    assert_int_equal(service->concerns.items[0].percent, 33);
    static const size_t order[] = {0, 2, 1, 3};
    assert_memory_equal(service->concerns.order, order, sizeof order);
    assert_int_equal(made.model.services[PARKS].top_concern, -1);
}

static void
a_concern_that_is_hidden_may_be_the_top_one(void **state)
{
    (void)state;
    made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, 0, 40);
    made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, 1, 5);
    made_add(ASK_CONCERNS, FIRE, COUNTS_ANSWERED, 0, 50);
    made_read();
    figure_hide(&made.model.services[FIRE].concerns.items[1].n, 0, 9);
    made_decide();
    assert_int_equal(made.model.services[FIRE].top_concern, 0);
    made_teardown(NULL);
    made_setup(NULL);
    made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, 0, 40);
    made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, 1, 5);
    made_add(ASK_CONCERNS, FIRE, COUNTS_ANSWERED, 0, 50);
    made_read();
    figure_hide(&made.model.services[FIRE].concerns.items[1].n, 0, 45);
    made_decide();
    assert_int_equal(made.model.services[FIRE].top_concern, -1);
}

static void
concerns_over_all_services_are_their_sum(void **state)
{
    (void)state;
    for (int service = FIRE; service < SERVICES; service++) {
        made_add(ASK_CONCERNS, service, COUNTS_CHOICE, 2, 10 + (uint32_t)service);
        made_add(ASK_CONCERNS, service, COUNTS_ANSWERED, 0, 20);
    }
    made_read();
    made_decide();
    assert_int_equal(made.model.concerns.items[2].n.n, 33);
    assert_int_equal(made.model.concerns.answered.n, 60);
    assert_int_equal(made.model.concerns.items[2].percent, 55);
}

static void
every_question_of_no_section_has_a_list(void **state)
{
    (void)state;
    made_read();
    made_decide();
    static const int questions[] = {ASK_SERVICES, ASK_AGE, ASK_YEARS};
    assert_int_equal(made.model.list_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(made.model.lists[i].question, questions[i]);
    }
    assert_string_equal(made.model.lists[1].label, "you/age");
    assert_int_equal(made.model.lists[1].kind, LIST_ONE);
    assert_int_equal(made.model.lists[2].kind, LIST_VALUES);
}

/* ---- numbers ---- */

static void
number(const char *text, uint32_t n)
{
    int value;
    assert_true(counts_text_number(made.counts, text, &value, NULL));
    made_add(ASK_YEARS, 0, COUNTS_TEXT, value, n);
}

static const struct model_list *
years(void)
{
    made_read();
    made_decide();
    return &made.model.lists[2];
}

static void
few_numbers_stand_for_themselves_with_those_between(void **state)
{
    (void)state;
    number("10", 3);
    number("9", 2);
    number("12", 1);
    const struct model_list *list = years();
    static const char *const codes[] = {"9", "10", "11", "12"};
    static const uint32_t n[] = {2, 3, 0, 1};
    assert_int_equal(list->count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(list->items[i].code, codes[i]);
        assert_null(list->items[i].last);
        assert_int_equal(list->items[i].n.n, n[i]);
        assert_int_equal(list->order[i], i);
    }
}

static void
many_numbers_are_joined_in_rows_of_one_width(void **state)
{
    (void)state;
    char text[16];
    for (int i = -3; i <= 90; i++) {
        snprintf(text, sizeof text, "%d", i);
        number(text, 1);
    }
    const struct model_list *list = years();
    assert_int_equal(list->count, 20);
    assert_string_equal(list->items[0].code, "-5");
    assert_string_equal(list->items[0].last, "-1");
    assert_int_equal(list->items[0].n.n, 3);
    assert_string_equal(list->items[1].code, "0");
    assert_string_equal(list->items[1].last, "4");
    assert_int_equal(list->items[1].n.n, 5);
    assert_int_equal(list->items[19].n.n, 1);
}

static void
decimals_are_joined_too_and_what_is_no_number_is_kept(void **state)
{
    (void)state;
    number("0.5", 1);
    number("0.25", 1);
    number("3", 2);
    const struct model_list *list = years();
    assert_string_equal(list->items[0].code, "0.20");
    assert_string_equal(list->items[0].last, "0.39");
    assert_int_equal(list->items[0].n.n, 1);
    assert_string_equal(list->items[list->count - 1].code, "3.00");
    made_teardown(NULL);
    made_setup(NULL);
    number("1e5", 1);
    number("7", 2);
    number("99999999999999999999", 3);
    list = years();
    assert_int_equal(list->count, 3);
    assert_string_equal(list->items[0].code, "1e5");
    assert_int_equal(list->items[2].n.n + list->items[1].n.n, 5);
}

static void
the_largest_numbers_are_joined_without_harm(void **state)
{
    (void)state;
    number("-999999999999", 1);
    number("999999999999.999999", 1);
    const struct model_list *list = years();
    uint32_t people = 0;
    assert_true(list->count <= 20);
    for (size_t i = 0; i < list->count; i++) {
        people += list->items[i].n.n;
    }
    assert_int_equal(people, 2);
}

/* ---- comments ---- */

static void
comments_are_drawn_by_the_seed_whatever_their_order(void **state)
{
    (void)state;
    char texts[30][16];
    struct model_comment comments[30], turned[30];
    for (size_t i = 0; i < 30; i++) {
        snprintf(texts[i], sizeof texts[i], "words %zu", i);
        comments[i] = (struct model_comment){ASK_COMMENT, 0, texts[i], "en"};
        turned[29 - i] = comments[i];
    }
    const char *drawn[2][MODEL_DRAWN_MAX];
    size_t same = 0;
    for (uint64_t seed = 0; seed < 2; seed++) {
        made.input.seed = seed;
        for (int turn = 0; turn < 2; turn++) {
            made.input.comments = turn ? turned : comments;
            made.input.comment_count = 30;
            made_add(ASK_COMMENT, 0, COUNTS_ANSWERED, 0, 40);
            made_read();
            made_decide();
            const struct model_words *words = &made.model.comments;
            assert_int_equal(words->count, MODEL_DRAWN_MAX);
            assert_int_equal(words->let_through, 30);
            for (size_t i = 0; i < words->count; i++) {
                const char *text = words->drawn[i]->text;
                for (size_t j = 0; j < i; j++) {
                    assert_ptr_not_equal(text, words->drawn[j]->text);
                }
                if (turn == 0) {
                    drawn[seed][i] = text;
                } else {
                    assert_string_equal(text, drawn[seed][i]);
                }
            }
            model_finish(&made.model);
        }
    }
    for (size_t i = 0; i < MODEL_DRAWN_MAX; i++) {
        same += strcmp(drawn[0][i], drawn[1][i]) == 0;
    }
    assert_true(same < MODEL_DRAWN_MAX);
}

static void
fewer_than_ten_comments_are_not_given(void **state)
{
    (void)state;
    static const char *const texts[] = {"a", "b", "c", "d", "e",
                                        "f", "g", "h", "i", "j"};
    struct model_comment comments[10];
    for (size_t i = 0; i < 10; i++) {
        comments[i] = (struct model_comment){ASK_MIND, PARKS, texts[i], "en"};
    }
    made.input.comments = comments;
    made.input.comment_count = 9;
    made_read();
    made_decide();
    assert_int_equal(made.model.services[PARKS].minds.count, 0);
    assert_int_equal(made.model.services[PARKS].minds.let_through, 0);
    model_finish(&made.model);
    made.input.comment_count = 10;
    made_read();
    made_decide();
    assert_int_equal(made.model.services[PARKS].minds.let_through, 10);
    assert_int_equal(made.model.services[PARKS].minds.count, MODEL_DRAWN_MAX);
    assert_int_equal(made.model.services[FIRE].minds.count, 0);
    assert_int_equal(made.model.comments.count, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(partners_are_counted_over_yes_and_maybe),
        TEST(the_top_concern_is_the_most_named_one_that_is_one),
        TEST(a_concern_that_is_hidden_may_be_the_top_one),
        TEST(concerns_over_all_services_are_their_sum),
        TEST(every_question_of_no_section_has_a_list),
        TEST(few_numbers_stand_for_themselves_with_those_between),
        TEST(many_numbers_are_joined_in_rows_of_one_width),
        TEST(decimals_are_joined_too_and_what_is_no_number_is_kept),
        TEST(the_largest_numbers_are_joined_without_harm),
        TEST(comments_are_drawn_by_the_seed_whatever_their_order),
        TEST(fewer_than_ten_comments_are_not_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

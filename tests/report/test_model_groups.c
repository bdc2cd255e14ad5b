#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct model_service *
decided(int service)
{
    made_decide();
    return &made.model.services[service];
}

/* A share out of 100 with a starting service's statements. */
static void
share(uint32_t yes, uint32_t maybe, uint32_t no)
{
    made_share(FIRE, yes, maybe, no);
    made_agree(ASK_IDENTITY, FIRE, 100, 20, 20);
    made_agree(ASK_CONTROL, FIRE, 100, 20, 20);
    made_read();
}

static void
assert_unmet(const struct model_service *service, const bool unmet[MODEL_CONDITIONS])
{
    for (int i = 0; i < MODEL_CONDITIONS; i++) {
        assert_int_equal(service->unmet[i], unmet[i]);
        assert_false(service->is_open[i]);
    }
}

static void
assert_unmet_open(const struct model_service *service, enum model_condition condition)
{
    assert_true(service->unmet[condition]);
    assert_true(service->is_open[condition]);
}

static void
all_conditions_met_is_a_start(void **state)
{
    (void)state;
    made_starting(FIRE);
    made_read();
    const struct model_service *service = decided(FIRE);
    assert_int_equal(service->group, GROUP_START);
    assert_unmet(service, (const bool[MODEL_CONDITIONS]){false});
    assert_int_equal(service->leave_because, 0);
}

static void
half_yes_is_enough(void **state)
{
    (void)state;
    share(50, 25, 25);
    assert_int_equal(decided(FIRE)->group, GROUP_START);
}

static void
one_less_than_half_is_talked_about(void **state)
{
    (void)state;
    share(49, 27, 24);
    const struct model_service *service = decided(FIRE);
    assert_int_equal(service->group, GROUP_TALK);
    assert_unmet(service, (const bool[MODEL_CONDITIONS]){[CONDITION_YES] = true});
}

static void
the_half_of_an_odd_number_is_not_rounded(void **state)
{
    (void)state;
    share(50, 30, 21); /* 50 of 101 is 49.5 % and prints 50 */
    const struct model_service *service = decided(FIRE);
    assert_int_equal(service->group, GROUP_TALK);
    assert_true(service->unmet[CONDITION_YES]);
}

static void
more_than_a_quarter_of_no_is_talked_about(void **state)
{
    (void)state;
    share(60, 14, 26);
    const struct model_service *service = decided(FIRE);
    assert_int_equal(service->group, GROUP_TALK);
    assert_unmet(service, (const bool[MODEL_CONDITIONS]){[CONDITION_NO] = true});
}

static void
two_fifths_of_no_is_left(void **state)
{
    (void)state;
    share(50, 10, 40);
    const struct model_service *service = decided(FIRE);
    assert_int_equal(service->group, GROUP_LEAVE);
    assert_int_equal(service->leave_because, LEAVE_BECAUSE_NO);
}

static void
one_less_than_two_fifths_of_no_is_not_left(void **state)
{
    (void)state;
    share(50, 11, 39);
    assert_int_equal(decided(FIRE)->group, GROUP_TALK);
}

/* So many of 100 agree with each statement. */
static const struct model_service *
with_agreement(uint32_t identity, uint32_t control)
{
    made_share(FIRE, 60, 30, 10);
    made_agree(ASK_IDENTITY, FIRE, 100, identity, 10);
    made_agree(ASK_CONTROL, FIRE, 100, control, 10);
    made_read();
    return decided(FIRE);
}

static void
three_fifths_on_both_statements_is_left(void **state)
{
    (void)state;
    const struct model_service *service = with_agreement(60, 60);
    assert_int_equal(service->group, GROUP_LEAVE);
    assert_int_equal(service->leave_because, LEAVE_BECAUSE_AGREE);
}

static void
three_fifths_on_one_statement_is_not_left(void **state)
{
    (void)state;
    assert_int_equal(with_agreement(90, 59)->group, GROUP_TALK);
}

static void
half_who_want_it_decided_here_are_talked_with(void **state)
{
    (void)state;
    const struct model_service *service = with_agreement(20, 50);
    assert_int_equal(service->group, GROUP_TALK);
    assert_unmet(service, (const bool[MODEL_CONDITIONS]){[CONDITION_CONTROL] = true});
}

static void
one_less_than_half_decided_here_may_start(void **state)
{
    (void)state;
    assert_int_equal(with_agreement(59, 49)->group, GROUP_START);
}

static void
a_split_needs_three_tenths_on_each_side(void **state)
{
    (void)state;
    static const struct {
        uint32_t agree, disagree;
        bool is_split;
    } sides[] = {{30, 30, true}, {29, 30, false}, {30, 29, false}, {40, 59, true}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        made_share(FIRE, 60, 30, 10);
        made_agree(ASK_IDENTITY, FIRE, 100, 40, 40);
        made_agree(ASK_CONTROL, FIRE, 100, sides[i].agree, sides[i].disagree);
        made_read();
        const struct model_service *service = decided(FIRE);
        assert_true(service->all.identity.is_split);
        assert_int_equal(service->all.control.is_split, sides[i].is_split);
        assert_int_equal(service->unmet[CONDITION_SPLIT], sides[i].is_split);
        assert_int_equal(service->group, sides[i].is_split ? GROUP_TALK : GROUP_START);
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
blank_or_low_savings_are_an_unmet_condition(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        made_starting(FIRE);
        struct model_savings *savings = &made_read()->services[FIRE].savings;
        if (i == 0) {
            savings->has_low = false;
        } else if (i == 1) {
            savings->has_threshold = false;
        } else {
            savings->low = savings->threshold - (i == 2);
        }
        const struct model_service *service = decided(FIRE);
        assert_int_equal(service->unmet[CONDITION_SAVINGS], i < 3);
        assert_int_equal(service->group, i < 3 ? GROUP_TALK : GROUP_START);
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
fifty_of_each_are_needed(void **state)
{
    (void)state;
    for (int lacking = 0; lacking <= 3; lacking++) {
        made_share(FIRE, lacking == 1 ? 39 : 40, 5, 5);
        made_agree(ASK_IDENTITY, FIRE, lacking == 2 ? 49 : 50, 10, 10);
        made_agree(ASK_CONTROL, FIRE, lacking == 3 ? 49 : 50, 10, 10);
        made_read();
        const struct model_service *service = decided(FIRE);
        assert_int_equal(service->group, lacking == 0 ? GROUP_START : GROUP_NEEDS);
        assert_int_equal(service->need, lacking == 0 ? 0 : 1);
        assert_int_equal(service->place, lacking == 0);
        if (lacking > 0) {
            assert_true(service->has_exact_need);
            assert_int_equal(service->fewest.low, 49);
            assert_false(service->points.is_given);
            assert_unmet(service, (const bool[MODEL_CONDITIONS]){false});
            assert_false(service->is_close);
        }
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
a_hidden_number_of_answers_needs_41_or_more(void **state)
{
    (void)state;
    made_starting(FIRE);
    made_share(PARKS, 3, 2, 1);
    struct model *model = made_read();
    figure_hide(&model->services[PARKS].all.share.n, 0, 9);
    figure_hide(&model->services[PARKS].all.identity.n, 0, 9);
    figure_hide(&model->services[PARKS].all.control.n, 0, 9);
    const struct model_service *service = decided(PARKS);
    assert_int_equal(service->group, GROUP_NEEDS);
    assert_int_equal(service->need, 41);
    assert_false(service->has_exact_need);
    assert_false(model->few.is_few);
}

/* ---- close calls ---- */

static void
five_in_a_hundred_who_move_make_a_close_call(void **state)
{
    (void)state;
    static const struct {
        uint32_t yes, maybe, no;
        bool is_close;
        enum model_group to;
    } cases[] = {
        /* k is 5: yes to no leaves 50 yes and 15 no */
        {55, 35, 10, false, GROUP_START},
        /* yes to maybe leaves 49 */
        {54, 36, 10, true, GROUP_TALK},
        /* maybe to no: 21 + 5 is more than a quarter */
        {60, 19, 21, true, GROUP_TALK},
        {60, 20, 20, false, GROUP_START},
        /* 36 no and 5 more are two fifths; 34 and 5 are not, nor is it a start */
        {30, 34, 36, true, GROUP_LEAVE},
        {30, 36, 34, false, GROUP_TALK},
        /* 45 and 5 are half: a start; 44 and 5 are not */
        {45, 45, 10, true, GROUP_START},
        {44, 46, 10, false, GROUP_TALK},
        /* a move takes as many as are there: 3 of maybe */
        {60, 3, 37, true, GROUP_LEAVE},
        {94, 3, 3, false, GROUP_START},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        share(cases[i].yes, cases[i].maybe, cases[i].no);
        const struct model_service *service = decided(FIRE);
        if (service->is_close != cases[i].is_close) {
            fail_msg("case %zu", i);
        }
        if (cases[i].is_close) {
            assert_int_equal(service->close_to, cases[i].to);
        }
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
the_twentieth_part_is_rounded_up(void **state)
{
    (void)state;
    /* of 101 people 6 move: 56 yes less 6 are 50, under half of 101 */
    made_share(FIRE, 56, 35, 10);
    made_agree(ASK_IDENTITY, FIRE, 100, 20, 20);
    made_agree(ASK_CONTROL, FIRE, 100, 20, 20);
    made_read();
    assert_true(decided(FIRE)->is_close);
}

static void
agreement_that_moves_makes_a_close_call(void **state)
{
    (void)state;
    static const struct {
        uint32_t identity, control;
        bool is_close;
    } cases[] = {
        {20, 45, true},                  /* 50 is no longer under half */
        {20, 44, false},                 /* 49 is */
        {20, 54, true},                  /* 49: a start */
        {20, 55, false},                 /* 50 is not */
        {55, 60, true},                  /* 60 on both: left */
        {54, 60, false}, {64, 90, true}, /* 59 on one: not left */
        {65, 65, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (with_agreement(cases[i].identity, cases[i].control)->is_close !=
            cases[i].is_close) {
            fail_msg("case %zu", i);
        }
        made_teardown(NULL);
        made_setup(NULL);
    }
}

/* ---- what is hidden ---- */

/* Whatever the small number is, all that is decided stays the same. */
static void
a_hidden_number_never_decides(void **state)
{
    (void)state;
    enum model_group group = GROUP_NEEDS;
    bool is_close = false;
    for (uint32_t small = 0; small < 10; small++) {
        /* told: 56 yes of 100; maybe and no are 44 together */
        share(56, small, 44 - small);
        struct model_share *told = &made.model.services[FIRE].all.share;
        figure_hide(&told->maybe, 0, 44);
        figure_hide(&told->no, 0, 44);
        const struct model_service *service = decided(FIRE);
        assert_false(service->points.is_given && !service->points.has[POINT_YES]);
        if (small == 0) {
            group = service->group;
            is_close = service->is_close;
        }
        assert_int_equal(service->group, group);
        assert_int_equal(service->is_close, is_close);
        assert_true(service->is_open[CONDITION_NO]);
        made_teardown(NULL);
        made_setup(NULL);
    }
    assert_int_equal(group, GROUP_TALK);
}

static void
numbers_of_which_nothing_is_told_decide_nothing(void **state)
{
    (void)state;
    made_people(100);
    made_starting(FIRE);
    struct model_service *service = &made_read()->services[FIRE];
    figure_hide(&service->all.control.agree, 0, UINT32_MAX);
    figure_hide(&service->all.share.maybe, 0, UINT32_MAX);
    decided(FIRE);
    assert_int_equal(service->group, GROUP_TALK);
    assert_unmet_open(service, CONDITION_CONTROL);
    assert_false(service->is_close);
    made_teardown(NULL);
    made_setup(NULL);

    made_people(100);
    made_starting(FIRE);
    service = &made_read()->services[FIRE];
    figure_hide(&service->all.share.n, 0, UINT32_MAX);
    figure_hide(&service->all.share.yes, 0, UINT32_MAX);
    figure_hide(&service->all.share.no, 0, UINT32_MAX);
    decided(FIRE);
    assert_int_equal(service->group, GROUP_NEEDS);
    assert_int_equal(service->need, 0);
    assert_false(service->has_exact_need);
    /* the two others lack 50; it is taken to have half of 100 people */
    assert_int_equal(made.model.few.people, 200);
}

static void
fewer_than_ten_of_fifty_leave_nothing_open(void **state)
{
    (void)state;
    made_share(FIRE, 40, 5, 5);
    made_agree(ASK_IDENTITY, FIRE, 50, 5, 5);
    made_agree(ASK_CONTROL, FIRE, 50, 5, 5);
    struct model_service *service = &made_read()->services[FIRE];
    figure_hide(&service->all.share.no, 0, 9);
    figure_hide(&service->all.identity.agree, 0, 9);
    figure_hide(&service->all.identity.disagree, 0, 9);
    figure_hide(&service->all.control.agree, 0, 9);
    figure_hide(&service->all.control.disagree, 0, 9);
    decided(FIRE);
    assert_int_equal(service->group, GROUP_START);
    assert_unmet(service, (const bool[MODEL_CONDITIONS]){false});
    assert_int_equal(service->factors[FACTOR_CONTROL], RATING_HELPS);
    /* but points are made of printed numbers */
    assert_false(service->points.is_given);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(all_conditions_met_is_a_start),
        TEST(half_yes_is_enough),
        TEST(one_less_than_half_is_talked_about),
        TEST(the_half_of_an_odd_number_is_not_rounded),
        TEST(more_than_a_quarter_of_no_is_talked_about),
        TEST(two_fifths_of_no_is_left),
        TEST(one_less_than_two_fifths_of_no_is_not_left),
        TEST(three_fifths_on_both_statements_is_left),
        TEST(three_fifths_on_one_statement_is_not_left),
        TEST(half_who_want_it_decided_here_are_talked_with),
        TEST(one_less_than_half_decided_here_may_start),
        TEST(a_split_needs_three_tenths_on_each_side),
        TEST(blank_or_low_savings_are_an_unmet_condition),
        TEST(fifty_of_each_are_needed),
        TEST(a_hidden_number_of_answers_needs_41_or_more),
        TEST(five_in_a_hundred_who_move_make_a_close_call),
        TEST(the_twentieth_part_is_rounded_up),
        TEST(agreement_that_moves_makes_a_close_call),
        TEST(a_hidden_number_never_decides),
        TEST(numbers_of_which_nothing_is_told_decide_nothing),
        TEST(fewer_than_ten_of_fifty_leave_nothing_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

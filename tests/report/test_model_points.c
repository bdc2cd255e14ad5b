#include "support_model.h"

#include "model_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The service of the target picture: yes 72, decided here 14, first 29 %, 25 of 20
 * thousand, seldom seen. */
static struct model_service *
make_payroll(void)
{
    made_share(FIRE, 72, 16, 12);
    made_agree(ASK_IDENTITY, FIRE, 100, 8, 74);
    made_agree(ASK_CONTROL, FIRE, 100, 14, 62);
    made_add(ASK_FIRST_THREE, 0, COUNTS_ANSWERED, 0, 100);
    made_add(ASK_FIRST_THREE, 0, COUNTS_CHOICE, FIRE, 29);
    struct model_service *service = &made_read()->services[FIRE];
    service->savings.low = 2500000;
    service->savings.threshold = 2000000;
    service->visibility = LEVEL_LOW;
    return service;
}

static void
points_are_the_weighted_mean_of_printed_percents(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    made_decide();
    const struct model_points *points = &service->points;
    assert_true(points->is_given);
    static const uint32_t of[] = {72, 86, 58, 62, 100};
    for (int i = 0; i < RULES_WEIGHTS; i++) {
        assert_true(points->has[i]);
        assert_int_equal(points->of[i], of[i]);
    }
    /* 3 * 72 + 2 * 86 + 58 = 446, 2 * 62 + 2 * 100 = 324: 770 by 10 */
    assert_int_equal(points->people_sum, 446);
    assert_int_equal(points->staff_sum, 324);
    assert_int_equal(points->weight_sum, 10);
    assert_int_equal(points->total, 77);
}

static void
half_a_point_is_rounded_up(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    struct model_points points;
    made_decide();
    /* 72 + 86 = 158 by 2; 72 + 86 + 58 + 62 + 100 = 378 by 5 = 75.6 */
    model_points_of(&made.model, service, (const uint32_t[]){1, 1, 0, 0, 0}, &points);
    assert_int_equal(points.total, 79);
    model_points_of(&made.model, service, (const uint32_t[]){1, 1, 1, 1, 1}, &points);
    assert_int_equal(points.total, 76);
    /* 3 * 72 + 86 = 302 by 4 = 75.5 */
    model_points_of(&made.model, service, (const uint32_t[]){3, 1, 0, 0, 0}, &points);
    assert_int_equal(points.total, 76);
}

static void
percents_are_rounded_before_points_are_made_of_them(void **state)
{
    (void)state;
    /* 125 of 200 are 62.5 %, which prints 63 */
    made_share(FIRE, 125, 50, 25);
    made_agree(ASK_IDENTITY, FIRE, 100, 20, 20);
    made_agree(ASK_CONTROL, FIRE, 200, 25, 20); /* 12.5 %: 13, so 87 */
    struct model_service *service = &made_read()->services[FIRE];
    made_decide();
    assert_int_equal(service->points.of[POINT_YES], 63);
    assert_int_equal(service->points.of[POINT_CONTROL], 87);
}

static void
savings_count_from_the_threshold_to_twice_of_it(void **state)
{
    (void)state;
    static const struct {
        uint64_t low, threshold;
        uint32_t points;
    } cases[] = {
        {9999, 10000, 0},
        {10000, 10000, 50},
        {10199, 10000, 50},
        {10200, 10000, 51},
        {19999, 10000, 99},
        {20000, 10000, 100},
        {40000, 10000, 100},
        {900000, 10000, 100},
        {0, 0, 100},
        {99999999999999999, 1, 100},
        {99999999999999999, 99999999999999999, 50},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct model_service *service = make_payroll();
        service->savings.low = cases[i].low;
        service->savings.threshold = cases[i].threshold;
        made_decide();
        assert_int_equal(service->points.of[POINT_SAVINGS], cases[i].points);
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
more_than_half_who_name_it_first_count_as_half(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    made_add(ASK_FIRST_THREE, 0, COUNTS_CHOICE, FIRE, 21);
    service->first = figure_of(50);
    made_decide();
    assert_int_equal(service->points.of[POINT_FIRST], 100);
    made_teardown(NULL);
    made_setup(NULL);
    service = make_payroll();
    service->first = figure_of(49);
    made_decide();
    assert_int_equal(service->points.of[POINT_FIRST], 98);
}

static void
a_blank_means_no_points_unless_its_weight_is_0(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    struct model_points points;
    service->visibility = LEVEL_BLANK;
    made_decide();
    assert_false(service->points.is_given);
    assert_false(service->points.has[POINT_SEEN]);
    assert_int_equal(service->group, GROUP_START);
    model_points_of(&made.model, service, (const uint32_t[]){3, 2, 1, 2, 0}, &points);
    assert_true(points.is_given);
    assert_int_equal(points.total, 71); /* 446 + 124 = 570 by 8 = 71.25 */
    assert_true(made.model.weighings[WEIGH_PEOPLE].points[FIRE].is_given);
    assert_int_equal(made.model.weighings[WEIGH_PEOPLE].points[FIRE].total, 74);
}

static void
a_form_that_does_not_ask_for_the_first_three_has_points(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    struct model_points points;
    made.model.first_three_question = -1;
    made.model.first_three_n = service->first = figure_of(0);
    made_decide();
    assert_true(service->points.is_given);
    assert_false(service->points.has[POINT_FIRST]);
    assert_int_equal(service->points.weight_sum, 9);
    assert_int_equal(service->points.total, 79); /* 712 by 9 = 79.1 */
    model_points_of(&made.model, service, (const uint32_t[]){0, 0, 1, 0, 0}, &points);
    assert_false(points.is_given);
}

static void
people_and_staff_may_count_for_nothing(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    memcpy(made.input.weights, (const uint32_t[]){0, 0, 0, 1, 1},
           sizeof made.input.weights);
    made_decide();
    assert_int_equal(service->points.total, 81);
    assert_int_equal(service->points.people_sum, 0);
    /* without staff there would be no weight at all, so these stay as they are */
    assert_int_equal(made.model.weighings[WEIGH_PEOPLE].points[FIRE].total, 81);
}

/* ---- the order ---- */

static void
groups_then_points_then_the_order_of_the_form(void **state)
{
    (void)state;
    made_starting(FIRE);
    made_starting(PARKS);
    made_share(ROADS, 70, 20, 10); /* more points, but it has to be talked about */
    made_agree(ASK_IDENTITY, ROADS, 100, 20, 20);
    made_agree(ASK_CONTROL, ROADS, 100, 20, 20);
    made_add(ASK_FIRST_THREE, 0, COUNTS_ANSWERED, 0, 100);
    struct model *model = made_read();
    model->services[ROADS].savings.low = 0;
    made_decide();
    static const size_t expected[] = {FIRE, PARKS, ROADS};
    assert_memory_equal(model->order, expected, sizeof expected);
    assert_int_equal(model->group_count[GROUP_START], 2);
    assert_int_equal(model->group_first[GROUP_TALK], 2);
    assert_int_equal(model->group_count[GROUP_TALK], 1);
    assert_int_equal(model->group_count[GROUP_LEAVE], 0);
    assert_int_equal(model->group_first[GROUP_NEEDS], 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(model->services[i].place, i + 1);
    }
    assert_int_equal(model->moving, 0);
}

static void
without_points_a_service_is_last_in_its_group(void **state)
{
    (void)state;
    for (int service = FIRE; service < SERVICES; service++) {
        made_starting(service);
    }
    made_add(ASK_FIRST_THREE, 0, COUNTS_ANSWERED, 0, 100);
    struct model *model = made_read();
    model->services[FIRE].visibility = LEVEL_BLANK;
    model->services[PARKS].visibility = LEVEL_HIGH;
    made_decide();
    static const size_t expected[] = {ROADS, PARKS, FIRE};
    assert_memory_equal(model->order, expected, sizeof expected);
    /* with people's weights alone all are alike, and the form's order holds */
    assert_int_equal(model->weighings[WEIGH_PEOPLE].places[FIRE], 1);
    assert_int_equal(model->moves[FIRE].first_place, 1);
    assert_int_equal(model->moves[FIRE].last_place, 3);
    assert_true(model->moves[FIRE].moves);
    assert_int_equal(model->moves[ROADS].last_place, 3);
    assert_true(model->moves[PARKS].moves == false);
    assert_int_equal(model->moving, 2);
}

static void
the_five_sets_of_weights_are_those_of_the_page(void **state)
{
    (void)state;
    static const uint32_t expected[MODEL_WEIGHINGS][RULES_WEIGHTS] = {{3, 2, 1, 2, 2},
                                                                      {1, 1, 1, 1, 1},
                                                                      {3, 2, 1, 6, 2},
                                                                      {3, 6, 1, 2, 2},
                                                                      {3, 2, 1, 0, 0}};
    make_payroll();
    made_decide();
    for (int i = 0; i < MODEL_WEIGHINGS; i++) {
        assert_memory_equal(made.model.weighings[i].weights, expected[i],
                            sizeof expected[i]);
    }
}

static void
weights_change_no_group(void **state)
{
    (void)state;
    struct model_service *service = make_payroll();
    memcpy(made.input.weights, (const uint32_t[]){0, 0, 100, 0, 0},
           sizeof made.input.weights);
    made_decide();
    assert_int_equal(service->group, GROUP_START);
    assert_int_equal(service->points.total, 58);
}

/* ---- the six factors ---- */

static void
factors_are_added_up_when_none_is_blank(void **state)
{
    (void)state;
    make_payroll();
    struct model_service *service = &made.model.services[FIRE];
    service->factors[FACTOR_GEOGRAPHY] = RATING_HELPS;
    service->factors[FACTOR_CULTURE] = RATING_HINDERS;
    made_decide();
    assert_int_equal(service->factors_for, 3); /* savings and local control, too */
    assert_int_equal(service->factors_against, 1);
    assert_int_equal(service->factors_blank, 0);
}

static void
local_control_helps_under_two_fifths_and_hinders_from_three_on(void **state)
{
    (void)state;
    static const struct {
        uint32_t agree;
        enum model_rating rating;
    } cases[] = {{39, RATING_HELPS},
                 {40, RATING_NEITHER},
                 {59, RATING_NEITHER},
                 {60, RATING_HINDERS}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made_share(FIRE, 60, 30, 10);
        made_agree(ASK_IDENTITY, FIRE, 100, 20, 20);
        made_agree(ASK_CONTROL, FIRE, 100, cases[i].agree, 20);
        made_read();
        made_decide();
        assert_int_equal(made.model.services[FIRE].factors[FACTOR_CONTROL],
                         cases[i].rating);
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
a_service_that_needs_answers_has_no_local_control(void **state)
{
    (void)state;
    made_read();
    made_decide();
    assert_int_equal(made.model.services[FIRE].factors[FACTOR_CONTROL], RATING_BLANK);
    assert_int_equal(made.model.services[FIRE].factors_blank, 1);
}

/* ---- few answers ---- */

static void
people_still_needed_are_given_in_tens(void **state)
{
    (void)state;
    static const uint32_t n[SERVICES] = {20, 40, 10};
    made_people(42);
    for (int i = 0; i < SERVICES; i++) {
        made_share(i, n[i], 0, 0);
        made_agree(ASK_IDENTITY, i, n[i] + 5, 0, 0);
        made_agree(ASK_CONTROL, i, n[i] + 5, 0, 0);
    }
    struct model *model = made_read();
    model->half_days = 4;
    model->services[PARKS].factors[FACTOR_GROUPING] = RATING_BLANK;
    made_decide();
    assert_true(model->few.is_few);
    /* 30 + 10 + 40 = 80 answers, of which one person gives 70 / 42: 48 people */
    assert_true(model->few.has_people);
    assert_int_equal(model->few.people, 50);
    /* 42 people came in four half-days: 50 / 10.5 = 4.8 */
    assert_true(model->few.has_half_days);
    assert_int_equal(model->few.half_days, 5);
    assert_int_equal(model->few.blanks[FACTOR_GROUPING], 1);
    assert_int_equal(model->few.blanks[FACTOR_CULTURE], 0);
    assert_int_equal(model->group_count[GROUP_NEEDS], 3);
    for (int i = 0; i < SERVICES; i++) {
        assert_int_equal(model->services[i].place, 0);
        assert_int_equal(model->order[i], i);
    }
}

static void
a_public_report_does_not_say_how_many_people_are_needed(void **state)
{
    (void)state;
    made_people(50);
    made_share(FIRE, 20, 0, 0);
    made_agree(ASK_IDENTITY, FIRE, 20, 0, 0);
    made_agree(ASK_CONTROL, FIRE, 20, 0, 0);
    made.input.is_public = true;
    made_read();
    made_decide();
    assert_true(made.model.few.is_few);
    assert_false(made.model.few.has_people);
    assert_false(made.model.few.has_half_days);
}

static void
whole_tens_are_not_rounded_up_further(void **state)
{
    (void)state;
    made_people(50);
    made_share(FIRE, 50, 0, 0);
    made_agree(ASK_IDENTITY, FIRE, 50, 0, 0);
    made_agree(ASK_CONTROL, FIRE, 50, 0, 0);
    /* two services lack 50 each, and a person answers about one: 100 people */
    struct model *model = made_read();
    model->half_days = 5;
    made_decide();
    assert_false(model->few.is_few); /* one service has its place */
    assert_int_equal(model->few.people, 100);
    assert_int_equal(model->few.half_days, 10);
}

static void
nobody_knows_how_many_are_needed_before_the_first_answer(void **state)
{
    (void)state;
    struct model *model = made_read();
    made_decide();
    assert_true(model->few.is_few);
    assert_false(model->few.has_people);
    assert_false(model->few.has_half_days);
    assert_int_equal(model->services[FIRE].need, 50);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(points_are_the_weighted_mean_of_printed_percents),
        TEST(half_a_point_is_rounded_up),
        TEST(percents_are_rounded_before_points_are_made_of_them),
        TEST(savings_count_from_the_threshold_to_twice_of_it),
        TEST(more_than_half_who_name_it_first_count_as_half),
        TEST(a_blank_means_no_points_unless_its_weight_is_0),
        TEST(a_form_that_does_not_ask_for_the_first_three_has_points),
        TEST(people_and_staff_may_count_for_nothing),
        TEST(groups_then_points_then_the_order_of_the_form),
        TEST(without_points_a_service_is_last_in_its_group),
        TEST(the_five_sets_of_weights_are_those_of_the_page),
        TEST(weights_change_no_group),
        TEST(factors_are_added_up_when_none_is_blank),
        TEST(local_control_helps_under_two_fifths_and_hinders_from_three_on),
        TEST(a_service_that_needs_answers_has_no_local_control),
        TEST(people_still_needed_are_given_in_tens),
        TEST(whole_tens_are_not_rounded_up_further),
        TEST(a_public_report_does_not_say_how_many_people_are_needed),
        TEST(nobody_knows_how_many_are_needed_before_the_first_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

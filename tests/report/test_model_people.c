#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void
people_from_no_town_are_one_group(void **state)
{
    (void)state;
    static const uint32_t people[] = {60, 30, 12, 9};
    made_people(111);
    for (int i = TOWN_A; i <= NOT_SAID; i++) {
        made_add_part(COUNTS_TOWN, i, COUNTS_RESPONSES, 0, COUNTS_ANSWERED, 0,
                      people[i]);
        made_add_part(COUNTS_TOWN, i, ASK_SHARE, FIRE, COUNTS_CHOICE, YES, people[i]);
    }
    const struct model *model = made_read();
    const struct model_part *towns = &model->parts[COUNTS_TOWN];
    assert_int_equal(model->town_count, 2);
    assert_int_equal(towns->count, 3);
    assert_string_equal(towns->members[TOWN_A].code, "a_town");
    assert_int_equal(towns->members[TOWN_B].people.n, 30);
    assert_null(towns->members[2].label);
    assert_int_equal(towns->members[2].people.n, 21);
    const struct model_main *mains = model->services[FIRE].parts[COUNTS_TOWN];
    assert_int_equal(mains[TOWN_A].share.yes.n, 60);
    assert_int_equal(mains[2].share.yes.n, 21);
    assert_int_equal(mains[2].share.n.n, 21);
}

/* So many said yes and no in a town. */
static void
town(int member, int service, uint32_t yes, uint32_t no)
{
    made_add_part(COUNTS_TOWN, member, ASK_SHARE, service, COUNTS_CHOICE, YES, yes);
    made_add_part(COUNTS_TOWN, member, ASK_SHARE, service, COUNTS_CHOICE, NO, no);
}

static void
a_town_is_marked_when_ten_said_yes_and_ten_did_not(void **state)
{
    (void)state;
    static const struct {
        uint32_t yes, no;
        bool is_marked;
    } cases[] = {{10, 10, true}, {9, 90, false}, {90, 9, false}, {10, 9, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made_starting(FIRE);
        town(TOWN_A, FIRE, cases[i].yes, cases[i].no);
        town(TOWN_B, FIRE, 30, 20);
        made_read();
        made_decide();
        const struct model_towns *towns = &made.model.services[FIRE].towns;
        assert_int_equal(towns->marks[TOWN_A].is_marked, cases[i].is_marked);
        assert_int_equal(towns->marked, 1 + cases[i].is_marked);
        assert_int_equal(towns->unmarked, 1 - cases[i].is_marked);
        assert_int_equal(towns->has_gap, cases[i].is_marked);
        made_teardown(NULL);
        made_setup(NULL);
    }
}

static void
the_gap_is_between_printed_percents_widest_first(void **state)
{
    (void)state;
    made_starting(FIRE);
    made_starting(PARKS);
    town(TOWN_A, FIRE, 40, 60);
    town(TOWN_B, FIRE, 50, 31); /* 61.7: 62 */
    town(TOWN_A, PARKS, 80, 20);
    town(TOWN_B, PARKS, 50, 50);
    made_read();
    made_decide();
    const struct model *model = &made.model;
    assert_int_equal(model->services[FIRE].towns.gap, 22);
    assert_int_equal(model->services[PARKS].towns.gap, 30);
    assert_true(model->services[PARKS].towns.all_half);
    assert_false(model->services[FIRE].towns.all_half);
    assert_false(model->services[FIRE].towns.none_half);
    static const size_t order[] = {PARKS, FIRE, ROADS};
    assert_memory_equal(model->by_gap, order, sizeof order);
}

static void
a_hidden_town_has_no_mark(void **state)
{
    (void)state;
    made_starting(FIRE);
    town(TOWN_A, FIRE, 40, 60);
    town(TOWN_B, FIRE, 50, 30);
    made_read();
    figure_hide(&made.model.services[FIRE].parts[COUNTS_TOWN][TOWN_B].share.yes, 0, 80);
    made_decide();
    assert_false(made.model.services[FIRE].towns.marks[TOWN_B].is_marked);
    assert_false(made.model.services[FIRE].towns.has_gap);
}

static void
rounds_stand_side_by_side(void **state)
{
    (void)state;
    struct counts *old = made.counts, *new;
    made_people(30);
    made_share(FIRE, 20, 5, 5);
    assert_true(counts_create(&new, NULL));
    made.counts = new;
    made_people(50);
    made_share(FIRE, 10, 10, 30);
    const struct model_round rounds[] = {{"spring", old}, {"autumn", new}};
    made.input.rounds = rounds;
    made.input.round_count = 2;
    const struct model *model = made_read();
    assert_int_equal(model->round_people[0].n, 30);
    assert_int_equal(model->round_people[1].n, 50);
    assert_int_equal(model->services[FIRE].rounds[0].share.yes.n, 20);
    assert_int_equal(model->services[FIRE].rounds[1].share.no.n, 30);
    model_finish(&made.model);
    made.input.round_count = 1;
    assert_null(made_read()->services[FIRE].rounds);
    counts_close(old);
}

static void
kiosks_and_half_days_are_counted(void **state)
{
    (void)state;
    static const struct model_origin origins[] = {
        {"Library", 41501, 5, 4},
        {"Hall", 41500, 7, 7},
        {"Library", 41500, 3, 3},
        {"Hall", 41503, 0, 0},
    };
    made.input.origins = origins;
    made.input.origin_count = 4;
    const struct model *model = made_read();
    assert_int_equal(model->kiosk_count, 2);
    assert_string_equal(model->kiosks[0].code, "Hall");
    assert_int_equal(model->kiosks[1].people.n, 8);
    assert_int_equal(model->half_days, 3);
    assert_int_equal(model->unit, UNIT_HALF_DAY);
    assert_int_equal(model->period_count, 2);
    assert_int_equal(model->periods[0].first_half_day, 41500);
    assert_int_equal(model->periods[0].people.n, 10);
}

static void
a_long_time_is_given_in_weeks_or_months(void **state)
{
    (void)state;
    static struct model_origin origins[800];
    static const struct {
        uint32_t step;
        size_t count;
        enum model_unit unit;
        size_t rows;
    } cases[] = {
        {1, 31, UNIT_HALF_DAY, 31}, {1, 32, UNIT_DAY, 16},    {1, 62, UNIT_DAY, 31},
        {2, 32, UNIT_WEEK, 5},      {14, 40, UNIT_MONTH, 10}, {62, 36, UNIT_MONTH, 36},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t people = 0;
        for (size_t j = 0; j < cases[i].count; j++) {
            /* 20454 is the first of January 2026, a Thursday */
            origins[j] = (struct model_origin){
                "Hall", 2 * 20454 + (uint32_t)(cases[i].count - 1 - j) * cases[i].step,
                1, 1};
        }
        made.input.origins = origins;
        made.input.origin_count = cases[i].count;
        const struct model *model = made_read();
        for (size_t j = 0; j < model->period_count; j++) {
            people += model->periods[j].people.n;
            assert_true(j == 0 || model->periods[j].first_half_day >
                                      model->periods[j - 1].last_half_day);
        }
        assert_int_equal(people, cases[i].count);
        assert_int_equal(model->unit, cases[i].unit);
        if (model->period_count != cases[i].rows) {
            fail_msg("case %zu has %zu rows", i, model->period_count);
        }
        model_finish(&made.model);
    }
}

static void
weeks_begin_on_monday(void **state)
{
    (void)state;
    static struct model_origin origins[40];
    for (uint32_t i = 0; i < 40; i++) {
        origins[i] = (struct model_origin){"Hall", 2 * (20454 + i), 1, 1};
    }
    made.input.origins = origins;
    made.input.origin_count = 40;
    const struct model *model = made_read();
    assert_int_equal(model->unit, UNIT_WEEK);
    assert_int_equal(model->periods[0].last_half_day, 2 * 20457); /* a Sunday */
    assert_int_equal(model->periods[0].people.n, 4);
    assert_int_equal(model->periods[1].people.n, 7);
}

/* ---- scales of other lengths ---- */

static void
a_scale_has_five_parts_whatever_its_points(void **state)
{
    (void)state;
    static const char *const codes[] = {"none", "1", "2", "3", "4", "5", "6", "7"};
    static const char *const keys[] = {"fire"};
    static const int expected[8][8] = {[2] = {-1, 0, 4},
                                       [3] = {-1, 0, 2, 4},
                                       [4] = {-1, 0, 1, 3, 4},
                                       [5] = {-1, 0, 1, 2, 3, 4},
                                       [6] = {-1, 0, 1, 2, 2, 3, 4},
                                       [7] = {-1, 0, 1, 2, 2, 2, 3, 4}};
    for (int points = 2; points <= 7; points++) {
        struct descriptor *descriptor;
        assert_true(descriptor_create("scale", "1", &descriptor, NULL));
        assert_true(descriptor_begin_repeat(descriptor, "about", keys, 1, NULL));
        const struct question asked = {.path = "about/ours",
                                       .type = QUESTION_SELECT_ONE,
                                       .role = ROLE_IDENTITY,
                                       .choices = codes,
                                       .choice_count = (size_t)points + 1};
        assert_true(descriptor_add_question(descriptor, &asked, NULL));
        descriptor_end_repeat(descriptor);
        struct counts *counts = made.counts;
        assert_true(counts_create(&made.counts, NULL));
        for (int i = 0; i <= points; i++) {
            made_add(0, 0, COUNTS_CHOICE, i, (uint32_t)1 << i);
        }
        made.input.descriptor = descriptor;
        made.input.counts = made.counts;
        struct error err;
        assert_true(model_read(&made.input, &made.model, &err));
        made_decide();
        const struct model_service *service = &made.model.services[0];
        uint32_t parts[MODEL_PARTS] = {0};
        for (int i = 1; i <= points; i++) {
            parts[expected[points][i]] += (uint32_t)1 << i;
        }
        for (int i = 0; i < MODEL_PARTS; i++) {
            assert_int_equal(service->all.identity.parts[i].n, parts[i]);
        }
        assert_int_equal(service->all.identity.none.n, 1);
        /* without the other two questions nothing is sorted */
        assert_false(made.model.is_sorted);
        assert_false(made.model.few.is_few);
        assert_int_equal(service->group, GROUP_NEEDS);
        assert_int_equal(service->need, 0);
        model_finish(&made.model);
        counts_close(made.counts);
        descriptor_close(descriptor);
        made.counts = counts;
    }
}

static void
a_form_without_services_has_lists_alone(void **state)
{
    (void)state;
    struct descriptor *descriptor;
    assert_true(descriptor_create("plain", "1", &descriptor, NULL));
    const struct question asked = {.path = "age", .type = QUESTION_INTEGER};
    assert_true(descriptor_add_question(descriptor, &asked, NULL));
    made.input.descriptor = descriptor;
    struct error err;
    assert_true(model_read(&made.input, &made.model, &err));
    made_decide();
    assert_int_equal(made.model.service_count, 0);
    assert_int_equal(made.model.list_count, 1);
    assert_int_equal(made.model.town_count, 0);
    assert_false(made.model.few.is_few);
    descriptor_close(descriptor);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(people_from_no_town_are_one_group),
        TEST(a_town_is_marked_when_ten_said_yes_and_ten_did_not),
        TEST(the_gap_is_between_printed_percents_widest_first),
        TEST(a_hidden_town_has_no_mark),
        TEST(rounds_stand_side_by_side),
        TEST(kiosks_and_half_days_are_counted),
        TEST(a_long_time_is_given_in_weeks_or_months),
        TEST(weeks_begin_on_monday),
        TEST(a_scale_has_five_parts_whatever_its_points),
        TEST(a_form_without_services_has_lists_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { ECONOMY, RESPECT, ADDED, VALUES };

/* `n` people put the three values into this order. */
static void
rank(const int order[VALUES], uint32_t n)
{
    made_add(ASK_VALUES, 0, COUNTS_ANSWERED, 0, n);
    for (int i = 0; i < VALUES; i++) {
        made_add(ASK_VALUES, 0, COUNTS_PLACE, order[i] * VALUES + i, n);
        for (int j = i + 1; j < VALUES; j++) {
            made_add(ASK_VALUES, 0, COUNTS_BEFORE, order[i] * VALUES + order[j], n);
        }
    }
}
#define RANK(n, ...) rank((const int[]){__VA_ARGS__}, n)

static const struct model_values *
decided(void)
{
    made_read();
    made_decide();
    return &made.model.values;
}

static void
borda_is_points_in_percent_of_the_most_that_are_possible(void **state)
{
    (void)state;
    RANK(30, ECONOMY, RESPECT, ADDED);
    RANK(10, ADDED, ECONOMY, RESPECT);
    const struct model_values *values = decided();
    /* of 2 * 40 points: 70, 30 and 20 */
    assert_int_equal(values->items[ECONOMY].borda_points, 70);
    assert_int_equal(values->items[ECONOMY].borda, 88); /* 87.5 */
    assert_int_equal(values->items[RESPECT].borda, 38); /* 37.5 */
    assert_int_equal(values->items[ADDED].borda, 25);
    static const size_t expected[] = {ECONOMY, RESPECT, ADDED};
    assert_memory_equal(values->order, expected, sizeof expected);
    for (uint32_t i = 0; i < VALUES; i++) {
        assert_int_equal(values->items[i].borda_place, i + 1);
        assert_int_equal(values->items[i].pairs_place, i + 1);
        assert_int_equal(values->items[i].wins, 2 - i);
    }
    assert_false(values->has_cycle);
    assert_int_equal(values->difference_count, 0);
}

static void
places_that_differ_are_named(void **state)
{
    (void)state;
    /* most put economy first; respect is everybody's first or second */
    RANK(51, ECONOMY, RESPECT, ADDED);
    RANK(49, RESPECT, ADDED, ECONOMY);
    const struct model_values *values = decided();
    assert_int_equal(values->items[RESPECT].borda_points, 149);
    assert_int_equal(values->items[ECONOMY].borda_points, 102);
    assert_int_equal(values->order[0], RESPECT);
    assert_int_equal(values->items[ECONOMY].pairs_place, 1);
    assert_int_equal(values->difference_count, 1);
    const struct model_difference *difference = &values->differences[0];
    assert_int_equal(difference->above, RESPECT);
    assert_int_equal(difference->below, ECONOMY);
    assert_int_equal(difference->below_first->n, 51);
    assert_int_equal(difference->above_first->n, 49);
}

static void
a_cycle_is_found(void **state)
{
    (void)state;
    RANK(35, ECONOMY, RESPECT, ADDED);
    RANK(33, RESPECT, ADDED, ECONOMY);
    RANK(32, ADDED, ECONOMY, RESPECT);
    const struct model_values *values = decided();
    assert_true(values->has_cycle);
    for (size_t i = 0; i < VALUES; i++) {
        assert_true(values->items[i].is_in_cycle);
        assert_int_equal(values->items[i].wins, 1);
        assert_int_equal(values->items[i].pairs_place, 1);
    }
    assert_int_equal(values->tied_pairs, 0);
}

static void
equal_halves_are_a_tied_pair(void **state)
{
    (void)state;
    RANK(20, ECONOMY, RESPECT, ADDED);
    RANK(20, RESPECT, ECONOMY, ADDED);
    const struct model_values *values = decided();
    assert_int_equal(values->tied_pairs, 1);
    assert_int_equal(values->items[ECONOMY].borda_place, 1);
    assert_int_equal(values->items[RESPECT].borda_place, 1);
    assert_int_equal(values->items[ADDED].borda_place, 3);
    assert_int_equal(values->items[RESPECT].pairs_place, 1);
    assert_int_equal(values->difference_count, 0);
    assert_false(values->has_cycle);
}

static void
one_hidden_place_hides_what_is_computed_from_it(void **state)
{
    (void)state;
    RANK(30, ECONOMY, RESPECT, ADDED);
    made_read();
    figure_hide(&made.model.values.items[RESPECT].places[0], 0, 9);
    figure_hide(&made.model.values.before[RESPECT * VALUES + ECONOMY], 0, 9);
    made_decide();
    const struct model_values *values = &made.model.values;
    assert_false(values->items[RESPECT].has_borda);
    assert_int_equal(values->items[RESPECT].borda_points, 0);
    assert_int_equal(values->items[RESPECT].borda_place, 0);
    assert_true(values->items[ECONOMY].has_borda);
    assert_false(values->has_pairs);
    assert_int_equal(values->items[ECONOMY].wins, 0);
    assert_int_equal(values->order[2], RESPECT);
}

static void
without_answers_there_is_no_rank(void **state)
{
    (void)state;
    const struct model_values *values = decided();
    assert_int_equal(values->question, ASK_VALUES);
    assert_false(values->items[0].has_borda);
    assert_false(values->has_pairs);
}

/* ---- promises ---- */

static void
promise(int item, uint32_t shown, uint32_t most, uint32_t least)
{
    made_add(ASK_GUARANTEES, 0, COUNTS_SHOWN, item, shown);
    made_add(ASK_GUARANTEES, 0, COUNTS_MOST, item, most);
    made_add(ASK_GUARANTEES, 0, COUNTS_LEAST, item, least);
}

static void
promises_are_most_less_least_of_the_times_shown(void **state)
{
    (void)state;
    promise(0, 200, 20, 94); /* -37 */
    promise(1, 200, 45, 20); /* 12.5: 13 */
    promise(2, 200, 20, 45); /* -12.5: -12 */
    promise(3, 100, 100, 0); /* 100 */
    made_read();
    made_decide();
    const struct model_promises *promises = &made.model.promises;
    static const int32_t scores[] = {-37, 13, -12, 100};
    static const size_t order[] = {3, 1, 2, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_true(promises->items[i].has_score);
        assert_int_equal(promises->items[i].score, scores[i]);
    }
    assert_memory_equal(promises->order, order, sizeof order);
}

static void
promises_are_ordered_before_they_are_rounded(void **state)
{
    (void)state;
    promise(0, 1000, 101, 0); /* 10.1 and 10.4 both print 10 */
    promise(1, 1000, 104, 0);
    promise(2, 10, 0, 10);
    made_read();
    figure_hide(&made.model.promises.items[2].least, 0, 10);
    made_decide();
    const struct model_promises *promises = &made.model.promises;
    assert_int_equal(promises->items[0].score, promises->items[1].score);
    assert_int_equal(promises->order[0], 1);
    assert_int_equal(promises->order[1], 0);
    assert_false(promises->items[2].has_score); /* hidden */
    assert_false(promises->items[3].has_score); /* never shown */
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(borda_is_points_in_percent_of_the_most_that_are_possible),
        TEST(places_that_differ_are_named),
        TEST(a_cycle_is_found),
        TEST(equal_halves_are_a_tied_pair),
        TEST(one_hidden_place_hides_what_is_computed_from_it),
        TEST(without_answers_there_is_no_rank),
        TEST(promises_are_most_less_least_of_the_times_shown),
        TEST(promises_are_ordered_before_they_are_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

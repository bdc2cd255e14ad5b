/* What may be told: every table there is, up to a number of people, is looked at with
 * the eyes of a reader who knows the rules. */
#include "townline/disclosure.h"

#include "support_riddle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CELLS_MAX 6

/* The next way to have `count` cells with at most `most` people in all. */
static bool
next_table(uint32_t *cells, size_t count, uint32_t most)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += cells[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (sum < most) {
            cells[i]++;
            return true;
        }
        sum -= cells[i];
        cells[i] = 0;
    }
    return false;
}

/* What a reader of the list is told, as a hash. */
static uint64_t
hash_list(uint64_t hash, const struct disclosure_list *list, enum disclosure_told told)
{
    uint32_t joined = 0;
    hash = riddle_tell(hash, (uint64_t)told);
    for (size_t i = 0; i < list->count; i++) {
        bool is_hidden = told == DISCLOSURE_NOTHING || list->cells[i].joined;
        joined += list->cells[i].joined ? list->cells[i].n : 0;
        hash = riddle_tell(hash, is_hidden ? UINT64_MAX : list->cells[i].n);
    }
    return riddle_tell(hash, told == DISCLOSURE_NOTHING ? UINT64_MAX : joined);
}

static void
put(struct riddle_table *table, const struct disclosure_list *list, size_t first)
{
    for (size_t i = 0; i < list->count; i++) {
        table->cells[first + i] = (uint8_t)list->cells[i].n;
        table->hidden =
            (uint16_t)(table->hidden | (uint32_t)list->cells[i].joined << (first + i));
    }
}

static void
check_lists(size_t count, uint32_t smallest, uint32_t most, bool prefer_first)
{
    struct riddle riddle = {.cells = count};
    uint32_t n[CELLS_MAX] = {0};
    do {
        struct disclosure_cell cells[CELLS_MAX] = {{0}};
        for (size_t i = 0; i < count; i++) {
            cells[i].n = n[i];
        }
        struct disclosure_list list = {.cells = cells,
                                       .count = count,
                                       .smallest = smallest,
                                       .prefer_first = prefer_first};
        enum disclosure_told told = disclosure_list(&list);
        struct riddle_table table = {.told = hash_list(0, &list, told)};
        put(&table, &list, 0);
        riddle_add(&riddle, &table);
    } while (next_table(n, count, most));
    riddle_check(&riddle, smallest);
}

static void
a_hidden_cell_of_a_list_may_be_any_small_number(void **state)
{
    (void)state;
    for (uint32_t smallest = 2; smallest <= 5; smallest++) {
        check_lists(1, smallest, 20, false);
        check_lists(2, smallest, 60, false);
        check_lists(3, smallest, 44, false);
        check_lists(3, smallest, 44, true);
        check_lists(4, smallest, 30, false);
    }
    check_lists(5, 2, 20, false);
    check_lists(5, 3, 22, false);
    check_lists(6, 2, 16, false);
    check_lists(3, 10, 80, true);
}

/* The cells of one report after another. */
static void
tell_again(const uint32_t *n, size_t count, uint32_t smallest, bool prefer_first,
           struct disclosure_cell *cells, enum disclosure_told *told)
{
    struct disclosure_list list = {.cells = cells,
                                   .count = count,
                                   .smallest = smallest,
                                   .prefer_first = prefer_first,
                                   .is_again = *told != DISCLOSURE_NOTHING};
    for (size_t i = 0; i < count; i++) {
        cells[i].was_joined = cells[i].joined;
        list.sum_before += cells[i].joined ? cells[i].n : 0;
        cells[i].n = n[i];
    }
    *told = disclosure_list(&list);
}

static bool
next_part(uint32_t *cells, size_t count, const uint32_t *limits)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i] < limits[i]) {
            cells[i]++;
            return true;
        }
        cells[i] = 0;
    }
    return false;
}

/* Adds all series of reports that end with `last`. */
static void
add_series(struct riddle *riddle, uint32_t n[][CELLS_MAX], size_t count, size_t report,
           size_t reports, uint32_t smallest, bool prefer_first)
{
    if (report > 0) {
        memset(n[report - 1], 0, sizeof n[report - 1]);
        do {
            add_series(riddle, n, count, report - 1, reports, smallest, prefer_first);
        } while (next_part(n[report - 1], count, n[report]));
        return;
    }
    struct disclosure_cell cells[CELLS_MAX] = {{0}};
    enum disclosure_told told = DISCLOSURE_NOTHING;
    struct riddle_table table = {.told = 0};
    for (size_t i = 0; i < reports; i++) {
        tell_again(n[i], count, smallest, prefer_first, cells, &told);
        struct disclosure_list list = {.cells = cells, .count = count};
        table.told = hash_list(table.told, &list, told);
        put(&table, &list, i * count);
    }
    riddle_add(riddle, &table);
}

static void
check_series(size_t count, size_t reports, uint32_t smallest, uint32_t most,
             bool prefer_first)
{
    struct riddle riddle = {.cells = count * reports};
    uint32_t n[3][CELLS_MAX] = {{0}};
    do {
        add_series(&riddle, n, count, reports - 1, reports, smallest, prefer_first);
    } while (next_table(n[reports - 1], count, most));
    riddle_check(&riddle, smallest);
}

static void
later_reports_give_no_cell_of_a_list_away(void **state)
{
    (void)state;
    check_series(2, 2, 2, 24, false);
    check_series(2, 2, 3, 30, false);
    check_series(3, 2, 2, 17, false);
    check_series(3, 2, 3, 18, false);
    check_series(3, 2, 2, 15, true);
    check_series(3, 2, 3, 18, true);
    check_series(4, 2, 2, 11, false);
    check_series(3, 3, 2, 9, false);
    check_series(2, 3, 3, 14, false);
}

static uint64_t
hash_table(const struct disclosure_table *table)
{
    uint64_t hash = 0;
    for (size_t column = 0; column < table->columns; column++) {
        uint64_t sum = 0;
        for (size_t row = 0; row < table->rows; row++) {
            uint32_t n = table->cells[row * table->columns + column];
            sum += n;
            hash = riddle_tell(hash, table->told[row] ? n : UINT64_MAX);
        }
        hash = riddle_tell(hash, sum);
    }
    return hash;
}

/* Tables whose columns are all known. */
static void
check_tables(size_t rows, size_t columns, uint32_t smallest, uint32_t most)
{
    struct riddle riddle = {.cells = rows * columns};
    uint32_t n[RIDDLE_CELLS] = {0};
    do {
        bool told[RIDDLE_CELLS], has_columns = true;
        struct disclosure_table table = {.cells = n,
                                         .rows = rows,
                                         .columns = columns,
                                         .smallest = smallest,
                                         .told = told};
        disclosure_table(&table);
        struct riddle_table all = {.told = hash_table(&table)};
        for (size_t i = 0; i < rows * columns; i++) {
            all.cells[i] = (uint8_t)n[i];
            all.hidden = (uint16_t)(all.hidden | (uint32_t)!told[i / columns] << i);
        }
        for (size_t column = 0; column < columns; column++) {
            uint32_t sum = 0;
            for (size_t row = 0; row < rows; row++) {
                sum += n[row * columns + column];
            }
            has_columns = has_columns && sum >= smallest;
        }
        if (has_columns) {
            riddle_add(&riddle, &all);
        }
    } while (next_table(n, rows * columns, most));
    riddle_check(&riddle, smallest);
}

static void
a_hidden_row_of_a_table_may_have_any_small_number(void **state)
{
    (void)state;
    check_tables(1, 2, 3, 20);
    check_tables(2, 2, 2, 24);
    check_tables(2, 2, 4, 30);
    check_tables(3, 2, 2, 15);
    check_tables(3, 2, 3, 18);
    check_tables(4, 2, 2, 12);
    check_tables(2, 3, 2, 14);
    check_tables(3, 3, 2, 9);
}

/* The first report's rows, then the second's, which has grown. */
static void
later_reports_give_no_row_of_a_table_away(void **state)
{
    (void)state;
    enum { ROWS = 3, COLUMNS = 2, ALL = ROWS * COLUMNS };
    const uint32_t smallest = 2;
    struct riddle riddle = {.cells = 2 * ALL};
    uint32_t n[ALL] = {0}, old[ALL];
    do {
        memset(old, 0, sizeof old);
        do {
            bool told[ROWS], told_again[ROWS];
            uint32_t rest[COLUMNS] = {0}, sums[COLUMNS] = {0};
            struct disclosure_table table = {.cells = old,
                                             .rows = ROWS,
                                             .columns = COLUMNS,
                                             .smallest = smallest,
                                             .told = told};
            disclosure_table(&table);
            for (size_t i = 0; i < ALL; i++) {
                rest[i % COLUMNS] += told[i / COLUMNS] ? 0 : old[i];
                sums[i % COLUMNS] += old[i];
            }
            if (sums[0] < smallest || sums[1] < smallest) {
                continue;
            }
            struct disclosure_table again = table;
            again.cells = n;
            again.told = told_again;
            again.before = told;
            again.before_rest = rest;
            disclosure_table(&again);
            struct riddle_table both = {
                .told = riddle_tell(hash_table(&table), hash_table(&again))};
            for (size_t i = 0; i < ALL; i++) {
                both.cells[i] = (uint8_t)old[i];
                both.cells[ALL + i] = (uint8_t)n[i];
                both.hidden =
                    (uint16_t)(both.hidden | (uint32_t)!told[i / COLUMNS] << i |
                               (uint32_t)!told_again[i / COLUMNS] << (ALL + i));
            }
            riddle_add(&riddle, &both);
        } while (next_part(old, ALL, n));
    } while (next_table(n, ALL, 10));
    riddle_check(&riddle, smallest);
}

static void
a_hidden_choice_of_many_may_have_any_small_number(void **state)
{
    (void)state;
    const uint32_t smallest = 3;
    for (uint32_t people = 0; people < 12; people++) {
        struct riddle riddle = {.cells = 3};
        const uint32_t limits[] = {people, people, people};
        uint32_t n[3] = {0};
        do {
            if (n[0] + n[1] + n[2] < people) {
                continue; /* each who answered ticked one at least */
            }
            struct disclosure_cell cells[3] = {{.n = n[0]}, {.n = n[1]}, {.n = n[2]}};
            enum disclosure_told told = disclosure_ticks(cells, 3, people, smallest);
            struct riddle_table table = {.told = riddle_tell(0, told)};
            for (size_t i = 0; i < 3; i++) {
                table.cells[i] = (uint8_t)n[i];
                table.hidden =
                    (uint16_t)(table.hidden | (uint32_t)cells[i].joined << i);
                table.told = riddle_tell(table.told, cells[i].joined ? 99 : n[i]);
            }
            if (people >= smallest) {
                riddle_add(&riddle, &table);
            }
        } while (next_part(n, 3, limits));
        if (people >= smallest) {
            riddle_check(&riddle, smallest);
        }
    }
}

/* With ten, and as a sum: joined cells are said with a "+". */
static void
check_told(const uint32_t *n, size_t count, enum disclosure_told told,
           unsigned joined_bits)
{
    struct disclosure_cell cells[CELLS_MAX] = {{0}};
    for (size_t i = 0; i < count; i++) {
        cells[i].n = n[i];
    }
    struct disclosure_list list = {
        .cells = cells, .count = count, .smallest = DISCLOSURE_PUBLIC};
    assert_int_equal(disclosure_list(&list), told);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cells[i].joined, joined_bits >> i & 1);
    }
    assert_int_equal(disclosure_mean(cells, count, told), told == DISCLOSURE_ALL);
}

static void
nine_ten_and_ten_tell_only_their_sum(void **state)
{
    (void)state;
    check_told((const uint32_t[]){9, 10, 10}, 3, DISCLOSURE_SUM, 7);
    check_told((const uint32_t[]){9, 0, 0}, 3, DISCLOSURE_NOTHING, 7);
    check_told((const uint32_t[]){10, 11, 400}, 3, DISCLOSURE_ALL, 0);
    check_told(NULL, 0, DISCLOSURE_ALL, 0);
}

/* Several small ones protect each other, and one alone takes the next. */
static void
no_more_is_joined_than_must_be(void **state)
{
    (void)state;
    check_told((const uint32_t[]){120, 40, 6}, 3, DISCLOSURE_SOME, 6);
    check_told((const uint32_t[]){2, 60, 3, 25, 5, 40}, 6, DISCLOSURE_SOME, 21);
    check_told((const uint32_t[]){5, 20, 60, 120, 95}, 5, DISCLOSURE_SOME, 3);
    check_told((const uint32_t[]){6, 40, 100}, 3, DISCLOSURE_SOME, 3);
}

static void
the_first_of_three_is_told_alone_beside_a_sum_as_large(void **state)
{
    (void)state;
    struct disclosure_cell cells[] = {{.n = 85}, {.n = 6}, {.n = 80}};
    struct disclosure_list list = {.cells = cells,
                                   .count = 3,
                                   .smallest = DISCLOSURE_PUBLIC,
                                   .prefer_first = true};
    assert_int_equal(disclosure_list(&list), DISCLOSURE_SOME);
    assert_false(cells[0].joined);
    assert_true(cells[1].joined && cells[2].joined);
    list.prefer_first = false;
    assert_int_equal(disclosure_list(&list), DISCLOSURE_SUM);
}

static void
a_number_that_is_told_stays_told_and_a_joined_one_opens_late(void **state)
{
    (void)state;
    struct disclosure_cell cells[] = {
        {.n = 12, .was_joined = true}, {.n = 47, .was_joined = true}, {.n = 130}};
    struct disclosure_list list = {.cells = cells,
                                   .count = 3,
                                   .smallest = DISCLOSURE_PUBLIC,
                                   .is_again = true,
                                   .sum_before = 46};
    assert_int_equal(disclosure_list(&list), DISCLOSURE_SOME);
    assert_true(cells[0].joined && cells[1].joined);
    cells[0].n = 46;
    assert_int_equal(disclosure_list(&list), DISCLOSURE_ALL);
    cells[2].n = 4; /* it was told and has shrunk */
    assert_int_equal(disclosure_list(&list), DISCLOSURE_SUM);
}

static void
ten_people_must_be_new(void **state)
{
    (void)state;
    assert_false(disclosure_is_enough_new(0, 9, 10));
    assert_true(disclosure_is_enough_new(0, 10, 10));
    assert_true(disclosure_is_enough_new(40, 50, 10));
    assert_false(disclosure_is_enough_new(40, 49, 10));
    assert_false(disclosure_is_enough_new(40, 40, 10));
    assert_false(disclosure_is_enough_new(40, 31, 10));
    assert_true(disclosure_is_enough_new(40, 30, 10));
    assert_true(disclosure_part(10, 20, 10));
    assert_false(disclosure_part(9, 20, 10));
    assert_false(disclosure_part(11, 20, 10));
    assert_false(disclosure_part(21, 20, 10));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hidden_cell_of_a_list_may_be_any_small_number),
        cmocka_unit_test(later_reports_give_no_cell_of_a_list_away),
        cmocka_unit_test(a_hidden_row_of_a_table_may_have_any_small_number),
        cmocka_unit_test(later_reports_give_no_row_of_a_table_away),
        cmocka_unit_test(a_hidden_choice_of_many_may_have_any_small_number),
        cmocka_unit_test(nine_ten_and_ten_tell_only_their_sum),
        cmocka_unit_test(no_more_is_joined_than_must_be),
        cmocka_unit_test(the_first_of_three_is_told_alone_beside_a_sum_as_large),
        cmocka_unit_test(a_number_that_is_told_stays_told_and_a_joined_one_opens_late),
        cmocka_unit_test(ten_people_must_be_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

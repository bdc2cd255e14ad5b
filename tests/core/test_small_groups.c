#include "townline/small_groups.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Ten, said here once more: tens of nine are wrong. */
#define SMALL 10
#define MOST 45 /* people */

/* Whether, among `people`, answers with these tens may have been given when the last
 * one was given `last` times; anybody may have given none. */
static bool
is_possible(uint32_t people, const uint32_t *tens, size_t count, uint32_t last)
{
    uint32_t least = last;
    for (size_t i = 0; i + 1 < count; i++) {
        least += tens[i];
    }
    return small_groups_tens(last) == tens[count - 1] && least <= people;
}

/* The room is told by tens, too: a reader must think possible every number of people
 * with the same tens. */
static void
check(uint32_t people, const uint32_t *tens, size_t count)
{
    for (uint32_t value = 0; value < SMALL; value++) {
        bool found = false;
        uint32_t room = people / SMALL * SMALL;
        for (uint32_t others = room; others < room + SMALL; others++) {
            found = found || is_possible(others, tens, count, value);
        }
        assert_true(found);
    }
}

static void
an_answer_under_ten_may_be_any_number_from_0_to_9(void **state)
{
    (void)state;
    for (uint32_t people = 0; people <= MOST; people++) {
        for (uint32_t a = 0; a <= people; a++) {
            for (uint32_t b = 0; a + b <= people; b++) {
                const uint32_t tens[] = {small_groups_tens(a), small_groups_tens(b), 0};
                check(people, tens, 3);
            }
        }
    }
}

static void
only_whole_tens_are_told(void **state)
{
    (void)state;
    assert_int_equal(small_groups_tens(0), 0);
    assert_int_equal(small_groups_tens(9), 0);
    assert_int_equal(small_groups_tens(10), 10);
    assert_int_equal(small_groups_tens(19), 10);
    assert_int_equal(small_groups_tens(347), 340);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_under_ten_may_be_any_number_from_0_to_9),
        cmocka_unit_test(only_whole_tens_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

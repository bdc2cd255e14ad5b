#include "townline/small_groups.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Ten, said here once more: a report that hides only groups below nine is wrong. */
#define SMALL 10
#define GROUPS 3
#define MOST 12

/* Whether the groups that stay hidden may be any numbers from 10 on that add up to the
 * rest, when the small ones are those of `guess`. */
static bool
is_possible(const struct group *groups, const unsigned *guess, unsigned rest)
{
    unsigned hidden = 0;
    for (size_t i = 0; i < GROUPS; i++) {
        if (groups[i].shown == SHOWN_SMALL) {
            if (guess[i] > rest) {
                return false;
            }
            rest -= guess[i];
        }
        hidden += groups[i].shown == SHOWN_HIDDEN;
    }
    return hidden == 0 ? rest == 0 : rest >= SMALL * hidden;
}

/* What a reader of the list can derive, who knows the sum of all groups: true when each
 * small group may still have anything from 0 to 9, whatever the other small ones have.
 * All guesses are tried. */
static bool
tells_nothing(const struct group *groups)
{
    unsigned rest = 0, most[GROUPS];
    for (size_t i = 0; i < GROUPS; i++) {
        rest += groups[i].shown == SHOWN_NUMBER ? 0 : groups[i].n;
        most[i] = groups[i].shown == SHOWN_SMALL ? SMALL - 1 : 0;
    }
    for (unsigned a = 0; a <= most[0]; a++) {
        for (unsigned b = 0; b <= most[1]; b++) {
            for (unsigned c = 0; c <= most[2]; c++) {
                if (!is_possible(groups, (const unsigned[]){a, b, c}, rest)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* The list with `hidden` (a bit for each group) hidden; false when a small one is among
 * them. */
static bool
hide_these(const struct group *groups, unsigned hidden, struct group *out)
{
    for (size_t i = 0; i < GROUPS; i++) {
        bool is_hidden = hidden >> i & 1, is_small = groups[i].n < SMALL;
        if (is_hidden && is_small) {
            return false;
        }
        out[i] = groups[i];
        out[i].shown = is_small ? SHOWN_SMALL : is_hidden ? SHOWN_HIDDEN : SHOWN_NUMBER;
    }
    return true;
}

static bool
can_be_protected(const struct group *groups)
{
    struct group tried[GROUPS];
    for (unsigned hidden = 0; hidden < 1u << GROUPS; hidden++) {
        if (hide_these(groups, hidden, tried) && tells_nothing(tried)) {
            return true;
        }
    }
    return false;
}

/* The smallest are hidden first, and none without need: shown again, the largest of
 * them would tell something. */
static void
check_hidden(const struct group *groups)
{
    int largest = -1;
    for (int i = 0; i < GROUPS; i++) {
        if (groups[i].shown != SHOWN_HIDDEN) {
            continue;
        }
        for (size_t j = 0; j < GROUPS; j++) {
            assert_false(groups[j].shown == SHOWN_NUMBER && groups[j].n < groups[i].n);
        }
        if (largest < 0 || groups[i].n > groups[largest].n) {
            largest = i;
        }
    }
    if (largest < 0) {
        return;
    }
    struct group again[GROUPS] = {groups[0], groups[1], groups[2]};
    again[largest].shown = SHOWN_NUMBER;
    assert_false(tells_nothing(again));
}

static void
check(unsigned a, unsigned b, unsigned c)
{
    struct group groups[GROUPS] = {{.n = a}, {.n = b}, {.n = c}};
    bool ok = small_groups_hide(groups, GROUPS);
    assert_int_equal(ok, can_be_protected(groups));
    if (!ok) {
        return;
    }
    for (size_t i = 0; i < GROUPS; i++) {
        assert_int_equal(groups[i].shown == SHOWN_SMALL, groups[i].n < SMALL);
    }
    if (!tells_nothing(groups)) {
        fail_msg("%u, %u and %u give a small group away", a, b, c);
    }
    check_hidden(groups);
}

static void
three_groups_of_up_to_twelve_tell_nothing(void **state)
{
    (void)state;
    for (unsigned a = 0; a <= MOST; a++) {
        for (unsigned b = 0; b <= MOST; b++) {
            for (unsigned c = 0; c <= MOST; c++) {
                check(a, b, c);
            }
        }
    }
}

/* With larger groups there is a choice of which to hide. */
static void
the_smallest_of_the_large_groups_are_hidden_first(void **state)
{
    (void)state;
    static const unsigned sizes[] = {0, 3, 9, 10, 11, 18, 19, 20, 27, 28, 29, 40, 90};
    size_t count = sizeof sizes / sizeof *sizes;
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            for (size_t c = 0; c < count; c++) {
                check(sizes[a], sizes[b], sizes[c]);
            }
        }
    }
}

static void
nothing_is_hidden_where_nothing_is_small(void **state)
{
    (void)state;
    struct group groups[] = {{.n = 10}, {.n = 11}, {.n = 400}};
    assert_true(small_groups_hide(groups, 3));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(groups[i].shown, SHOWN_NUMBER);
    }
    assert_true(small_groups_hide(groups, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_groups_of_up_to_twelve_tell_nothing),
        cmocka_unit_test(the_smallest_of_the_large_groups_are_hidden_first),
        cmocka_unit_test(nothing_is_hidden_where_nothing_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

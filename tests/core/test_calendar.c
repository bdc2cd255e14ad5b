#include "townline/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void
days_are_counted_from_the_first_of_1970(void **state)
{
    (void)state;
    assert_int_equal(calendar_days((struct calendar_date){1970, 1, 1}), 0);
    assert_int_equal(calendar_days((struct calendar_date){1969, 12, 31}), -1);
    assert_int_equal(calendar_days((struct calendar_date){2000, 3, 1}), 11017);
    assert_int_equal(calendar_days((struct calendar_date){1, 1, 1}), -719162);
    assert_int_equal(calendar_days((struct calendar_date){9999, 12, 31}), 2932896);
}

/* Day after day through all years that are written with four digits. */
static void
each_day_follows_the_one_before(void **state)
{
    (void)state;
    struct calendar_date date = {1, 1, 1};
    for (int64_t days = -719162; days <= 2932896; days++) {
        struct calendar_date found = calendar_date(days);
        if (found.year != date.year || found.month != date.month ||
            found.day != date.day || calendar_days(date) != days ||
            !calendar_has(date)) {
            fail_msg("day %ld is not %d-%d-%d", (long)days, date.year, date.month,
                     date.day);
        }
        if (date.day++ == calendar_month_length(date.year, date.month)) {
            date.day = 1;
            date.month = date.month % 12 + 1;
            date.year += date.month == 1;
        }
    }
}

static void
a_leap_year_is_one_of_four_but_not_every_hundredth(void **state)
{
    (void)state;
    assert_int_equal(calendar_month_length(2024, 2), 29);
    assert_int_equal(calendar_month_length(2026, 2), 28);
    assert_int_equal(calendar_month_length(1900, 2), 28);
    assert_int_equal(calendar_month_length(2000, 2), 29);
    assert_int_equal(calendar_month_length(2026, 12), 31);
}

static void
a_day_that_no_month_has_is_none(void **state)
{
    (void)state;
    assert_true(calendar_has((struct calendar_date){2024, 2, 29}));
    assert_false(calendar_has((struct calendar_date){2026, 2, 29}));
    assert_false(calendar_has((struct calendar_date){2026, 13, 1}));
    assert_false(calendar_has((struct calendar_date){2026, 0, 1}));
    assert_false(calendar_has((struct calendar_date){2026, 4, 31}));
    assert_false(calendar_has((struct calendar_date){2026, 4, 0}));
    assert_false(calendar_has((struct calendar_date){0, 4, 1}));
    assert_false(calendar_has((struct calendar_date){10000, 4, 1}));
}

static void
the_week_goes_on_before_1970(void **state)
{
    (void)state;
    assert_int_equal(calendar_weekday(0), 4);
    assert_int_equal(calendar_weekday(-4), 0);
    assert_int_equal(calendar_weekday(-5), 6);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_the_first_of_1970),
        cmocka_unit_test(each_day_follows_the_one_before),
        cmocka_unit_test(a_leap_year_is_one_of_four_but_not_every_hundredth),
        cmocka_unit_test(a_day_that_no_month_has_is_none),
        cmocka_unit_test(the_week_goes_on_before_1970),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

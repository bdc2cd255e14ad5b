#include "lexical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
numbers_come_back_only_in_their_own_spelling(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "0", "-0", "7", "-12", "0.5", "-0.50", "100", "1.000", "999999999999999999"};
    static const char *const others[] = {"",    "-",   "+1", "04",  ".5",  "5.",
                                         "1e3", "1,5", " 1", "1 ",  "--1", "1.2.3",
                                         "NaN", "1x",  ".",  "-.1", "00.5"};
    struct lexical_number number;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char again[LEXICAL_MAX_BYTES];
        assert_true(lexical_read_number(numbers[i], &number));
        lexical_write_number(&number, again);
        assert_string_equal(again, numbers[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(lexical_read_number(others[i], &number));
    }
    assert_false(lexical_read_number("1234567890123456789", &number));
    assert_true(lexical_read_number("-12.50", &number));
    assert_true(number.negative);
    assert_int_equal(number.decimals, 2);
    assert_int_equal(number.digits, 1250);
}

static void
every_day_of_ten_thousand_years_is_a_date(void **state)
{
    (void)state;
    for (int32_t day = LEXICAL_DAY_MIN; day <= LEXICAL_DAY_MAX; day += 13) {
        char text[LEXICAL_MAX_BYTES];
        int32_t back = 0;
        lexical_write_date(day, text);
        assert_true(lexical_read_date(text, &back));
        assert_int_equal(back, day);
    }
    char text[LEXICAL_MAX_BYTES];
    lexical_write_date(LEXICAL_DAY_MIN, text);
    assert_string_equal(text, "0001-01-01");
    lexical_write_date(LEXICAL_DAY_MAX, text);
    assert_string_equal(text, "9999-12-31");
    lexical_write_date(0, text);
    assert_string_equal(text, "1970-01-01");
    lexical_write_date(20576, text);
    assert_string_equal(text, "2026-05-03");
}

static void
days_that_never_were_are_no_dates(void **state)
{
    (void)state;
    static const char *const others[] = {
        "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01",      "2026-00-01",
        "2026-01-00", "2026-01-32", "0000-12-31", "2026/01/01",      "26-01-01",
        "2026-1-01x", "",           "2026-01-0a", "2026-01-01T00:00"};
    int32_t day = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(lexical_read_date(others[i], &day));
    }
    assert_true(lexical_read_date("2000-02-29", &day));
    assert_int_equal(day, 11016);
}

static void
times_come_back_with_their_precision_and_zone(void **state)
{
    (void)state;
    static const char *const times[] = {
        "00:00",          "23:59:59",          "09:30:00.125", "09:30Z",
        "09:30:15Z",      "09:30+00:00",       "09:30-00:00",  "09:30:15.999-08:00",
        "12:00:00+05:45", "23:59:59.999+23:59"};
    static const char *const others[] = {
        "",           "9:30",       "24:00",  "09:60",      "09:30:60",
        "09:30:00.5", "09:30:00.",  "09:30z", "09:30+0800", "09:30+24:00",
        "09:30 ",     "09:30-1:00", "09-30",  "09:30Zx",    "09:30:00.1234",
        "0930",       "09:30+05:60"};
    struct lexical_time time;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        char again[LEXICAL_MAX_BYTES];
        assert_true(lexical_read_time(times[i], &time));
        lexical_write_time(&time, again);
        assert_string_equal(again, times[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(lexical_read_time(others[i], &time));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back_only_in_their_own_spelling),
        cmocka_unit_test(every_day_of_ten_thousand_years_is_a_date),
        cmocka_unit_test(days_that_never_were_are_no_dates),
        cmocka_unit_test(times_come_back_with_their_precision_and_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

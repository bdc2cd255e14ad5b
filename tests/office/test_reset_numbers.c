/* The numbers of PIN resets, when clocks and files are not as they should be. */
#include "reset_numbers.h"
#include "support_folder.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct folder folder;
static const struct sign_public one = {{1}}, other = {{2}};

static int
begin(void **state)
{
    (void)state;
    folder_begin(&folder);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    folder_end(&folder);
    return 0;
}

static uint64_t
draw(const struct sign_public *kiosk, uint64_t now_s)
{
    char keys[300];
    struct error err;
    uint64_t number = 0;
    snprintf(keys, sizeof keys, "%s", folder_path(&folder, "office.secret"));
    if (!reset_numbers_draw(keys, kiosk, now_s, &number, &err)) {
        fail_msg("%s", err.text);
    }
    return number;
}

static void
numbers_rise_also_after_a_clock_that_was_far_ahead(void **state)
{
    (void)state;
    assert_int_equal(draw(&one, 1000), 1000);
    assert_int_equal(draw(&one, 1000), 1001);
    assert_int_equal(draw(&one, 900000), 900000);
    assert_int_equal(draw(&one, 2000), 900001);
    assert_int_equal(draw(&other, 2000), 2000); /* each kiosk has its own */
    assert_int_equal(draw(&one, 2001), 900002);
    assert_int_equal(draw(&one, 900010), 900010);
}

static void
a_damaged_file_is_told_with_what_to_do(void **state)
{
    static const char *const bad[] = {
        "x", "0101 5\n", "\n",
        "0000000000000000000000000000000000000000"
        "000000000000000000000000 -5\n",
        "0000000000000000000000000000000000000000"
        "000000000000000000000000 18446744073709551615\n"};
    char keys[300];
    struct error err;
    uint64_t number;
    (void)state;
    snprintf(keys, sizeof keys, "%s", folder_path(&folder, "office.secret"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        folder_write(&folder, "office.pin-resets", bad[i], strlen(bad[i]));
        assert_false(reset_numbers_draw(keys, &one, 1000, &number, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_non_null(strstr(err.text, "put back a copy"));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            numbers_rise_also_after_a_clock_that_was_far_ahead, begin, end),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_told_with_what_to_do, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "townline/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
what_a_file_brings_stays_one_line(void **state)
{
    (void)state;
    struct error err;
    assert_false(error_set(&err, ERROR_INPUT, "damaged (%s)",
                           "*** in main ***\nPage 6: \x1b[31mred\x7f\r"));
    assert_string_equal(err.text, "damaged (*** in main *** Page 6:  [31mred  )");
    assert_false(error_prefix(&err, "a\nb\u00e9.db"));
    assert_string_equal(err.text,
                        "a b\u00e9.db: damaged (*** in main *** Page 6:  [31mred  )");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_file_brings_stays_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

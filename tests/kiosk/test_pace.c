#include "pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
pictures_that_come_late_do_not_push_back_the_others(void **state)
{
    (void)state;
    struct pace pace = {0};
    uint64_t now_ms = 1000;
    pace_begin(&pace, 15, now_ms);
    /* A minute in which each picture is shown between 0 and 40 ms after it is due. */
    for (unsigned i = 0; i < 900; i++) {
        now_ms = pace_due_ms(&pace) + i * 7 % 41;
        pace_flip(&pace, now_ms);
    }
    assert_int_equal(pace_due_ms(&pace), 1000 + 60000 + 66);
    assert_int_equal(pace.flips, 900);
    assert_int_equal(pace.worst_ms, 40);
    assert_true(pace.late > 400 && pace.late < 600); /* later than 16 ms */
}

static void
after_a_long_stop_it_begins_anew_without_a_flicker(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_begin(&pace, 10, 0);
    pace_flip(&pace, 100);
    assert_int_equal(pace.late, 0);
    pace_flip(&pace, 1234);
    assert_int_equal(pace_due_ms(&pace), 1334);
    assert_int_equal(pace.worst_ms, 1034);
    assert_int_equal(pace.late, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_that_come_late_do_not_push_back_the_others),
        cmocka_unit_test(after_a_long_stop_it_begins_anew_without_a_flicker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* When the screen is dark, and what the touch that wakes it does: nothing else. */
#include "blank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MINUTE_MS UINT64_C(60000)
#define AFTER_MS (10 * MINUTE_MS)

static struct touch_event
touch(enum touch_kind kind, int64_t pointer)
{
    return (struct touch_event){.kind = kind, .pointer = pointer};
}

static bool
takes(struct blank *blank, enum touch_kind kind, int64_t pointer, uint64_t now_ms)
{
    struct touch_event event = touch(kind, pointer);
    return blank_takes_touch(blank, &event, now_ms);
}

static struct blank
dark_at(uint64_t now_ms)
{
    struct blank blank;
    blank_init(&blank, AFTER_MS, now_ms - AFTER_MS);
    blank_update(&blank, true, false, now_ms - 1);
    assert_false(blank.is_dark);
    blank_update(&blank, true, false, now_ms);
    assert_true(blank.is_dark);
    return blank;
}

static void
it_is_dark_only_while_nobody_is_there(void **state)
{
    (void)state;
    struct blank blank;
    blank_init(&blank, AFTER_MS, 0);
    blank_update(&blank, false, false, AFTER_MS);
    assert_false(blank.is_dark);
    blank_update(&blank, true, false, 2 * AFTER_MS - 1); /* left at AFTER_MS */
    assert_false(blank.is_dark);
    blank_update(&blank, true, false, 2 * AFTER_MS);
    assert_true(blank.is_dark);
    blank_update(&blank, false, false, 2 * AFTER_MS);
    assert_false(blank.is_dark);
}

static void
when_closed_it_is_dark_after_a_minute(void **state)
{
    (void)state;
    struct blank blank;
    blank_init(&blank, AFTER_MS, 0);
    blank_update(&blank, true, true, MINUTE_MS - 1);
    assert_false(blank.is_dark);
    blank_update(&blank, true, true, MINUTE_MS);
    assert_true(blank.is_dark);
    blank_update(&blank, true, false, MINUTE_MS + 1); /* it opens */
    assert_false(blank.is_dark);
}

static void
without_minutes_it_is_never_dark(void **state)
{
    (void)state;
    struct blank blank;
    blank_init(&blank, 0, 0);
    blank_update(&blank, true, true, 1000 * AFTER_MS);
    assert_false(blank.is_dark);
}

static void
the_touch_that_wakes_does_nothing_else(void **state)
{
    (void)state;
    uint64_t now = 5 * AFTER_MS;
    struct blank blank = dark_at(now);
    assert_true(takes(&blank, TOUCH_MOVE, -1, now));
    assert_true(blank.is_dark);
    assert_true(takes(&blank, TOUCH_DOWN, 7, now));
    assert_false(blank.is_dark);
    assert_true(takes(&blank, TOUCH_DOWN, 8, now + 50));
    assert_true(takes(&blank, TOUCH_UP, 8, now + 60));
    assert_true(takes(&blank, TOUCH_MOVE, 7, now + 900));
    assert_true(takes(&blank, TOUCH_UP, 7, now + 1000));
    /* the second half of a double touch */
    assert_true(takes(&blank, TOUCH_DOWN, 7, now + 1000 + BLANK_WAKING_MS - 1));
    assert_false(takes(&blank, TOUCH_DOWN, 7, now + 1000 + BLANK_WAKING_MS));
    assert_false(takes(&blank, TOUCH_UP, 7, now + 1100 + BLANK_WAKING_MS));
}

static void
a_finger_whose_end_nobody_tells_is_forgotten(void **state)
{
    (void)state;
    uint64_t now = 5 * AFTER_MS;
    struct blank blank = dark_at(now);
    assert_true(takes(&blank, TOUCH_DOWN, 7, now));
    now += BLANK_HELD_MS + BLANK_WAKING_MS;
    assert_true(takes(&blank, TOUCH_DOWN, 9, now)); /* too soon after the last */
    now += BLANK_HELD_MS + 1;
    assert_false(takes(&blank, TOUCH_MOVE, 9, now));
    assert_false(takes(&blank, TOUCH_DOWN, 9, now + 1));
}

static void
a_key_wakes_it_too_and_does_nothing_else(void **state)
{
    (void)state;
    uint64_t now = 5 * AFTER_MS;
    struct blank blank = dark_at(now);
    assert_true(blank_takes_key(&blank, now));
    assert_false(blank.is_dark);
    assert_true(blank_takes_key(&blank, now + 1));
    assert_false(blank_takes_key(&blank, now + BLANK_WAKING_MS));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_dark_only_while_nobody_is_there),
        cmocka_unit_test(when_closed_it_is_dark_after_a_minute),
        cmocka_unit_test(without_minutes_it_is_never_dark),
        cmocka_unit_test(the_touch_that_wakes_does_nothing_else),
        cmocka_unit_test(a_finger_whose_end_nobody_tells_is_forgotten),
        cmocka_unit_test(a_key_wakes_it_too_and_does_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

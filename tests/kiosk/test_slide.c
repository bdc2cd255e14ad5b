/* Requirement 9: what moves is short; and design.md: slides of at most 200 ms. */
#include "slide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 1280, BEGIN = 5000 };

static void
a_slide_comes_in_from_its_side_and_arrives_within_200_ms(void **state)
{
    (void)state;
    for (int direction = -1; direction <= 1; direction += 2) {
        struct slide slide;
        slide_begin(&slide, direction, BEGIN);
        assert_int_equal(slide_offset_px(&slide, BEGIN, WIDTH), direction * WIDTH);
        int before = WIDTH;
        for (uint64_t ms = 1; ms < 200; ms++) {
            int offset = direction * slide_offset_px(&slide, BEGIN + ms, WIDTH);
            assert_true(offset >= 0 && offset <= before);
            before = offset;
        }
        assert_int_equal(slide_offset_px(&slide, BEGIN + 200, WIDTH), 0);
        assert_false(slide_is_moving(&slide, BEGIN + 200));
    }
}

static void
a_slide_that_is_ended_has_arrived(void **state)
{
    (void)state;
    struct slide slide;
    slide_begin(&slide, 1, BEGIN);
    assert_true(slide_is_moving(&slide, BEGIN + 50));
    slide_end(&slide);
    assert_false(slide_is_moving(&slide, BEGIN + 50));
    assert_int_equal(slide_offset_px(&slide, BEGIN + 50, WIDTH), 0);
}

static void
no_direction_is_no_slide(void **state)
{
    (void)state;
    struct slide slide;
    slide_begin(&slide, 0, BEGIN);
    assert_false(slide_is_moving(&slide, BEGIN));
    assert_int_equal(slide_offset_px(&slide, BEGIN, WIDTH), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slide_comes_in_from_its_side_and_arrives_within_200_ms),
        cmocka_unit_test(a_slide_that_is_ended_has_arrived),
        cmocka_unit_test(no_direction_is_no_slide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

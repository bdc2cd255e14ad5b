/* The headline of the first screen over time. */
#include "headline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LANGUAGES 6
#define BEGUN 1000

static struct headline
begun(void)
{
    struct headline headline;
    headline_begin(&headline, BEGUN);
    return headline;
}

static void
assert_view(const struct headline *headline, bool still, uint64_t after_ms,
            size_t language, int step)
{
    struct headline_view view =
        headline_view(headline, LANGUAGES, still, BEGUN + after_ms);
    if (view.language != language || view.step != step) {
        fail_msg("after %u ms: language %zu, step %d", (unsigned)after_ms,
                 view.language, view.step);
    }
}

static void
one_language_goes_before_the_next_one_comes(void **state)
{
    (void)state;
    struct headline headline = begun();
    assert_view(&headline, false, 0, 0, 0);
    assert_view(&headline, false, 5999, 0, 0);
    assert_view(&headline, false, 6000, 0, 1);
    assert_view(&headline, false, 6399, 0, 8);
    assert_view(&headline, false, 6400, 1, 7);
    assert_view(&headline, false, 6799, 1, 0);
    assert_view(&headline, false, 11999, 1, 0);
    assert_view(&headline, false, 6 * 6000 + 400, 0, 7);
}

/* How often the screen is drawn after its first picture, or after the touch. */
static unsigned
pictures_until(struct headline *headline, bool still, uint64_t end_ms)
{
    unsigned pictures = 0;
    uint64_t now = headline->is_stopped ? headline->stopped_ms : BEGUN;
    struct headline_view before = headline_view(headline, LANGUAGES, still, now);
    while (now < BEGUN + end_ms) {
        int wait = headline_wait_ms(headline, LANGUAGES, still, now, 10000);
        assert_true(wait > 0);
        now += (uint64_t)wait;
        struct headline_view view = headline_view(headline, LANGUAGES, still, now);
        pictures += view.language != before.language || view.step != before.step;
        before = view;
    }
    return pictures;
}

static void
after_three_rounds_it_rests_on_the_first_language(void **state)
{
    (void)state;
    struct headline headline = begun();
    uint64_t rest_ms = 3 * LANGUAGES * HEADLINE_TURN_MS;
    assert_view(&headline, false, rest_ms - 1, LANGUAGES - 1, 0);
    assert_view(&headline, false, rest_ms + 800, 0, 0);
    assert_view(&headline, false, rest_ms + 6000, 0, 0);
    assert_view(&headline, false, 10 * rest_ms, 0, 0);
    /* 16 pictures a turn, the last of which shows all of it */
    assert_int_equal(pictures_until(&headline, false, rest_ms + 1000), 18 * 16);
    assert_int_equal(pictures_until(&headline, false, 10 * rest_ms), 18 * 16);
}

static void
where_nothing_may_move_it_changes_at_once(void **state)
{
    (void)state;
    struct headline headline = begun();
    uint64_t rest_ms = 3 * LANGUAGES * HEADLINE_STILL_TURN_MS;
    assert_view(&headline, true, 7999, 0, 0);
    assert_view(&headline, true, 8000, 1, 0);
    assert_view(&headline, true, rest_ms, 0, 0);
    assert_int_equal(pictures_until(&headline, true, 10 * rest_ms), 18);
}

static void
a_touch_stops_it_and_later_the_first_language_is_back(void **state)
{
    (void)state;
    struct headline headline = begun();
    headline_stop(&headline, LANGUAGES, false, BEGUN + 6500);
    assert_view(&headline, false, 6500, 1, 0);
    assert_view(&headline, false, 60000, 1, 0);
    assert_view(&headline, false, 6500 + HEADLINE_BACK_MS, 0, 0);
    assert_view(&headline, false, 10000000, 0, 0);
    assert_int_equal(pictures_until(&headline, false, 10000000), 1);
}

static void
one_language_alone_and_a_headline_that_never_began_stand(void **state)
{
    (void)state;
    struct headline headline = begun(), never = {0};
    assert_int_equal(headline_view(&headline, 1, false, BEGUN + 100000).language, 0);
    assert_int_equal(headline_wait_ms(&headline, 1, false, BEGUN, 10000), 10000);
    assert_int_equal(headline_view(&never, 6, false, 100000).language, 0);
    assert_int_equal(headline_wait_ms(&never, 6, false, 100000, 10000), 10000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_language_goes_before_the_next_one_comes),
        cmocka_unit_test(after_three_rounds_it_rests_on_the_first_language),
        cmocka_unit_test(where_nothing_may_move_it_changes_at_once),
        cmocka_unit_test(a_touch_stops_it_and_later_the_first_language_is_back),
        cmocka_unit_test(one_language_alone_and_a_headline_that_never_began_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

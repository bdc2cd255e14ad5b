/* What is kept about the visit itself, and the time that a resident has. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define WARNING_S (SESSION_IDLE_MS / 1000)

static int
start(void **state)
{
    static struct resident resident;
    resident_start(&resident);
    *state = &resident;
    return 0;
}

static int
finish(void **state)
{
    resident_finish(*state);
    return 0;
}

static void
to_about_you(struct resident *resident)
{
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "4");
    resident_send(resident, SESSION_MORE);
    resident_go_to(resident, "you/first_time");
}

static void
first_time_and_helped_stand_in_the_responses_head(void **state)
{
    struct resident *resident = *state;
    to_about_you(resident);
    assert_int_equal(resident->head.first_time, SAID_NOTHING);
    resident_choose(resident, "no");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "you/helped");
    resident_choose(resident, "yes");
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_int_equal(resident->head.first_time, SAID_NO);
    assert_int_equal(resident->head.assisted, SAID_YES);
    assert_true(resident_stored(resident, "you/helped=yes"));
}

static void
who_skips_them_has_said_nothing(void **state)
{
    struct resident *resident = *state;
    to_about_you(resident);
    resident_send(resident, SESSION_SKIP);
    resident_send(resident, SESSION_SKIP);
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_int_equal(resident->head.first_time, SAID_NOTHING);
    assert_int_equal(resident->head.assisted, SAID_NOTHING);
}

/* What is chosen and not left by Next was not said yet. */
static void
an_open_answer_about_the_visit_is_not_kept(void **state)
{
    struct resident *resident = *state;
    to_about_you(resident);
    resident_choose(resident, "yes");
    resident_wait(resident, WARNING_S + SESSION_WARNING_MS / 1000);
    assert_int_equal(resident->timed_out, 1);
    assert_int_equal(resident->head.first_time, SAID_NOTHING);
}

/* WCAG 2.2.1: at least ten times; here as often as somebody asks. */
static void
r45_more_time_is_given_as_often_as_it_is_asked_for(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    for (int i = 0; i < 12; i++) {
        resident_wait(resident, WARNING_S + SESSION_WARNING_MS / 1000 - 1);
        assert_int_equal(resident->session.sheet, SHEET_IDLE);
        resident_send(resident, SESSION_TOUCHED);
        assert_int_equal(resident->session.sheet, SHEET_NONE);
        assert_string_equal(resident_path(resident), "services");
        assert_string_equal(resident_value(resident), "libraries");
    }
    assert_int_equal(resident->timed_out, 0);
}

/* Twenty seconds at least to answer the warning, which comes after two to five
 * minutes. */
static void
r45_the_limits_are_those_of_the_requirement(void **state)
{
    (void)state;
    assert_in_range(SESSION_IDLE_MS, 120000, 300000);
    assert_in_range(SESSION_WARNING_MS, 20000, 45000);
}

#define VISIT_TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(first_time_and_helped_stand_in_the_responses_head),
        VISIT_TEST(who_skips_them_has_said_nothing),
        VISIT_TEST(an_open_answer_about_the_visit_is_not_kept),
        VISIT_TEST(r45_more_time_is_given_as_often_as_it_is_asked_for),
        cmocka_unit_test(r45_the_limits_are_those_of_the_requirement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

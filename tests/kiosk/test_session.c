/* The way a resident takes through the form. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
going_back_keeps_the_answer(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_send(resident, SESSION_BACK);
    assert_string_equal(resident_path(resident), "community");
    resident_choose(resident, "oakhollow");
    resident_send(resident, SESSION_BACK);
    assert_int_equal(resident->session.view, SESSION_PURPOSE);
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_value(resident), "oakhollow");
    resident_go_to(resident, "services");
    resident_send(resident, SESSION_BACK);
    assert_string_equal(resident_value(resident), "oakhollow");
}

static void
the_way_through_a_service_is_the_designed_one(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_send(resident, SESSION_NEXT);
    assert_true(resident_is_at(resident, STOP_SERVICE));
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/map/identity");
    resident_choose(resident, "5");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/map/control");
    resident_choose(resident, "2");
    resident_send(resident, SESSION_NEXT);
    assert_true(resident_is_at(resident, STOP_MAP));
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/concerns");
    resident_choose(resident, "risk");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/mind");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/sharing/share");
    assert_int_equal(resident->saves, 0);
    resident_send(resident, SESSION_NEXT);
    assert_true(resident_is_at(resident, STOP_RECORDED));
    assert_int_equal(resident->saves, 1);
    resident_send(resident, SESSION_MORE);
    assert_string_equal(resident_path(resident), "comment");
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_false(session_has_more(&resident->session));
}

static void
the_way_back_is_the_way_there(void **state)
{
    struct resident *resident = *state;
    struct stop way[40];
    size_t count = 0;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    /* All the way back, remembering; then forward again over the same stops. */
    while (resident->session.view == SESSION_AT_STOP && count < 40) {
        way[count++] = resident->session.stop;
        resident_send(resident, SESSION_BACK);
    }
    assert_int_equal(resident->session.view, SESSION_PURPOSE);
    assert_true(count >= 8);
    while (count > 0) {
        resident_send(resident, SESSION_NEXT);
        count--;
        assert_int_equal(resident->session.stop.kind, way[count].kind);
        assert_true(place_is_same(&resident->session.stop.place, &way[count].place));
    }
}

static void
the_dot_needs_two_answers_on_the_scale(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "payroll");
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "none");
    resident_go_to(resident, "about/block/map/control");
    resident_choose(resident, "1");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/concerns");
}

static void
a_dot_that_is_not_right_leads_to_its_first_question(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "payroll");
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "3");
    resident_go_to(resident, "about/block/map/control");
    resident_choose(resident, "1");
    resident_send(resident, SESSION_NEXT);
    resident_send(resident, SESSION_CHANGE);
    assert_string_equal(resident_path(resident), "about/block/map/identity");
    assert_string_equal(resident_value(resident), "3");
}

static void
settings_and_language_change_without_losing_an_answer(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_send_number(resident, SESSION_OPEN, SHEET_SETTINGS);
    resident_send_number(resident, SESSION_SIZE, TEXT_SIZE_L);
    resident_send(resident, SESSION_CLOSE);
    resident_send_number(resident, SESSION_OPEN, SHEET_LANGUAGES);
    resident_send_number(resident, SESSION_LANGUAGE, 1);
    assert_int_equal(resident->session.sheet, SHEET_NONE);
    assert_string_equal(resident_path(resident), "services");
    assert_string_equal(resident_value(resident), "libraries");
    assert_int_equal(resident->session.language, 1);
}

static void
an_answer_that_breaks_a_rule_is_told_and_not_left(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_go_to(resident, "about/block/concerns");
    resident_choose(resident, "risk");
    resident_choose(resident, "none");
    resident_send(resident, SESSION_NEXT);
    assert_string_equal(resident_path(resident), "about/block/concerns");
    assert_int_equal(resident->session.fault, FAULT_CONSTRAINT);
    assert_non_null(resident->session.fault_message);
    assert_non_null(strstr(resident->session.fault_message, "None of these"));
    resident_choose(resident, "risk");
    assert_int_equal(resident->session.fault, FAULT_NONE);
    resident_send(resident, SESSION_NEXT);
    assert_string_not_equal(resident_path(resident), "about/block/concerns");
}

static void
choices_are_kept_in_the_forms_order(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "payroll");
    resident_choose(resident, "dispatch");
    resident_choose(resident, "libraries");
    assert_string_equal(resident_value(resident), "dispatch libraries payroll");
    resident_choose(resident, "dispatch");
    assert_string_equal(resident_value(resident), "libraries payroll");
}

static void
every_question_can_be_skipped(void **state)
{
    struct resident *resident = *state;
    resident_send_number(resident, SESSION_BEGIN, 0);
    resident_send(resident, SESSION_NEXT);
    for (int i = 0; i < 40 && !resident_is_at(resident, STOP_RECORDED); i++) {
        resident_send(resident, SESSION_SKIP);
    }
    assert_true(resident_is_at(resident, STOP_RECORDED));
    assert_true(resident_stored(resident, "community="));
}

#define SESSION_TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, resident_setup, resident_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(going_back_keeps_the_answer),
        SESSION_TEST(the_way_through_a_service_is_the_designed_one),
        SESSION_TEST(the_way_back_is_the_way_there),
        SESSION_TEST(the_dot_needs_two_answers_on_the_scale),
        SESSION_TEST(a_dot_that_is_not_right_leads_to_its_first_question),
        SESSION_TEST(settings_and_language_change_without_losing_an_answer),
        SESSION_TEST(an_answer_that_breaks_a_rule_is_told_and_not_left),
        SESSION_TEST(choices_are_kept_in_the_forms_order),
        SESSION_TEST(every_question_can_be_skipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

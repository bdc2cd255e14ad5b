#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Instances of the sample's services: dispatch 0, inspection 1, libraries 2. */
#define WARNING_S (SESSION_IDLE_MS / 1000)
#define ALL_S (WARNING_S + SESSION_WARNING_MS / 1000)

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
recorded_is_reached_only_after_the_commit(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "dispatch");
    resident_go_to(resident, "about/block/sharing/share");
    resident->refuses = true;
    resident_send(resident, SESSION_NEXT);
    assert_int_equal(resident->session.view, SESSION_RESTING);
    assert_false(resident->holds);
    resident->refuses = false;
    resident_send(resident, SESSION_RETRY);
    assert_true(resident_is_at(resident, STOP_RECORDED));
    assert_true(resident->holds);
    assert_true(resident->head.complete);
}

static void
only_finished_blocks_are_stored(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "dispatch");
    resident_choose(resident, "libraries");
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "4");
    while (place_block(resident->form, &resident->session.stop.place) == 0) {
        resident_send(resident, SESSION_NEXT);
    }
    assert_true(resident_is_at(resident, STOP_SERVICE));
    assert_true(resident_stored(resident, "about/block/map/identity[0]=4"));
    assert_false(resident->head.complete);
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "1");
    assert_false(resident_stored(resident, "about/block/map/identity[2]=1"));
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_true(resident_stored(resident, "about/block/map/identity[0]=4"));
    assert_true(resident_stored(resident, "about/block/map/identity[2]=1"));
    assert_true(resident_stored(resident, "services=dispatch libraries"));
    assert_true(resident->head.complete);
}

static void
what_is_changed_after_going_back_is_stored_again(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    while (strcmp(resident_path(resident), "about/block/map/control") != 0) {
        resident_send(resident, SESSION_BACK);
    }
    assert_int_equal(resident->saves, 1);
    resident_choose(resident, "4");
    resident_send(resident, SESSION_BACK);
    assert_true(resident_stored(resident, "about/block/map/control[2]=4"));
}

static void
unchoosing_takes_a_block_out_and_rechoosing_brings_it_back(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_send(resident, SESSION_ANOTHER);
    assert_string_equal(resident_path(resident), "services");
    resident_choose(resident, "libraries");
    resident_answer_service(resident, "dispatch", "3", "3");
    assert_true(resident_stored(resident, "services=dispatch"));
    assert_false(resident_stored(resident, "about/block/map/identity[2]=5"));
    resident_send(resident, SESSION_ANOTHER);
    resident_choose(resident, "libraries");
    resident_send(resident, SESSION_NEXT);
    assert_true(resident_stored(resident, "services=dispatch libraries"));
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
    assert_true(resident_stored(resident, "about/block/map/identity[0]=3"));
}

static void
another_service_passes_over_what_was_done(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_send(resident, SESSION_ANOTHER);
    resident_choose(resident, "dispatch");
    resident_send(resident, SESSION_NEXT);
    assert_true(resident_is_at(resident, STOP_SERVICE));
    assert_int_equal(resident->session.stop.place.instance[0], 0);
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_int_equal(resident->session.stop.place.instance[0], 0);
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
}

static void
an_idle_session_is_warned_and_goes_on_with_a_touch(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_wait(resident, WARNING_S - 1);
    assert_int_equal(resident->session.sheet, SHEET_NONE);
    resident_wait(resident, 1);
    assert_int_equal(resident->session.sheet, SHEET_IDLE);
    assert_int_equal(session_seconds_left(&resident->session, resident->now.ms), 30);
    resident_wait(resident, 29);
    resident_send(resident, SESSION_TOUCHED);
    assert_int_equal(resident->session.sheet, SHEET_NONE);
    assert_string_equal(resident_value(resident), "libraries");
    resident_wait(resident, WARNING_S - 1);
    assert_int_equal(resident->session.sheet, SHEET_NONE);
}

static void
an_idle_session_keeps_its_finished_blocks_as_not_complete(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    assert_true(resident->head.complete);
    resident_send(resident, SESSION_ANOTHER);
    resident_choose(resident, "dispatch");
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "1");
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
    assert_int_equal(resident->timed_out, 1);
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
    assert_false(resident_stored(resident, "about/block/map/identity[0]=1"));
    assert_false(resident->head.complete);
}

static void
staff_at_the_kiosk_end_the_session_and_keep_its_finished_blocks(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_send(resident, SESSION_ANOTHER);
    resident_choose(resident, "dispatch");
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "1");
    resident_send(resident, SESSION_TAKEN);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
    assert_null(resident->session.instance);
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
    assert_false(resident_stored(resident, "about/block/map/identity[0]=1"));
    assert_false(resident->head.complete);
    resident_send(resident, SESSION_TAKEN);
    assert_int_equal(resident->timed_out, 1);
}

static void
an_idle_session_without_a_finished_block_leaves_nothing(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_go_to(resident, "about/block/concerns");
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->saves, 0);
    assert_int_equal(resident->timed_out, 1);
    assert_null(resident->session.instance);
}

static void
who_leaves_at_recorded_has_finished(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->finished, 1);
    assert_int_equal(resident->timed_out, 0);
    assert_true(resident->head.complete);
}

static void
settings_reset_at_session_end(void **state)
{
    struct resident *resident = *state;
    struct display display = display_default();
    resident_send_number(resident, SESSION_BEGIN, 1);
    resident_send_number(resident, SESSION_SIZE, TEXT_SIZE_XL);
    resident_send_number(resident, SESSION_COLORS, COLORS_WHITE_ON_BLACK);
    resident_send(resident, SESSION_REACH);
    resident_send(resident, SESSION_STILL);
    assert_true(resident->session.display.reach && resident->session.display.still);
    resident_go_to(resident, "services");
    resident_answer_service(resident, "libraries", "5", "2");
    assert_string_equal(resident->language, "es");
    resident_send(resident, SESSION_DONE);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
    assert_int_equal(resident->session.language, 0);
    assert_int_equal(resident->session.display.size, display.size);
    assert_int_equal(resident->session.display.colors, display.colors);
    assert_false(resident->session.display.reach || resident->session.display.still);
    assert_null(resident->session.instance);
    assert_int_equal(resident->finished, 1);
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
deleting_takes_back_what_was_stored(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_send_number(resident, SESSION_OPEN, SHEET_DELETE);
    resident_send(resident, SESSION_DELETE);
    assert_int_equal(resident->removes, 1);
    assert_false(resident->holds);
    assert_int_equal(resident->session.view, SESSION_DELETED);
    assert_null(resident->session.instance);
    resident_send(resident, SESSION_DONE);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
}

static void
deleting_before_anything_was_stored_stores_nothing(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    resident_send(resident, SESSION_DELETE);
    assert_int_equal(resident->removes + resident->saves, 0);
    assert_int_equal(resident->session.view, SESSION_DELETED);
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
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

static void
the_next_resident_gets_another_id(void **state)
{
    struct resident *resident = *state;
    uint8_t first[RESPONSE_ID_BYTES];
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    memcpy(first, resident->head.id, sizeof first);
    resident_send(resident, SESSION_DONE);
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    assert_memory_not_equal(first, resident->head.id, sizeof first);
    assert_int_equal(resident->finished, 1);
}

static void
time_is_kept_as_a_band_only(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident->now.ms += 100000;
    resident_answer_service(resident, "libraries", "5", "2");
    assert_int_equal(resident->head.duration, DURATION_1_2);
    assert_int_equal(resident->head.half_day, 41300);
    assert_int_equal(resident->head.straight_line, STRAIGHT_UNKNOWN);
}

static void
alike_answers_to_four_scales_are_told(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "4", "4");
    resident_send(resident, SESSION_ANOTHER);
    resident_answer_service(resident, "dispatch", "4", "4");
    assert_int_equal(resident->head.straight_line, STRAIGHT_ALL);
    resident_send(resident, SESSION_ANOTHER);
    resident_answer_service(resident, "payroll", "1", "2");
    assert_int_equal(resident->head.straight_line, STRAIGHT_NONE);
}

static void
a_station_that_cannot_store_rests_until_staff_come(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_choose(resident, "dispatch");
    resident_go_to(resident, "about/block/sharing/share");
    resident->refuses = true;
    resident_send(resident, SESSION_NEXT);
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->session.view, SESSION_RESTING);
    assert_null(resident->session.instance);
    resident->refuses = false;
    resident_send(resident, SESSION_REOPEN);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
}

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(going_back_keeps_the_answer),
        SESSION_TEST(the_way_through_a_service_is_the_designed_one),
        SESSION_TEST(the_way_back_is_the_way_there),
        SESSION_TEST(the_dot_needs_two_answers_on_the_scale),
        SESSION_TEST(a_dot_that_is_not_right_leads_to_its_first_question),
        SESSION_TEST(recorded_is_reached_only_after_the_commit),
        SESSION_TEST(only_finished_blocks_are_stored),
        SESSION_TEST(what_is_changed_after_going_back_is_stored_again),
        SESSION_TEST(unchoosing_takes_a_block_out_and_rechoosing_brings_it_back),
        SESSION_TEST(another_service_passes_over_what_was_done),
        SESSION_TEST(an_idle_session_is_warned_and_goes_on_with_a_touch),
        SESSION_TEST(an_idle_session_keeps_its_finished_blocks_as_not_complete),
        SESSION_TEST(staff_at_the_kiosk_end_the_session_and_keep_its_finished_blocks),
        SESSION_TEST(an_idle_session_without_a_finished_block_leaves_nothing),
        SESSION_TEST(who_leaves_at_recorded_has_finished),
        SESSION_TEST(settings_reset_at_session_end),
        SESSION_TEST(settings_and_language_change_without_losing_an_answer),
        SESSION_TEST(deleting_takes_back_what_was_stored),
        SESSION_TEST(deleting_before_anything_was_stored_stores_nothing),
        SESSION_TEST(an_answer_that_breaks_a_rule_is_told_and_not_left),
        SESSION_TEST(choices_are_kept_in_the_forms_order),
        SESSION_TEST(every_question_can_be_skipped),
        SESSION_TEST(the_next_resident_gets_another_id),
        SESSION_TEST(time_is_kept_as_a_band_only),
        SESSION_TEST(alike_answers_to_four_scales_are_told),
        SESSION_TEST(a_station_that_cannot_store_rests_until_staff_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

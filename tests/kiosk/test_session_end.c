/* How a session ends, and what is left of it. Instances of the sample's services:
 * dispatch 0, inspection 1, libraries 2. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define WARNING_S (SESSION_IDLE_MS / 1000)
#define ALL_S (WARNING_S + SESSION_WARNING_MS / 1000)

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
recorded_leaves_by_itself_and_a_touch_gives_it_time(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_wait(resident, SESSION_END_MS / 1000 - 1);
    assert_int_equal(resident->session.view, SESSION_AT_STOP);
    resident_send(resident, SESSION_TOUCHED);
    resident_wait(resident, SESSION_END_TOUCHED_MS / 1000 - 1);
    assert_int_equal(resident->session.view, SESSION_AT_STOP);
    resident_wait(resident, 1);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
    assert_int_equal(resident->finished, 1);
    assert_int_equal(resident->timed_out, 0);
}

static void
recorded_stays_longer_with_the_largest_words(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_send_number(resident, SESSION_SIZE, TEXT_SIZE_XL);
    resident_answer_service(resident, "libraries", "5", "2");
    resident_wait(resident, SESSION_END_LARGE_MS / 1000 - 1);
    assert_int_equal(resident->session.view, SESSION_AT_STOP);
    resident_wait(resident, 1);
    assert_int_equal(resident->session.view, SESSION_ATTRACT);
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

/* Who wants to add a service and walks away has not finished, although nothing differs
 * from what was stored as complete. */
static void
an_idle_session_that_changed_nothing_is_not_complete_either(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    assert_true(resident->head.complete);
    assert_int_equal(resident->saves, 1);
    resident_send(resident, SESSION_ANOTHER);
    resident_wait(resident, ALL_S);
    assert_int_equal(resident->timed_out, 1);
    assert_int_equal(resident->saves, 2);
    assert_false(resident->head.complete);
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
}

#define SESSION_TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, resident_setup, resident_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(an_idle_session_is_warned_and_goes_on_with_a_touch),
        SESSION_TEST(an_idle_session_keeps_its_finished_blocks_as_not_complete),
        SESSION_TEST(staff_at_the_kiosk_end_the_session_and_keep_its_finished_blocks),
        SESSION_TEST(an_idle_session_without_a_finished_block_leaves_nothing),
        SESSION_TEST(who_leaves_at_recorded_has_finished),
        SESSION_TEST(settings_reset_at_session_end),
        SESSION_TEST(recorded_leaves_by_itself_and_a_touch_gives_it_time),
        SESSION_TEST(recorded_stays_longer_with_the_largest_words),
        SESSION_TEST(deleting_takes_back_what_was_stored),
        SESSION_TEST(deleting_before_anything_was_stored_stores_nothing),
        SESSION_TEST(a_station_that_cannot_store_rests_until_staff_come),
        SESSION_TEST(an_idle_session_that_changed_nothing_is_not_complete_either),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

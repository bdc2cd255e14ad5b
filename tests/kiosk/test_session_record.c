/* What of a session is stored, and when. Instances of the sample's services: dispatch
 * 0, inspection 1, libraries 2. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
each_band_of_time_begins_at_its_minute(void **state)
{
    struct resident *resident = *state;
    static const struct {
        uint64_t ms;
        enum duration_band band;
    } cases[] = {{0, DURATION_UNDER_1},     {59999, DURATION_UNDER_1},
                 {60000, DURATION_1_2},     {119999, DURATION_1_2},
                 {120000, DURATION_2_4},    {239999, DURATION_2_4},
                 {240000, DURATION_4_8},    {479999, DURATION_4_8},
                 {480000, DURATION_OVER_8}, {90000000, DURATION_OVER_8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        resident_begin(resident);
        resident->now.ms += cases[i].ms;
        resident_answer_service(resident, "libraries", "5", "2");
        assert_int_equal(resident->head.duration, cases[i].band);
        resident_send(resident, SESSION_DONE);
    }
}

/* The block of a service with an answer to its first scale alone. */
static void
answer_one_scale(struct resident *resident, const char *service, const char *identity)
{
    resident_choose(resident, service);
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, identity);
    resident_go_to_stop(resident, STOP_RECORDED);
}

static void
alike_answers_to_three_scales_tell_nothing(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "4", "4");
    resident_send(resident, SESSION_ANOTHER);
    answer_one_scale(resident, "dispatch", "4");
    assert_int_equal(resident->head.straight_line, STRAIGHT_UNKNOWN);
}

static void
four_alike_of_five_scales_are_some(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "dispatch", "4", "4");
    resident_send(resident, SESSION_ANOTHER);
    resident_answer_service(resident, "libraries", "4", "2");
    assert_int_equal(resident->head.straight_line, STRAIGHT_NONE); /* 3 of 4 */
    resident_send(resident, SESSION_ANOTHER);
    answer_one_scale(resident, "payroll", "4");
    assert_int_equal(resident->head.straight_line, STRAIGHT_SOME);
}

#define SESSION_TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, resident_setup, resident_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(recorded_is_reached_only_after_the_commit),
        SESSION_TEST(only_finished_blocks_are_stored),
        SESSION_TEST(what_is_changed_after_going_back_is_stored_again),
        SESSION_TEST(unchoosing_takes_a_block_out_and_rechoosing_brings_it_back),
        SESSION_TEST(another_service_passes_over_what_was_done),
        SESSION_TEST(the_next_resident_gets_another_id),
        SESSION_TEST(time_is_kept_as_a_band_only),
        SESSION_TEST(alike_answers_to_four_scales_are_told),
        SESSION_TEST(each_band_of_time_begins_at_its_minute),
        SESSION_TEST(alike_answers_to_three_scales_tell_nothing),
        SESSION_TEST(four_alike_of_five_scales_are_some),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Looking at one's answers and changing them, before and after "recorded". */
#include "support_booth.h"
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"

static void
r52_answers_can_be_looked_at_and_changed_on_the_way(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN "touch language-en\ntouch next\ntouch choice-oakhollow\n"
                   "touch next\ntouch service-libraries\ntouch next\n"
                   "touch next\ntouch choice-5\ntouch next\n"
                   "touch settings\nexpect text My answers\ntouch skip\n"
                   "expect screen review\nexpect text Oakhollow\n"
                   "expect text Libraries\nexpect node answer-1\n"
                   "touch answer-2\n"
                   "expect screen question about/block/map/identity\n"
                   "expect chosen choice-5\ntouch back\n"
                   "expect screen review\n"
                   "expect no node answer-3\n"
                   "touch answer-0\nexpect screen question community\n"
                   "expect chosen choice-oakhollow\n"
                   "touch choice-brindle_ferry\ntouch next\n"
                   "expect screen review\nexpect text Brindle Ferry\n"
                   "touch next\nexpect screen question about/block/map/control\n"
                   "touch back\nexpect screen question about/block/map/identity\n"
                   "expect chosen choice-5\n");
}

static void
r50_what_was_skipped_is_flagged_and_can_still_be_answered(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch next\ntouch skip\n"
                          "touch service-libraries\ntouch next\ntouch settings\n"
                          "touch skip\nexpect screen review\nexpect text Skipped\n"
                          "touch answer-0\ntouch choice-oakhollow\ntouch back\n"
                          "expect screen review\nexpect text Oakhollow\n"
                          "touch next\nexpect screen service\n");
}

static void
what_was_recorded_can_be_changed_and_is_recorded_anew(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch skip\nexpect screen review\n"
                      "touch answer-0\ntouch choice-tarn_springs\ntouch next\n"
                      "expect screen review\nexpect text Tarn Springs\n"
                      "touch next\nexpect screen recorded\ntouch next\n"
                      "expect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
}

static void
who_walks_away_from_the_answers_leaves_none_on_the_screen(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch next\ntouch choice-oakhollow\n"
                          "touch next\ntouch settings\ntouch skip\ntouch answer-0\n"
                          "wait 151\nexpect screen attract\ntouch language-en\n"
                          "touch next\nexpect screen question community\n");
    const struct session *session = &booth->kiosk->session;
    assert_string_equal(instance_value(session->instance, &session->stop.place), "");
    assert_false(session->revising);
}

static struct place
place_of(const struct resident *resident, const char *path)
{
    struct place place = {0};
    while (strcmp(form_control(resident->form, place.control)->path, path) != 0) {
        place.control++;
    }
    return place;
}

static void
revise(struct resident *resident, const char *path)
{
    struct place place = place_of(resident, path);
    resident_send_number(resident, SESSION_OPEN, SHEET_REVIEW);
    session_update(&resident->session,
                   &(struct session_event){.kind = SESSION_REVISE, .place = &place},
                   &resident->now);
}

static void
a_change_after_recorded_is_stored_at_once(void **state)
{
    (void)state;
    struct resident resident;
    resident_start(&resident);
    resident_send_number(&resident, SESSION_BEGIN, 0);
    resident_go_to(&resident, "community");
    resident_choose(&resident, "oakhollow");
    resident_go_to(&resident, "services");
    resident_answer_service(&resident, "libraries", "5", "4");
    assert_true(resident_stored(&resident, "community=oakhollow"));
    unsigned saves = resident.saves;
    revise(&resident, "community");
    assert_string_equal(resident_path(&resident), "community");
    resident_choose(&resident, "tarn_springs");
    resident_send(&resident, SESSION_NEXT);
    assert_int_equal(resident.saves, saves + 1);
    assert_true(resident_stored(&resident, "community=tarn_springs"));
    assert_true(resident.head.complete);
    assert_int_equal(resident.session.sheet, SHEET_REVIEW);
    resident_send(&resident, SESSION_CLOSE);
    assert_true(resident_is_at(&resident, STOP_RECORDED));
    resident_finish(&resident);
}

static void
a_change_that_cannot_be_stored_lets_the_station_rest(void **state)
{
    (void)state;
    struct resident resident;
    resident_start(&resident);
    resident_begin(&resident);
    resident_answer_service(&resident, "libraries", "5", "4");
    revise(&resident, "community");
    resident_choose(&resident, "tarn_springs");
    resident.refuses = true;
    resident_send(&resident, SESSION_NEXT);
    assert_int_equal(resident.session.view, SESSION_RESTING);
    assert_int_equal(resident.session.sheet, SHEET_NONE);
    resident_finish(&resident);
}

static void
who_takes_the_service_back_goes_on_from_there(void **state)
{
    (void)state;
    struct resident resident;
    resident_start(&resident);
    resident_begin(&resident);
    resident_choose(&resident, "libraries");
    resident_go_to(&resident, "about/block/map/control");
    revise(&resident, "services");
    resident_choose(&resident, "libraries"); /* taken back */
    resident_choose(&resident, "payroll");
    resident_send(&resident, SESSION_NEXT);
    assert_int_equal(resident.session.sheet, SHEET_NONE);
    assert_true(resident_is_at(&resident, STOP_SERVICE));
    assert_false(resident.session.revising);
    resident_finish(&resident);
}

static void
only_an_answer_of_the_list_can_be_chosen(void **state)
{
    (void)state;
    struct resident resident;
    resident_start(&resident);
    resident_begin(&resident);
    struct place place = place_of(&resident, "community");
    session_update(&resident.session,
                   &(struct session_event){.kind = SESSION_REVISE, .place = &place},
                   &resident.now); /* the list is not open */
    assert_string_equal(resident_path(&resident), "services");
    revise(&resident, "about/block/map/identity"); /* of no chosen service */
    assert_string_equal(resident_path(&resident), "services");
    resident_finish(&resident);
}

#define BOOTH_TEST(name)                                                               \
    cmocka_unit_test_setup_teardown(name, booth_setup, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(r52_answers_can_be_looked_at_and_changed_on_the_way),
        BOOTH_TEST(r50_what_was_skipped_is_flagged_and_can_still_be_answered),
        BOOTH_TEST(what_was_recorded_can_be_changed_and_is_recorded_anew),
        BOOTH_TEST(who_walks_away_from_the_answers_leaves_none_on_the_screen),
        cmocka_unit_test(a_change_after_recorded_is_stored_at_once),
        cmocka_unit_test(a_change_that_cannot_be_stored_lets_the_station_rest),
        cmocka_unit_test(who_takes_the_service_back_goes_on_from_there),
        cmocka_unit_test(only_an_answer_of_the_list_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

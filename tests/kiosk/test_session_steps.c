/* Steps of the tests' own pack: a question of several screens, and one that must be
 * answered. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int
start(void **state)
{
    static struct resident resident;
    resident_start_pack(&resident);
    resident_send_number(&resident, SESSION_BEGIN, 0);
    *state = &resident;
    return 0;
}

static void
back_leads_to_the_last_of_several_screens(void **state)
{
    struct resident *resident = *state;
    const struct session *session = &resident->session;
    resident_go_to(resident, "promises");
    unsigned parts = session_part_count(session);
    assert_true(parts > 2);
    for (unsigned i = 0; i < parts; i++) {
        assert_string_equal(resident_path(resident), "promises");
        assert_int_equal(session->part, i);
        resident_send(resident, SESSION_NEXT);
    }
    assert_string_equal(resident_path(resident), "worries");
    assert_int_equal(session->part, 0);
    for (unsigned i = parts; i > 0; i--) {
        resident_send(resident, SESSION_BACK);
        assert_string_equal(resident_path(resident), "promises");
        assert_int_equal(session->part, i - 1);
    }
    resident_send(resident, SESSION_BACK);
    assert_string_equal(resident_path(resident), "values");
}

static void
what_is_picked_is_kept_in_the_answers(void **state)
{
    struct resident *resident = *state;
    struct session *session = &resident->session;
    resident_go_to(resident, "promises");
    const struct place *place = &session->stop.place;
    assert_string_equal(instance_picks(session->instance, place), "");
    for (size_t i = 0; i < instance_choice_count(session->instance, place); i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        session_update(session,
                       &(struct session_event){.kind = SESSION_PICK, .text = code},
                       &resident->now);
    }
    assert_string_not_equal(instance_picks(session->instance, place), "");
    assert_true(session->changed);
}

static void
a_required_question_is_not_skipped(void **state)
{
    struct resident *resident = *state;
    resident_go_to(resident, "rules");
    assert_true(session_is_required(&resident->session));
    for (int i = 0; i < 2; i++) {
        resident_send(resident, i == 0 ? SESSION_SKIP : SESSION_NEXT);
        assert_string_equal(resident_path(resident), "rules");
        assert_int_equal(resident->session.fault, FAULT_REQUIRED);
        assert_string_equal(resident->session.fault_message,
                            "Please touch OK to go on.");
    }
    resident_choose(resident, "OK");
    assert_int_equal(resident->session.fault, FAULT_NONE);
    resident_send(resident, SESSION_SKIP);
    assert_string_equal(resident_path(resident), "say");
}

#define STEP_TEST(name) cmocka_unit_test_setup_teardown(name, start, resident_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STEP_TEST(back_leads_to_the_last_of_several_screens),
        STEP_TEST(what_is_picked_is_kept_in_the_answers),
        STEP_TEST(a_required_question_is_not_skipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

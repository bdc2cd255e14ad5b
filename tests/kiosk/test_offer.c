/* "Pick one for me": the service least answered here, stored as assigned. */
#include "support_resident.h"
#include "turnout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { DISPATCH, INSPECTION, LIBRARIES, PAYROLL, SERVICES };

static int
start(void **state)
{
    static struct resident resident;
    resident_start_assigning(&resident);
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
to_recorded(struct resident *resident)
{
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "4");
    assert_true(resident_is_at(resident, STOP_RECORDED));
}

static const char *
offer(const struct resident *resident, uint32_t dispatch, uint32_t inspection,
      uint32_t libraries, uint32_t payroll)
{
    const uint32_t responses[SERVICES] = {dispatch, inspection, libraries, payroll};
    const char *name = session_offer(&resident->session, responses, SERVICES);
    return name ? name : "none";
}

static void
the_least_answered_of_those_not_chosen_is_offered(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    assert_string_equal(offer(resident, 1, 2, 3, 4), "none"); /* nothing is recorded */
    resident_answer_service(resident, "libraries", "5", "4");
    assert_string_equal(offer(resident, 30, 20, 0, 40), "inspection");
    assert_string_equal(offer(resident, 30, 20, 0, 10), "payroll");
    assert_string_equal(offer(resident, 0, 20, 0, 10), "dispatch");
}

/* Else the first service of the sheet would be offered to everybody on the first day.
 */
static void
of_equals_the_sessions_order_decides(void **state)
{
    struct resident *resident = *state;
    unsigned seen = 0;
    to_recorded(resident);
    for (unsigned seed = 0; seed < SERVICES; seed++) {
        resident->session.order_seed = (uint8_t)seed;
        const char *name = offer(resident, 0, 0, 0, 0);
        seen |= strcmp(name, "dispatch") == 0     ? 1u
                : strcmp(name, "inspection") == 0 ? 2u
                : strcmp(name, "payroll") == 0    ? 4u
                                                  : 8u;
    }
    assert_int_equal(seen, 7);
}

static void
an_assigned_service_is_asked_and_stored_as_assigned(void **state)
{
    struct resident *resident = *state;
    to_recorded(resident);
    resident_assign(resident, "payroll");
    assert_true(resident_is_at(resident, STOP_SERVICE));
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, "2");
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_true(resident_stored(resident, "services=libraries"));
    assert_true(resident_stored(resident, "services_assigned=payroll"));
    assert_true(resident_stored(resident, "about/block/map/identity[3]=2"));
    assert_true(resident_stored(resident, "about/block/map/identity[2]=5"));
    assert_true(resident->head.complete);
    assert_string_equal(offer(resident, 30, 20, 0, 0), "inspection");
    resident_assign(resident, "inspection");
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_true(resident_stored(resident, "services_assigned=payroll inspection"));
    resident_assign(resident, "dispatch");
    resident_go_to_stop(resident, STOP_RECORDED);
    assert_string_equal(offer(resident, 0, 0, 0, 0), "none");
}

static void
what_is_no_service_is_not_assigned(void **state)
{
    struct resident *resident = *state;
    to_recorded(resident);
    resident_assign(resident, "moon");
    assert_true(resident_is_at(resident, STOP_RECORDED));
}

static void
a_form_without_a_place_for_it_offers_none(void **state)
{
    (void)state;
    static struct resident resident;
    resident_start(&resident);
    to_recorded(&resident);
    assert_string_equal(offer(&resident, 0, 0, 0, 0), "none");
    resident_assign(&resident, "payroll");
    assert_true(resident_is_at(&resident, STOP_RECORDED));
    resident_finish(&resident);
}

static struct answer
answer_about(const struct descriptor *form, const char *path, unsigned block)
{
    int question = descriptor_find_question(form, path);
    assert_true(question >= 0);
    return (struct answer){.question = (size_t)question,
                           .instance = {(uint16_t)block},
                           .state = ANSWER_VALUE,
                           .value = "5"};
}

static void
a_response_counts_once_for_each_service_it_says_something_about(void **state)
{
    const struct resident *resident = *state;
    const struct descriptor *form = form_descriptor(resident->form);
    static struct turnout turnout;
    struct answer answers[] = {
        answer_about(form, "community", 0),
        answer_about(form, "about/block/map/identity", LIBRARIES),
        answer_about(form, "about/block/map/control", LIBRARIES),
        answer_about(form, "about/block/map/identity", PAYROLL),
        answer_about(form, "about/block/map/control", INSPECTION),
    };
    answers[4].state = ANSWER_EMPTY;
    const struct response response = {.answers = answers, .answer_count = 5};
    turnout_init(&turnout, form);
    assert_int_equal(turnout.count, SERVICES);
    turnout_add(&turnout, &response, form);
    turnout_add(&turnout, &response, form);
    assert_int_equal(turnout.responses[DISPATCH], 0);
    assert_int_equal(turnout.responses[INSPECTION], 0);
    assert_int_equal(turnout.responses[LIBRARIES], 2);
    assert_int_equal(turnout.responses[PAYROLL], 2);
}

#define OFFER_TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFER_TEST(the_least_answered_of_those_not_chosen_is_offered),
        OFFER_TEST(of_equals_the_sessions_order_decides),
        OFFER_TEST(an_assigned_service_is_asked_and_stored_as_assigned),
        OFFER_TEST(what_is_no_service_is_not_assigned),
        OFFER_TEST(a_form_without_a_place_for_it_offers_none),
        OFFER_TEST(a_response_counts_once_for_each_service_it_says_something_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

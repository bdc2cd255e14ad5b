/* A stick that fails, fills up or vanishes at each call of a whole visit. */
#include "support_calls.h"
#include "support_round.h"

#include <stdio.h>
#include <stdlib.h>

#define STRIDE 7 /* of the calls, unless all are asked for */

static const char *const names[CALLS_FAULTS] = {"fine", "fails once", "fails",
                                                "full", "read-only",  "gone"};

static int
start(void **state)
{
    static struct round round;
    void *desk;
    if (desk_setup(&desk) != 0) {
        return -1;
    }
    round_begin(&round, desk, NULL);
    *state = &round;
    return 0;
}

static int
stop(void **state)
{
    struct round *round = *state;
    void *desk = round->desk;
    round_end(round);
    return desk_teardown(&desk);
}

static struct stick_visit_status
visit_with(struct round *round, enum calls_fault fault, unsigned at, unsigned *calls)
{
    calls_begin(fault, at);
    struct stick_visit_status status = round_visit(round);
    unsigned count = calls_end();
    if (calls) {
        *calls = count;
    }
    return status;
}

static void
assert_all_is_there(struct round *round, const struct stick_visit_status *status)
{
    assert_int_equal(status->fault, VISIT_FINE);
    assert_int_equal(status->states[VISIT_ANSWERS], VISIT_DONE);
    assert_int_equal(status->page, PAGE_SAVED);
    assert_int_equal(round_check(round), 2);
    assert_int_equal(outbox_entry(round->store, 1).state, OUTBOX_CONFIRMED);
    assert_int_equal(outbox_entry(round->store, 2).state, OUTBOX_CARRIED);
    assert_int_equal(outbox_entry(round->store, 3).state, OUTBOX_CARRIED);
}

static void
a_visit_without_fault_saves_all(void **state)
{
    struct round *round = *state;
    round_renew(round);
    struct stick_visit_status status = visit_with(round, CALLS_FINE, 0, NULL);
    assert_all_is_there(round, &status);
    assert_int_equal(status.receipts, 1);
    assert_int_equal(status.confirmed, 12);
    assert_int_equal(status.refusal, REFUSED_DAMAGED);
    assert_int_equal(status.saved, 2);
    assert_int_equal(status.saved_responses, 26);
}

/* Whatever went wrong, the next visit of a good stick is as if nothing had. */
static void
fail_at(struct round *round, enum calls_fault fault, unsigned at)
{
    round_renew(round);
    struct stick_visit_status status = visit_with(round, fault, at, NULL);
    assert_true(status.is_over);
    unsigned there = round_check(round);
    if (status.fault == VISIT_FINE && there != 2) {
        fail_msg("%s at call %u: all is said to be well, and %u of 2 bundles are there",
                 names[fault], at, there);
    }
    if (fault != CALLS_FAIL_ONCE && status.fault == VISIT_CARD) {
        fail_msg("%s at call %u: the kiosk's own storage is blamed", names[fault], at);
    }
    status = visit_with(round, CALLS_FINE, 0, NULL);
    assert_all_is_there(round, &status);
}

static void
at_each_call(struct round *round, enum calls_fault fault)
{
    unsigned calls, stride = getenv("TOWNLINE_STICK_ALL") ? 1 : STRIDE;
    round_renew(round);
    visit_with(round, CALLS_FINE, 0, &calls);
    assert_true(calls > 50);
    for (unsigned at = 1 + (unsigned)fault % stride; at <= calls; at += stride) {
        fail_at(round, fault, at);
    }
    printf("%s: %u calls\n", names[fault], calls);
}

static void
a_stick_that_fails_once_leaves_nothing_half(void **state)
{
    at_each_call(*state, CALLS_FAIL_ONCE);
}

static void
a_stick_that_wears_out_leaves_nothing_half(void **state)
{
    at_each_call(*state, CALLS_FAIL);
}

static void
a_stick_that_fills_up_leaves_nothing_half(void **state)
{
    at_each_call(*state, CALLS_FULL);
}

static void
a_stick_that_becomes_read_only_leaves_nothing_half(void **state)
{
    at_each_call(*state, CALLS_READ_ONLY);
}

static void
a_stick_that_is_pulled_leaves_nothing_half(void **state)
{
    at_each_call(*state, CALLS_GONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_without_fault_saves_all),
        cmocka_unit_test(a_stick_that_fails_once_leaves_nothing_half),
        cmocka_unit_test(a_stick_that_wears_out_leaves_nothing_half),
        cmocka_unit_test(a_stick_that_fills_up_leaves_nothing_half),
        cmocka_unit_test(a_stick_that_becomes_read_only_leaves_nothing_half),
        cmocka_unit_test(a_stick_that_is_pulled_leaves_nothing_half),
    };
    return cmocka_run_group_tests(tests, start, stop);
}

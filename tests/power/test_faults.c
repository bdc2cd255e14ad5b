/*
 * In a kiosk's life one call to the disk fails, or all from one on: for want of room,
 * or because the storage is broken. What was acknowledged is there afterwards.
 * TOWNLINE_SEED repeats a run; TOWNLINE_POWER_ALL=1 lets every single call fail;
 * TOWNLINE_TEST names one test.
 */
#include "support_life.h"

#include <stdio.h>
#include <stdlib.h>

#define RUNS 20 /* of each kind, spread over the calls */

static void
run_with_fault(struct desk *desk, enum fault fault, uint64_t at, bool lasting)
{
    struct life life;
    char what[96];
    snprintf(what, sizeof what, "%s at call %llu%s",
             fault == FAULT_FULL ? "no room" : "broken", (unsigned long long)at,
             lasting ? " and after" : "");
    fault_vfs_inject(fault, at, lasting);
    life_run(&life, desk, NULL, fault == FAULT_FULL ? ERROR_FULL : ERROR_SYSTEM);
    fault_vfs_inject(FAULT_NONE, 0, false);
    /* One failure spoils one call: no resident after that is turned away. */
    if (!lasting && life.failures > 1) {
        fail_msg("%s: %zu calls failed", what, life.failures);
    }
    life_check(&life, &life.known, desk->store, what);
    check_integrity(desk->store, what);
    life_finish(&life);
    remove_folder(desk->store);
}

static void
run_all(struct desk *desk, enum fault fault, bool lasting)
{
    struct life life;
    uint64_t seed = desk->seed;
    print_message("seed %llu\n", (unsigned long long)desk->seed);
    fault_vfs_inject(fault, UINT64_MAX, false);
    life_run(&life, desk, NULL, ERROR_NONE);
    uint64_t calls = fault_vfs_calls();
    life_finish(&life);
    remove_folder(desk->store);
    uint64_t stride = getenv("TOWNLINE_POWER_ALL") ? 1 : calls / RUNS;
    uint64_t at = random_splitmix64(&seed) % stride;
    for (; at < calls; at += stride) {
        run_with_fault(desk, fault, at, lasting);
    }
    print_message("%llu calls, every %llu. failed\n", (unsigned long long)calls,
                  (unsigned long long)stride);
}

static void
one_call_without_room_costs_nothing_recorded(void **state)
{
    run_all(*state, FAULT_FULL, false);
}

static void
a_disk_that_stays_full_costs_nothing_recorded(void **state)
{
    run_all(*state, FAULT_FULL, true);
}

static void
one_broken_call_costs_nothing_recorded(void **state)
{
    run_all(*state, FAULT_IO, false);
}

static void
a_disk_that_stays_broken_costs_nothing_recorded(void **state)
{
    run_all(*state, FAULT_IO, true);
}

/* A commit whose flush fails is taken back, but its frames may be in the WAL whole, and
 * a start would play them: who was told that nothing is kept must be right. */
static void
answers_taken_back_do_not_return_from_a_commit_that_failed(void **state)
{
    struct desk *desk = *state;
    size_t refused = 0;
    for (uint64_t at = 0; at < 24; at++) {
        struct store *store = open_store(desk);
        save_many(store, 0, 1);
        const struct response *response = make_response(1, NULL, NULL);
        fault_vfs_inject(FAULT_FULL, at, true);
        (void)!store_save(store, response, NULL);
        bool removed = store_remove(store, response->head.id, NULL);
        refused += !removed;
        store_close(store);
        fault_vfs_inject(FAULT_NONE, 0, false);
        store = open_store(desk);
        if (removed && count(store).open > 1) {
            fail_msg("no room from call %u on: they are back", (unsigned)at);
        }
        store_close(store);
        remove_folder(desk->store);
    }
    assert_in_range(refused, 1, 23);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_taken_back_do_not_return_from_a_commit_that_failed),
        TEST(one_call_without_room_costs_nothing_recorded),
        TEST(a_disk_that_stays_full_costs_nothing_recorded),
        TEST(one_broken_call_costs_nothing_recorded),
        TEST(a_disk_that_stays_broken_costs_nothing_recorded),
    };
    fault_vfs_register();
    cmocka_set_test_filter(getenv("TOWNLINE_TEST"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}

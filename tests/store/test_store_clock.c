#include "support_store.h"

#include <string.h>

static const struct store_clock afternoon = {.shift_min = 90,
                                             .is_trusted = true,
                                             .half_day = BASE_HALF_DAY + 1,
                                             .boots = 3,
                                             .boot_id = {1, 2, 3}};

static void
what_was_set_against_the_machines_clock_is_kept(void **state)
{
    struct desk *desk = *state;
    struct store_clock clock;
    bool found = true;
    struct store *store = open_store(desk);
    assert_true(store_clock_load(store, &clock, &found, NULL));
    assert_false(found);
    assert_true(store_clock_set(store, &afternoon, NULL));
    store_close(store);
    store = open_store(desk);
    assert_true(store_clock_load(store, &clock, &found, NULL));
    assert_true(found);
    assert_int_equal(clock.shift_min, 90);
    assert_true(clock.is_trusted);
    assert_int_equal(clock.half_day, BASE_HALF_DAY + 1);
    assert_int_equal(clock.boots, 3);
    assert_memory_equal(clock.boot_id, afternoon.boot_id, STORE_BOOT_ID_BYTES);
    clock.boots = 4;
    clock.is_trusted = false;
    assert_true(store_clock_save(store, &clock, NULL));
    assert_true(store_clock_load(store, &clock, &found, NULL));
    assert_int_equal(clock.boots, 4);
    assert_false(clock.is_trusted);
    store_close(store);
}

struct dates {
    uint32_t certain, uncertain, uncertain_half_day;
};

static bool
look(void *context, const struct stored_response *stored)
{
    struct dates *dates = context;
    const struct response_head *head = &stored->response->head;
    dates->certain += head->clock_trusted;
    dates->uncertain += !head->clock_trusted;
    if (!head->clock_trusted) {
        dates->uncertain_half_day = head->half_day;
    }
    return true;
}

static struct response *
response_at(uint32_t mark, uint32_t half_day)
{
    struct response *response = make_response(mark, NULL, NULL);
    response->head.half_day = half_day;
    return response;
}

static void
staff_set_a_clock_back_that_was_a_year_ahead(void **state)
{
    struct desk *desk = *state;
    struct dates dates = {0};
    struct audit_entry entry;
    struct store *store = open_store(desk);
    save(store, response_at(1, BASE_HALF_DAY));
    assert_true(store_rotate(store, BASE_HALF_DAY + 730, true, NULL));
    save(store, response_at(2, BASE_HALF_DAY + 730));
    assert_int_equal(store_newest_half_day(store), BASE_HALF_DAY + 730);
    /* By itself it does not go back. */
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    assert_int_equal(store_newest_half_day(store), BASE_HALF_DAY + 730);
    assert_true(store_clock_set(store, &afternoon, NULL));
    assert_int_equal(store_newest_half_day(store), BASE_HALF_DAY + 1);
    assert_true(store_audit_entry(store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_CLOCK_BACK);
    assert_int_equal(entry.first, BASE_HALF_DAY + 730);
    assert_int_equal(entry.second, BASE_HALF_DAY + 1);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    save(store, response_at(3, BASE_HALF_DAY + 1));
    store_close(store);

    desk->options.half_day = BASE_HALF_DAY + 1;
    store = open_store(desk);
    assert_true(store_each_response(store, look, &dates, NULL));
    assert_int_equal(dates.certain, 2);
    assert_int_equal(dates.uncertain, 1);
    assert_int_equal(dates.uncertain_half_day, BASE_HALF_DAY + 730);
    store_close(store);
}

static void
a_clock_that_is_set_on_leaves_answers_as_they_are(void **state)
{
    struct desk *desk = *state;
    struct dates dates = {0};
    struct audit_entry entry;
    struct store *store = open_store(desk);
    save(store, response_at(1, BASE_HALF_DAY));
    assert_true(store_clock_set(store, &afternoon, NULL));
    assert_true(store_audit_entry(store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_CLOCK_SET);
    assert_int_equal(entry.first, BASE_HALF_DAY);
    assert_int_equal(store_newest_half_day(store), BASE_HALF_DAY);
    assert_true(store_each_response(store, look, &dates, NULL));
    assert_int_equal(dates.certain, 1);
    assert_int_equal(dates.uncertain, 0);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_set_against_the_machines_clock_is_kept),
        TEST(staff_set_a_clock_back_that_was_a_year_ahead),
        TEST(a_clock_that_is_set_on_leaves_answers_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_store.h"

#include <string.h>

static void
confirm(struct desk *desk, struct store *store, uint32_t number)
{
    struct receipt_file receipt;
    struct receipt_answer answer;
    struct bundle *bundle = open_bundle(desk, store, number);
    receipt_file_make(bundle, &receipt);
    bundle_close(bundle);
    assert_true(store_receipt_file(store, &receipt, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
}

static struct retention
due(struct store *store, uint32_t days)
{
    struct retention retention;
    assert_true(store_retention_due(store, days, &retention, NULL));
    return retention;
}

static bool
count_one(void *context, const struct stored_response *stored)
{
    (void)stored;
    ++*(unsigned *)context;
    return true;
}

static unsigned
on_disk(struct store *store)
{
    unsigned responses = 0;
    assert_true(store_each_response(store, count_one, &responses, NULL));
    return responses;
}

/* Bundle 1 confirmed on the first day, 2 a day later, 3 waiting, two in none. */
static struct store *
begin(struct desk *desk)
{
    struct store *store = open_store(desk);
    for (uint32_t i = 1; i <= 3; i++) {
        save_many(store, 100 * i, 9 + i);
        freeze(store, false);
    }
    save_many(store, 900, 2);
    confirm(desk, store, 1);
    assert_true(store_rotate(store, BASE_HALF_DAY + 2, true, NULL));
    confirm(desk, store, 2);
    return store;
}

static void
only_confirmed_answers_of_so_many_days_ago_go(void **state)
{
    struct desk *desk = *state;
    struct store *store = begin(desk);
    struct audit_entry entry;
    assert_int_equal(due(store, 30).responses, 0);
    assert_true(store_rotate(store, BASE_HALF_DAY + 59, true, NULL));
    assert_int_equal(due(store, 30).responses, 0);
    assert_true(store_rotate(store, BASE_HALF_DAY + 60, true, NULL));
    struct retention seen = due(store, 30);
    assert_int_equal(seen.responses, 10);
    assert_int_equal(seen.last_number, 1);
    assert_int_equal(on_disk(store), 35);
    /* Bundle 2 becomes due between the question and the answer: nobody agreed to it. */
    assert_true(store_rotate(store, BASE_HALF_DAY + 62, true, NULL));
    assert_int_equal(due(store, 30).responses, 21);
    assert_true(store_retention_erase(store, &seen, NULL));
    assert_int_equal(on_disk(store), 25);
    assert_true(store_audit_entry(store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_ERASED);
    assert_int_equal(entry.first, 10);
    assert_int_equal(entry.second, 1);
    seen = due(store, 30);
    assert_int_equal(seen.responses, 11);
    assert_true(store_retention_erase(store, &seen, NULL));
    assert_int_equal(on_disk(store), 14); /* bundle 3 and those in none */
    seen = due(store, 0);
    assert_int_equal(seen.responses, 0);
    assert_true(store_retention_erase(store, &seen, NULL));
    assert_int_equal(on_disk(store), 14);
    assert_int_equal(count(store).confirmed, 21); /* counts stay */
    store_close(store);
}

static void
without_a_trusted_clock_nothing_goes(void **state)
{
    struct desk *desk = *state;
    struct store *store = begin(desk);
    struct error err = {0};
    assert_true(store_rotate(store, BASE_HALF_DAY + 900, true, NULL));
    struct retention seen = due(store, 30);
    assert_int_equal(seen.responses, 21);
    assert_true(store_rotate(store, BASE_HALF_DAY + 900, false, NULL));
    assert_int_equal(due(store, 30).responses, 0);
    assert_false(store_retention_erase(store, &seen, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(on_disk(store), 35);
    store_close(store);
}

static void
days_count_from_when_the_clock_could_be_trusted(void **state)
{
    struct desk *desk = *state;
    desk->options.clock_trusted = false;
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    confirm(desk, store, 1);
    assert_true(store_rotate(store, BASE_HALF_DAY + 100, true, NULL));
    assert_int_equal(due(store, 1).responses, 0);
    assert_true(store_rotate(store, BASE_HALF_DAY + 102, true, NULL));
    assert_int_equal(due(store, 1).responses, 10);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_confirmed_answers_of_so_many_days_ago_go),
        TEST(without_a_trusted_clock_nothing_goes),
        TEST(days_count_from_when_the_clock_could_be_trusted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static void
note(struct store *store, enum audit_kind kind, int64_t first, int64_t second)
{
    struct error err = {0};
    if (!store_audit(store, kind, first, second, &err)) {
        fail_msg("not noted: %s", err.text);
    }
}

static struct audit_entry
entry_at(struct store *store, size_t i)
{
    struct audit_entry entry;
    assert_true(store_audit_entry(store, i, &entry));
    return entry;
}

static bool
is_whole(struct store *store)
{
    bool whole = false;
    assert_true(store_audit_is_whole(store, &whole, NULL));
    return whole;
}

static void
the_newest_entry_comes_first_with_its_half_day_and_its_numbers(void **state)
{
    struct desk *desk = *state;
    struct audit_entry entry;
    struct store *store = open_store(desk);
    assert_false(store_audit_entry(store, 0, &entry));
    assert_true(is_whole(store));
    note(store, AUDIT_STATION, 2, 0);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, false, NULL));
    note(store, AUDIT_CLOCK_BACK, 41000, -7);
    store_close(store);
    store = open_store(desk);
    entry = entry_at(store, 0);
    assert_int_equal(entry.number, 2);
    assert_int_equal(entry.kind, AUDIT_CLOCK_BACK);
    assert_int_equal(entry.half_day, BASE_HALF_DAY + 1);
    assert_false(entry.certain);
    assert_int_equal(entry.first, 41000);
    assert_int_equal(entry.second, -7);
    entry = entry_at(store, 1);
    assert_int_equal(entry.kind, AUDIT_STATION);
    assert_true(entry.certain);
    assert_false(store_audit_entry(store, 2, &entry));
    assert_true(is_whole(store));
    store_close(store);
}

static void
only_so_many_are_kept_and_their_chain_still_holds(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    for (int i = 0; i < STORE_AUDIT_MAX + 30; i++) {
        note(store, AUDIT_STATION, i % 3, 0);
    }
    struct audit_entry entry = entry_at(store, STORE_AUDIT_MAX - 1);
    assert_int_equal(entry.number, 31);
    assert_false(store_audit_entry(store, STORE_AUDIT_MAX, &entry));
    assert_true(is_whole(store));
    store_close(store);
}

static void
run_sql(struct desk *desk, const char *sql)
{
    char path[128];
    sqlite3 *handle;
    snprintf(path, sizeof path, "%s/store.db", desk->store);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void
an_entry_that_was_changed_or_taken_out_shows(void **state)
{
    struct desk *desk = *state;
    static const char *const changes[] = {
        "UPDATE audit SET kind = 4 WHERE number = 3",
        "UPDATE audit SET half_day = half_day - 2 WHERE number = 1",
        "UPDATE audit SET certain = 0 WHERE number = 2",
        "UPDATE audit SET first = 7 WHERE number = 2",
        "UPDATE audit SET second = 9 WHERE number = 5",
        "UPDATE audit SET hash = zeroblob(32) WHERE number = 2",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit WHERE number = 1",
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit",
        "UPDATE audit SET number = 9 WHERE number = 5",
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char folder[100];
        snprintf(folder, sizeof folder, "%.60s/store-%zu", desk->directory, i);
        snprintf(desk->store, sizeof desk->store, "%.79s", folder);
        struct store *store = open_store(desk);
        for (int j = 0; j < 5; j++) {
            note(store, AUDIT_HELPING, j % 2, 0);
        }
        assert_true(is_whole(store));
        store_close(store);
        run_sql(desk, changes[i]);
        store = open_store(desk);
        if (is_whole(store)) {
            fail_msg("not seen: %s", changes[i]);
        }
        store_close(store);
    }
}

static void
pins_right_wrong_locked_and_set_are_noted_but_no_try_during_a_wait(void **state)
{
    struct desk *desk = *state;
    struct pin_answer answer;
    struct store *store = open_store(desk);
    assert_true(store_set_pin(store, "271828", NULL));
    for (int i = 0; i < 5; i++) {
        assert_true(store_check_pin(store, "314159", 100, &answer, NULL));
    }
    for (int i = 0; i < 3; i++) {
        assert_true(store_check_pin(store, "271828", 120, &answer, NULL));
    }
    assert_true(store_check_pin(store, "271828", 161, &answer, NULL));
    assert_true(answer.right);
    static const enum audit_kind kinds[] = {
        AUDIT_PIN_RIGHT, AUDIT_PIN_LOCKED, AUDIT_PIN_WRONG, AUDIT_PIN_WRONG,
        AUDIT_PIN_WRONG, AUDIT_PIN_WRONG,  AUDIT_PIN_SET};
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(entry_at(store, i).kind, kinds[i]);
    }
    assert_int_equal(entry_at(store, 1).first, 5);
    assert_int_equal(entry_at(store, 1).second, 60);
    assert_int_equal(entry_at(store, 2).first, 4);
    struct audit_entry entry;
    assert_false(store_audit_entry(store, 7, &entry));
    store_close(store);
}

static void
what_became_of_a_bundle_is_noted_with_its_days(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    struct outbox_entry bundle = outbox_entry(store, 1);
    assert_int_equal(bundle.frozen, BASE_HALF_DAY);
    assert_int_equal(bundle.taken, 0);
    assert_int_equal(bundle.confirmed, 0);
    assert_true(store_rotate(store, BASE_HALF_DAY + 3, true, NULL));
    assert_true(store_carried(store, 1, OUTBOX_BY_PHONE, NULL));
    bundle = outbox_entry(store, 1);
    assert_int_equal(bundle.taken, BASE_HALF_DAY + 3);
    assert_int_equal(bundle.taken_by, OUTBOX_BY_PHONE);
    assert_int_equal(entry_at(store, 0).kind, AUDIT_CARRIED);
    assert_int_equal(entry_at(store, 0).second, OUTBOX_BY_PHONE);

    struct bundle *opened = open_bundle(desk, store, 1);
    char code[RECEIPT_DIGITS + 1];
    receipt_code(opened->content.receipt_key, opened->id, code);
    bundle_close(opened);
    struct receipt_answer answer;
    assert_true(store_rotate(store, BASE_HALF_DAY + 5, true, NULL));
    assert_true(store_receipt(store, code, 0, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_true(store_rotate(store, BASE_HALF_DAY + 9, true, NULL));
    assert_true(store_receipt(store, code, 0, &answer, NULL)); /* typed again */
    bundle = outbox_entry(store, 1);
    assert_int_equal(bundle.frozen, BASE_HALF_DAY);
    assert_int_equal(bundle.confirmed, BASE_HALF_DAY + 5);
    assert_int_equal(entry_at(store, 0).kind, AUDIT_RECEIPT);
    assert_int_equal(entry_at(store, 0).first, 1);
    assert_int_equal(entry_at(store, 1).kind, AUDIT_CARRIED); /* noted once */
    store_close(store);
}

static void
without_a_trusted_clock_a_bundle_has_no_day(void **state)
{
    struct desk *desk = *state;
    desk->options.clock_trusted = false;
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    assert_true(store_carried(store, 1, OUTBOX_BY_STICK, NULL));
    struct outbox_entry bundle = outbox_entry(store, 1);
    assert_int_equal(bundle.frozen, 0);
    assert_int_equal(bundle.taken, 0);
    assert_int_equal(bundle.taken_by, OUTBOX_BY_STICK);
    store_close(store);
}

static void
sessions_are_counted_past_the_bundles_that_told_of_them(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < 10; i++) {
            save(store, make_response(10 * round + i, NULL, NULL));
            assert_true(store_count_session(
                store, i < 7 ? SESSION_FINISHED : SESSION_TIMED_OUT, NULL));
        }
        freeze(store, false);
    }
    assert_true(store_count_session(store, SESSION_TIMED_OUT, NULL));
    struct store_counts counts = count(store);
    assert_int_equal(counts.sessions_begun, 31);
    assert_int_equal(counts.sessions_finished, 21);
    assert_int_equal(counts.sessions_timed_out, 10);
    store_close(store);
}

/* What the bundle's log says follows the hash it begins with. */
static size_t
log_of(struct desk *desk, struct store *store, uint32_t number, uint32_t *first_out,
       uint8_t before_out[SEAL_HASH_BYTES], uint8_t last_out[SEAL_HASH_BYTES])
{
    struct bundle *bundle = open_bundle(desk, store, number);
    const struct audit_log *log = &bundle->content.audit;
    size_t count = log->count;
    if (count > 0) {
        *first_out = log->entries[0].number;
        memcpy(before_out, log->before, SEAL_HASH_BYTES);
        memcpy(last_out, log->entries[count - 1].hash, SEAL_HASH_BYTES);
    }
    bundle_close(bundle);
    return count;
}

static void
a_bundle_that_carried_the_first_entry_alone_is_gone_on_from(void **state)
{
    struct desk *desk = *state;
    uint8_t before[SEAL_HASH_BYTES], last[SEAL_HASH_BYTES], end[SEAL_HASH_BYTES];
    uint32_t first = 0;
    struct store *store = open_store(desk);
    for (uint32_t i = 1; i <= 2; i++) {
        note(store, AUDIT_STATION, 1, 0);
        save_many(store, 100 * i, 10);
        freeze(store, false);
        assert_int_equal(log_of(desk, store, i, &first, before, i == 1 ? last : end),
                         1);
        assert_int_equal(first, i);
    }
    assert_memory_equal(before, last, sizeof before);
    store_close(store);
}

static void
each_bundle_carries_what_is_new_in_the_log_and_its_chain_goes_on(void **state)
{
    struct desk *desk = *state;
    static const uint8_t zeros[SEAL_HASH_BYTES];
    uint8_t before[SEAL_HASH_BYTES], last[SEAL_HASH_BYTES], end[SEAL_HASH_BYTES];
    uint32_t first = 0;
    struct store *store = open_store(desk);
    note(store, AUDIT_STATION, 1, 0);
    note(store, AUDIT_CLOCK_BACK, 41000, -7);
    save_many(store, 1, 10);
    freeze(store, false);
    assert_int_equal(log_of(desk, store, 1, &first, before, last), 2);
    assert_int_equal(first, 1);
    assert_memory_equal(before, zeros, sizeof before);
    assert_memory_equal(last, entry_at(store, 0).hash, sizeof last);
    store_close(store);

    store = open_store(desk);
    save_many(store, 100, 10);
    freeze(store, false);
    assert_int_equal(log_of(desk, store, 2, &first, before, end), 0);
    note(store, AUDIT_STATION, 0, 0);
    save_many(store, 200, 10);
    freeze(store, false);
    assert_int_equal(log_of(desk, store, 3, &first, before, end), 1);
    assert_int_equal(first, 3);
    assert_memory_equal(before, last, sizeof before);
    for (int i = 0; i < STORE_AUDIT_MAX + 20; i++) {
        note(store, AUDIT_STATION, i % 3, 0);
    }
    save_many(store, 300, 10);
    freeze(store, false);
    assert_int_equal(log_of(desk, store, 4, &first, before, end), STORE_AUDIT_MAX);
    assert_int_equal(first, 24); /* the oldest are kept no more */
    assert_memory_equal(end, entry_at(store, 0).hash, sizeof end);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_newest_entry_comes_first_with_its_half_day_and_its_numbers),
        TEST(only_so_many_are_kept_and_their_chain_still_holds),
        TEST(an_entry_that_was_changed_or_taken_out_shows),
        TEST(pins_right_wrong_locked_and_set_are_noted_but_no_try_during_a_wait),
        TEST(what_became_of_a_bundle_is_noted_with_its_days),
        TEST(without_a_trusted_clock_a_bundle_has_no_day),
        TEST(a_bundle_that_carried_the_first_entry_alone_is_gone_on_from),
        TEST(each_bundle_carries_what_is_new_in_the_log_and_its_chain_goes_on),
        TEST(sessions_are_counted_past_the_bundles_that_told_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

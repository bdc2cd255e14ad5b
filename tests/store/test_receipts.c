#include "support_store.h"

#include <stdio.h>
#include <string.h>

/* Ten responses each in bundles 1 to n. */
static struct store *
store_with_bundles(struct desk *desk, uint32_t n)
{
    struct store *store = open_store(desk);
    for (uint32_t i = 0; i < n; i++) {
        save_many(store, 1000 * i, 10);
        assert_int_equal(freeze(store, false), 10);
    }
    return store;
}

static void
code_of(struct desk *desk, struct store *store, uint32_t number,
        char out[RECEIPT_DIGITS + 1])
{
    struct bundle *bundle = open_bundle(desk, store, number);
    receipt_code(bundle->content.receipt_key, bundle->id, out);
    bundle_close(bundle);
}

static struct receipt_answer
type(struct store *store, const char *typed, uint64_t uptime_s)
{
    struct receipt_answer answer;
    struct error err = {0};
    if (!store_receipt(store, typed, uptime_s, &answer, &err)) {
        fail_msg("receipt: %s", err.text);
    }
    return answer;
}

/* Well-formed, but for another bundle. */
static void
foreign_code(uint32_t i, char out[RECEIPT_DIGITS + 1])
{
    uint8_t key[SEAL_KEY_BYTES] = {7}, id[BUNDLE_ID_BYTES] = {(uint8_t)i, 1};
    receipt_code(key, id, out);
}

static void
the_right_receipt_confirms_all_up_to_it(void **state)
{
    struct desk *desk = *state;
    char code[RECEIPT_DIGITS + 1];
    struct store *store = store_with_bundles(desk, 3);
    code_of(desk, store, 2, code);
    struct receipt_answer answer = type(store, code, 0);
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_int_equal(answer.number, 2);
    assert_int_equal(outbox_entry(store, 1).state, OUTBOX_CONFIRMED);
    assert_int_equal(outbox_entry(store, 2).state, OUTBOX_CONFIRMED);
    assert_int_equal(outbox_entry(store, 3).state, OUTBOX_WAITING);
    assert_int_equal(count(store).confirmed, 20);
    assert_int_equal(count(store).waiting, 10);
    /* Carrying a confirmed bundle away again does not undo it. */
    assert_true(store_carried(store, 1, OUTBOX_BY_PHONE, NULL));
    assert_int_equal(outbox_entry(store, 1).state, OUTBOX_CONFIRMED);
    /* Typed twice: right again, and free. */
    answer = type(store, code, 0);
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_int_equal(answer.wrong, 0);
    store_close(store);
}

static bool
count_one(void *context, const struct stored_response *stored)
{
    size_t *in_bundle = context;
    in_bundle[stored->bundle]++;
    return true;
}

static void
answers_that_were_confirmed_stay_until_staff_erase_them(void **state)
{
    struct desk *desk = *state;
    char code[RECEIPT_DIGITS + 1];
    size_t in_bundle[4] = {0};
    struct store *store = store_with_bundles(desk, 2);
    assert_true(store_carried(store, 1, OUTBOX_BY_PHONE, NULL));
    assert_true(store_carried(store, 2, OUTBOX_BY_PHONE, NULL));
    save_many(store, 5000, 3);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    assert_true(store_each_response(store, count_one, in_bundle, NULL));
    assert_int_equal(in_bundle[0], 3);
    assert_int_equal(in_bundle[1], 10);
    assert_int_equal(in_bundle[2], 10);

    code_of(desk, store, 1, code);
    assert_int_equal(type(store, code, 0).result, RECEIPT_CONFIRMED);
    assert_true(store_rotate(store, BASE_HALF_DAY + 2, true, NULL));
    memset(in_bundle, 0, sizeof in_bundle);
    assert_true(store_each_response(store, count_one, in_bundle, NULL));
    assert_int_equal(in_bundle[1], 10);
    struct retention due;
    assert_true(store_retention_due(store, 0, &due, NULL));
    assert_int_equal(due.responses, 10);
    assert_true(store_retention_erase(store, &due, NULL));
    memset(in_bundle, 0, sizeof in_bundle);
    assert_true(store_each_response(store, count_one, in_bundle, NULL));
    assert_int_equal(in_bundle[0], 3);
    assert_int_equal(in_bundle[1], 0);
    assert_int_equal(in_bundle[2], 10);
    struct store_counts counts = count(store);
    assert_int_equal(counts.confirmed, 10);
    assert_int_equal(counts.carried, 10);
    assert_int_equal(counts.open, 3);
    /* The sealed bundle stays. */
    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_int_equal(bundle->content.responses.count, 10);
    bundle_close(bundle);
    store_close(store);
}

static void
confirmed_contacts_are_erased_and_others_stay(void **state)
{
    struct desk *desk = *state;
    char code[RECEIPT_DIGITS + 1];
    struct store *store = open_store(desk);
    for (int i = 0; i < 10; i++) {
        assert_true(store_save_contact(store, "name=A", NULL));
    }
    assert_int_equal(freeze(store, false), 10);
    assert_true(store_save_contact(store, "name=B", NULL));
    code_of(desk, store, 1, code);
    assert_int_equal(type(store, code, 0).result, RECEIPT_CONFIRMED);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    assert_int_equal(count(store).contacts_open, 1);
    assert_int_equal(freeze(store, true), 1);
    struct bundle *bundle = open_bundle(desk, store, 2);
    assert_int_equal(bundle->content.contact_count, 1);
    bundle_close(bundle);
    store_close(store);
}

static void
a_slip_is_told_and_costs_nothing(void **state)
{
    struct desk *desk = *state;
    char code[RECEIPT_DIGITS + 1];
    struct store *store = store_with_bundles(desk, 1);
    code_of(desk, store, 1, code);
    for (int i = 0; i < RECEIPT_DIGITS; i++) {
        char slip[RECEIPT_DIGITS + 1];
        memcpy(slip, code, sizeof slip);
        slip[i] = slip[i] == '9' ? '0' : (char)(slip[i] + 1);
        assert_int_equal(type(store, slip, 0).result, RECEIPT_MISTYPED);
    }
    assert_int_equal(type(store, "", 0).result, RECEIPT_MISTYPED);
    assert_int_equal(type(store, "12345", 0).result, RECEIPT_MISTYPED);
    assert_int_equal(type(store, code, 0).wrong, 0);
    assert_int_equal(count(store).confirmed, 10);
    store_close(store);
}

static void
from_the_fifth_wrong_receipt_on_there_is_a_wait_that_doubles(void **state)
{
    struct desk *desk = *state;
    char code[RECEIPT_DIGITS + 1], right[RECEIPT_DIGITS + 1];
    struct store *store = store_with_bundles(desk, 1);
    code_of(desk, store, 1, right);
    for (uint32_t i = 1; i <= 5; i++) {
        foreign_code(i, code);
        struct receipt_answer answer = type(store, code, 1000);
        assert_int_equal(answer.result, RECEIPT_NOT_OURS);
        assert_int_equal(answer.wrong, i);
        assert_int_equal(answer.wait_s, i < 5 ? 0 : 60);
    }
    struct receipt_answer answer = type(store, right, 1059);
    assert_int_equal(answer.result, RECEIPT_LOCKED);
    assert_int_equal(answer.wait_s, 1);
    assert_int_equal(count(store).confirmed, 0);

    assert_int_equal(type(store, code, 1060).result, RECEIPT_NOT_OURS);
    answer = type(store, right, 1061);
    assert_int_equal(answer.result, RECEIPT_LOCKED);
    assert_int_equal(answer.wait_s, 119);
    store_close(store);

    /* A restart clears neither the count nor the wait. */
    store = open_store(desk);
    answer = type(store, right, 3);
    assert_int_equal(answer.result, RECEIPT_LOCKED);
    assert_int_equal(answer.wrong, 6);
    assert_int_equal(answer.wait_s, 117);
    assert_int_equal(type(store, right, 119).result, RECEIPT_LOCKED);
    answer = type(store, right, 120);
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_int_equal(answer.wrong, 0);
    store_close(store);
}

static void
a_receipt_file_confirms_and_one_of_another_kiosk_is_passed_over(void **state)
{
    struct desk *desk = *state;
    struct receipt_file receipt, changed;
    struct receipt_answer answer;
    struct store *store = store_with_bundles(desk, 2);
    struct bundle *bundle = open_bundle(desk, store, 2);
    receipt_file_make(bundle, &receipt);
    bundle_close(bundle);

    uint8_t *fields[] = {changed.kiosk.bytes, changed.store_id, changed.id,
                         changed.mac};
    for (size_t i = 0; i < 4; i++) {
        changed = receipt;
        fields[i][3] ^= 1;
        assert_true(store_receipt_file(store, &changed, &answer, NULL));
        assert_int_equal(answer.result, RECEIPT_NOT_OURS);
    }
    static const uint32_t numbers[] = {0, 1, 3};
    for (size_t i = 0; i < 3; i++) {
        changed = receipt;
        changed.number = numbers[i];
        assert_true(store_receipt_file(store, &changed, &answer, NULL));
        assert_int_equal(answer.result, RECEIPT_NOT_OURS);
    }
    assert_int_equal(answer.wrong, 0);
    assert_int_equal(count(store).confirmed, 0);
    assert_true(store_receipt_file(store, &receipt, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_int_equal(answer.number, 2);
    assert_int_equal(answer.day, 0);
    assert_int_equal(count(store).confirmed, 20);

    receipt_file_date(&receipt, 20786);
    assert_true(store_receipt_file(store, &receipt, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    assert_int_equal(answer.day, 20786);
    receipt.day++;
    assert_true(store_receipt_file(store, &receipt, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_NOT_OURS);
    assert_int_equal(answer.day, 0);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_right_receipt_confirms_all_up_to_it),
        TEST(answers_that_were_confirmed_stay_until_staff_erase_them),
        TEST(confirmed_contacts_are_erased_and_others_stay),
        TEST(a_slip_is_told_and_costs_nothing),
        TEST(from_the_fifth_wrong_receipt_on_there_is_a_wait_that_doubles),
        TEST(a_receipt_file_confirms_and_one_of_another_kiosk_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_store.h"

#include <string.h>

static struct pin_answer
check(struct store *store, const char *pin, uint64_t uptime_s)
{
    struct pin_answer answer;
    struct error err = {0};
    if (!store_check_pin(store, pin, uptime_s, &answer, &err)) {
        fail_msg("PIN: %s", err.text);
    }
    return answer;
}

static void
the_pin_that_was_set_opens_and_another_does_not(void **state)
{
    struct desk *desk = *state;
    struct pin_answer answer;
    struct error err = {0};
    struct store *store = open_store(desk);
    assert_false(store_has_pin(store));
    assert_false(store_check_pin(store, "123456", 0, &answer, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_true(store_set_pin(store, "123456", NULL));
    assert_true(store_has_pin(store));
    assert_true(check(store, "123456", 0).right);
    store_close(store);
    store = open_store(desk);
    assert_true(store_has_pin(store));
    assert_true(check(store, "123456", 0).right);
    assert_false(check(store, "123457", 0).right);
    assert_false(check(store, "1234567890123456789", 0).right);
    assert_true(store_set_pin(store, "000000000000", NULL));
    assert_false(check(store, "123456", 0).right);
    assert_true(check(store, "000000000000", 0).right);
    store_close(store);

    struct buffer bytes;
    read_bytes(desk->store, "store.db", &bytes);
    assert_false(contains(&bytes, "000000000000", 12));
    assert_false(contains(&bytes, "123456", 6));
    buffer_finish(&bytes);
}

static void
a_pin_has_six_to_twelve_digits(void **state)
{
    struct desk *desk = *state;
    static const char *const refused[] = {"",       "12345",   "1234567890123",
                                          "12345a", "12 3456", "-123456"};
    struct store *store = open_store(desk);
    for (size_t i = 0; i < 6; i++) {
        struct error err = {0};
        assert_false(store_set_pin(store, refused[i], &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    assert_false(store_has_pin(store));
    store_close(store);
}

static void
from_the_fifth_wrong_pin_on_there_is_a_wait_that_a_restart_does_not_clear(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    assert_true(store_set_pin(store, "123456", NULL));
    for (int i = 1; i <= 4; i++) {
        assert_int_equal(check(store, "111111", 500).wait_s, 0);
    }
    assert_int_equal(check(store, "111111", 500).wait_s, 60);
    struct pin_answer answer = check(store, "123456", 559);
    assert_false(answer.right);
    assert_int_equal(answer.wait_s, 1);
    store_close(store);

    store = open_store(desk);
    answer = check(store, "123456", 0);
    assert_false(answer.right);
    assert_int_equal(answer.wait_s, 60);
    assert_false(check(store, "111111", 60).right);
    answer = check(store, "123456", 61);
    assert_false(answer.right);
    assert_int_equal(answer.wait_s, 119);
    /* Past the uptime of the wrong one before the restart the wait does not return. */
    answer = check(store, "123456", 560);
    assert_true(answer.right);
    assert_int_equal(check(store, "111111", 561).wait_s, 0);
    store_close(store);
}

static struct pin_reset
signed_reset(struct desk *desk, struct store *store, uint64_t number,
             struct sign_public *office)
{
    struct pin_reset reset = {.name = "Library front desk", .number = number};
    struct sign_secret secret;
    uint8_t store_id[STORE_ID_BYTES];
    uint64_t seed = 77;
    (void)desk;
    store_identity(store, &reset.kiosk, store_id);
    sign_pair(random_seeded(&seed), office, &secret);
    pin_reset_sign(&reset, &secret);
    return reset;
}

static enum pin_reset_result
take(struct store *store, const struct pin_reset *reset,
     const struct sign_public *office)
{
    enum pin_reset_result result;
    assert_true(store_take_pin_reset(store, reset, office, &result, NULL));
    assert_int_equal(store_has_pin(store), result != PIN_RESET_TAKEN);
    return result;
}

static void
the_offices_file_takes_pin_and_lock_out_away_once(void **state)
{
    struct desk *desk = *state;
    struct sign_public office;
    struct store *store = open_store(desk);
    assert_true(store_set_pin(store, "271828", NULL));
    for (int i = 0; i < 6; i++) {
        check(store, "111111", 100 + 70 * (uint64_t)i);
    }
    assert_true(check(store, "271828", 500).wait_s > 0);
    struct pin_reset reset = signed_reset(desk, store, 1791234567, &office);
    assert_int_equal(take(store, &reset, &office), PIN_RESET_TAKEN);
    assert_false(store_has_pin(store));
    store_close(store);

    store = open_store(desk);
    assert_false(store_has_pin(store));
    assert_true(store_set_pin(store, "141421", NULL));
    assert_true(check(store, "141421", 0).right);
    assert_int_equal(take(store, &reset, &office), PIN_RESET_NOT_NEWER);
    reset = signed_reset(desk, store, 1791234566, &office);
    assert_int_equal(take(store, &reset, &office), PIN_RESET_NOT_NEWER);
    reset = signed_reset(desk, store, 1791234568, &office);
    assert_int_equal(take(store, &reset, &office), PIN_RESET_TAKEN);
    store_close(store);
}

static void
a_pin_reset_of_another_kiosk_or_office_is_refused_and_said_so(void **state)
{
    struct desk *desk = *state;
    struct sign_public office, other;
    struct sign_secret secret;
    uint64_t seed = 78;
    struct store *store = open_store(desk);
    assert_true(store_set_pin(store, "271828", NULL));
    struct pin_reset reset = signed_reset(desk, store, 5, &office);
    struct pin_reset changed = reset;
    changed.kiosk.bytes[7] ^= 1;
    assert_int_equal(take(store, &changed, &office), PIN_RESET_OTHER_KIOSK);
    changed = reset;
    changed.number = 6;
    assert_int_equal(take(store, &changed, &office), PIN_RESET_UNSIGNED);
    sign_pair(random_seeded(&seed), &other, &secret);
    assert_int_equal(take(store, &reset, &other), PIN_RESET_UNSIGNED);
    assert_true(check(store, "271828", 0).right);
    store_close(store);
}

/* Without a clock the wait is counted in uptime: no less time than the wait goes by,
 * whoever pulls the plug. */
static void
pulling_the_plug_never_shortens_the_wait(void **state)
{
    struct desk *desk = *state;
    desk->options.clock_trusted = false;
    struct store *store = open_store(desk);
    assert_true(store_set_pin(store, "271828", NULL));
    for (int i = 0; i < 5; i++) {
        check(store, "111111", 10);
    }
    for (int restarts = 0; restarts < 4; restarts++) {
        store_close(store);
        store = open_store(desk);
        assert_int_equal(check(store, "271828", 0).wait_s, 60);
        assert_int_equal(check(store, "271828", 59).wait_s, 1);
    }
    store_close(store);
    store = open_store(desk);
    /* Up for longer than at the wrong one already when it is first asked. */
    assert_int_equal(check(store, "271828", 40).wait_s, 30);
    assert_true(check(store, "271828", 70).right);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_pin_that_was_set_opens_and_another_does_not),
        TEST(a_pin_has_six_to_twelve_digits),
        TEST(the_offices_file_takes_pin_and_lock_out_away_once),
        TEST(a_pin_reset_of_another_kiosk_or_office_is_refused_and_said_so),
        TEST(pulling_the_plug_never_shortens_the_wait),
        TEST(from_the_fifth_wrong_pin_on_there_is_a_wait_that_a_restart_does_not_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_store.h"

#include <stdio.h>
#include <string.h>

#define GOLDEN_STATE UINT64_C(0x676f6c64656e2031)

/* The desk of who made the kept store. */
static void
use_kept(struct desk *desk, const char *version)
{
    uint64_t seed = GOLDEN_STATE;
    struct recipient_secret other;
    char kept[256];
    recipient_pair(random_seeded(&seed), &desk->recipients[0], &desk->secret);
    recipient_pair(random_seeded(&seed), &desk->recipients[1], &other);
    snprintf(kept, sizeof kept, "%s/store/kept/%s", TESTS_DIR, version);
    copy_file(kept, desk->store, "store.db");
    copy_file(kept, desk->store, "contacts.db");
}

static void
a_store_of_the_first_version_keeps_all_it_had(void **state)
{
    struct desk *desk = *state;
    use_kept(desk, "1");
    struct store *store = open_store(desk);
    struct store_counts counts = count(store);
    assert_int_equal(counts.carried, 11);
    assert_int_equal(counts.waiting, 12);
    assert_int_equal(counts.open, 2);
    assert_int_equal(counts.contacts_open, 1);
    assert_int_equal(counts.sessions_finished, 1);
    assert_int_equal(counts.sessions_timed_out, 1);
    struct pin_answer pin;
    assert_true(store_check_pin(store, "271828", 0, &pin, NULL));
    assert_true(pin.right);
    struct bundle *bundle = open_bundle(desk, store, 2);
    assert_int_equal(bundle->content.responses.count, 12);
    bundle_close(bundle);
    store_close(store);
}

static void
what_a_first_version_did_not_note_is_not_known_and_goes_on_from_now(void **state)
{
    struct desk *desk = *state;
    use_kept(desk, "1");
    desk->options.half_day = BASE_HALF_DAY + 4;
    struct store *store = open_store(desk);
    struct outbox_entry entry = outbox_entry(store, 1);
    assert_int_equal(entry.state, OUTBOX_CARRIED);
    assert_int_equal(entry.frozen, 0);
    assert_int_equal(entry.taken, 0);
    assert_int_equal(entry.taken_by, OUTBOX_BY_NOBODY);
    assert_true(store_carried(store, 2, OUTBOX_BY_STICK, NULL));
    entry = outbox_entry(store, 2);
    assert_int_equal(entry.taken, BASE_HALF_DAY + 4);
    assert_int_equal(entry.taken_by, OUTBOX_BY_STICK);
    assert_true(store_set_setting(store, "name", "Front desk", NULL));
    struct audit_entry newest;
    bool whole = false;
    assert_true(store_audit_entry(store, 0, &newest));
    assert_int_equal(newest.kind, AUDIT_SETTING);
    assert_true(store_audit_is_whole(store, &whole, NULL));
    assert_true(whole);
    store_close(store);
    store = open_store(desk); /* and is a store of this version now */
    assert_int_equal(outbox_entry(store, 2).taken_by, OUTBOX_BY_STICK);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_store_of_the_first_version_keeps_all_it_had),
        TEST(what_a_first_version_did_not_note_is_not_known_and_goes_on_from_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

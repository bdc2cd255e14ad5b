#include "support_store.h"

#include "townline/comment.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static void
fewer_than_ten_are_not_frozen_unless_it_is_the_last_time(void **state)
{
    struct desk *desk = *state;
    struct outbox_entry entry;
    struct store *store = open_store(desk);
    save_many(store, 1, STORE_FREEZE_MIN - 1);
    assert_int_equal(freeze(store, false), 0);
    assert_false(store_outbox(store, 0, &entry));
    assert_int_equal(count(store).open, 9);
    assert_int_equal(freeze(store, true), 9);
    assert_int_equal(count(store).open, 0);
    assert_int_equal(count(store).waiting, 9);
    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_true(bundle->content.final_collection);
    bundle_close(bundle);
    store_close(store);
}

static void
a_bundle_holds_what_was_open_and_says_whose_it_is(void **state)
{
    struct desk *desk = *state;
    struct sign_public kiosk;
    uint8_t id[STORE_ID_BYTES];
    struct store *store = open_store(desk);
    store_identity(store, &kiosk, id);
    save_many(store, 1, 12);
    assert_true(store_count_session(store, SESSION_FINISHED, NULL));
    assert_true(store_count_session(store, SESSION_TIMED_OUT, NULL));
    assert_int_equal(freeze(store, false), 12);
    struct outbox_entry entry = outbox_entry(store, 1);
    assert_int_equal(entry.kind, BUNDLE_RESPONSES);
    assert_int_equal(entry.responses, 12);
    assert_int_equal(entry.state, OUTBOX_WAITING);

    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_memory_equal(&bundle->header.kiosk, &kiosk, sizeof kiosk);
    assert_memory_equal(bundle->header.store_id, id, sizeof id);
    assert_memory_equal(bundle->header.office_id, "office", 6);
    assert_memory_equal(bundle->content.pack_id, "a pack", 6);
    assert_int_equal(bundle->header.slot_count, 2);
    assert_int_equal(bundle->content.responses.count, 12);
    assert_false(bundle->content.final_collection);
    assert_string_equal(bundle->content.descriptor->form_id, "store-test");
    assert_int_equal(bundle->content.health.uptime_hours, 7);
    assert_int_equal(bundle->content.health.sessions_finished, 1);
    assert_int_equal(bundle->content.health.sessions_timed_out, 1);
    assert_int_equal(bundle->content.health.sessions_begun, 13);
    assert_true(bundle->content.health.store_kb > 0);
    assert_string_equal(bundle->content.health.program_version, "0.1");
    bundle_close(bundle);
    store_close(store);
}

static void
bundles_are_numbered_and_each_names_the_one_before(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    assert_int_equal(freeze(store, false), 10);
    save_many(store, 100, 10);
    assert_int_equal(freeze(store, false), 10);
    struct outbox_entry first = outbox_entry(store, 1);
    struct bundle *one = open_bundle(desk, store, 1);
    struct bundle *two = open_bundle(desk, store, 2);
    static const uint8_t nobody[BUNDLE_ID_BYTES];
    assert_memory_equal(one->header.previous_id, nobody, BUNDLE_ID_BYTES);
    assert_memory_equal(two->header.previous_id, first.id, BUNDLE_ID_BYTES);
    assert_memory_equal(one->id, first.id, BUNDLE_ID_BYTES);
    assert_int_equal(two->header.number, 2);
    assert_int_equal(two->content.health.sessions_begun, 10);
    bundle_close(one);
    bundle_close(two);
    store_close(store);
}

static void
frozen_bytes_never_change(void **state)
{
    struct desk *desk = *state;
    struct buffer before, after;
    buffer_init(&before, BUNDLE_MAX_BYTES);
    buffer_init(&after, BUNDLE_MAX_BYTES);
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    assert_true(store_bundle(store, 1, &before, NULL));
    assert_int_equal(before.size, outbox_entry(store, 1).size);
    assert_int_equal(freeze(store, true), 0);
    save_many(store, 50, 10);
    freeze(store, false);
    assert_true(store_carried(store, 1, OUTBOX_BY_PHONE, NULL));
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    store_close(store);
    store = open_store(desk);
    assert_true(store_bundle(store, 1, &after, NULL));
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.data, after.data, before.size);
    store_close(store);
    buffer_finish(&before);
    buffer_finish(&after);
}

static void
with_nothing_new_and_nothing_waiting_there_is_a_status_bundle(void **state)
{
    struct desk *desk = *state;
    struct outbox_entry entry;
    struct store *store = open_store(desk);
    assert_int_equal(freeze(store, false), 0);
    entry = outbox_entry(store, 1);
    assert_int_equal(entry.kind, BUNDLE_STATUS);
    assert_int_equal(entry.responses, 0);
    assert_int_equal(freeze(store, false), 0);
    assert_false(store_outbox(store, 1, &entry)); /* that one is waiting */
    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_int_equal(bundle->content.health.storage_free_mb, 900);
    bundle_close(bundle);
    store_close(store);
}

static void
a_new_pack_first_freezes_what_the_old_one_left(void **state)
{
    struct desk *desk = *state;
    struct descriptor *shorter;
    struct store *store = open_store(desk);
    save_many(store, 1, 3);
    assert_true(store_save_contact(store, "name=A", NULL));
    store_close(store);

    struct question question = {.path = "only", .type = QUESTION_INTEGER};
    assert_true(descriptor_create("another", "2", &shorter, NULL));
    assert_true(descriptor_add_question(shorter, &question, NULL));
    desk->options.descriptor = shorter;
    memset(desk->options.pack_id, 'b', PACK_ID_BYTES);
    store = open_store(desk);
    assert_int_equal(count(store).open, 0);
    assert_int_equal(count(store).waiting, 3);
    assert_int_equal(count(store).contacts_open, 0);
    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_memory_equal(bundle->content.pack_id, "a pack", 6);
    assert_int_equal(bundle->content.descriptor->question_count, 5);
    bundle_close(bundle);
    assert_int_equal(outbox_entry(store, 2).kind, BUNDLE_CONTACTS);

    struct answer answer = {.question = 0, .state = ANSWER_VALUE, .value = "3"};
    struct response response = *make_response(9, NULL, NULL);
    response.answers = &answer;
    response.answer_count = 1;
    save(store, &response);
    store_close(store);
    store = open_store(desk); /* the same pack again freezes nothing */
    assert_int_equal(count(store).open, 1);
    store_close(store);
    descriptor_close(shorter);
}

static void
old_answers_go_to_the_recipients_they_were_given_to(void **state)
{
    struct desk *desk = *state;
    struct recipient_secret new_secret;
    struct buffer bytes;
    struct bundle *bundle = NULL;
    struct error err = {0};
    struct store *store = open_store(desk);
    save(store, make_response(1, "For the old office.", NULL));
    store_close(store);
    recipient_pair(seal_random(), &desk->recipients[0], &new_secret);
    desk->options.recipient_count = 1;
    store = open_store(desk);
    bundle = open_bundle(desk, store, 1); /* with the old secret */
    bundle_close(bundle);
    save(store, make_response(2, "For the new office.", NULL));
    assert_int_equal(freeze(store, true), 1);
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    assert_true(store_bundle(store, 2, &bytes, NULL));
    assert_false(bundle_open(bytes.data, bytes.size, &desk->secret, &bundle, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_true(bundle_open(bytes.data, bytes.size, &new_secret, &bundle, NULL));
    bundle_close(bundle);
    buffer_finish(&bytes);
    store_close(store);
}

static void
add_contacts(struct store *store, int n)
{
    for (int i = 0; i < n; i++) {
        assert_true(store_save_contact(store, "name=Somebody\nphone=1", NULL));
    }
}

static void
contacts_go_in_a_bundle_of_their_own_from_ten(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    add_contacts(store, 9);
    save_many(store, 1, 10);
    assert_int_equal(freeze(store, false), 10);
    assert_int_equal(count(store).contacts_open, 9);
    add_contacts(store, 1);
    assert_int_equal(freeze(store, false), 10);
    assert_int_equal(count(store).contacts_open, 0);
    assert_int_equal(outbox_entry(store, 2).kind, BUNDLE_CONTACTS);
    struct bundle *bundle = open_bundle(desk, store, 2);
    assert_int_equal(bundle->content.contact_count, 10);
    uint8_t key[SEAL_KEY_BYTES];
    const struct sealed_text *sealed = &bundle->content.contacts[0].sealed;
    size_t opened = 0;
    for (size_t i = 0; i < bundle->content.epoch_count; i++) {
        if (memcmp(bundle->content.epochs[i].id, sealed->epoch_id, 16) != 0) {
            continue;
        }
        struct buffer text;
        buffer_init(&text, COMMENT_MAX_BYTES);
        assert_true(epoch_open(&bundle->content.epochs[i], &desk->secret, key, NULL));
        assert_true(comment_open(NULL, key, sealed, COMMENT_CONTACT_PATH, &text, NULL));
        assert_int_equal(text.size, 21);
        assert_memory_equal(text.data, "name=Somebody\nphone=1", 21);
        buffer_finish(&text);
        opened++;
    }
    assert_int_equal(opened, 1);
    bundle_close(bundle);

    add_contacts(store, 1);
    assert_int_equal(freeze(store, true), 1);
    assert_int_equal(outbox_entry(store, 3).responses, 1);
    store_close(store);
}

static void
a_power_cut_between_the_two_files_loses_no_contact(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    add_contacts(store, 10);
    store_close(store);
    copy_file(desk->store, desk->directory, "store.db");
    store = open_store(desk);
    assert_int_equal(freeze(store, false), 10);
    store_close(store);

    /* contacts.db has the marks, store.db lacks the bundle. */
    copy_file(desk->directory, desk->store, "store.db");
    store = open_store(desk);
    assert_int_equal(count(store).contacts_open, 10);
    /* The number goes to another bundle first. */
    save_many(store, 1, 10);
    assert_int_equal(freeze(store, false), 20);
    assert_int_equal(outbox_entry(store, 1).kind, BUNDLE_RESPONSES);
    assert_int_equal(outbox_entry(store, 2).responses, 10);
    assert_int_equal(count(store).contacts_open, 0);
    store_close(store);
    store = open_store(desk); /* and they are not sent twice */
    assert_int_equal(count(store).contacts_open, 0);
    store_close(store);
}

static void
symbols_that_were_set_aside_are_never_sent_again(void **state)
{
    struct desk *desk = *state;
    struct error err = {0};
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    assert_true(store_reserve_symbols(store, 1, 500, NULL));
    assert_true(store_reserve_symbols(store, 1, 300, NULL));
    store_close(store);
    store = open_store(desk);
    assert_int_equal(outbox_entry(store, 1).next_symbol, 500);
    assert_false(store_reserve_symbols(store, 2, 1, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_true(store_carried(store, 1, OUTBOX_BY_PHONE, NULL));
    assert_int_equal(outbox_entry(store, 1).state, OUTBOX_CARRIED);
    assert_int_equal(count(store).carried, 10);
    assert_int_equal(count(store).waiting, 0);
    assert_false(store_carried(store, 7, OUTBOX_BY_PHONE, &err));
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    assert_false(store_bundle(store, 2, &bytes, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    store_close(store);
}

static void
a_bundle_that_rotted_on_the_card_is_not_handed_out(void **state)
{
    struct desk *desk = *state;
    struct error err = {0};
    struct buffer bytes;
    struct store *store = open_store(desk);
    save_many(store, 1, 10);
    freeze(store, false);
    store_close(store);
    char path[128];
    sqlite3 *handle;
    snprintf(path, sizeof path, "%s/store.db", desk->store);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle,
                                  "UPDATE outbox SET bytes = CAST(substr(bytes, 1, 99)"
                                  " || x'00' || substr(bytes, 101) AS BLOB)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(handle);
    store = open_store(desk);
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    assert_false(store_bundle(store, 1, &bytes, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    buffer_finish(&bytes);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fewer_than_ten_are_not_frozen_unless_it_is_the_last_time),
        TEST(a_bundle_holds_what_was_open_and_says_whose_it_is),
        TEST(bundles_are_numbered_and_each_names_the_one_before),
        TEST(frozen_bytes_never_change),
        TEST(with_nothing_new_and_nothing_waiting_there_is_a_status_bundle),
        TEST(a_new_pack_first_freezes_what_the_old_one_left),
        TEST(old_answers_go_to_the_recipients_they_were_given_to),
        TEST(contacts_go_in_a_bundle_of_their_own_from_ten),
        TEST(a_power_cut_between_the_two_files_loses_no_contact),
        TEST(symbols_that_were_set_aside_are_never_sent_again),
        TEST(a_bundle_that_rotted_on_the_card_is_not_handed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

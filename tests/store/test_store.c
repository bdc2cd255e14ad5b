#include "support_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void
a_new_store_is_empty_and_knows_its_name_again(void **state)
{
    struct desk *desk = *state;
    struct sign_public kiosk, again;
    uint8_t id[STORE_ID_BYTES], id_again[STORE_ID_BYTES];
    struct store *store = open_store(desk);
    assert_int_equal(count(store).open, 0);
    store_identity(store, &kiosk, id);
    store_close(store);

    store = open_store(desk);
    store_identity(store, &again, id_again);
    store_close(store);
    assert_memory_equal(&kiosk, &again, sizeof kiosk);
    assert_memory_equal(id, id_again, sizeof id);
}

static void
there_is_no_shared_memory_file_and_no_journal(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    save(store, make_response(1, NULL, NULL));
    assert_true(store_save_contact(store, "name=A\nphone=1", NULL));
    assert_true(store_has_file(desk->store, "store.db-wal"));
    static const char *const never[] = {"store.db-shm", "store.db-journal",
                                        "contacts.db-shm", "contacts.db-journal"};
    for (size_t i = 0; i < 4; i++) {
        assert_false(store_has_file(desk->store, never[i]));
    }
    store_close(store);
    assert_false(store_has_file(desk->store, "store.db-wal"));
}

static void
a_second_program_is_told_that_the_store_is_busy(void **state)
{
    struct desk *desk = *state;
    struct error err;
    struct store *store = open_store(desk);
    expect_refused(desk, ERROR_BUSY, &err);
    save(store, make_response(1, NULL, NULL));
    store_close(store);
}

static void
a_file_that_is_not_a_store_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    mkdir(desk->store, 0700);
    static const char words[] = "Minutes of the council, 3 May. Present: nobody.";
    write_bytes(desk->store, "store.db", words, sizeof words);
    expect_refused(desk, ERROR_INPUT, &err);
    struct buffer bytes;
    read_bytes(desk->store, "store.db", &bytes);
    assert_int_equal(bytes.size, sizeof words);
    assert_memory_equal(bytes.data, words, sizeof words);
    buffer_finish(&bytes);
}

static void
run_sql(const char *directory, const char *name, const char *sql)
{
    char path[512];
    sqlite3 *handle;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void
another_programs_database_is_refused_and_not_touched(void **state)
{
    struct desk *desk = *state;
    struct error err;
    mkdir(desk->store, 0700);
    run_sql(desk->store, "store.db", "CREATE TABLE loans (title TEXT)");
    struct buffer before, after;
    read_bytes(desk->store, "store.db", &before);
    expect_refused(desk, ERROR_INPUT, &err);
    read_bytes(desk->store, "store.db", &after);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.data, after.data, before.size);
    buffer_finish(&before);
    buffer_finish(&after);
}

static void
contacts_in_the_place_of_responses_are_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    store_close(open_store(desk));
    copy_file(desk->store, desk->directory, "contacts.db");
    struct buffer bytes;
    read_bytes(desk->directory, "contacts.db", &bytes);
    write_bytes(desk->store, "store.db", bytes.data, bytes.size);
    buffer_finish(&bytes);
    expect_refused(desk, ERROR_INPUT, &err);
}

static void
a_store_of_a_newer_program_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    store_close(open_store(desk));
    run_sql(desk->store, "store.db", "PRAGMA user_version = 1000");
    expect_refused(desk, ERROR_INPUT, &err);
    assert_non_null(strstr(err.text, "newer"));
}

static void
test_and_official_mode_never_share_a_file(void **state)
{
    struct desk *desk = *state;
    struct error err;
    store_close(open_store(desk));
    desk->options.test_mode = true;
    expect_refused(desk, ERROR_INPUT, &err);
    assert_non_null(strstr(err.text, "official"));
    desk->options.test_mode = false;
    store_close(open_store(desk));

    char other[96];
    snprintf(other, sizeof other, "%s-test", desk->store);
    desk->options.directory = other;
    desk->options.test_mode = true;
    store_close(open_store(desk));
    desk->options.test_mode = false;
    expect_refused(desk, ERROR_INPUT, &err);
}

static void
a_damaged_store_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    struct store *store = open_store(desk);
    save_many(store, 1, 100);
    store_close(store);
    struct buffer bytes;
    read_bytes(desk->store, "store.db", &bytes);
    assert_true(bytes.size > 8192 + 4096);
    memset(bytes.data + bytes.size - 4096, 0x5a, 64); /* head of the last page */
    write_bytes(desk->store, "store.db", bytes.data, bytes.size);
    buffer_finish(&bytes);
    expect_refused(desk, ERROR_INPUT, &err);
    assert_non_null(strstr(err.text, "damaged"));
}

static void
a_store_cut_short_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    struct store *store = open_store(desk);
    save_many(store, 1, 100);
    store_close(store);
    struct buffer bytes;
    read_bytes(desk->store, "store.db", &bytes);
    for (size_t size = bytes.size - 1; size > 0; size -= size > 3000 ? 2777 : size) {
        write_bytes(desk->store, "store.db", bytes.data, size);
        expect_refused(desk, ERROR_INPUT, &err);
    }
    write_bytes(desk->store, "store.db", bytes.data, 0);
    expect_refused(desk, ERROR_MISSING, &err); /* contacts.db is there */
    write_bytes(desk->store, "store.db", bytes.data, bytes.size);
    store = open_store(desk);
    assert_int_equal(count(store).open, 100);
    store_close(store);
    buffer_finish(&bytes);
}

static void
a_running_store_copied_without_its_wal_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    char copy[96];
    snprintf(copy, sizeof copy, "%s-copy", desk->store);
    struct store *store = open_store(desk);
    save_many(store, 1, 3);
    copy_file(desk->store, copy, "store.db");
    copy_file(desk->store, copy, "contacts.db");
    copy_file(desk->store, copy, "contacts.db-wal");
    store_close(store);

    desk->options.directory = copy;
    expect_refused(desk, ERROR_INPUT, &err);
    assert_non_null(strstr(err.text, "store.db-wal"));
    /* Not once only. */
    expect_refused(desk, ERROR_INPUT, &err);
}

static void
a_running_store_copied_whole_opens_with_all_in_it(void **state)
{
    struct desk *desk = *state;
    char copy[96];
    snprintf(copy, sizeof copy, "%s-copy", desk->store);
    struct store *store = open_store(desk);
    save_many(store, 1, 3);
    static const char *const names[] = {"store.db", "store.db-wal", "contacts.db",
                                        "contacts.db-wal"};
    for (size_t i = 0; i < 4; i++) {
        copy_file(desk->store, copy, names[i]);
    }
    store_close(store);

    desk->options.directory = copy;
    store = open_store(desk);
    assert_int_equal(count(store).open, 3);
    store_close(store);
}

static void
one_file_of_the_two_is_not_the_store(void **state)
{
    struct desk *desk = *state;
    struct error err;
    char path[128];
    store_close(open_store(desk));
    copy_file(desk->store, desk->directory, "store.db");
    copy_file(desk->store, desk->directory, "contacts.db");

    snprintf(path, sizeof path, "%s/store.db", desk->store);
    remove(path);
    expect_refused(desk, ERROR_MISSING, &err);
    copy_file(desk->directory, desk->store, "store.db");
    snprintf(path, sizeof path, "%s/contacts.db", desk->store);
    remove(path);
    expect_refused(desk, ERROR_MISSING, &err);
    copy_file(desk->directory, desk->store, "contacts.db");
    store_close(open_store(desk));
}

static void
a_folder_that_cannot_be_made_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err;
    write_bytes(desk->directory, "store", "x", 1);
    expect_refused(desk, ERROR_SYSTEM, &err);
    desk->options.directory = "/proc/townline";
    expect_refused(desk, ERROR_SYSTEM, &err);
}

static void
without_an_offices_key_nothing_is_opened(void **state)
{
    struct desk *desk = *state;
    struct error err;
    desk->options.recipient_count = 0;
    expect_refused(desk, ERROR_INPUT, &err);
    desk->options.recipient_count = SEAL_RECIPIENTS_MAX + 1;
    expect_refused(desk, ERROR_INPUT, &err);
    assert_false(store_has_file(desk->store, "store.db"));
}

/* A kiosk that waits for its first questions keeps what staff set, and its own key. */
static void
without_questions_answers_are_refused_and_the_rest_is_kept(void **state)
{
    struct desk *desk = *state;
    struct error err;
    struct sign_public before, after;
    uint8_t store_id[STORE_ID_BYTES];
    struct store_options full = desk->options;
    size_t frozen;
    struct freeze_options freeze = {.final_collection = true};
    desk->options.descriptor = NULL;
    desk->options.recipient_count = 0;
    desk->options.recipients = NULL;
    struct store *store = open_store(desk);
    store_identity(store, &before, store_id);
    assert_true(store_set_pin(store, "246810", &err));
    struct response *response = make_response(1, NULL, NULL);
    assert_false(store_save(store, response, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_false(store_save_contact(store, "name=A", &err));
    assert_false(store_freeze(store, &freeze, &frozen, &err));
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, &err));
    store_close(store);
    desk->options = full;
    store = open_store(desk);
    store_identity(store, &after, store_id);
    assert_memory_equal(&before, &after, sizeof before);
    assert_true(store_has_pin(store));
    save(store, response);
    store_close(store);
    desk->options.descriptor = NULL; /* the questions are lost, the answer is not */
    desk->options.recipient_count = 0;
    store = open_store(desk);
    struct store_counts counts;
    assert_true(store_count(store, &counts, &err));
    assert_int_equal(counts.open, 1);
    store_close(store);
    desk->options = full;
}

static void
time_never_goes_below_the_newest_stored(void **state)
{
    struct desk *desk = *state;
    desk->options.half_day = BASE_HALF_DAY + 10;
    struct store *store = open_store(desk);
    struct response *response = make_response(1, NULL, NULL);
    response->head.half_day = BASE_HALF_DAY + 10;
    save(store, response);
    store_close(store);

    desk->options.half_day = BASE_HALF_DAY;
    store = open_store(desk);
    response = make_response(2, NULL, NULL);
    response->head.half_day = BASE_HALF_DAY;
    save(store, response);
    assert_int_equal(freeze(store, true), 2);
    struct bundle *bundle = open_bundle(desk, store, 1);
    size_t trusted = 0;
    for (size_t i = 0; i < 2; i++) {
        const struct response_head *head = &bundle->content.responses.responses[i].head;
        assert_int_equal(head->half_day, BASE_HALF_DAY + 10);
        trusted += head->clock_trusted;
    }
    assert_int_equal(trusted, 1); /* the second clock was plainly wrong */
    bundle_close(bundle);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_store_is_empty_and_knows_its_name_again),
        TEST(there_is_no_shared_memory_file_and_no_journal),
        TEST(a_second_program_is_told_that_the_store_is_busy),
        TEST(a_file_that_is_not_a_store_is_refused),
        TEST(another_programs_database_is_refused_and_not_touched),
        TEST(contacts_in_the_place_of_responses_are_refused),
        TEST(a_store_of_a_newer_program_is_refused),
        TEST(test_and_official_mode_never_share_a_file),
        TEST(a_damaged_store_is_refused),
        TEST(a_store_cut_short_is_refused),
        TEST(a_running_store_copied_without_its_wal_is_refused),
        TEST(a_running_store_copied_whole_opens_with_all_in_it),
        TEST(one_file_of_the_two_is_not_the_store),
        TEST(a_folder_that_cannot_be_made_is_refused),
        TEST(without_an_offices_key_nothing_is_opened),
        TEST(without_questions_answers_are_refused_and_the_rest_is_kept),
        TEST(time_never_goes_below_the_newest_stored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

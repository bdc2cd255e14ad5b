/* A kiosk is dead; its card is not. Also the office's own loss: its secret file, and
 * the recovery key on paper. */
#include "support_office.h"
#include "support_store.h"
#include "townline/kiosk_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

/* The kiosk's real store, sealed to the office, and its copies in the office's folder.
 */
struct wreck {
    struct bench *bench;
    struct desk *desk;
    struct store *store;
};

/* A kiosk with 12 responses in a collected bundle and five in none, and two contacts.
 */
static int
begin(void **state)
{
    static struct wreck wreck;
    void *part;
    bench_begin(&part);
    wreck.bench = part;
    desk_setup(&part);
    wreck.desk = part;
    struct office *office = &wreck.bench->office;
    struct desk *desk = wreck.desk;
    desk->options.recipients = office->public.recipients;
    desk->options.recipient_count = office->public.recipient_count;
    keys_office_id(&office->public.sign, desk->options.office_id);
    wreck.store = open_store(desk);
    *state = &wreck;
    return 0;
}

static int
end(void **state)
{
    struct wreck *wreck = *state;
    void *desk = wreck->desk, *bench = wreck->bench;
    store_close(wreck->store);
    desk_teardown(&desk);
    bench_end(&bench);
    return 0;
}

static void
accept_kiosk(struct wreck *wreck)
{
    struct kiosk_file file = {.name = "Main Library"};
    uint8_t store_id[STORE_ID_BYTES];
    struct buffer text;
    store_identity(wreck->store, &file.key, store_id);
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&file, &text);
    folder_write(&wreck->bench->office.folder, "kiosk.pub", text.data, text.size);
    buffer_finish(&text);
    RUN(&wreck->bench->office, "kiosks", "accept", "kiosk.pub", "--archive", "a.db");
    office_expect(&wreck->bench->office, 0, "Accepted Main Library");
}

static void
write_bundle(struct wreck *wreck, uint32_t number, const char *name)
{
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    assert_true(store_bundle(wreck->store, number, &bytes, NULL));
    folder_write(&wreck->bench->office.folder, name, bytes.data, bytes.size);
    buffer_finish(&bytes);
}

/* What is on the card now, as if power had just gone. */
static void
copy_card(struct wreck *wreck, const char *name)
{
    static const char *const files[] = {"store.db", "store.db-wal", "contacts.db",
                                        "contacts.db-wal"};
    const char *folder = folder_path(&wreck->bench->office.folder, name);
    char target[512];
    snprintf(target, sizeof target, "%s", folder);
    assert_int_equal(mkdir(target, 0700), 0);
    for (size_t i = 0; i < 4; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", wreck->desk->store, files[i]);
        if (access(path, F_OK) == 0) {
            copy_file(wreck->desk->store, target, files[i]);
        }
    }
}

#define RECOVER(office, card)                                                          \
    RUN(office, "recover", card, "--archive", "a.db", "--keys", "office.secret",       \
        "--passphrase-fd", "3", "--json")

/* The number that the last `recover --json` gave for `name`. */
static int
told(const struct office *office, const char *name)
{
    json_t *object = office_json(office);
    int value = (int)json_integer_value(json_object_get(object, name));
    json_decref(object);
    return value;
}

static uint32_t
responses(struct wreck *wreck)
{
    return bench_responses(wreck->bench);
}

/* Twelve collected, five open with a comment each, two contacts. */
static void
live(struct wreck *wreck)
{
    struct office *office = &wreck->bench->office;
    accept_kiosk(wreck);
    save_many(wreck->store, 0, 12);
    assert_int_equal(freeze(wreck->store, false), 12);
    write_bundle(wreck, 1, "1.bundle");
    COLLECT(office, "1.bundle");
    office_expect(office, 0, "merged 12 responses");
    for (uint32_t i = 20; i < 25; i++) {
        save(wreck->store, make_response(i, "Slow crews.", "Keep the branch."));
    }
    assert_true(store_save_contact(wreck->store, "name=Ann", NULL));
    assert_true(store_save_contact(wreck->store, "name=Bo", NULL));
}

static void
what_no_bundle_brought_is_recovered_once(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    copy_card(wreck, "card");
    RECOVER(office, "card");
    office_expect(office, 0, "recovered");
    assert_int_equal(told(office, "recovered"), 5);
    assert_int_equal(told(office, "contacts"), 2);
    assert_int_equal(told(office, "texts_lost"), 0);
    assert_int_equal(responses(wreck), 17);
    RECOVER(office, "card");
    office_expect(office, 0, "");
    assert_int_equal(told(office, "recovered"), 0);
    assert_int_equal(told(office, "contacts"), 0);
    assert_int_equal(responses(wreck), 17);
    RUN(office, "verify", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    office_expect(office, 0, "17 responses");
    RUN(office, "report", "--archive", "a.db", "-o", "r.html");
    office_expect(office, 0, "17 responses");
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out", "--all-comments");
    office_expect(office, 0, "out/responses.csv");
    struct buffer text;
    read_bytes(office->folder.path, "r.html", &text);
    assert_true(
        contains(&text, "were read from the card of a kiosk that had failed", 50));
    buffer_finish(&text);
    read_bytes(folder_path(&office->folder, "out"), "responses.csv", &text);
    assert_true(contains(&text, ",24,yes,", 8));
    assert_true(contains(&text, ",11,no,", 7));
    buffer_finish(&text);
    read_bytes(folder_path(&office->folder, "out"), "comments.csv", &text);
    assert_true(contains(&text, "Keep the branch.", 16));
    buffer_finish(&text);
}

/* The kiosk was not dead after all, or its stick turns up. */
static void
the_kiosks_own_bundle_takes_the_place_of_what_was_recovered(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    copy_card(wreck, "card");
    RECOVER(office, "card");
    assert_int_equal(responses(wreck), 17);
    save_many(wreck->store, 40, 3);
    assert_int_equal(freeze(wreck->store, true), 10);
    write_bundle(wreck, 2, "2.bundle");
    write_bundle(wreck, 3, "3.bundle");
    COLLECT(office, "2.bundle", "3.bundle");
    office_expect(office, 0, "merged 8 responses");
    assert_int_equal(responses(wreck), 20);
    RECOVER(office, "card");
    assert_int_equal(told(office, "recovered"), 0);
    assert_int_equal(responses(wreck), 20);
    RUN(office, "rebuild", "a.db", "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "20 responses");
}

static void
what_came_before_the_card_is_not_recovered_again(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    copy_card(wreck, "card");
    assert_int_equal(freeze(wreck->store, true), 7);
    write_bundle(wreck, 2, "2.bundle");
    COLLECT(office, "2.bundle");
    assert_int_equal(responses(wreck), 17);
    RECOVER(office, "card");
    assert_int_equal(told(office, "recovered"), 0);
    assert_int_equal(told(office, "on_card"), 17);
    assert_int_equal(responses(wreck), 17);
}

static void
bundles_that_nobody_collected_come_in_as_they_are(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    assert_int_equal(freeze(wreck->store, true), 7);
    copy_card(wreck, "card");
    RUN(office, "recover", "card/store.db", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 5 responses");
    office_expect(office, 0, "recovered now: 0");
    assert_int_equal(responses(wreck), 17);
}

static void
run_sql(struct office *office, const char *name, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(folder_path(&office->folder, name), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* The page with the bundle is torn, and its responses are still there as rows. */
static void
a_bundle_that_the_card_has_lost_counts_once_all_the_same(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    assert_int_equal(freeze(wreck->store, true), 7);
    write_bundle(wreck, 2, "2.bundle");
    copy_card(wreck, "card");
    /* Bundle 1 was collected before; 2 was not, and its stick turns up later. */
    run_sql(office, "card/store.db",
            "DELETE FROM outbox WHERE number < 3;" /* and closed, which takes the WAL */
            "UPDATE meta SET value = 0 WHERE name = 'in_use'");
    RECOVER(office, "card");
    assert_int_equal(told(office, "recovered"), 5);
    assert_int_equal(responses(wreck), 17);
    COLLECT(office, "2.bundle");
    office_expect(office, 0, "merged 5 responses");
    assert_int_equal(responses(wreck), 17);
}

static void
a_database_without_its_wal_is_refused_with_the_reason(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    live(wreck);
    copy_card(wreck, "card");
    remove(folder_path(&office->folder, "card/store.db-wal"));
    RECOVER(office, "card");
    office_expect(office, 1, "without its companion store.db-wal");
    copy_card(wreck, "other");
    remove(folder_path(&office->folder, "other/store.db"));
    RECOVER(office, "other");
    office_expect(office, 1, "store.db is missing");
    RECOVER(office, "nowhere");
    office_expect(office, 1, "no kiosk's store is here");
    assert_int_equal(responses(wreck), 12);
}

static void
a_card_of_test_mode_does_not_count(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    store_close(wreck->store);
    wreck->desk->options.test_mode = true;
    snprintf(wreck->desk->store, sizeof wreck->desk->store, "%s/testing",
             wreck->desk->directory);
    wreck->store = open_store(wreck->desk);
    accept_kiosk(wreck);
    save_many(wreck->store, 0, 6);
    copy_card(wreck, "card");
    RECOVER(office, "card");
    office_expect(office, 0, "\"test_mode\": true");
    RUN(office, "report", "--archive", "a.db", "-o", "r.html");
    office_expect(office, 0, "0 responses");
}

static void
a_kiosk_that_nobody_accepted_waits(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    char digits[9];
    save_many(wreck->store, 0, 6);
    store_identity(wreck->store, &key, store_id);
    for (size_t i = 0; i < 4; i++) {
        sprintf(digits + 2 * i, "%02x", key.bytes[i]);
    }
    copy_card(wreck, "card");
    RECOVER(office, "card");
    office_expect(office, 1, "unknown");
    RECOVER(office, "card");
    office_expect(office, 1, "unknown");
    RUN(office, "kiosks", "accept", digits, "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 6 responses");
    assert_int_equal(responses(wreck), 6);
}

/* Each page of the store torn in turn: what is merged is right, and what is lost told.
 */
static void
torn_pages_are_told_and_the_rest_is_read(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    struct buffer whole;
    size_t got = 0, refused = 0;
    accept_kiosk(wreck);
    for (uint32_t i = 0; i < 150; i++) {
        save(wreck->store, make_response(i, "Slow crews.", NULL));
    }
    store_close(wreck->store);
    wreck->store = NULL;
    copy_card(wreck, "card");
    read_bytes(office->folder.path, "card/store.db", &whole);
    size_t pages = whole.size / 4096;
    for (size_t page = 0; page < pages; page += page < 4 ? 1 : pages / 6) {
        memset(whole.data + page * 4096 + 512, 0xa5, 3000);
        folder_write(&office->folder, "card/store.db", whole.data, whole.size);
        RECOVER(office, "card");
        /* A page may have nothing where it was torn. */
        if (office->code == 0) {
            assert_int_equal(told(office, "recovered"), 150);
        } else if (office->code != 1) {
            fail_msg("page %zu: %d %s", page + 1, office->code, office->err);
        }
        if (office->out[0] == '{') {
            got += told(office, "recovered") > 0;
            assert_true(told(office, "recovered") <= 150);
        } else {
            refused++;
        }
        remove(folder_path(&office->folder, "a.db"));
        remove(folder_path(&office->folder, "a-contacts.db"));
        RUN(office, "kiosks", "accept", "kiosk.pub", "--archive", "a.db");
        buffer_finish(&whole);
        copy_file(wreck->desk->store, folder_path(&office->folder, "card"), "store.db");
        read_bytes(office->folder.path, "card/store.db", &whole);
    }
    print_message("%zu pages, %zu read, %zu refused\n", pages, got, refused);
    assert_true(got >= 4);
    buffer_finish(&whole);
}

static void
the_recovery_key_opens_what_the_lost_key_opened(void **state)
{
    struct wreck *wreck = *state;
    struct office *office = &wreck->bench->office;
    RUN(office, "keys", "new", "keys", "--passphrase-fd", "3");
    office_expect(office, 0, "Recovery key");
    char words[KEYS_RECOVERY_BYTES + 64];
    const char *at = strstr(office->out, "Recovery key  ") + 14;
    snprintf(words, sizeof words, "%.*s\n%s\n", (int)strcspn(at, "\n"), at,
             OFFICE_PASSPHRASE);
    FILE *input = fopen(folder_path(&office->folder, "words"), "w");
    assert_non_null(input);
    fputs(words, input);
    fclose(input);
    char command[1200];
    snprintf(command, sizeof command,
             "cd %s && %s/townline keys recover new.secret --office keys/office.pub"
             " --words-fd 4 --passphrase-fd 4 4<words >said 2>&1",
             office->folder.path, BUILD_BIN);
    assert_int_equal(system(command), 0);
    /* Seal something to that office, and open it with the paper alone. */
    RUN(office, "simulate", TESTS_DIR "/../assets/packs/sample", "--responses", "12",
        "--seed", "1", "--keys", "keys/office.pub", "-o", "s.bundle");
    office_expect(office, 0, "12 simulated responses");
    RUN(office, "collect", "s.bundle", "--archive", "s.db", "--keys", "new.secret",
        "--passphrase-fd", "3");
    office_expect(office, 1, "nobody has accepted this kiosk");
    RUN(office, "collect", "s.bundle", "--archive", "t.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    office_expect(office, 1, "refused");
    /* Words of another office, a slip, a file that is there, and no ending. */
    snprintf(command, sizeof command,
             "cd %s && %s/townline keys recover other.secret --office office.pub"
             " --words-fd 4 --passphrase-fd 4 4<words >said 2>&1",
             office->folder.path, BUILD_BIN);
    assert_int_equal(system(command) >> 8, 1);
    assert_false(folder_has(&office->folder, "other.secret"));
    RUN(office, "keys", "recover", "slip.secret", "--words-fd", "3");
    office_expect(office, 1, "56 letters and digits");
    RUN(office, "keys", "recover", "new.secret", "--words-fd", "3");
    office_expect(office, 1, "is there already");
    RUN(office, "keys", "recover", "new.key", "--words-fd", "3");
    office_expect(office, 1, "ends with .secret");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_no_bundle_brought_is_recovered_once),
        TEST(the_kiosks_own_bundle_takes_the_place_of_what_was_recovered),
        TEST(what_came_before_the_card_is_not_recovered_again),
        TEST(bundles_that_nobody_collected_come_in_as_they_are),
        TEST(a_bundle_that_the_card_has_lost_counts_once_all_the_same),
        TEST(a_database_without_its_wal_is_refused_with_the_reason),
        TEST(a_card_of_test_mode_does_not_count),
        TEST(a_kiosk_that_nobody_accepted_waits),
        TEST(torn_pages_are_told_and_the_rest_is_read),
        TEST(the_recovery_key_opens_what_the_lost_key_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

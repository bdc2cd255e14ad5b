#include "support_store.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 30
#define ROUNDS_OF_ONE_STORE 10
#define STEPS_WAITED_FOR 12
#define STEPS_IN_ROUND 40
#define MARKS_IN_ROUND (STEPS_IN_ROUND / 8 * 3)
#define MARKS (ROUNDS_OF_ONE_STORE * MARKS_IN_ROUND)
#define FIRST_BLOCK_ANSWERS 3
#define ALL_ANSWERS 6

enum step { STEP_FIRST_BLOCK, STEP_ALL, STEP_CONTACT, STEP_FREEZE };
/* What the child says when the call returned true. */
struct acknowledged {
    uint32_t step, mark;
};

static bool
take_step(struct store *store, enum step step, uint32_t mark)
{
    struct freeze_options options = {.final_collection = true};
    size_t frozen;
    struct response *response = make_response(mark, "Slow crews.", NULL);
    if (step == STEP_FIRST_BLOCK) {
        response->answer_count = FIRST_BLOCK_ANSWERS;
    }
    switch (step) {
    case STEP_FIRST_BLOCK:
    case STEP_ALL:
        return store_save(store, response, NULL);
    case STEP_CONTACT:
        return store_save_contact(store, "name=A", NULL);
    case STEP_FREEZE:
        return store_freeze(store, &options, &frozen, NULL);
    }
    return false;
}

/* The kiosk: saves, and says so, until it is killed. */
static void
live(struct desk *desk, uint32_t first_mark, int pipe_out)
{
    struct store *store;
    if (!store_open(&desk->options, &store, NULL)) {
        _exit(1);
    }
    /* Three residents and two contacts between freezes; the third resident is cut off
     * after the first block. */
    for (uint32_t i = 0; i < STEPS_IN_ROUND; i++) {
        struct acknowledged done = {i % 8 == 7 ? STEP_FREEZE : i % 8 % 3,
                                    first_mark + i / 8 * 3 + i % 8 / 3};
        if (!take_step(store, done.step, done.mark) ||
            write(pipe_out, &done, sizeof done) != sizeof done) {
            _exit(1);
        }
    }
    for (;;) {
        pause();
    }
}

struct known {
    uint8_t ids[MARKS][RESPONSE_ID_BYTES];
    size_t acknowledged[MARKS]; /* answers */
    size_t found[MARKS];
    uint32_t contacts;
};

static void
note(struct known *known, struct acknowledged done)
{
    assert_true(done.mark < MARKS);
    size_t *answers = &known->acknowledged[done.mark];
    if (done.step == STEP_FIRST_BLOCK) {
        *answers = FIRST_BLOCK_ANSWERS;
    }
    if (done.step == STEP_ALL) {
        *answers = ALL_ANSWERS;
    }
    known->contacts += done.step == STEP_CONTACT;
}

/* Lets a child live until it has acknowledged `steps` and a moment more. */
static void
live_and_die(struct desk *desk, struct known *known, uint32_t first_mark,
             uint64_t *seed)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        live(desk, first_mark, ends[1]);
    }
    close(ends[1]);
    struct acknowledged done;
    size_t steps = random_splitmix64(seed) % STEPS_WAITED_FOR;
    for (size_t i = 0; i < steps; i++) {
        assert_int_equal(read(ends[0], &done, sizeof done), sizeof done);
        note(known, done);
    }
    struct timespec moment = {.tv_nsec = (long)(random_splitmix64(seed) % 4000000)};
    nanosleep(&moment, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    while (read(ends[0], &done, sizeof done) == sizeof done) {
        note(known, done);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status)); /* it did not give up by itself */
    close(ends[0]);
}

static bool
look_at(void *context, const struct stored_response *stored)
{
    struct known *known = context;
    size_t answers = stored->response->answer_count;
    for (size_t i = 0; i < MARKS; i++) {
        if (memcmp(known->ids[i], stored->response->head.id, RESPONSE_ID_BYTES) == 0) {
            if (answers != FIRST_BLOCK_ANSWERS && answers != ALL_ANSWERS) {
                fail_msg("response %zu is there by half: %zu answers", i, answers);
            }
            known->found[i] = answers;
            return true;
        }
    }
    fail_msg("a response nobody gave");
    return false;
}

static void
check_whole(struct desk *desk, struct known *known, int round)
{
    struct outbox_entry entry;
    struct store *store = open_store(desk);
    memset(known->found, 0, sizeof known->found);
    assert_true(store_each_response(store, look_at, known, NULL));
    for (size_t i = 0; i < MARKS; i++) {
        if (known->found[i] < known->acknowledged[i]) {
            fail_msg("round %d: response %zu was recorded with %zu answers and has %zu",
                     round, i, known->acknowledged[i], known->found[i]);
        }
    }
    uint32_t contacts = count(store).contacts_open;
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        contacts += entry.kind == BUNDLE_CONTACTS ? entry.responses : 0;
    }
    /* One may have been saved without the word coming through. */
    if (contacts < known->contacts || contacts > known->contacts + 1) {
        fail_msg("round %d: %u contacts were saved, %u are there", round,
                 known->contacts, contacts);
    }
    known->contacts = contacts;
    store_close(store);
}

static void
check_integrity(const char *directory, const char *name)
{
    char path[128];
    sqlite3 *handle;
    sqlite3_stmt *statement;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(handle, "PRAGMA integrity_check", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

/* Every bundle opens, and each names the one before. */
static void
check_chain(struct desk *desk)
{
    struct outbox_entry entry;
    uint8_t previous[BUNDLE_ID_BYTES] = {0};
    struct store *store = open_store(desk);
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        struct bundle *bundle = open_bundle(desk, store, entry.number);
        assert_memory_equal(bundle->header.previous_id, previous, BUNDLE_ID_BYTES);
        memcpy(previous, bundle->id, BUNDLE_ID_BYTES);
        bundle_close(bundle);
    }
    store_close(store);
}

static void
what_was_recorded_survives_being_killed(void **state)
{
    struct desk *desk = *state;
    static struct known known;
    char directory[96];
    uint64_t seed = desk->seed;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (int first = 0; first < ROUNDS; first += ROUNDS_OF_ONE_STORE) {
        memset(&known, 0, sizeof known);
        for (uint32_t i = 0; i < MARKS; i++) {
            memcpy(known.ids[i], make_response(i, NULL, NULL)->head.id,
                   RESPONSE_ID_BYTES);
        }
        snprintf(directory, sizeof directory, "%s-%d", desk->store, first);
        desk->options.directory = directory;
        for (uint32_t round = 0; round < ROUNDS_OF_ONE_STORE; round++) {
            live_and_die(desk, &known, round * MARKS_IN_ROUND, &seed);
            check_whole(desk, &known, first + (int)round);
        }
        check_integrity(directory, "store.db");
        check_integrity(directory, "contacts.db");
        check_chain(desk);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_recorded_survives_being_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

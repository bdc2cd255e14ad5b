#include "support_store.h"

#include <stdio.h>
#include <string.h>

#define RESPONSES 120
#define PAGE_BYTES 4096

/* Fills `order` with 0 .. RESPONSES - 1, shuffled. */
static void
shuffle(uint32_t *order, uint64_t seed)
{
    for (uint32_t i = 0; i < RESPONSES; i++) {
        order[i] = i;
    }
    for (uint32_t i = RESPONSES - 1; i > 0; i--) {
        uint32_t j = (uint32_t)(random_splitmix64(&seed) % (i + 1));
        uint32_t kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

/* A store whose responses came in that order; its keys are the same each time. */
static struct store *
fill(struct desk *desk, const char *directory, uint64_t order_seed, uint64_t *key_seed)
{
    uint32_t order[RESPONSES];
    *key_seed = 1;
    shuffle(order, order_seed);
    desk->options.directory = directory;
    desk->options.random = random_seeded(key_seed);
    struct store *store = open_store(desk);
    for (uint32_t i = 0; i < RESPONSES; i++) {
        /* As a session does: block by block. */
        struct response *response = make_response(order[i], NULL, NULL);
        response->answer_count = 3;
        response->answers[0].value = "an answer taken back";
        save(store, response);
        save(store, make_response(order[i], NULL, NULL));
    }
    return store;
}

static void
read_both(struct desk *desk, const char *other, const char *name, struct buffer out[2])
{
    read_bytes(desk->store, name, &out[0]);
    read_bytes(other, name, &out[1]);
}

static void
two_orders_of_arrival_leave_the_same_bytes(void **state)
{
    struct desk *desk = *state;
    char other[96];
    uint64_t key_seeds[2];
    struct buffer files[2];
    print_message("seed %llu\n", (unsigned long long)desk->seed);
    snprintf(other, sizeof other, "%s-other", desk->store);
    struct store *a = fill(desk, desk->store, desk->seed, &key_seeds[0]);
    struct store *b = fill(desk, other, desk->seed + 1, &key_seeds[1]);
    /* Until then the order can be told: the comparison would show it. */
    read_both(desk, other, "store.db-wal", files);
    assert_true(files[0].size != files[1].size ||
                memcmp(files[0].data, files[1].data, files[0].size) != 0);
    buffer_finish(&files[0]);
    buffer_finish(&files[1]);

    assert_true(store_rotate(a, BASE_HALF_DAY + 1, true, NULL));
    assert_true(store_rotate(b, BASE_HALF_DAY + 1, true, NULL));
    store_close(a);
    store_close(b);
    read_both(desk, other, "store.db", files);
    assert_true(files[0].size > 5 * PAGE_BYTES);
    assert_int_equal(files[0].size, files[1].size);
    for (size_t i = 0; i < files[0].size; i++) {
        if (files[0].data[i] != files[1].data[i]) {
            fail_msg("the files differ at byte %zu of page %zu", i % PAGE_BYTES,
                     i / PAGE_BYTES + 1);
        }
    }
    buffer_finish(&files[0]);
    buffer_finish(&files[1]);
}

static void
after_rotation_nothing_of_replaced_answers_is_left(void **state)
{
    struct desk *desk = *state;
    struct buffer file, wal;
    uint64_t key_seed;
    struct store *store = fill(desk, desk->store, desk->seed, &key_seed);
    read_bytes(desk->store, "store.db-wal", &wal);
    assert_true(contains(&wal, "taken back", 10)); /* until then it is there */
    buffer_finish(&wal);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    copy_file(desk->store, desk->directory, "store.db");
    copy_file(desk->store, desk->directory, "store.db-wal");
    store_close(store);
    read_bytes(desk->directory, "store.db", &file);
    read_bytes(desk->directory, "store.db-wal", &wal);
    assert_int_equal(wal.size, 0);
    /* SQLite's file format, "Database Header": pages in the freelist. */
    assert_memory_equal(file.data + 36, "\0\0\0\0", 4);

    assert_false(contains(&file, "taken back", 10));
    buffer_finish(&file);
    buffer_finish(&wal);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_orders_of_arrival_leave_the_same_bytes),
        TEST(after_rotation_nothing_of_replaced_answers_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#define _GNU_SOURCE /* unshare */

#include "support_store.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* How room is taken away and given back. */
struct disk {
    bool (*fill)(struct disk *disk);
    bool (*make_room)(struct disk *disk);
    const char *directory;
};

#define CHECK(condition)                                                               \
    do {                                                                               \
        if (!(condition)) {                                                            \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #condition,         \
                    err.text);                                                         \
            return false;                                                              \
        }                                                                              \
    } while (0)

/* Saves until the disk takes no more, and once more. */
static bool
save_until_full(struct store *store, uint32_t *saved)
{
    struct error err = {0};
    while (*saved < 5000 &&
           store_save(store, make_response(*saved, "Words.", NULL), &err)) {
        ++*saved;
    }
    CHECK(err.code == ERROR_FULL && *saved > 0);
    return true;
}

static bool
holds(struct store *store, uint32_t saved)
{
    struct error err = {0};
    struct store_counts counts;
    CHECK(store_count(store, &counts, &err));
    CHECK(counts.open + counts.waiting == saved);
    return true;
}

/* Everything that returned true is there: while it is full, after a restart on the full
 * disk, and when there is room again. Not cmocka's asserts: this also runs in a child.
 */
static bool
nothing_is_lost(struct desk *desk, struct disk *disk)
{
    struct error err = {0};
    struct store *store = NULL;
    struct freeze_options options = {.final_collection = true};
    uint32_t saved = 0;
    size_t frozen;
    CHECK(store_open(&desk->options, &store, &err));
    for (; saved < 20; saved++) {
        CHECK(store_save(store, make_response(saved, "Words.", NULL), &err));
    }
    CHECK(disk->fill(disk));
    CHECK(save_until_full(store, &saved) && holds(store, saved));
    CHECK(save_until_full(store, &saved) && holds(store, saved));
    if (!store_freeze(store, &options, &frozen, &err)) {
        CHECK(err.code == ERROR_FULL);
    }
    CHECK(holds(store, saved));
    store_close(store);
    store = NULL;
    CHECK(store_open(&desk->options, &store, &err));
    CHECK(holds(store, saved));
    CHECK(disk->make_room(disk));
    for (int i = 0; i < 20; i++, saved++) {
        CHECK(store_save(store, make_response(saved, "Words.", NULL), &err));
    }
    CHECK(store_rotate(store, BASE_HALF_DAY + 1, true, &err));
    CHECK(store_freeze(store, &options, &frozen, &err));
    CHECK(holds(store, saved));
    store_close(store);
    store = NULL;
    CHECK(store_open(&desk->options, &store, &err));
    CHECK(holds(store, saved));
    store_close(store);
    return true;
}

static bool
limit_files(struct disk *disk, rlim_t bytes)
{
    (void)disk;
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return false;
    }
    limit.rlim_cur = bytes;
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

static bool
limit_to_300_kb(struct disk *disk)
{
    return limit_files(disk, 300 * 1024);
}

static bool
lift_limit(struct disk *disk)
{
    return limit_files(disk, RLIM_INFINITY);
}

static void
files_that_may_not_grow_lose_nothing(void **state)
{
    struct desk *desk = *state;
    struct rlimit before;
    struct disk disk = {.fill = limit_to_300_kb, .make_room = lift_limit};
    getrlimit(RLIMIT_FSIZE, &before);
    if (before.rlim_max != RLIM_INFINITY) {
        skip();
    }
    signal(SIGXFSZ, SIG_IGN);
    bool ok = nothing_is_lost(desk, &disk);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(ok);
}

static bool
take_all_but_100_kb(struct disk *disk)
{
    char path[128];
    static const char block[1024];
    snprintf(path, sizeof path, "%s/ballast", disk->directory);
    FILE *file = fopen(path, "wb");
    size_t blocks = 0;
    while (file && fwrite(block, sizeof block, 1, file) == 1 && fflush(file) == 0) {
        blocks++;
    }
    if (file) {
        fclose(file);
    }
    return blocks > 100 && truncate(path, (off_t)(blocks - 100) * 1024) == 0;
}

static bool
throw_ballast(struct disk *disk)
{
    char path[128];
    snprintf(path, sizeof path, "%s/ballast", disk->directory);
    return unlink(path) == 0;
}

/* In a mount namespace of its own; 77: that is not allowed here. */
static int
run_on_small_disk(struct desk *desk)
{
    struct disk disk = {.fill = take_all_but_100_kb,
                        .make_room = throw_ballast,
                        .directory = desk->store};
    if (mkdir(desk->store, 0700) != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", desk->store, "tmpfs", 0, "size=2m") != 0) {
        return 77;
    }
    return nothing_is_lost(desk, &disk) ? 0 : 1;
}

static void
a_full_disk_loses_nothing(void **state)
{
    struct desk *desk = *state;
    pid_t child = fork();
    if (child == 0) {
        _exit(run_on_small_disk(desk));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

static bool
is_refused_as_full(struct desk *desk)
{
    struct store *store = NULL;
    struct error err = {0};
    CHECK(!store_open(&desk->options, &store, &err));
    CHECK(err.code == ERROR_FULL);
    return true;
}

static int
run_read_only(struct desk *desk)
{
    if (mkdir(desk->store, 0700) != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", desk->store, "tmpfs", 0, "size=2m") != 0) {
        return 77;
    }
    store_close(open_store(desk));
    if (mount("none", desk->store, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0) {
        return 77;
    }
    return is_refused_as_full(desk) ? 0 : 1;
}

static void
a_read_only_disk_is_refused_as_full(void **state)
{
    struct desk *desk = *state;
    pid_t child = fork();
    if (child == 0) {
        _exit(run_read_only(desk));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_that_may_not_grow_lose_nothing),
        TEST(a_full_disk_loses_nothing),
        TEST(a_read_only_disk_is_refused_as_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

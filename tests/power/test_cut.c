/*
 * Power is cut after every change of any file in a kiosk's life, and the kiosk is
 * started again from what such a cut may leave: one image for each change, the kinds of
 * loss in turn, or TOWNLINE_POWER_VARIANTS of them. TOWNLINE_SEED repeats a run.
 */
#include "support_life.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HASHES_MAX 4096

struct cutting {
    struct life life;
    struct disk_log log;
    uint64_t seed;
    uint64_t hashes[HASHES_MAX]; /* images met since what is known changed */
    size_t hash_count;
    size_t images;
    char directory[96];
};

static bool
is_met(struct cutting *cutting, uint64_t hash)
{
    for (size_t i = 0; i < cutting->hash_count; i++) {
        if (cutting->hashes[i] == hash) {
            return true;
        }
    }
    if (cutting->hash_count < HASHES_MAX) {
        cutting->hashes[cutting->hash_count++] = hash;
    }
    return false;
}

/* The machine starts again from one image. */
static void
boot(struct cutting *cutting, const struct disk *disk, enum disk_loss loss,
     const struct known *known)
{
    static const char *const losses[] = {"all lost",   "nothing lost", "tail torn",
                                         "files lost", "writes lost",  "sectors lost"};
    char what[128];
    uint64_t hash, seed = cutting->seed, same_seed = cutting->seed, other;
    snprintf(what, sizeof what, "cut after %zu of %zu, %s", disk->at,
             cutting->log.count, losses[loss]);
    disk_image(disk, loss, &cutting->seed, cutting->directory, &hash);
    if (!is_met(cutting, hash)) {
        cutting->images++;
        check_integrity(cutting->directory, what);
        remove_folder(cutting->directory);
        disk_image(disk, loss, &seed, cutting->directory, &other);
        life_check(&cutting->life, known, cutting->directory, what);
        remove_folder(cutting->directory);
        disk_image(disk, loss, &same_seed, cutting->directory, &other);
        life_check_card(&cutting->life, known, cutting->directory, what);
    }
    remove_folder(cutting->directory);
}

/* `variants` images at each place, the kinds of loss in turn. */
static void
cut_everywhere(struct cutting *cutting, size_t variants)
{
    struct disk disk;
    size_t moment = 0;
    disk_init(&disk, &cutting->log);
    do {
        struct life *life = &cutting->life;
        while (moment + 1 < life->moment_count &&
               life->moments[moment + 1].at <= disk.at) {
            moment++;
            cutting->hash_count = 0;
        }
        const struct known *known = &life->moments[moment].known;
        for (size_t i = 0; i < variants; i++) {
            boot(cutting, &disk, (enum disk_loss)((i + disk.at) % DISK_LOSSES), known);
        }
    } while (disk_step(&disk));
    disk_finish(&disk);
}

static void
live_once(struct cutting *cutting, struct desk *desk)
{
    print_message("seed %llu\n", (unsigned long long)desk->seed);
    cutting->seed = desk->seed;
    snprintf(cutting->directory, sizeof cutting->directory, "%s/image",
             desk->directory);
    fault_vfs_record(&cutting->log, desk->store);
    life_run(&cutting->life, desk, &cutting->log, ERROR_NONE);
    fault_vfs_record(NULL, NULL);
    assert_int_equal(cutting->life.failures, 0);
}

static void
whatever_a_power_cut_leaves_holds_what_was_recorded(void **state)
{
    static struct cutting cutting;
    clock_t begun = clock();
    live_once(&cutting, *state);
    const char *variants = getenv("TOWNLINE_POWER_VARIANTS");
    cut_everywhere(&cutting, variants ? strtoul(variants, NULL, 10) : 1);
    print_message("%zu changes, %zu images, %.1f s\n", cutting.log.count,
                  cutting.images, (double)(clock() - begun) / CLOCKS_PER_SEC);
    disk_log_finish(&cutting.log);
    life_finish(&cutting.life);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whatever_a_power_cut_leaves_holds_what_was_recorded),
    };
    fault_vfs_register();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

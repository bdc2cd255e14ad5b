/* `collect` is killed in the middle, again and again: what is left is whole bundles,
 * and collecting once more makes the archive that it would have been. */
#include "support_office.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { KIOSKS = 2, BUNDLES = 3, STEPS = 14 };

/* The bundles have 20, 21, ... responses and are collected in this order, so the number
 * of responses says how many of them are there. */
static const size_t sizes[KIOSKS * BUNDLES] = {20, 21, 22, 23, 24, 25};

static bool
is_sum_of_whole_bundles(uint32_t responses)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < KIOSKS * BUNDLES && sum < responses; i++) {
        sum += (uint32_t)sizes[i];
    }
    return sum == responses;
}

static void
fill_stick(struct office *office)
{
    static const char *const people[] = {"contact_name=Ana", "contact_name=Bo", NULL};
    mkdir(folder_path(&office->folder, "stick"), 0700);
    for (size_t i = 0; i < KIOSKS; i++) {
        struct kiosk kiosk;
        char path[60];
        kiosk_begin(office, &kiosk);
        snprintf(path, sizeof path, "stick/%zu", i);
        mkdir(folder_path(&office->folder, path), 0700);
        for (size_t b = 0; b < BUNDLES; b++) {
            snprintf(path, sizeof path, "stick/%zu/%zu.bundle", i, b + 1);
            kiosk_export_file(office, &kiosk, sizes[i * BUNDLES + b], path);
        }
        snprintf(path, sizeof path, "stick/%zu/4.bundle", i);
        kiosk_export_contacts(office, &kiosk, people, path);
        /* each archive accepts the kiosks before it collects */
        snprintf(path, sizeof path, "%zu.digits", i);
        folder_write(&office->folder, path, kiosk_digits(&kiosk), 8);
    }
}

static char *
load(struct office *office, const char *name)
{
    struct buffer text;
    buffer_init(&text, 1 << 22);
    if (!file_load(folder_path(&office->folder, name), &text, NULL)) {
        fail_msg("%s is not there", name);
    }
    buffer_add_u8(&text, 0);
    return (char *)text.data;
}

static void
collect(struct office *office, const char *archive)
{
    RUN(office, "collect", "stick", "--archive", archive, "--keys", "office.secret",
        "--passphrase-fd", "3");
}

/* The kiosks are seen once, which keeps their bundles, and then accepted. */
static void
accept_kiosks(struct office *office, const char *archive)
{
    for (size_t i = 0; i < KIOSKS; i++) {
        char path[60];
        snprintf(path, sizeof path, "stick/%zu/1.bundle", i);
        RUN(office, "collect", path, "--archive", archive, "--keys", "office.secret",
            "--passphrase-fd", "3");
        office_expect(office, 1, "kept apart");
        snprintf(path, sizeof path, "%zu.digits", i);
        char *digits = load(office, path);
        char name[20];
        snprintf(name, sizeof name, "Kiosk %zu", i);
        RUN(office, "kiosks", "accept", digits, "--archive", archive, "--name", name);
        office_expect(office, 0, "Accepted");
        free(digits);
    }
}

static uint32_t
responses_in(struct office *office, const char *archive)
{
    RUN(office, "verify", "--archive", archive, "--json");
    if (office->code != 0) {
        fail_msg("verify: %s%s", office->out, office->err);
    }
    json_t *object = office_json(office);
    json_int_t count = json_integer_value(json_object_get(object, "responses"));
    json_decref(object);
    return (uint32_t)count;
}

static void
assert_same_rows(struct office *office, const char *archive, const char *other)
{
    static const char *const names[] = {"responses.csv", "comments.csv"};
    RUN(office, "export", "csv", "--archive", archive, "-o", "rows", "--all-comments",
        "--force");
    office_expect(office, 0, "rows/responses.csv");
    RUN(office, "export", "csv", "--archive", other, "-o", "other", "--all-comments",
        "--force");
    for (size_t i = 0; i < 2; i++) {
        char path[40];
        snprintf(path, sizeof path, "rows/%s", names[i]);
        char *rows = load(office, path);
        snprintf(path, sizeof path, "other/%s", names[i]);
        char *expected = load(office, path);
        assert_string_equal(rows, expected);
        free(rows);
        free(expected);
    }
}

static long
children_us(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

/* From what the program needs to begin with to what it needs for all, so that each step
 * kills it somewhere else; what an earlier one did stays. */
static void
killed_anywhere_it_leaves_whole_bundles(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    fill_stick(office);
    accept_kiosks(office, "clean.db");
    long before = children_us();
    collect(office, "clean.db");
    office_expect(office, 0, "merged 25 responses");
    long whole_us = children_us() - before;
    uint32_t all = responses_in(office, "clean.db");
    assert_int_equal(all, 135);

    size_t kills = 0, between = 0;
    for (int round = 0; round < 3; round++) {
        char archive[20];
        snprintf(archive, sizeof archive, "%d.db", round);
        accept_kiosks(office, archive);
        uint32_t last = 0;
        for (long step = 1; step < STEPS; step++) {
            office->kill_after_us = whole_us * (3 * step + round) / (3 * STEPS) + 1;
            collect(office, archive);
            office->kill_after_us = 0;
            kills += office->code == OFFICE_KILLED;
            uint32_t now = responses_in(office, archive);
            assert_true(is_sum_of_whole_bundles(now));
            assert_true(now >= last); /* what is there stays */
            between += now > last && now < all;
            last = now;
        }
        collect(office, archive);
        office_expect(office, 0, "Receipt for Kiosk 1, bundles 1 to 4");
        assert_int_equal(responses_in(office, archive), all);
        assert_same_rows(office, archive, "clean.db");
        RUN(office, "contacts", "list", "--archive", archive);
        office_expect(office, 0, "4 contacts");
    }
    printf("%zu kills, %zu of them between two bundles\n", kills, between);
    assert_true(kills >= 8);
    assert_true(between > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_anywhere_it_leaves_whole_bundles,
                                        bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

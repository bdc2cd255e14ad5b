#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const char sample[] = TESTS_DIR "/../assets/packs/sample";

#define SIMULATE(office, ...)                                                          \
    RUN(office, "simulate", sample, "--keys", "office.pub", "--json", "--force",       \
        __VA_ARGS__)

/* A figure of what was said, as text; free() it. */
static char *
take(const struct office *office, const char *name)
{
    if (office->code != 0) {
        fail_msg("%s", office->err);
    }
    json_t *object = office_json(office);
    const json_t *value = json_object_get(object, name);
    assert_non_null(value);
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    assert_non_null(text);
    json_decref(object);
    return text;
}

static void
the_same_seed_gives_the_same_bundle(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    SIMULATE(office, "--responses", "60", "--seed", "4", "-o", "a.bundle");
    char *first = take(office, "id");
    SIMULATE(office, "--responses", "60", "--seed", "4", "-o", "b.bundle");
    char *second = take(office, "id");
    assert_string_equal(first, second);
    free(second);
    SIMULATE(office, "--responses", "60", "--seed", "5", "-o", "b.bundle");
    second = take(office, "id");
    assert_string_not_equal(first, second);
    free(second);
    free(first);
}

static void
the_order_of_arrival_leaves_no_trace(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    SIMULATE(office, "--responses", "60", "--seed", "4", "-o", "a.bundle");
    char *plaintext = take(office, "plaintext_hash");
    static const char *const orders[] = {"1", "2", "99"};
    for (size_t i = 0; i < 3; i++) {
        SIMULATE(office, "--responses", "60", "--seed", "4", "--order-seed", orders[i],
                 "-o", "a.bundle");
        char *other = take(office, "plaintext_hash");
        assert_string_equal(plaintext, other);
        free(other);
    }
    free(plaintext);
}

static void
a_simulated_bundle_goes_the_whole_way(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    SIMULATE(office, "--responses", "60", "--seed", "4", "-o", "a.bundle");
    char *kiosk = take(office, "kiosk"); /* with its quotation marks */
    char digits[9];
    snprintf(digits, sizeof digits, "%.8s", kiosk + 1);
    free(kiosk);
    COLLECT(office, "a.bundle");
    office_expect(office, 1, digits);
    RUN(office, "kiosks", "accept", digits, "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 60 responses");
    RUN(office, "report", "--archive", "a.db", "--pack", sample, "--language", "es",
        "-o", "report.html", "--force");
    office_expect(office, 0, "60 responses");
    RUN(office, "report", "--archive", "a.db", "--pack", sample, "--language", "tlh",
        "-o", "report.html", "--force");
    office_expect(office, 1,
                  "the pack has no language \"tlh\"; say one of these codes: en es");
    RUN(office, "report", "--archive", "a.db", "-o", "codes.html");
    office_expect(office, 0, "It shows codes in place of words");
    RUN(office, "report", "--archive", "a.db", "--pack", sample, "-o", "report.pdf");
    office_expect(office, 2, "name it .html");
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out");
    office_expect(office, 0, "out/responses.csv");
    RUN(office, "verify", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    office_expect(office, 0, "all is as it was collected");
}

static void
several_kiosks_lie_in_a_folder_as_on_a_stick(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "simulate", sample, "--keys", "office.pub", "--responses", "90",
        "--seed", "4", "--kiosks", "2", "--bundle-size", "20", "--round", "spring",
        "--first-day", "2026-03-02", "-o", "stick", "--truth", "truth.json");
    office_expect(office, 0, "90 simulated responses in ");
    office_expect(office, 0, "townline kiosks accept stick/TOWNLINE/*/kiosk.pub");
    assert_true(folder_has(&office->folder, "truth.json"));
    RUN(office, "simulate", sample, "--keys", "office.pub", "--responses", "90",
        "--seed", "4", "--kiosks", "2", "-o", "stick");
    office_expect(office, 1, "is there already");
    COLLECT(office, "stick", "--json");
    json_t *object = office_json(office);
    size_t bundles = json_array_size(json_object_get(object, "bundles"));
    assert_in_range(bundles, 5, 7); /* each is full but the last of a kiosk */
    json_decref(object);
}

static void
what_a_kiosk_cannot_write_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    mkdir(folder_path(&office->folder, "stick"), 0700);
    folder_write(&office->folder, "stick/TOWNLINE", "a file", 6);
    SIMULATE(office, "--responses", "60", "--seed", "4", "--kiosks", "2", "-o", "stick",
             "--truth", "truth.json");
    assert_in_range(office->code, 1, 3);
    assert_non_null(strstr(office->err, "townline simulate: stick: "));
    assert_false(folder_has(&office->folder, "truth.json"));
}

/* However many processes made them. */
static void
several_kiosks_are_the_same_with_the_same_seed(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    static const char *const sticks[] = {"one", "two"};
    char *told[2];
    for (size_t i = 0; i < 2; i++) {
        SIMULATE(office, "--responses", "90", "--seed", "4", "--kiosks", "3",
                 "--bundle-size", "20", "-o", sticks[i]);
        told[i] = take(office, "kiosks");
        COLLECT(office, sticks[i], "--json");
        office_expect(office, 1, "\"outcome\": \"unknown\"");
    }
    assert_string_equal(told[0], told[1]);
    RUN(office, "verify", "--archive", "a.db", "--json");
    json_t *object = office_json(office);
    /* those of the second stick were there already */
    assert_in_range(json_integer_value(json_object_get(object, "bundles")), 6, 7);
    json_decref(object);
    free(told[0]);
    free(told[1]);
}

static void
simulated_responses_say_so_when_they_are_collected(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    SIMULATE(office, "--responses", "60", "--seed", "4", "-o", "b.bundle");
    char *kiosk = take(office, "kiosk");
    char digits[9];
    snprintf(digits, sizeof digits, "%.8s", kiosk + 1);
    free(kiosk);
    COLLECT(office, "b.bundle");
    RUN(office, "kiosks", "accept", digits, "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "all of them simulated");
}

static void
what_cannot_be_simulated_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    SIMULATE(office, "--responses", "0", "--seed", "4", "-o", "a.bundle");
    office_expect(office, 2, "a bundle holds 1 to 50000 responses");
    SIMULATE(office, "--responses", "60", "-o", "a.bundle");
    office_expect(office, 2, "--seed is missing");
    RUN(office, "simulate", "nowhere", "--keys", "office.pub", "--responses", "9",
        "--seed", "1", "-o", "a.bundle");
    office_expect(office, 1, "nowhere: could not be opened");
    RUN(office, "simulate", ".", "--keys", "office.pub", "--responses", "9", "--seed",
        "1", "-o", "a.bundle");
    office_expect(office, 1, "there is no form.xml in it");
    RUN(office, "simulate", sample, "--keys", "office.secret", "--responses", "9",
        "--seed", "1", "-o", "a.bundle");
    office_expect(office, 1, "office.secret: ");
    SIMULATE(office, "--responses", "60", "--seed", "1", "--kiosks", "0", "-o", "f");
    office_expect(office, 2, "1 to 500 kiosks");
    SIMULATE(office, "--responses", "60", "--seed", "1", "--bundle-size", "50001", "-o",
             "f");
    office_expect(office, 2, "a bundle holds 1 to 50000 responses");
    SIMULATE(office, "--responses", "60", "--seed", "1", "--kiosks", "2",
             "--order-seed", "1", "-o", "f");
    office_expect(office, 2, "--order-seed is for one bundle");
    SIMULATE(office, "--responses", "60", "--seed", "1", "--first-day", "2026-13-01",
             "-o", "f");
    office_expect(office, 2, "--first-day must be written like");
    assert_false(folder_has(&office->folder, "a.bundle"));
    assert_false(folder_has(&office->folder, "f"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_seed_gives_the_same_bundle,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(the_order_of_arrival_leaves_no_trace,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_simulated_bundle_goes_the_whole_way,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(several_kiosks_lie_in_a_folder_as_on_a_stick,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(what_a_kiosk_cannot_write_is_told, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(several_kiosks_are_the_same_with_the_same_seed,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(
            simulated_responses_say_so_when_they_are_collected, bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_simulated_is_told, bench_begin,
                                        bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

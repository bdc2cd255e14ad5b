#include "support_office.h"
#include "townline/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void
a_bundle_of_an_unknown_kiosk_is_kept_apart_until_it_is_accepted(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    kiosk_export_file(office, &bench->kiosk, 12, "1.bundle");
    COLLECT(office, "1.bundle");
    char next[100];
    snprintf(next, sizeof next,
             "townline kiosks accept %s --archive a.db --keys office.secret",
             kiosk_digits(&bench->kiosk));
    office_expect(office, 1, next);
    assert_null(strstr(office->out, "Receipt"));
    assert_int_equal(bench_responses(bench), 0);

    RUN(office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--archive", "a.db");
    office_expect(office, 0, "1 bundle waits to be opened");
    assert_int_equal(bench_responses(bench), 0);
    RUN(office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--archive", "a.db",
        "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 12 responses");
    office_expect(office, 0, "Receipt for kiosk ");
    assert_int_equal(bench_responses(bench), 12);
}

static void
collecting_twice_changes_nothing(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    COLLECT(office, "1.bundle");
    office_expect(office, 0, "already there, nothing changed");
    office_expect(office, 0, "Receipt for Main Library, bundles 1 to 1");
    COLLECT(office, "1.bundle", "1.bundle");
    office_expect(office, 0, "already there");
    assert_int_equal(bench_responses(bench), 12);
}

static void
the_receipt_is_what_the_kiosk_expects(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    kiosk_export_file(office, &bench->kiosk, 15, "2.bundle");
    mkdir(folder_path(&office->folder, "stick"), 0700);
    COLLECT(office, "2.bundle", "--receipts", "stick/receipts", "--json");
    assert_int_equal(office->code, 0);
    json_t *object = office_json(office);
    json_t *receipt = json_array_get(json_object_get(object, "receipts"), 0);
    const char *code = json_string_value(json_object_get(receipt, "code"));
    assert_non_null(code);
    assert_int_equal(
        receipt_check(code, bench->kiosk.receipt_key, bench->kiosk.last_id),
        RECEIPT_RIGHT);
    const char *path = json_string_value(json_object_get(receipt, "file"));
    assert_non_null(path);
    FILE *file = fopen(folder_path(&office->folder, path), "r");
    assert_non_null(file);
    char text[4096];
    size_t size = fread(text, 1, sizeof text, file);
    fclose(file);
    struct receipt_file read;
    assert_true(receipt_file_read(text, size, &read, NULL));
    assert_true(receipt_file_is_right(&read, bench->kiosk.receipt_key));
    assert_int_equal(read.number, 2);
    json_t *bundle = json_array_get(json_object_get(object, "bundles"), 0);
    assert_string_equal(json_string_value(json_object_get(bundle, "outcome")),
                        "merged");
    assert_int_equal(json_integer_value(json_object_get(bundle, "responses")), 15);
    json_decref(object);
}

static void
a_gap_is_told_and_the_receipt_stops_before_it(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    kiosk_export_file(office, &bench->kiosk, 10, "2.bundle");
    kiosk_export_file(office, &bench->kiosk, 10, "3.bundle");
    kiosk_export_file(office, &bench->kiosk, 10, "4.bundle");
    COLLECT(office, "4.bundle");
    office_expect(office, 0, "Still missing from Main Library: bundles 2 to 3");
    office_expect(office, 0, "bundles 1 to 1:");
    COLLECT(office, "2.bundle");
    office_expect(office, 0, "Still missing from Main Library: bundle 3");
    office_expect(office, 0, "bundles 1 to 2:");
    COLLECT(office, "3.bundle");
    office_expect(office, 0, "bundles 1 to 4:");
    assert_null(strstr(office->out, "missing"));
}

static void
two_bundles_of_one_number_are_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    struct kiosk copy = bench->kiosk;
    kiosk_export_file(office, &bench->kiosk, 10, "2.bundle");
    kiosk_export_file(office, &copy, 11, "copy.bundle");
    COLLECT(office, "2.bundle", "copy.bundle");
    office_expect(office, 1, "was its card copied or restored?");
    assert_int_equal(bench_responses(bench), 22);
}

static void
a_stick_is_searched_and_its_links_are_not_followed(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    mkdir(folder_path(&office->folder, "stick"), 0700);
    mkdir(folder_path(&office->folder, "stick/TOWNLINE"), 0700);
    mkdir(folder_path(&office->folder, "stick/TOWNLINE/main-01234567"), 0700);
    kiosk_export_file(office, &bench->kiosk, 10,
                      "stick/TOWNLINE/main-01234567/2-a.bundle");
    kiosk_export_file(office, &bench->kiosk, 10, "elsewhere.bundle");
    folder_write(&office->folder, "stick/TOWNLINE/._2-a.bundle", "rubbish", 7);
    folder_write(&office->folder, "stick/notes.txt", "rubbish", 7);
    assert_int_equal(symlink("../elsewhere.bundle",
                             folder_path(&office->folder, "stick/link.bundle")),
                     0);
    COLLECT(office, "stick");
    office_expect(office, 1, "merged 10 responses");
    office_expect(office, 1, "stick/link.bundle: could not be opened: it is a link");
    assert_int_equal(bench_responses(bench), 22);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_bundle_of_an_unknown_kiosk_is_kept_apart_until_it_is_accepted,
            bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(collecting_twice_changes_nothing, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(the_receipt_is_what_the_kiosk_expects,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_gap_is_told_and_the_receipt_stops_before_it,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(two_bundles_of_one_number_are_told, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(
            a_stick_is_searched_and_its_links_are_not_followed, bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Receipts that `collect` writes back to the stick that it read. */
#include "support_office.h"
#include "townline/file.h"
#include "townline/stick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* Bundle 2 of the accepted kiosk lies on a stick, in a folder of that name. */
struct carried {
    char folder[60], receipt[120];
};

static struct carried
carry(struct bench *bench, const char *folder)
{
    struct office *office = &bench->office;
    struct carried carried;
    char name[STICK_FILE_MAX_BYTES], path[200];
    struct buffer bundle;
    bench_accept(bench);
    kiosk_export(office, &bench->kiosk, 15, &bundle);
    snprintf(carried.folder, sizeof carried.folder, "stick/TOWNLINE/%s", folder);
    mkdir(folder_path(&office->folder, "stick"), 0700);
    mkdir(folder_path(&office->folder, "stick/TOWNLINE"), 0700);
    mkdir(folder_path(&office->folder, carried.folder), 0700);
    stick_file_name(2, bench->kiosk.last_id, "bundle", name);
    snprintf(path, sizeof path, "%s/%s", carried.folder, name);
    folder_write(&office->folder, path, bundle.data, bundle.size);
    buffer_finish(&bundle);
    stick_file_name(2, bench->kiosk.last_id, "receipt", name);
    snprintf(carried.receipt, sizeof carried.receipt, "%s/%s", carried.folder, name);
    return carried;
}

static struct carried
carry_own(struct bench *bench)
{
    char folder[40];
    snprintf(folder, sizeof folder, "main-library-%s", kiosk_digits(&bench->kiosk));
    return carry(bench, folder);
}

static void
count_right(void *context, const struct receipt_file *receipt)
{
    assert_int_equal(receipt->number, 2);
    ++*(size_t *)context;
}

/* How many receipts the kiosk finds on the stick. */
static size_t
receipts_for_kiosk(struct bench *bench)
{
    struct stick *stick;
    size_t found = 0;
    assert_true(stick_open(folder_path(&bench->office.folder, "stick"),
                           &bench->kiosk.key, "Main Library", &stick, NULL));
    assert_true(stick_read_receipts(stick, count_right, &found, NULL));
    stick_close(stick);
    return found;
}

static void
the_kiosk_finds_its_receipt_on_the_stick(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry_own(bench);
    COLLECT(office, "stick");
    office_expect(office, 0, "Written back on the stick, for the kiosk to read: ");
    office_expect(office, 0, carried.receipt);
    assert_int_equal(receipts_for_kiosk(bench), 1);
    COLLECT(office, "stick");
    office_expect(office, 0, "Already on the stick");
    assert_int_equal(receipts_for_kiosk(bench), 1);
}

static void
one_bundle_file_of_a_stick_is_enough(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry_own(bench);
    COLLECT(office, carried.folder, "--json");
    assert_int_equal(office->code, 0);
    json_t *object = office_json(office);
    const json_t *told = json_array_get(json_object_get(object, "on_sticks"), 0);
    assert_string_equal(json_string_value(json_object_get(told, "outcome")), "written");
    json_decref(object);
    assert_int_equal(receipts_for_kiosk(bench), 1);
}

static void
another_file_is_never_replaced(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry_own(bench);
    folder_write(&office->folder, carried.receipt, "mine", 4);
    COLLECT(office, "stick");
    office_expect(office, 0, "the receipt could not be put on the stick");
    office_expect(office, 0, "merged 15 responses");
    struct buffer text;
    buffer_init(&text, 100);
    assert_true(file_load(folder_path(&office->folder, carried.receipt), &text, NULL));
    assert_int_equal(text.size, 4);
    buffer_finish(&text);
}

static void
a_stick_that_cannot_be_written_to_is_no_failure(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry_own(bench);
    mkdir(folder_path(&office->folder, carried.receipt), 0700);
    COLLECT(office, "stick");
    office_expect(office, 0, "type the digits at the kiosk instead");
    office_expect(office, 0, "Receipt for Main Library, bundles 1 to 2");
    COLLECT(office, "stick", "--json");
    office_expect(office, 0, "\"outcome\": \"failed\"");
}

static void
no_other_folder_is_written_to(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry(bench, "main-library-00000000");
    COLLECT(office, "stick");
    office_expect(office, 0, "merged 15 responses");
    assert_null(strstr(office->out, "on the stick"));
    assert_false(folder_has(&office->folder, carried.receipt));
}

static void
without_receipts_the_stick_stays_as_it_is(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct carried carried = carry_own(bench);
    COLLECT(office, "stick", "--no-receipts");
    office_expect(office, 0, "Receipt for Main Library, bundles 1 to 2");
    assert_false(folder_has(&office->folder, carried.receipt));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_begin, bench_end)
    const struct CMUnitTest tests[] = {
        TEST(the_kiosk_finds_its_receipt_on_the_stick),
        TEST(one_bundle_file_of_a_stick_is_enough),
        TEST(another_file_is_never_replaced),
        TEST(a_stick_that_cannot_be_written_to_is_no_failure),
        TEST(no_other_folder_is_written_to),
        TEST(without_receipts_the_stick_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void
new_keys_are_a_pair_and_a_paper(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct stat status;
    mkdir(folder_path(&office->folder, "new"), 0700);
    RUN(office, "keys", "new", "new", "--name", "Larkmoor", "--passphrase-fd", "3");
    office_expect(office, 0, "Recovery key");
    assert_int_equal(stat(folder_path(&office->folder, "new/office.secret"), &status),
                     0);
    assert_int_equal(status.st_mode & 0777, 0600);
    const char *fingerprint = strstr(office->out, "Fingerprint");
    assert_non_null(fingerprint);
    char line[60];
    snprintf(line, sizeof line, "%.*s", (int)strcspn(fingerprint, "\n"), fingerprint);

    RUN(office, "keys", "show", "new");
    office_expect(office, 0, line);
    office_expect(office, 0, "Larkmoor");
    RUN(office, "keys", "show", "new/office.pub", "--json");
    json_t *object = office_json(office);
    assert_string_equal(json_string_value(json_object_get(object, "name")), "Larkmoor");
    assert_int_equal(json_integer_value(json_object_get(object, "recipients")), 2);
    json_decref(object);
}

static void
a_name_that_ends_with_secret_is_a_file(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "keys", "new", "county.secret", "--passphrase-fd=3");
    office_expect(office, 0, "county.pub");
    assert_true(folder_has(&office->folder, "county.secret"));
    assert_true(folder_has(&office->folder, "county.pub"));
}

static void
keys_that_are_there_stay(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    folder_write(&office->folder, "county.pub", "mine", 4);
    RUN(office, "keys", "new", ".", "--passphrase-fd", "3");
    office_expect(office, 1, "there are keys at . already");
    RUN(office, "keys", "new", "county.secret", "--passphrase-fd", "3");
    office_expect(office, 1, "already");
    assert_true(folder_holds(&office->folder, "county.pub", "mine", 4));
    assert_false(folder_has(&office->folder, "county.secret"));
}

static void
a_place_that_is_none_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    folder_write(&office->folder, "nowhere", "mine", 4);
    RUN(office, "keys", "new", "nowhere", "--passphrase-fd", "3");
    office_expect(office, 1,
                  "is a file: name a folder, or a file that ends with .secret");
    RUN(office, "keys", "new", "no/folder.secret", "--passphrase-fd", "3");
    office_expect(office, 1, "there is no such file or folder");
    RUN(office, "keys", "show", "nowhere.pub");
    office_expect(office, 1, "nowhere.pub: could not be opened");
    RUN(office, "keys", "show", "office.secret");
    office_expect(office, 1, "office.secret: ");
}

/* `keys new FOLDER` made them there, so FOLDER is what a clerk remembers. */
static void
the_folder_of_the_keys_is_taken_for_the_file_in_it(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    kiosk_export_file(office, &bench->kiosk, 8, "2.bundle");
    RUN(office, "collect", "2.bundle", "--archive", "a.db", "--keys", ".",
        "--passphrase-fd", "3");
    office_expect(office, 0, "merged 8 responses");
    RUN(office, "verify", "--archive", "a.db", "--keys", "./", "--passphrase-fd", "3");
    office_expect(office, 0, "20 responses");
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db", "--keys",
        ".", "--passphrase-fd", "3", "-o", "one.pin-reset");
    assert_int_equal(office->code, 0);
    assert_true(folder_has(&office->folder, "office.pin-resets"));

    mkdir(folder_path(&office->folder, "empty"), 0700);
    RUN(office, "collect", "2.bundle", "--archive", "a.db", "--keys", "empty",
        "--passphrase-fd", "3");
    office_expect(office, 1, "empty/office.secret: could not be opened");
    RUN(office, "verify", "--archive", "a.db", "--keys", "office.pub",
        "--passphrase-fd", "3");
    office_expect(office, 1, "another file than the office's secret key file");
}

static void
a_passphrase_that_does_not_come_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "keys", "new", "a.secret", "--passphrase-fd", "9");
    office_expect(office, 1, "--passphrase-fd 9 is not open");
    assert_false(folder_has(&office->folder, "a.secret"));
}

static void
words_that_make_no_sense_are_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "keys");
    office_expect(office, 2, "townline keys --help");
    RUN(office, "keys", "forge", "x");
    office_expect(office, 2, "say \"new\", \"show\" or");
    RUN(office, "keys", "new", "x", "--passphrase-fd", "three");
    office_expect(office, 2, "--passphrase-fd needs a whole number");
    RUN(office, "keys", "new", "x", "--passphrase-fd");
    office_expect(office, 2, "--passphrase-fd needs a value");
    RUN(office, "keys", "show", "x", "--json=1");
    office_expect(office, 2, "--json takes no value");
    RUN(office, "keys", "show", "x", "--json", "--json");
    office_expect(office, 2, "--json stands there twice");
    RUN(office, "keys", "show", "x", "--colour");
    office_expect(office, 2, "there is no option --colour");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(new_keys_are_a_pair_and_a_paper, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_name_that_ends_with_secret_is_a_file,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(keys_that_are_there_stay, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_place_that_is_none_is_told, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(
            the_folder_of_the_keys_is_taken_for_the_file_in_it, bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_passphrase_that_does_not_come_is_told,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(words_that_make_no_sense_are_told, bench_begin,
                                        bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

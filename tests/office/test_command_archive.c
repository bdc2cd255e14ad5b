/* What is done with an archive that holds something: kiosks, receipt, verify, export,
 * report. */
#include "support_office.h"
#include "townline/file.h"
#include "townline/kiosk_file.h"
#include "townline/pin_reset.h"
#include "townline/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

static const char sample_pack[] = TESTS_DIR "/../assets/packs/sample";

static void
write_kiosk_file(const struct bench *bench, const char *name)
{
    struct kiosk_file file = {.key = bench->kiosk.key};
    struct buffer text;
    snprintf(file.name, sizeof file.name, "%s", name);
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&file, &text);
    folder_write(&bench->office.folder, "kiosk.pub", text.data, text.size);
    buffer_finish(&text);
}

/* Two bundles of an accepted kiosk. */
static int
begin(void **state)
{
    bench_begin(state);
    struct bench *bench = *state;
    struct office *office = &bench->office;
    write_kiosk_file(bench, "Main Library");
    kiosk_export_file(office, &bench->kiosk, 20, "1.bundle");
    kiosk_export_file(office, &bench->kiosk, 25, "2.bundle");
    RUN(office, "kiosks", "accept", "kiosk.pub", "--archive", "a.db");
    office_expect(office, 0, "Accepted Main Library");
    RUN(office, "collect", "1.bundle", "2.bundle", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 25 responses");
    return 0;
}

static void
a_kiosk_that_is_accepted_again_keeps_the_name_of_the_office(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "kiosks", "rename", "Main Library", "City Hall", "--archive", "a.db");
    RUN(office, "kiosks", "accept", "kiosk.pub", "--archive", "a.db");
    office_expect(office, 0, "Accepted City Hall");
    RUN(office, "kiosks", "accept", "kiosk.pub", "--archive", "a.db", "--name", "Pool");
    office_expect(office, 0, "Accepted Pool");
}

static void
kiosks_are_listed_with_what_came_from_them(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    keys_fingerprint(&bench->kiosk.key, fingerprint);
    RUN(office, "kiosks", "list", "--archive", "a.db");
    office_expect(office, 0, "Main Library");
    office_expect(office, 0, fingerprint);
    office_expect(office, 0, "2 bundles, 45 responses");
    RUN(office, "kiosks", "list", "--archive", "a.db", "--json");
    json_t *object = office_json(office);
    json_t *kiosk = json_array_get(json_object_get(object, "kiosks"), 0);
    assert_string_equal(json_string_value(json_object_get(kiosk, "state")), "accepted");
    assert_int_equal(json_integer_value(json_object_get(kiosk, "responses")), 45);
    json_decref(object);
}

static void
a_pin_reset_is_made_for_a_kiosk_that_was_accepted(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct pin_reset reset, again;
    struct buffer text;
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3", "-o", "library.pin-reset");
    office_expect(office, 0, "resets the PIN of Main Library, once");
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    assert_true(
        file_load(folder_path(&office->folder, "library.pin-reset"), &text, NULL));
    assert_true(pin_reset_read(text.data, text.size, &reset, NULL));
    assert_true(pin_reset_is_signed(&reset, &office->public.sign));
    assert_memory_equal(&reset.kiosk, &bench->kiosk.key, sizeof reset.kiosk);
    assert_string_equal(reset.name, "Main Library");
    assert_true(reset.number > 1700000000);
    buffer_clear(&text);
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3", "-o", "again.pin-reset");
    assert_true(
        file_load(folder_path(&office->folder, "again.pin-reset"), &text, NULL));
    assert_true(pin_reset_read(text.data, text.size, &again, NULL));
    assert_true(again.number > reset.number);
    buffer_finish(&text);
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3", "-o", "library.pin-reset");
    office_expect(office, 1, "library.pin-reset");
    RUN(office, "kiosks", "reset-pin", "Nowhere", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3", "-o", "x.pin-reset");
    office_expect(office, 1, "the archive knows no kiosk \"Nowhere\"");
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3", "-o", "reset.txt");
    office_expect(office, 2, "ends with .pin-reset");
    RUN(office, "kiosks", "reset-pin", "Main Library", "--archive", "a.db");
    office_expect(office, 2, "\"reset-pin\" and a kiosk with --keys and -o");
}

static void
a_kiosk_that_cannot_be_found_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "kiosks", "accept", "00000000", "--archive", "a.db");
    office_expect(office, 1, "the archive knows no kiosk \"00000000\"");
    RUN(office, "kiosks", "accept", "00ab", "--archive", "a.db");
    office_expect(office, 1, "too short for a kiosk's key");
    RUN(office, "kiosks", "accept", "1.bundle", "--archive", "a.db");
    office_expect(office, 1, "1.bundle: ");
    RUN(office, "kiosks", "accept", "--archive", "a.db");
    office_expect(office, 2, "say \"list\", or \"accept\"");
    RUN(office, "kiosks", "list", "--archive", "none.db");
    office_expect(office, 1, "none.db: ");
    assert_false(folder_has(&office->folder, "none.db"));
    folder_write(&office->folder, "text.db", "This is not an archive at all, but text.",
                 40);
    RUN(office, "kiosks", "list", "--archive", "text.db");
    office_expect(office, 1, "text.db: ");
}

static void
a_receipt_is_shown_again(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    char code[RECEIPT_DIGITS + 1], shown[RECEIPT_DIGITS + 2];
    receipt_code(bench->kiosk.receipt_key, bench->kiosk.last_id, code);
    snprintf(shown, sizeof shown, "%.5s %s", code, code + 5);
    static const char *const ways[] = {"2.bundle", "1.bundle", "Main Library"};
    for (size_t i = 0; i < 3; i++) {
        RUN(office, "receipt", ways[i], "--archive", "a.db");
        office_expect(office, 0, shown);
    }
    RUN(office, "receipt", kiosk_digits(&bench->kiosk), "--archive", "a.db", "--json");
    json_t *object = office_json(office);
    json_t *receipt = json_array_get(json_object_get(object, "receipts"), 0);
    assert_string_equal(json_string_value(json_object_get(receipt, "code")), code);
    json_decref(object);
}

static void
no_receipt_is_given_for_what_was_not_collected(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    kiosk_export_file(office, &bench->kiosk, 10, "3.bundle");
    RUN(office, "receipt", "3.bundle", "--archive", "a.db");
    office_expect(office, 1, "3.bundle: this bundle is not in the archive");
    RUN(office, "receipt", "nothing", "--archive", "a.db");
    office_expect(office, 1, "the archive knows no bundle and no kiosk of that name");
    RUN(office, "receipt", "kiosk.pub", "--archive", "a.db");
    office_expect(office, 1, "kiosk.pub: ");
    RUN(office, "receipt", "--archive", "a.db");
    office_expect(office, 2, "name one bundle or kiosk");
}

static void
a_whole_archive_verifies(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 0, "45 responses, 2 comments: all is as it was collected");
    RUN(office, "verify", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3", "--json");
    assert_int_equal(office->code, 0);
    json_t *object = office_json(office);
    assert_int_equal(json_integer_value(json_object_get(object, "opened")), 2);
    assert_int_equal(json_array_size(json_object_get(object, "faults")), 0);
    json_decref(object);
}

/* Changes a byte of a stored bundle, as a failing disk would. */
static void
a_changed_archive_does_not_verify(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer whole;
    buffer_init(&whole, 1 << 24);
    FILE *file = fopen(folder_path(&office->folder, "a.db"), "rb");
    assert_non_null(file);
    for (int byte; (byte = fgetc(file)) != EOF;) {
        buffer_add_u8(&whole, (uint8_t)byte);
    }
    fclose(file);
    size_t at = 0;
    while (at + 8 < whole.size && memcmp(whole.data + at, "TOWNLINE\x01", 9) != 0) {
        at++;
    }
    assert_true(at + 400 < whole.size);
    whole.data[at + 350] ^= 4;
    folder_write(&office->folder, "a.db", whole.data, whole.size);
    buffer_finish(&whole);
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 1, "townline verify: ");
}

static void
a_missing_bundle_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    kiosk_export_file(office, &bench->kiosk, 10, "3.bundle");
    kiosk_export_file(office, &bench->kiosk, 10, "4.bundle");
    RUN(office, "collect", "4.bundle", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 1, "the bundle before it is missing");
}

static void
answers_are_exported(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out");
    office_expect(office, 0, "out/responses.csv");
    char text[65536];
    FILE *file = fopen(folder_path(&office->folder, "out/responses.csv"), "r");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text - 1, file), lines = 0;
    fclose(file);
    text[size] = '\0';
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
    }
    assert_int_equal(lines, 46);
    assert_non_null(strstr(text, "about/identity"));
    assert_null(strstr(text, "Keep our library"));
    assert_true(folder_has(&office->folder, "out/comments.csv"));
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out", "--all-comments");
    office_expect(office, 1, "out/responses.csv: is there already");
    office_expect(office, 1, "--force");
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out", "--all-comments",
        "--force");
    office_expect(office, 0, "out/comments.csv");
    file = fopen(folder_path(&office->folder, "out/comments.csv"), "r");
    assert_non_null(file);
    size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    assert_non_null(strstr(text, "Keep our library as it is."));

    RUN(office, "export", "csv", "--archive", "a.db", "-o", "1.bundle");
    office_expect(office, 1, "1.bundle");
    RUN(office, "export", "odt", "--archive", "a.db", "-o", "out");
    office_expect(office, 2, "say in which format");
}

static void
exported_rows_say_that_they_are_not_for_publication(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "rows", "--public");
    office_expect(office, 1, "rows of single people cannot be made public");
    assert_false(folder_has(&office->folder, "rows"));
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "rows");
    office_expect(office, 0, "rows/README.txt");
    struct buffer text;
    buffer_init(&text, 1 << 20);
    assert_true(
        file_load(folder_path(&office->folder, "rows/README.txt"), &text, NULL));
    assert_memory_equal(text.data, "NOT FOR PUBLICATION", 19);
    buffer_finish(&text);
}

static void
a_report_is_written(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "report", "--archive", "a.db", "-o", "report.html", "--office",
        "Larkmoor <County>");
    office_expect(office, 0, "report.html");
    char text[65536] = "";
    FILE *file = fopen(folder_path(&office->folder, "report.html"), "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_non_null(strstr(text, "45"));
    assert_non_null(strstr(text, "Larkmoor &lt;County&gt;"));
    RUN(office, "report", "--archive", "a.db", "-o", "report.html", "--force");
    office_expect(office, 0, "45 responses");
    RUN(office, "report", "--archive", "a.db", "-o", "report.html");
    office_expect(office, 1, "report.html: is there already");
    RUN(office, "report", "--archive", "a.db", "-o", "report.html", "--force", "--pack",
        sample_pack);
    office_expect(office, 1, "no response in the archive was given to the form");
    RUN(office, "report", "--archive", "a.db", "-o", "no/such/report.html");
    office_expect(office, 1, "no/such/report.html: could not be written");
    RUN(office, "report", "--archive", "a.db", "-o", "r.html", "--language", "es",
        "--public");
    office_expect(office, 0, "r.html");
    RUN(office, "report", "--archive", "a.db", "-o", "r.html", "--force", "--language",
        "xx");
    office_expect(office, 1, "the report has no words in \"xx\"");
    RUN(office, "report", "--archive", "a.db");
    office_expect(office, 2, "-o is missing");
}

static void
the_figures_of_a_report_are_json(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    static const char rules[] = "# fewer\nanswers = 20\nleave_no = 45%\n";
    folder_write(&office->folder, "rules", rules, sizeof rules - 1);
    RUN(office, "report", "--archive", "a.db", "-o", "r.json", "--json", "--rules",
        "rules", "--weights", "3,2,1,0,0");
    office_expect(office, 0, "r.json");
    json_error_t fault;
    json_t *figures = json_load_file(folder_path(&office->folder, "r.json"), 0, &fault);
    if (!figures) {
        fail_msg("line %d: %s", fault.line, fault.text);
    }
    assert_int_equal(json_integer_value(json_object_get(figures, "people")), 45);
    json_t *used = json_object_get(figures, "rules");
    assert_int_equal(json_integer_value(json_object_get(used, "answers")), 20);
    assert_string_equal(json_string_value(json_object_get(used, "leave_no")), "45/100");
    assert_string_equal(json_string_value(json_object_get(used, "split")), "3/10");
    json_t *weights = json_object_get(figures, "weights");
    assert_int_equal(json_integer_value(json_array_get(weights, 3)), 0);
    json_decref(figures);

    folder_write(&office->folder, "rules", "answers 20", 10);
    RUN(office, "report", "--archive", "a.db", "-o", "r.json", "--force", "--rules",
        "rules");
    office_expect(office, 1, "rules: line 1: expected a name, = and a value");
    RUN(office, "report", "--archive", "a.db", "-o", "r.json", "--force", "--weights",
        "1,2,3");
    office_expect(office, 1, "--weights: weights are five whole numbers");
}

static void
an_archive_without_answers_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "kiosks", "accept", "kiosk.pub", "--archive", "new.db");
    RUN(office, "report", "--archive", "new.db", "-o", "report.html");
    office_expect(office, 1, "the archive holds no response yet");
    RUN(office, "export", "csv", "--archive", "new.db", "-o", "out");
    office_expect(office, 1, "the archive holds no response yet");
    assert_false(folder_has(&office->folder, "out"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_kiosk_that_is_accepted_again_keeps_the_name_of_the_office, begin,
            bench_end),
        cmocka_unit_test_setup_teardown(kiosks_are_listed_with_what_came_from_them,
                                        begin, bench_end),
        cmocka_unit_test_setup_teardown(
            a_pin_reset_is_made_for_a_kiosk_that_was_accepted, begin, bench_end),
        cmocka_unit_test_setup_teardown(a_kiosk_that_cannot_be_found_is_told, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_receipt_is_shown_again, begin, bench_end),
        cmocka_unit_test_setup_teardown(no_receipt_is_given_for_what_was_not_collected,
                                        begin, bench_end),
        cmocka_unit_test_setup_teardown(a_whole_archive_verifies, begin, bench_end),
        cmocka_unit_test_setup_teardown(a_changed_archive_does_not_verify, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_missing_bundle_is_told, begin, bench_end),
        cmocka_unit_test_setup_teardown(answers_are_exported, begin, bench_end),
        cmocka_unit_test_setup_teardown(
            exported_rows_say_that_they_are_not_for_publication, begin, bench_end),
        cmocka_unit_test_setup_teardown(a_report_is_written, begin, bench_end),
        cmocka_unit_test_setup_teardown(the_figures_of_a_report_are_json, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(an_archive_without_answers_is_told, begin,
                                        bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

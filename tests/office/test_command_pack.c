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

#define COUNTY TESTS_DIR "/../assets/packs/county"
#define SAMPLE TESTS_DIR "/../assets/packs/sample"
#define BUILD(office, ...)                                                             \
    RUN(office, "pack", "build", __VA_ARGS__, "--sign", "office.secret",               \
        "--passphrase-fd", "3", "-o", "a.townpack")

static int
begin(void **state)
{
    static struct office office;
    office_begin(&office);
    *state = &office;
    return 0;
}

static int
end(void **state)
{
    office_end(*state);
    return 0;
}

static void
the_county_workbook_becomes_a_pack_that_its_office_signed(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
    RUN(office, "pack", "check", "a.townpack", "--keys", "office.pub", "--json");
    office_expect(office, 0, "larkmoor-sharing");
    json_t *shown = office_json(office);
    assert_true(json_is_true(json_object_get(shown, "signed")));
    assert_int_equal(json_integer_value(json_object_get(shown, "services")), 12);
    assert_int_equal(json_array_size(json_object_get(shown, "languages")), 6);
    json_decref(shown);
}

static void
check_says_how_long_a_resident_is_kept_in_each_language(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    RUN(office, "pack", "check", "a.townpack", "--json");
    office_expect(office, 0, "default_path");
    json_t *shown = office_json(office);
    json_t *languages = json_object_get(shown, "default_path");
    assert_int_equal(json_array_size(languages), 6);
    json_t *english = json_array_get(languages, 0);
    assert_string_equal(json_string_value(json_object_get(english, "language")), "en");
    assert_in_range(json_integer_value(json_object_get(english, "screens")), 8, 12);
    assert_in_range(json_integer_value(json_object_get(english, "seconds")), 60, 180);
    assert_true(json_is_false(json_object_get(english, "too_long")));
    assert_int_equal(json_array_size(json_object_get(english, "path")),
                     json_integer_value(json_object_get(english, "screens")));
    json_decref(shown);
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "English (en): 12 screens");
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 0, "12 services");
    assert_null(strstr(office->out, "screens"));
}

static void
a_path_that_is_too_long_is_told_with_what_costs_most(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "check", SAMPLE);
    office_expect(office, 0, "too long  English (en): 13 screens");
    office_expect(office, 0, "What costs most:");
    const char *first = strstr(office->out, "question about/block/concerns (");
    assert_non_null(first);
    assert_true(strstr(first, "purpose (") != NULL);
}

static void
a_pack_that_was_changed_is_refused(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
    FILE *file = fopen(folder_path(&office->folder, "a.townpack"), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 5000, SEEK_SET), 0);
    int byte = fgetc(file);
    assert_int_equal(fseek(file, 5000, SEEK_SET), 0);
    fputc(byte ^ 1, file);
    assert_int_equal(fclose(file), 0);
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 1, "a.townpack");
}

static void
changed_words_need_an_answer_before_they_are_signed(void **state)
{
    struct office *office = *state;
    static const char survey[] = "type,name,label\ntext,why,%s\n";
    static const char settings[] = "form_id,version\nf,1\n";
    char first[100], second[100];
    snprintf(first, sizeof first, survey, "Why?");
    snprintf(second, sizeof second, survey, "Why not?");
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/settings.csv", settings, strlen(settings));
    folder_write(&office->folder, "book/survey.csv", first, strlen(first));
    RUN(office, "pack", "build", "book", "--recipient", "office.pub", "--sign",
        "office.secret", "--passphrase-fd", "3", "-o", "old.townpack");
    office_expect(office, 0, "old.townpack is signed");
    folder_write(&office->folder, "book/survey.csv", second, strlen(second));
    BUILD(office, "book", "--recipient", "office.pub", "--previous", "old.townpack");
    office_expect(office, 1, "--same-meaning");
    BUILD(office, "book", "--recipient", "office.pub", "--previous", "old.townpack",
          "--new-meaning", "why");
    office_expect(office, 0, "before: Why?");
}

static void
faults_are_all_told_and_nothing_is_signed(void **state)
{
    struct office *office = *state;
    static const char survey[] =
        "type,name,label,relevant\nselect_one none,a,A,\ntext,b,B,${c} = 1\n";
    assert_int_equal(mkdir(folder_path(&office->folder, "bad"), 0700), 0);
    folder_write(&office->folder, "bad/survey.csv", survey, strlen(survey));
    BUILD(office, "bad", "--recipient", "office.pub");
    office_expect(office, 1, "survey, row 2, column A");
    office_expect(office, 1, "survey, row 3, column D");
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 1, "no such file");
}

static void
one_key_alone_is_refused_unless_that_is_meant(void **state)
{
    struct office *office = *state;
    struct office_public alone = office->public;
    struct buffer text;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    alone.recipient_count = 1;
    keys_public_write(&alone, &text);
    folder_write(&office->folder, "alone.pub", text.data, text.size);
    buffer_finish(&text);
    BUILD(office, COUNTY, "--recipient", "alone.pub");
    office_expect(office, 1, "--no-recovery");
    BUILD(office, COUNTY, "--recipient", "alone.pub", "--no-recovery");
    office_expect(office, 0, "a.townpack is signed");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(the_county_workbook_becomes_a_pack_that_its_office_signed),
        TEST(check_says_how_long_a_resident_is_kept_in_each_language),
        TEST(a_path_that_is_too_long_is_told_with_what_costs_most),
        TEST(a_pack_that_was_changed_is_refused),
        TEST(changed_words_need_an_answer_before_they_are_signed),
        TEST(faults_are_all_told_and_nothing_is_signed),
        TEST(one_key_alone_is_refused_unless_that_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

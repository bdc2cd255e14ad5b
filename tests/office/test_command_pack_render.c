#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EMPLOYEE TESTS_DIR "/../assets/packs/employee"
#define SAMPLE TESTS_DIR "/../assets/packs/sample"

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
expect_pictures(const struct office *office, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char path[200];
        snprintf(path, sizeof path, "pictures/%s", names[i]);
        if (!folder_has(&office->folder, path)) {
            fail_msg("there is no %s", path);
        }
    }
}

static void
every_screen_of_a_signed_pack_is_drawn_with_each_of_its_services(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "build", EMPLOYEE, "--recipient", "office.pub", "--sign",
        "office.secret", "--passphrase-fd", "3", "-o", "a.townpack");
    office_expect(office, 0, "a.townpack is signed");
    RUN(office, "pack", "render", "a.townpack", "pictures", "--language", "es",
        "--panel", "7", "--size", "s");
    office_expect(office, 0, " pictures in pictures");
    static const char *const names[] = {
        "purpose.es.s.default.png",
        "question-services.es.s.default.png",
        "service-dispatch.es.s.default.png",
        "service-payroll.es.s.default.png",
        "question-guarantees.es.s.default.png",
        "recorded.es.s.default.png",
    };
    expect_pictures(office, names, sizeof names / sizeof *names);
    assert_false(folder_has(&office->folder, "pictures/purpose.en.s.default.png"));
    assert_int_equal(strtoul(office->out, NULL, 10),
                     folder_count(&office->folder, "pictures"));
}

static void
the_story_of_each_service_is_drawn(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "render", BUILD_BIN "/../share/packs/county.townpack",
        "pictures", "--language", "en", "--panel", "7", "--size", "s");
    office_expect(office, 0, " pictures in pictures");
    static const char *const names[] = {"story-dispatch.en.s.default.png",
                                        "story-libraries.en.s.default.png",
                                        "story-fleet.en.s.default.png"};
    expect_pictures(office, names, sizeof names / sizeof *names);
}

static void
a_folder_that_holds_something_is_left_alone(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "render", SAMPLE, ".");
    office_expect(office, 1, "is not empty");
}

static void
what_is_no_pack_is_told_before_anything_is_made(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "render", "office.pub", "pictures");
    office_expect(office, 1, "townline pack render: ");
    assert_false(folder_has(&office->folder, "pictures"));
}

static void
a_language_that_the_pack_has_not_is_told(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "render", SAMPLE, "pictures", "--language", "xx", "--panel",
        "7");
    office_expect(office, 1, "no screen of language xx, size m and colors default");
    RUN(office, "pack", "render", SAMPLE, "pictures", "--panel", "8");
    office_expect(office, 1, "--panel takes 7, 10.1, 15.6 or 21.5");
}

static void
without_the_kiosk_program_it_says_what_is_missing(void **state)
{
    struct office *office = *state;
    const char *alone = folder_path(&office->folder, "townline");
    char command[1000];
    snprintf(command, sizeof command,
             "cp '" BUILD_BIN "/townline' '%s' && '%s' pack render '" SAMPLE
             "' '%s.pictures' 2>'%s.err'; test $? -eq 1",
             alone, alone, alone, alone);
    assert_int_equal(system(command), 0);
    FILE *file = fopen(folder_path(&office->folder, "townline.err"), "r");
    assert_non_null(file);
    char said[500] = "";
    assert_non_null(fgets(said, sizeof said, file));
    fclose(file);
    assert_non_null(strstr(said, "townline-kiosk is needed for this and is not "
                                 "installed in"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(every_screen_of_a_signed_pack_is_drawn_with_each_of_its_services),
        TEST(the_story_of_each_service_is_drawn),
        TEST(a_folder_that_holds_something_is_left_alone),
        TEST(what_is_no_pack_is_told_before_anything_is_made),
        TEST(a_language_that_the_pack_has_not_is_told),
        TEST(without_the_kiosk_program_it_says_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

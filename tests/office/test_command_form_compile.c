#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void
write_sheet(const struct office *office, const char *name, const char *text)
{
    mkdir(folder_path(&office->folder, "round"), 0755);
    folder_write(&office->folder, name, text, strlen(text));
}

static void
a_folder_of_sheets_becomes_a_form(void **state)
{
    struct office *office = *state;
    write_sheet(office, "round/survey.csv", "type,name,label\nselect_one l,q,Q?\n");
    write_sheet(office, "round/choices.csv", "list_name,name,label\nl,a,A\nl,b,B\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force");
    office_expect(office, 0, "");
    assert_true(folder_has(&office->folder, "form.xml"));
    RUN(office, "form", "eval", "form.xml", "count(instance('l')/root/item)");
    office_expect(office, 0, "number 2");
}

static void
all_faults_are_told_and_no_form_is_written(void **state)
{
    struct office *office = *state;
    write_sheet(office, "round/survey.csv",
                "type,name,label,relevant\nimage,a,A,\ntext,b,B,${c} = 1\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force");
    office_expect(office, 1, "error: survey, row 2, column A");
    office_expect(office, 1, "error: survey, row 3, column D");
    assert_false(folder_has(&office->folder, "form.xml"));
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force", "--json");
    json_t *told = office_json(office);
    json_t *fault = json_array_get(json_object_get(told, "faults"), 1);
    assert_false(json_boolean_value(json_object_get(told, "ok")));
    assert_string_equal(json_string_value(json_object_get(fault, "severity")), "error");
    assert_string_equal(json_string_value(json_object_get(fault, "sheet")), "survey");
    assert_int_equal(json_integer_value(json_object_get(fault, "row")), 3);
    assert_string_equal(json_string_value(json_object_get(fault, "column")), "D");
    json_decref(told);
}

static void
a_workbook_that_cannot_be_read_whole_gives_no_form(void **state)
{
    struct office *office = *state;
    write_sheet(office, "round/survey.csv",
                "type,name,label,relevant\ntext,a,A,#REF!\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force");
    office_expect(office, 1, "error: survey, row 2, column D (relevant)");
    assert_false(folder_has(&office->folder, "form.xml"));
    write_sheet(office, "round/survey.csv", "type,name,label\ntext,a,\"A\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force", "--json");
    json_t *told = office_json(office);
    assert_false(json_boolean_value(json_object_get(told, "ok")));
    json_decref(told);
    assert_false(folder_has(&office->folder, "form.xml"));
    write_sheet(office, "round/survey.csv", "type,name,label\ntext,a,A\n");
    write_sheet(office, "round/Survey.csv", "type,name,label\ntext,a,A\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force");
    office_expect(office, 1, "two sheets have this name");
    assert_false(folder_has(&office->folder, "form.xml"));
}

static void
pictures_are_looked_for_where_they_should_be(void **state)
{
    struct office *office = *state;
    write_sheet(office, "round/survey.csv", "type,name,label,image\ntext,a,A,a.png\n");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force", "--media",
        "round");
    office_expect(office, 1, "no file \"a.png\"");
    write_sheet(office, "round/A.PNG", "picture");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--media", "round");
    office_expect(office, 1, "Write \"A.PNG\"");
    write_sheet(office, "round/a.png", "picture");
    RUN(office, "form", "compile", "round", "-o", "form.xml", "--force", "--media",
        "round");
    office_expect(office, 0, "");
}

static void
the_packs_that_come_with_the_program_compile(void **state)
{
    struct office *office = *state;
    RUN(office, "form", "compile", TESTS_DIR "/../assets/packs/county", "-o",
        "county.xml", "--media", TESTS_DIR "/../assets/packs/county/media");
    office_expect(office, 0, "");
    assert_null(strstr(office->err, "warning"));
    RUN(office, "form", "compile", TESTS_DIR "/../assets/packs/employee", "-o",
        "employee.xml");
    office_expect(office, 0, "");
    assert_null(strstr(office->err, "warning"));
}

static void
what_is_no_workbook_is_refused(void **state)
{
    struct office *office = *state;
    RUN(office, "form", "compile", "nothing", "-o", "form.xml", "--force");
    office_expect(office, 1, "there is no such workbook");
    folder_write(&office->folder, "no.xlsx", "type,name", 9);
    RUN(office, "form", "compile", "no.xlsx", "-o", "form.xml", "--force");
    office_expect(office, 1, "no.xlsx: this is no .xlsx workbook");
    folder_write(&office->folder, "survey.CSV", "type,name", 9);
    RUN(office, "form", "compile", "survey.CSV", "-o", "form.xml");
    office_expect(office, 1, "name the folder");
    mkdir(folder_path(&office->folder, "empty"), 0755);
    RUN(office, "form", "compile", "empty", "-o", "form.xml", "--force");
    office_expect(office, 1, "no .csv file");
    RUN(office, "form", "compile", "empty");
    office_expect(office, 2, "-o");
    RUN(office, "form", "compile", "-o", "form.xml", "--force");
    office_expect(office, 2, "name one workbook");
}

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

#define OFFICE_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_folder_of_sheets_becomes_a_form),
        OFFICE_TEST(all_faults_are_told_and_no_form_is_written),
        OFFICE_TEST(a_workbook_that_cannot_be_read_whole_gives_no_form),
        OFFICE_TEST(pictures_are_looked_for_where_they_should_be),
        OFFICE_TEST(the_packs_that_come_with_the_program_compile),
        OFFICE_TEST(what_is_no_workbook_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

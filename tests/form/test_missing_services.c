#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "townline/missing_services.h"

#include <string.h>

static const char survey[] =
    "type,name,label::English (en),label::Suomi (fi),appearance\n"
    "select_multiple things,s,Which?,Mitk\u00e4?,townline-services\n";
static const char services[] = "name,label::English (en),label::Suomi (fi),today\n"
                               "lib,Libraries,Kirjastot,Each its own.\n"
                               "fire,\"Fire, crews\",Palo,\n"
                               "bad name,Bad,Paha,\n"
                               "fire,Again,Taas,\n";

static struct missing_services *
find(const char *choices, const char *services_sheet)
{
    struct csv_file files[3] = {{"survey.csv", survey, strlen(survey)}};
    size_t count = 1;
    struct diagnostics *diagnostics = NULL;
    struct workbook *workbook = NULL;
    struct missing_services *missing = NULL;
    if (choices) {
        files[count++] = (struct csv_file){"choices.csv", choices, strlen(choices)};
    }
    if (services_sheet) {
        files[count++] =
            (struct csv_file){"services.csv", services_sheet, strlen(services_sheet)};
    }
    assert_true(diagnostics_create(&diagnostics, NULL));
    assert_true(workbook_read_csv(files, count, diagnostics, &workbook, NULL));
    assert_true(missing_services_find(workbook, &missing, NULL));
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
    return missing;
}

static void
assert_appended(const char *choices, const char *more)
{
    struct missing_services *missing = find(choices, services);
    struct buffer out;
    buffer_init(&out, 10000);
    assert_int_equal(missing_services_count(missing), 1);
    assert_string_equal(missing_services_name(missing, 0), "fire");
    assert_true(missing_services_append(missing, choices, strlen(choices), &out, NULL));
    assert_int_equal(out.size, strlen(choices) + strlen(more));
    assert_memory_equal(out.data, choices, strlen(choices));
    assert_memory_equal(out.data + strlen(choices), more, strlen(more));
    buffer_finish(&out);
    missing_services_destroy(missing);
}

static void
a_service_that_cannot_be_chosen_is_added_to_the_list_in_all_languages(void **state)
{
    (void)state;
    assert_appended("list_name,name,label::English (en),label::Suomi (fi),image\n"
                    "things,lib,Libraries,Kirjastot,a.svg\n"
                    "others,fire,Fire,Palo,\n",
                    "things,fire,\"Fire, crews\",Palo,\n");
}

static void
rows_are_added_as_the_sheet_is_written(void **state)
{
    (void)state;
    assert_appended("\xef\xbb\xbfnote;Name;List Name;label::suomi(FI)\r\n"
                    ";lib;things;Kirjastot",
                    "\r\n;fire;things;Palo\r\n");
    assert_appended("list_name\tname\tlabel::English (en)\nthings\tlib\tLibraries\n\n",
                    "things\tfire\tFire, crews\n");
}

static void
nothing_is_missing_where_there_is_nothing_to_compare(void **state)
{
    (void)state;
    static const char all[] = "list_name,name,label::English (en)\n"
                              "things,lib,L\nthings,fire,F\nthings,pay,P\n";
    static const struct {
        const char *choices, *services;
    } cases[] = {{all, services},
                 {NULL, services},
                 {all, NULL},
                 {"list_name,label\nthings,L\n", services},
                 {"list_name,name\nothers,a\n", services}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct missing_services *missing = find(cases[i].choices, cases[i].services);
        assert_int_equal(missing_services_count(missing), 0);
        missing_services_destroy(missing);
    }
    missing_services_destroy(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_service_that_cannot_be_chosen_is_added_to_the_list_in_all_languages),
        cmocka_unit_test(rows_are_added_as_the_sheet_is_written),
        cmocka_unit_test(nothing_is_missing_where_there_is_nothing_to_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

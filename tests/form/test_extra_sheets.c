#include "support_xlsform.h"

#include "townline/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char survey[] =
    "type,name,label::English (en),label::Español (es),appearance\n"
    "select_multiple services,services,Which?,¿Cuáles?,townline-services\n";
static const char choices[] = "list_name,name,label::English (en),label::Español (es)\n"
                              "services,lib,Libraries,Bibliotecas\n"
                              "services,pay,Payroll,Nóminas\n"
                              "partners,towns,The towns,Los pueblos\n"
                              "groups,open,Open,Abiertos\n";
static const char settings[] = "form_id\ntest\n";
static const char services[] =
    "name,label::English (en),label::Español (es),group,today::English (en),"
    "today::Español (es),say::today::Español (es),partners,savings_low,savings_high,"
    "savings_source,savings_date,image\n"
    "lib,Libraries,Bibliotecas,open,Five buildings.,Cinco edificios.,Cinco.,towns,"
    "100,200,The clerk,2026-05-12,lib.svg\n"
    "pay,Payroll,Nóminas,open,Each town.,Cada pueblo.,,,,,,,\n";

/* The workbook with other services, stories or events. */
static struct compiled
compile(const char *services_text, const char *stories, const char *events)
{
    return compile_extra(
        &(struct sheets){.survey = survey, .choices = choices, .settings = settings},
        &(struct extra_texts){
            .services = services_text, .stories = stories, .events = events});
}

static void
assert_services_tell(const char *text, enum severity severity, const char *place,
                     const char *what)
{
    struct compiled compiled = compile(text, NULL, NULL);
    assert_tells(&compiled, severity, place, what);
    assert_int_equal(compiled.ok, severity != SEVERITY_ERROR);
    compiled_finish(&compiled);
}

static void
assert_says(const char *text, const char *expected)
{
    assert_non_null(text);
    assert_string_equal(text, expected);
}

static void
what_the_sheets_say_can_be_read_from_the_form(void **state)
{
    (void)state;
    struct compiled compiled = compile(
        services,
        "title::English (en),title::Español (es),text::English (en),"
        "text::Español (es),year,service\nOne desk,Un mostrador,It went well.,"
        "Salió bien.,2017,lib\n",
        "name,label::English (en),label::Español (es)\nfair,The fair,La feria\n");
    assert_tells_nothing(&compiled);
    struct form *form = NULL;
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    assert_int_equal(form_service_count(form), 2);
    assert_string_equal(form_service_name(form, 1), "pay");
    assert_says(form_service_text(form, 0, "today", 0, TEXT_SHOWN), "Five buildings.");
    assert_says(form_service_text(form, 0, "today", 1, TEXT_SHOWN), "Cinco edificios.");
    assert_says(form_service_text(form, 0, "today", 1, TEXT_SAY), "Cinco.");
    assert_says(form_service_text(form, 0, "savings_high", 1, TEXT_SHOWN), "200");
    assert_says(form_service_text(form, 0, "image", 0, TEXT_SHOWN), "lib.svg");
    assert_null(form_service_text(form, 1, "savings_high", 0, TEXT_SHOWN));
    assert_int_equal(form_story_count(form), 1);
    assert_says(form_story_text(form, 0, "text", 1, TEXT_SHOWN), "Salió bien.");
    assert_says(form_story_text(form, 0, "service", 0, TEXT_SHOWN), "lib");
    assert_int_equal(form_event_count(form), 1);
    assert_says(form_event_name(form, 0), "fair");
    assert_says(form_event_text(form, 0, "label", 1, TEXT_SHOWN), "La feria");
    assert_null(form_event_text(form, 1, "label", 0, TEXT_SHOWN));
    form_close(form);
    compiled_finish(&compiled);
}

static void
what_the_county_says_can_be_read_from_the_form(void **state)
{
    (void)state;
    struct compiled compiled = compile_extra(
        &(struct sheets){.survey = survey, .choices = choices, .settings = settings},
        &(struct extra_texts){
            .services = services,
            .county = "name::English (en),name::Español (es),contact,collect_address\n"
                      "Larkmoor,Condado,The clerk,https://example.org/collect\n"});
    assert_tells_nothing(&compiled);
    struct form *form = NULL;
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    assert_says(form_county_text(form, "name", 0, TEXT_SHOWN), "Larkmoor");
    assert_says(form_county_text(form, "name", 1, TEXT_SHOWN), "Condado");
    assert_says(form_county_text(form, "contact", 1, TEXT_SHOWN), "The clerk");
    assert_says(form_county_text(form, "collect_address", 1, TEXT_SHOWN),
                "https://example.org/collect");
    assert_null(form_county_text(form, "next_date", 0, TEXT_SHOWN));
    assert_null(form_county_text(form, "no such column", 0, TEXT_SHOWN));
    form_close(form);
    compiled_finish(&compiled);
}

static void
a_form_without_a_county_says_nothing_about_it(void **state)
{
    (void)state;
    struct compiled compiled = compile(services, NULL, NULL);
    struct form *form = NULL;
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    assert_null(form_county_text(form, "name", 0, TEXT_SHOWN));
    form_close(form);
    compiled_finish(&compiled);
}

static void
services_and_choices_name_the_same_services(void **state)
{
    (void)state;
    assert_services_tell("name,label::English (en)\nlib,Libraries\npay,Payroll\n"
                         "fire,Fire crews\n",
                         SEVERITY_ERROR, "services, row 4, column A",
                         "\"fire\" is not in");
    assert_services_tell("name\nlib\n", SEVERITY_ERROR, "choices, row 3, column B",
                         "\"pay\" is not in the sheet services");
    assert_services_tell("name,label::English (en)\nlib,Reading rooms\npay,Payroll\n",
                         SEVERITY_ERROR, "services, row 2, column B", "Reading rooms");
    assert_services_tell("name\nlib\npay\nlib\n", SEVERITY_ERROR,
                         "services, row 4, column A", "in row 2 already");
    assert_services_tell("name,group\nlib,open\n,open\npay,open\n", SEVERITY_ERROR,
                         "services, row 3, column A", "no name");
    assert_services_tell("name\nlib\npay\nfire crew\n", SEVERITY_ERROR,
                         "services, row 4, column A", "cannot be a name");
}

static void
figures_say_where_they_come_from(void **state)
{
    (void)state;
    static const char head[] = "name,savings_low,savings_high,savings_source,"
                               "savings_date,savings_period\npay,,,,,\n";
    static const struct {
        const char *row, *place, *what;
    } cases[] = {
        {"lib,1,2,,2026-05-12,", "services, row 3, column D", "without a source"},
        {"lib,1,2,The clerk,,", "services, row 3, column E", "without a date"},
        {"lib,3,2,The clerk,2026-05-12,", "services, row 3, column B", "more than"},
        {"lib,\"1,000\",2000,The clerk,2026-05-12,", "services, row 3, column B",
         "no number"},
        {"lib,1,2,The clerk,12 May 2026,", "services, row 3, column E", "no date"},
        {"lib,1,2,The clerk,2026-02-30,", "services, row 3, column E", "no date"},
        {"lib,1,2,The clerk,2026-05-12,month", "services, row 3, column F", "neither"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[400] = "";
        strcat(text, head);
        strcat(text, cases[i].row);
        assert_services_tell(text, SEVERITY_ERROR, cases[i].place, cases[i].what);
    }
}

static void
factors_are_words_that_the_report_can_use(void **state)
{
    (void)state;
    static const char *const ratings[] = {"geography_rating", "grouping_rating",
                                          "culture_rating"};
    static const char *const levels[] = {"urgency", "visibility"};
    char text[200];
    for (size_t i = 0; i < 3; i++) {
        snprintf(text, sizeof text, "name,%s\nlib,4\npay,Helps\n", ratings[i]);
        assert_services_tell(text, SEVERITY_ERROR, "services, row 2, column B",
                             "Write helps, neither or hinders, or leave it empty.");
    }
    for (size_t i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "name,%s\nlib,soon\npay,\n", levels[i]);
        assert_services_tell(text, SEVERITY_ERROR, "services, row 2, column B",
                             "cannot use \"soon\"");
    }
    struct compiled compiled =
        compile("name,geography_rating,grouping_rating,culture_rating,urgency,"
                "visibility\nlib,helps,neither,hinders,low,medium\npay,,,,High,\n",
                NULL, NULL);
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
assert_county_tells(const char *county, const char *column, const char *what)
{
    struct compiled compiled = compile_extra(
        &(struct sheets){.survey = survey, .choices = choices, .settings = settings},
        &(struct extra_texts){.services = services, .county = county});
    if (what) {
        char place[60];
        snprintf(place, sizeof place, "county, row 2, column %s", column);
        assert_tells(&compiled, SEVERITY_ERROR, place, what);
    } else {
        assert_tells_nothing(&compiled);
    }
    compiled_finish(&compiled);
}

static void
a_county_that_residents_could_not_read_is_refused(void **state)
{
    (void)state;
    assert_county_tells("name,accent_color\nLarkmoor,#0B3C49\n", "B", NULL);
    assert_county_tells("name,accent_color\nLarkmoor,teal\n", "B", "no color");
    assert_county_tells("name,accent_color\nLarkmoor,#1f5f8b\n", "B",
                        "6.5:1 on the screen's paper and 6.8:1 under white words");
    /* enough under white words, which is the lighter of the two grounds */
    assert_county_tells("name,accent_color\nLarkmoor,#0e4553\n", "B", "9.9:1");
    assert_county_tells("name,next_date\nLarkmoor,2027-01-19\n", "B", NULL);
    assert_county_tells("name,next_date\nLarkmoor,2027-01-19T18:30\n", "B", NULL);
    assert_county_tells("name,next_date\nLarkmoor,January 19\n", "B", "no date");
    assert_county_tells("name,next_date\nLarkmoor,2027-02-30\n", "B", "no date");
    assert_county_tells("name,results_address\nLarkmoor,larkmoor.example\n", "B",
                        "no address");
    assert_county_tells("name,decided_by\nLarkmoor,"
                        "The councils of all four towns decide together at one table "
                        "in the town hall by the river\n",
                        "B", "there is room for 80");
    assert_county_tells(
        "name,results_address\nLarkmoor,https://larkmoor.example/"
        "a-very-long-way-to-the-page-with-the-results-of-what-people-said\n",
        "B", "there is room for 80");
    assert_county_tells("name\nThe county of Larkmoor and of all its many towns\n", "A",
                        "there is room for 40");
}

static void
codes_that_stand_nowhere_are_told(void **state)
{
    (void)state;
    assert_services_tell("name,group,partners\nlib,opn,towns\npay,open,towns schools\n",
                         SEVERITY_ERROR, "services, row 2, column B",
                         "\"opn\" is not in");
    assert_services_tell(
        "name,group,partners\nlib,open,towns\npay,open,towns schools\n", SEVERITY_ERROR,
        "services, row 3, column C", "\"schools\" is not in");
    assert_services_tell("name,sumarry\nlib,a\npay,b\n", SEVERITY_WARNING,
                         "services, row 1, column B", "summary");
    assert_services_tell("name,today::Deutsch (de)\nlib,a\npay,b\n", SEVERITY_ERROR,
                         "services, row 1, column B", "Deutsch (de)");
    struct compiled compiled =
        compile(services, "title,text,service,year\nOne desk,,fire,last\n", NULL);
    assert_tells(&compiled, SEVERITY_ERROR, "stories, row 2, column C", "\"fire\"");
    assert_tells(&compiled, SEVERITY_ERROR, "stories, row 2, column D", "no year");
    assert_tells(&compiled, SEVERITY_ERROR, "stories, row 2, column B", "no text");
    compiled_finish(&compiled);
}

static void
a_text_that_its_card_has_no_room_for_is_told(void **state)
{
    (void)state;
    char text[1200] = "name,summary::English (en)\npay,\nlib,";
    for (size_t i = 0; i < 141; i++) {
        strcat(text, "x");
    }
    assert_services_tell(text, SEVERITY_ERROR, "services, row 3, column B",
                         "141 letters do not fit");
    /* Chinese letters are twice as wide. */
    char wide[1200] = "name,summary::English (en)\npay,\nlib,";
    for (size_t i = 0; i < 71; i++) {
        strcat(wide, "\xe4\xb8\xad");
    }
    assert_services_tell(wide, SEVERITY_ERROR, "services, row 3, column B",
                         "142 letters do not fit");
}

static void
a_picture_that_is_not_there_is_told(void **state)
{
    (void)state;
    assert_services_tell("name,image\nlib,../secret.svg\npay,\n", SEVERITY_ERROR,
                         "services, row 2, column B", "no name of a file");
}

static bool
has_lib(void *context, const char *name)
{
    (void)context;
    return strcmp(name, "lib.svg") == 0;
}

static void
the_picture_of_a_story_is_in_the_pack_or_is_told(void **state)
{
    (void)state;
    const struct sheets sheets = {.survey = survey,
                                  .choices = choices,
                                  .settings = settings,
                                  .has_media = has_lib};
    struct compiled compiled = compile_extra(
        &sheets, &(struct extra_texts){
                     .services = services,
                     .stories = "title,text,service,image\nOne,It did.,lib,lib.svg\n"
                                "Two,It did not.,pay,two.jpg\n"});
    assert_tells(&compiled, SEVERITY_ERROR, "stories, row 3, column D", "two.jpg");
    assert_false(compiled.ok);
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_sheets_say_can_be_read_from_the_form),
        cmocka_unit_test(what_the_county_says_can_be_read_from_the_form),
        cmocka_unit_test(a_form_without_a_county_says_nothing_about_it),
        cmocka_unit_test(services_and_choices_name_the_same_services),
        cmocka_unit_test(figures_say_where_they_come_from),
        cmocka_unit_test(factors_are_words_that_the_report_can_use),
        cmocka_unit_test(a_county_that_residents_could_not_read_is_refused),
        cmocka_unit_test(codes_that_stand_nowhere_are_told),
        cmocka_unit_test(a_text_that_its_card_has_no_room_for_is_told),
        cmocka_unit_test(a_picture_that_is_not_there_is_told),
        cmocka_unit_test(the_picture_of_a_story_is_in_the_pack_or_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

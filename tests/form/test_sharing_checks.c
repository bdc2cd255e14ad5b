/* What the sheet services says of sharing: both sides or none and of one weight,
 * sentences of a service's own for all or for none, towns whose place would close. */
#include "support_xlsform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char survey[] =
    "type,name,label::English (en),appearance,repeat_count,relevant,calculation\n"
    "select_one towns,community,Where?,,,,\n"
    "select_multiple services,services,Which?,townline-services,,,\n"
    "begin_repeat,about,About,,count(instance('services')/root/item),,\n"
    "calculate,service,,,,,instance('services')/root/item[position() = "
    "position(current()/..)]/name\n"
    "begin_group,block,Block,,,\"selected(${services}, ${service})\",\n"
    "begin_group,money,Money,townline-savings,,,\n"
    "select_one answers,share,Share?,,,,\n"
    "end_group,,,,,,\n"
    "end_group,,,,,,\n"
    "end_repeat,,,,,,\n";
static const char choices[] = "list_name,name,label::English (en)\n"
                              "towns,oak,Oakhollow\n"
                              "towns,tarn,Tarn Springs\n"
                              "answers,yes,Yes\n"
                              "services,lib,Libraries\n"
                              "services,pay,Payroll\n";

static struct compiled
compile(const char *services)
{
    return compile_extra(&(struct sheets){.survey = survey,
                                          .choices = choices,
                                          .settings = "form_id\ntest\n"},
                         &(struct extra_texts){.services = services});
}

static void
assert_refused(const char *services, const char *place, const char *what)
{
    struct compiled compiled = compile(services);
    assert_tells(&compiled, SEVERITY_ERROR, place, what);
    assert_false(compiled.ok);
    compiled_finish(&compiled);
}

static void
assert_accepted(const char *services)
{
    struct compiled compiled = compile(services);
    assert_true(compiled.ok);
    compiled_finish(&compiled);
}

#define SUMS "name,savings_low,savings_high,savings_period,savings_source,savings_date,"
#define LIB "lib,60000,110000,year,Staff,2026-05-12,"

static void
one_side_alone_is_refused(void **state)
{
    (void)state;
    assert_refused(SUMS "gives_up::English (en)\n" LIB "\npay,,,,,,\n",
                   "services, row 2, column G", "what could be saved stands alone");
    assert_refused(SUMS
                   "gives_up::English (en)\nlib,,,,,,Its own director\npay,,,,,,\n",
                   "services, row 2, column B", "what could be given up stands alone");
    assert_accepted(SUMS "gives_up::English (en)\n" LIB
                         "Each town’s choice of its own director\npay,,,,,,\n");
}

static void
a_side_that_is_more_than_a_fifth_longer_is_refused(void **state)
{
    (void)state;
    /* "$60,000 to $110,000 a year for all towns": 40 letters, and 32 to 50 fit */
    static const char fifty[] = "Each town’s choice of its own director, for good..";
    char sheet[400];
    snprintf(sheet, sizeof sheet,
             SUMS "gives_up::English (en)\n" LIB "\"%s\"\npay,,,,,,\n", fifty);
    assert_accepted(sheet);
    snprintf(sheet, sizeof sheet,
             SUMS "gives_up::English (en)\n" LIB "\"%s.\"\npay,,,,,,\n", fifty);
    assert_refused(sheet, "services, row 2, column G", "51 letters");
    assert_refused(SUMS "gives_up::English (en)\n" LIB "Its director\npay,,,,,,\n",
                   "services, row 2, column G", "a fifth longer");
}

static void
what_could_be_saved_does_not_stand_before_both_answers(void **state)
{
    (void)state;
    static const char *const groups[][2] = {
        {"townline-savings", "townline-map"},
        {"townline-map townline-savings", "w1"},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        char early[600];
        snprintf(early, sizeof early,
                 "type,name,label::English (en),appearance\n"
                 "begin_group,money,Money,%s\nselect_one answers,a,A?,\n"
                 "select_one answers,b,B?,\nend_group,,,\n"
                 "begin_group,map,Map,%s\nselect_one answers,identity,Ours?,\n"
                 "select_one answers,control,Here?,\nend_group,,,\n",
                 groups[i][0], groups[i][1]);
        struct compiled compiled = compile_sheets(
            &(struct sheets){.survey = early,
                             .choices = "list_name,name,label::English (en)\n"
                                        "answers,1,No\nanswers,2,Yes\n",
                             .settings = "form_id\ntest\n"});
        assert_tells(&compiled, SEVERITY_ERROR, "survey, row 2, column D",
                     "argues for an answer");
        assert_false(compiled.ok);
        compiled_finish(&compiled);
    }
}

static void
sentences_of_its_own_has_every_service_or_none(void **state)
{
    (void)state;
    static const char head[] = "name,identity::English (en),control::English (en)\n";
    char sheet[300];
    snprintf(sheet, sizeof sheet, "%slib,Ours.,Here.\npay,,\n", head);
    assert_refused(sheet, "services, row 3, column B", "a sentence of its own");
    snprintf(sheet, sizeof sheet, "%slib,Ours.,\npay,Ours.,\n", head);
    assert_refused(sheet, "services, row 2, column C", "a sentence of its own");
    snprintf(sheet, sizeof sheet, "%slib,Ours.,Here.\npay,Ours.,Here.\n", head);
    assert_accepted(sheet);
}

static void
what_closes_is_a_town(void **state)
{
    (void)state;
    assert_refused("name,closes\nlib,oak 2026-05-12\npay,\n",
                   "services, row 2, column B", "\"2026-05-12\" is no choice");
    assert_accepted("name,closes\nlib,oak tarn\npay,\n");
}

static void
towns_that_run_it_together_are_two_or_more_in_one_group(void **state)
{
    (void)state;
    assert_refused("name,together\nlib,oak elm\npay,\n", "services, row 2, column B",
                   "\"elm\" is no choice");
    assert_refused("name,together\nlib,oak\npay,\n", "services, row 2, column B",
                   "runs it alone");
    assert_refused("name,together\nlib,oak tarn; tarn oak\npay,\n",
                   "services, row 2, column B", "stands here twice");
    assert_accepted("name,together\nlib,oak tarn\npay,\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_side_alone_is_refused),
        cmocka_unit_test(what_could_be_saved_does_not_stand_before_both_answers),
        cmocka_unit_test(a_side_that_is_more_than_a_fifth_longer_is_refused),
        cmocka_unit_test(sentences_of_its_own_has_every_service_or_none),
        cmocka_unit_test(what_closes_is_a_town),
        cmocka_unit_test(towns_that_run_it_together_are_two_or_more_in_one_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

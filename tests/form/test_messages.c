/* What an author is told: where it is, what is wrong and what to write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>
#include <string.h>

static size_t
count_told(const struct compiled *compiled, enum severity least)
{
    size_t count = 0;
    for (size_t i = 0; i < diagnostics_count(compiled->diagnostics); i++) {
        count += diagnostics_at(compiled->diagnostics, i)->severity >= least;
    }
    return count;
}

/* It is the only error or warning. */
static void
assert_alone(const struct sheets *sheets, enum severity severity, const char *place,
             const char *what)
{
    struct compiled compiled = compile_sheets(sheets);
    assert_tells(&compiled, severity, place, what);
    assert_int_equal(count_told(&compiled, SEVERITY_WARNING), 1);
    compiled_finish(&compiled);
}

static const char two_choices[] = "list_name,name,label\nl,risk,Risk\nl,cost,Cost\n";

static void
every_reference_that_leads_nowhere_is_told(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(
        "type,name,label,relevant\ninteger,age,Age,\ntext,a,A,age > 17 and agge < 99\n"
        "text,b,B,/data/aeg = 1\ntext,c,C,../ages = 1 or true\n");
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 3, column D",
                 "\"age\" is neither");
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 3, column D",
                 "\"agge\" is neither a ${question} nor a text in quotes. Write "
                 "${age}.");
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 4, column D", "Write ${age}.");
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 5, column D",
                 "no question \"/data/ages\"");
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 5, column D", "Write true().");
    compiled_finish(&compiled);
}

static void
references_that_lead_somewhere_are_no_fault(void **state)
{
    (void)state;
    static const char *const surveys[] = {
        "type,name,label,relevant\nbegin_group,g,G,\ntext,a,A,\n"
        "end_group,,,\ntext,b,B,/data/g/a = 'x' and ../g/a != ''\n",
        "type,name,label,repeat_count,calculation\nbegin_repeat,r,R,3,\ntext,a,A,,\n"
        "calculate,c,,,\"concat(../a, position(..), "
        "current()/../a)\"\nend_repeat,,,,\n",
        "type,name,label,calculation\ntext,a,A,\n"
        "calculate,c,,/data/meta/instanceID\n",
    };
    for (size_t i = 0; i < sizeof surveys / sizeof *surveys; i++) {
        struct compiled compiled =
            compile_sheets(&(struct sheets){.survey = surveys[i]});
        assert_tells_nothing(&compiled);
        compiled_finish(&compiled);
    }
}

static void
a_choice_that_is_in_no_list_is_told(void **state)
{
    (void)state;
    static const char *const formulas[] = {
        "\"selected(${q}, 'riks')\"",
        "${q} = 'riks'",
        "'riks' != ${q}",
        "\"1 = 1 and not(selected( ${q} , \"\"riks\"\"))\"",
    };
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        char survey[300];
        snprintf(survey, sizeof survey,
                 "type,name,label,relevant\nselect_multiple l,q,Q,\ntext,a,A,%s\n",
                 formulas[i]);
        assert_alone(&(struct sheets){.survey = survey, .choices = two_choices},
                     SEVERITY_WARNING, "survey, row 3, column D (relevant)",
                     "\"riks\" is not in the list \"l\" of ${q}. Was \"risk\" meant?");
    }
    struct compiled compiled = compile_sheets(&(struct sheets){
        .survey =
            "type,name,label,relevant,constraint\nselect_one l or_other,q,Q,,. != "
            "'cost'\ntext,a,A,${q} = '' or ${q} = 'other' or ${q} = 'risk',\n"
            "text,b,B,${a} = 'riks',\n",
        .choices = two_choices});
    assert_int_equal(count_told(&compiled, SEVERITY_WARNING), 0);
    compiled_finish(&compiled);
}

static void
the_name_of_an_instance_is_an_expression(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label\ntext,a,A\n";
    assert_alone(&(struct sheets){.survey = survey,
                                  .settings = "form_id,instance_name\nf,Town-survey\n"},
                 SEVERITY_ERROR, "settings, row 2, column B", "put words in quotes");
    assert_alone(&(struct sheets){.survey = survey,
                                  .settings = "form_id,instance_name\nf,Town survey\n"},
                 SEVERITY_ERROR, "settings, row 2, column B", "Put words in quotes");
}

static void
a_misspelt_sheet_or_column_is_told_once(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label\ntext,a,A\ntext,b,B\n";
    static const struct csv_file files[] = {
        {"survey.csv", survey, sizeof survey - 1},
        {"Service.csv", "name\n", 5},
    };
    struct compiled compiled = {.err = {ERROR_NONE, ""}};
    struct workbook *workbook = NULL;
    struct buffer xml;
    buffer_init(&xml, 65536);
    assert_true(diagnostics_create(&compiled.diagnostics, NULL));
    assert_true(workbook_read_csv(files, 2, compiled.diagnostics, &workbook, NULL));
    assert_true(xlsform_compile(workbook, &(struct xlsform_options){.name = "f"},
                                compiled.diagnostics, &xml, NULL));
    assert_tells(&compiled, SEVERITY_WARNING, "Service", "was \"services\" meant?");
    workbook_close(workbook);
    buffer_finish(&xml);
    compiled_finish(&compiled);

    assert_alone(&(struct sheets){.survey = "type,name,lable::English (en)\n"
                                            "text,a,A\ntext,b,B\n"},
                 SEVERITY_ERROR, "survey, row 1, column C", "was \"label\" meant?");
    assert_alone(&(struct sheets){.survey = "type,name,label::English (en),"
                                            "lable::Espa\xc3\xb1ol (es)\ntext,a,A,B\n"},
                 SEVERITY_ERROR, "survey, row 1, column D", "was \"label\" meant?");
    assert_alone(&(struct sheets){.survey = "tpye,name,label\ntext,a,A\ntext,b,${a}\n"},
                 SEVERITY_ERROR, "survey, row 1, column A", "was \"type\" meant?");
    assert_alone(&(struct sheets){.survey = "type,nmae,label\ntext,a,A\ntext,b,${a}\n"},
                 SEVERITY_ERROR, "survey, row 1, column B", "was \"name\" meant?");
    assert_alone(&(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n",
                                  .choices = "lst_name,name,label\nl,a,A\nl,b,B\n"},
                 SEVERITY_ERROR, "choices, row 1, column A", "\"list_name\" meant?");
}

static void
what_follows_from_a_fault_is_not_told(void **state)
{
    (void)state;
    assert_alone(&(struct sheets){.survey = "type,name,label\ntext,a,A\ntext,a,B\n"
                                            "note,c,${a}\nnote,d,${a}\n"},
                 SEVERITY_ERROR, "survey, row 3, column B", "used twice");
    assert_alone(&(struct sheets){.survey =
                                      "type,name,label\nbegin_grop,g,G\ntext,a,A\n"
                                      "end_group,,\n"},
                 SEVERITY_ERROR, "survey, row 2, column A", "\"begin_group\" meant?");
    assert_alone(&(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n"
                                            "select_one l,b,B\n"},
                 SEVERITY_ERROR, "survey, row 2, column A", "no sheet \"choices\"");
    assert_alone(&(struct sheets){.survey = "type,name,label\nimage,a,A\n"
                                            "note,b,${a}\n"},
                 SEVERITY_ERROR, "survey, row 2, column A", "takes no pictures");
}

static void
headings_that_stand_further_down_are_told(void **state)
{
    (void)state;
    assert_alone(&(struct sheets){.survey =
                                      "Our survey of 2026,,\n,,\ntype,name,label\n"
                                      "text,a,A\ntext,b,B\n"},
                 SEVERITY_ERROR, "survey, row 3", "have to stand in row 1");
    assert_alone(
        &(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n",
                         .choices = "Our lists\nlist name,name,label\nl,a,A\n"},
        SEVERITY_ERROR, "choices, row 2", "have to stand in row 1");
}

static void
each_missing_label_is_told_at_its_cell(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        .survey = "type,name,label::English (en),label::Espa\xc3\xb1ol (es)\n"
                  "select_one l,a,A,\ntext,b,B,Be\n",
        .choices = "list_name,name,label::English (en),label::Espa\xc3\xb1ol (es)\n"
                   "l,a,A,A\nl,b,B,\n"});
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_NOTE, "survey, row 2, column D", "is missing");
    assert_tells(&compiled, SEVERITY_NOTE, "choices, row 3, column D", "is missing");
    compiled_finish(&compiled);
}

static bool
has_none(void *context, const char *name)
{
    (void)context;
    (void)name;
    return false;
}

static bool
has_upper_case(void *context, const char *name, char *out, size_t size)
{
    (void)context;
    return strcmp(name, "plow.png") == 0 && snprintf(out, size, "Plow.PNG") > 0;
}

static void
a_file_that_differs_in_capital_letters_is_named(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label,media::image\ntext,a,A,plow.png\n";
    const struct csv_file file = {"survey.csv", survey, sizeof survey - 1};
    struct compiled compiled = {.err = {ERROR_NONE, ""}};
    struct workbook *workbook = NULL;
    struct buffer xml;
    buffer_init(&xml, 65536);
    assert_true(diagnostics_create(&compiled.diagnostics, NULL));
    assert_true(workbook_read_csv(&file, 1, compiled.diagnostics, &workbook, NULL));
    assert_false(xlsform_compile(
        workbook,
        &(struct xlsform_options){
            .name = "f", .has_media = has_none, .like_media = has_upper_case},
        compiled.diagnostics, &xml, NULL));
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 2, column D",
                 "Write \"Plow.PNG\"");
    workbook_close(workbook);
    buffer_finish(&xml);
    compiled_finish(&compiled);
}

static void
a_choice_that_stands_twice_names_the_setting(void **state)
{
    (void)state;
    assert_alone(&(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n",
                                  .choices = "list_name,name,label\nl,a,A\nl,a,B\n"},
                 SEVERITY_ERROR, "choices, row 3, column B", "allow_choice_duplicates");
}

static void
a_further_sheet_without_its_key_column_is_told_once(void **state)
{
    (void)state;
    static const struct {
        struct extra_texts extra;
        const char *place, *what;
    } wrong[] = {
        {{.services = "Our services,\nname,label\na,A\nb,B\n"},
         "services, row 2",
         "the headings stand here"},
        {{.stories = "About\n\nservice,title,text\na,b,c\n"},
         "stories, row 3",
         "the headings stand here"},
        {{.events = "code,label\na,A\nb,B\n"},
         "events, row 1",
         "no column \"name\". Write the headings"},
        {{.events = "nam,label\na,A\nb,B\n"},
         "events, row 1, column A",
         "was \"name\" meant?"},
        {{.kiosk_words = "x,y\nnext,Suivant\nback,Retour\n"},
         "kiosk_words, row 1",
         "no column \"name\""},
        {{.kiosk_words = "Words\nname,label\nback,Retour\n"},
         "kiosk_words, row 2",
         "the headings stand here"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct compiled compiled = compile_extra(
            &(struct sheets){.survey = "type,name,label\ntext,a,A\n"}, &wrong[i].extra);
        assert_false(compiled.ok);
        assert_tells(&compiled, SEVERITY_ERROR, wrong[i].place, wrong[i].what);
        assert_int_equal(count_told(&compiled, SEVERITY_ERROR), 1);
        compiled_finish(&compiled);
    }
}

/* Else the id and the language of the form would be lost in silence. */
static void
settings_that_are_not_read_are_told(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label\ntext,a,A\n";
    assert_alone(
        &(struct sheets){.survey = survey,
                         .settings = "Settings,\nform_title,form_id\nTown,town\n"},
        SEVERITY_ERROR, "settings, row 2", "the headings stand here");
    assert_alone(
        &(struct sheets){.survey = survey,
                         .settings = "form_title,form_id\nTown,town\nCity,city\n"},
        SEVERITY_WARNING, "settings, row 3", "row 2 counts. Take this row out.");
}

static void
capital_letters_alone_are_a_likely_slip(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label,relevant\ninteger,age,Age,\n"
                                 "select_one l,b,B,\ntext,c,C,%s\n";
    static const struct {
        const char *relevant, *what;
    } slips[] = {{"${AGE} > 3", "Was ${age} meant?"},
                 {"${b} = 'RISK'", "Was \"risk\" meant?"}};
    for (size_t i = 0; i < 2; i++) {
        char written[200];
        snprintf(written, sizeof written, survey, slips[i].relevant);
        struct compiled compiled =
            compile_sheets(&(struct sheets){.survey = written, .choices = two_choices});
        assert_tells(&compiled, i == 0 ? SEVERITY_ERROR : SEVERITY_WARNING,
                     "survey, row 4, column D", slips[i].what);
        compiled_finish(&compiled);
    }
    assert_alone(&(struct sheets){.survey = "type,name,label\nselect_one L,a,A\n",
                                  .choices = two_choices},
                 SEVERITY_ERROR, "survey, row 2, column A", "Was \"l\" meant?");
}

static void
what_other_programs_write_is_told_in_our_words(void **state)
{
    (void)state;
    static const struct {
        const char *relevant, *what;
    } slips[] = {
        {"${age} == 3", "Write = for equal."},
        {"${age} => 3", "Write >= for"},
        {"${age} <> 3", "Write != for"},
        {"${age} > 3 && ${age} < 9", "Write and."},
        {"${age} > 3 || ${age} < 9", "Write or."},
        {"${age} > 3 AND ${age} < 9", "Write and, in small"},
        {"\"if(${age} > 3; 1; 2)\"", "Put commas"},
        {"\"IF(${age} > 3, 1, 2)\"", "Write if(), in small"},
        {"\"${age} > 1,5\"", "with a point, as in 1.5"},
        {"> 5", "Write a point for the answer"},
        {"$age > 3", "Write ${name} for"},
        {"{age} > 3", "Write ${name} for"},
        {"#{age} > 3", "Write ${name} for"},
        {"(${age} > 3", "Look at brackets"},
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        char written[200];
        snprintf(written, sizeof written,
                 "type,name,label,relevant\ninteger,age,Age,\ntext,b,B,%s\n",
                 slips[i].relevant);
        assert_alone(&(struct sheets){.survey = written}, SEVERITY_ERROR,
                     "survey, row 3, column D", slips[i].what);
    }
}

static void
a_default_that_is_no_value_of_its_type_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *type, *value, *what;
    } defaults[] = {
        {"integer", "abc", "is no number. Write a number"},
        {"decimal", "\"1,5\"", "is no number. Write a number"},
        {"date", "12.05.2026", "is no date. Write year, month and day"},
        {"date", "2026-02-30", "is no date."},
        {"time", "25:99", "is no time. Write hours and minutes"},
        {"integer", "-3", NULL},
        {"decimal", "1.5", NULL},
        {"date", "2026-05-12", NULL},
        {"date", "today()", NULL},
        {"time", "13:30", NULL},
        {"text", "abc", NULL},
    };
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        char survey[200];
        snprintf(survey, sizeof survey, "type,name,label,default\n%s,a,A,%s\n",
                 defaults[i].type, defaults[i].value);
        struct compiled compiled = compile_survey(survey);
        if (defaults[i].what) {
            assert_tells(&compiled, SEVERITY_WARNING, "survey, row 2, column D",
                         defaults[i].what);
        }
        assert_int_equal(count_told(&compiled, SEVERITY_WARNING), !!defaults[i].what);
        compiled_finish(&compiled);
    }
}

/* It needs a name before anything else. */
static void
a_choice_without_a_name_is_told_once(void **state)
{
    (void)state;
    assert_alone(&(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n",
                                  .choices = "list_name,name,label\nl,a,A\nl,,\n"},
                 SEVERITY_ERROR, "choices, row 3, column B", "has no name");
}

static void
a_circle_is_told_at_the_cell_that_closes_it(void **state)
{
    (void)state;
    assert_alone(
        &(struct sheets){
            .survey = "type,name,label,relevant\ntext,a,A,${a} = 'x'\ntext,b,B,\n"},
        SEVERITY_ERROR, "survey, row 2, column D", "goes round in a circle");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_that_leads_nowhere_is_told),
        cmocka_unit_test(references_that_lead_somewhere_are_no_fault),
        cmocka_unit_test(a_choice_that_is_in_no_list_is_told),
        cmocka_unit_test(the_name_of_an_instance_is_an_expression),
        cmocka_unit_test(a_misspelt_sheet_or_column_is_told_once),
        cmocka_unit_test(what_follows_from_a_fault_is_not_told),
        cmocka_unit_test(headings_that_stand_further_down_are_told),
        cmocka_unit_test(each_missing_label_is_told_at_its_cell),
        cmocka_unit_test(a_file_that_differs_in_capital_letters_is_named),
        cmocka_unit_test(a_choice_that_stands_twice_names_the_setting),
        cmocka_unit_test(a_further_sheet_without_its_key_column_is_told_once),
        cmocka_unit_test(settings_that_are_not_read_are_told),
        cmocka_unit_test(capital_letters_alone_are_a_likely_slip),
        cmocka_unit_test(what_other_programs_write_is_told_in_our_words),
        cmocka_unit_test(a_choice_without_a_name_is_told_once),
        cmocka_unit_test(a_circle_is_told_at_the_cell_that_closes_it),
        cmocka_unit_test(a_default_that_is_no_value_of_its_type_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

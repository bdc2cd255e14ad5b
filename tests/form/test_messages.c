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
    for (size_t i = 0; i < diagnostics_count(compiled->diagnostics); i++)
        count += diagnostics_at(compiled->diagnostics, i)->severity >= least;
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

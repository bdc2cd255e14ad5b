#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <string.h>

static struct compiled
compile_alone(const char *survey)
{
    return compile_sheets(&(struct sheets){.survey = survey});
}

/* The only thing that is told, of a workbook that is refused. */
static void
assert_tells_alone(struct compiled *compiled, const char *place, const char *what)
{
    assert_false(compiled->ok);
    assert_int_equal(compiled->err.code, ERROR_INPUT);
    assert_string_equal(compiled->xml, "");
    assert_tells(compiled, SEVERITY_ERROR, place, what);
    assert_int_equal(diagnostics_count(compiled->diagnostics), 1);
    compiled_finish(compiled);
}

static void
an_error_value_in_a_column_of_the_form_stops_it(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_alone("type,name,label,relevant\ntext,a,A,#REF!\n");
    assert_tells_alone(&compiled, "survey, row 2, column D (relevant)", "#REF!");
    compiled = compile_alone("type,name,label,hint\ntext,a,A,#DIV/0!\n");
    assert_tells_alone(&compiled, "survey, row 2, column D (hint)", "#DIV/0!");
    compiled = compile_alone("type,name,label,bind::odk:length\ntext,a,A,#N/A\n");
    assert_tells_alone(&compiled, "survey, row 2, column D", "#N/A");
    compiled = compile_alone("type,name,label\ntext,#NAME?,A\ntext,b,${a}\n");
    assert_tells_alone(&compiled, "survey, row 2, column B (name)", "#NAME?");
    compiled = compile_alone("type,name,label\n#REF!,g,A\ntext,b,B\nend_group,,\n");
    assert_tells_alone(&compiled, "survey, row 2, column A (type)", "#REF!");
    compiled = compile_alone("type,name,label,#REF!\ntext,a,A,x\n");
    assert_tells_alone(&compiled, "survey, row 1, column D", "#REF!");
}

static void
an_error_value_in_the_other_sheets_stops_it_too(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){.survey = "type,name,label\nselect_one l,a,A\n",
                         .choices = "list_name,name,label\nl,a,A\n#REF!,b,B\n"});
    assert_tells_alone(&compiled, "choices, row 3, column A", "#REF!");
    compiled =
        compile_sheets(&(struct sheets){.survey = "type,name,label\ntext,a,A\n",
                                        .settings = "form_id,form_title\nf,#VALUE!\n"});
    assert_tells_alone(&compiled, "settings, row 2, column B", "#VALUE!");
    compiled =
        compile_extra(&(struct sheets){.survey = "type,name,label\ntext,a,A\n"},
                      &(struct extra_texts){.events = "name,label\nfair,#NULL!\n"});
    assert_tells_alone(&compiled, "events, row 2, column B", "#NULL!");
    compiled = compile_sheets(&(struct sheets){
        .survey = "type,name,label,choice_filter\nselect_one l,a,A,size > 2\n",
        .choices = "list_name,name,label,size\nl,a,A,#REF!\nl,b,B,3\n"});
    assert_tells_alone(&compiled, "choices, row 2, column D", "#REF!");
}

static void
an_error_value_that_nothing_reads_is_no_fault(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_alone("type,name,label,remarks,\ntext,a,A,#REF!,#N/A\n");
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled = compile_alone("type,name,label,relevant,disabled\ntext,a,A,,\n"
                             "text,b,B,#REF!,yes\n");
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){
        .survey = "type,name,label\nselect_one l,a,A\n",
        .choices = "list_name,name,label,remarks\nl,a,A,#REF!\nl,b,B,3\n"});
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled = compile_sheets(
        &(struct sheets){.survey = "type,name,label\ntext,a,A\n",
                         .settings = "form_id,sms_keyword\nf,#VALUE!\n,#REF!\n"});
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
a_fault_of_a_whole_sheet_stops_it(void **state)
{
    (void)state;
    struct compiled compiled = compile_alone("type,name,label\ntext,a,\"A\ntext,b,B\n");
    assert_tells_alone(&compiled, "survey, row 2, column C", "never closed");
    compiled = compile_alone("type,name,label\ntext,a,\xe9t\xe9\n");
    assert_tells_alone(&compiled, "survey, row 2, column C", "UTF-8");
    compiled = compile_alone("\xff\xfet\0y\0");
    assert_tells_alone(&compiled, "survey", "UTF-16");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_value_in_a_column_of_the_form_stops_it),
        cmocka_unit_test(an_error_value_in_the_other_sheets_stops_it_too),
        cmocka_unit_test(an_error_value_that_nothing_reads_is_no_fault),
        cmocka_unit_test(a_fault_of_a_whole_sheet_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>
#include <string.h>

struct fault_case {
    const char *survey, *place, *what;
};

static void
assert_each_is_refused(const struct fault_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_survey_is_refused(cases[i].survey, cases[i].place, cases[i].what);
    }
}

static void
assert_each_warns(const struct fault_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct compiled compiled = compile_survey(cases[i].survey);
        assert_true(compiled.ok);
        assert_tells(&compiled, SEVERITY_WARNING, cases[i].place, cases[i].what);
        compiled_finish(&compiled);
    }
}
#define EACH(cases) cases, sizeof cases / sizeof *(cases)

static void
names_have_to_be_good_and_single(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"type,name,label\ntext,,Q\n", "survey, row 2, column B", "has no name"},
        {"type,name,label\ntext,1st,Q\n", "survey, row 2, column B", "is no name"},
        {"type,name,label\ntext,a b,Q\n", "survey, row 2, column B", "is no name"},
        {"type,name,label\ntext,a\u2013b,Q\n", "survey, row 2, column B", "is no name"},
        {"type,name,label\ntext,\u00bfa,Q\n", "survey, row 2, column B", "is no name"},
        {"type,name,label\ntext,a:b,Q\n", "survey, row 2, column B", "is no name"},
        {"type,name,label\ntext,meta,Q\n", "survey, row 2, column B", "form itself"},
        {"type,name,label\nbegin group,g,G\ntext,meta,Q\nend group,,\n",
         "survey, row 3, column B", "form itself"},
        {"type,name,label\ntext,q,Q\ntext,q,Q\n", "survey, row 3, column B",
         "used twice in the same group (row 2)"},
        {"type,name,label,repeat_count\ntext,r_count,Q,\nbegin_repeat,r,R,2\n"
         "text,q,Q,\nend_repeat,,,\n",
         "survey, row 3, column B", "\"r_count\" is used twice"},
        {"type,name,label\n,q,Q\n", "survey, row 2, column A", "has no type"},
        {"type,name,label,repeat_count\nbegin_group,g,G,\nbegin_repeat,r,R,2\ntext,q,Q,"
         "\n"
         "end_repeat,,,\nend_group,,,\nbegin_repeat,r,R,2\ntext,q,Q,\nend_repeat,,,\n",
         "survey, row 7, column B", "two repeats are named \"r\" (row 3)"},
        {"type,name,label,repeat_count\nbegin_repeat,data,R,2\ntext,q,Q,\nend_repeat,,,"
         "\n",
         "survey, row 2, column B", "so is the form"},
    };
    assert_each_is_refused(EACH(cases));
    assert_survey_gives("type,name,label,relevant\ntext,\u00e1rea_1,Q,\n"
                        "text,\u6751,Q,${\u00e1rea_1} = 'x'\n",
                        "<bind nodeset=\"/data/\u6751\" type=\"string\" relevant=\" "
                        "/data/\u00e1rea_1  = 'x'\"/>");
    assert_survey_gives("type,name,label\nbegin group,g,G\ntext,q,Q\nend group,,\n"
                        "text,q,Q\n",
                        "<bind nodeset=\"/data/g/q\"");
    static const struct fault_case warnings[] = {
        {"type,name,label\ntext,q,Q\ntext,Q,Q\n", "survey, row 3, column B",
         "capital letters alone"},
        {"type,name,label,repeat_count\nbegin_repeat,r,,2\ntext,q,Q,\nend_repeat,,,\n",
         "survey, row 2, column C", "the repeat \"r\" has no label"},
    };
    assert_each_warns(EACH(warnings));
}

static void
groups_and_repeats_end_once(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"type,name,label\nbegin_group,g,G\ntext,q,Q\n", "survey, row 2, column A",
         "the group \"g\" is not ended"},
        {"type,name,label,repeat_count\nbegin_repeat,r,G,2\ntext,q,Q,\n",
         "survey, row 2, column A", "the repeat \"r\" is not ended"},
        {"type,name,label\ntext,q,Q\nend_group,,\n", "survey, row 3, column A",
         "no group is open"},
        {"type,name,label\nbegin_group,g,G\ntext,q,Q\nend group,,\nend group,,\n",
         "survey, row 5, column A", "no group is open"},
        {"type,name,label\nbegin_group,g,G\ntext,q,Q\nend repeat,,\n",
         "survey, row 4, column A", "what is open here is the group \"g\" of row 2"},
    };
    assert_each_is_refused(EACH(cases));
}

static void
what_cannot_work_is_refused(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"type,name,label,repeat_count\nbegin_repeat,r,R,2\nend_repeat,,,\ntext,q,Q,\n",
         "survey, row 2, column A", "nothing is in the repeat"},
        {"type,name,label,required\nbegin_group,g,G,yes\ntext,q,Q,\nend_group,,,\n",
         "survey, row 2, column D", "a group cannot be required"},
        {"type,name,label\ntext,q,\n", "survey, row 2, column C", "has no label"},
        {"type,name,hint::Suomi (fi),label::Suomi (fi)\ntext,q,,\n",
         "survey, row 2, column D", "has no label"},
        {"type,name,label,big-image\ntext,q,Q,a.png\n", "survey, row 2, column D",
         "needs an image"},
        {"type,name,label\ncalculate,c,C\ntext,q,Q\n", "survey, row 2",
         "needs an expression"},
        {"type,name,label,appearance\nselect_one towns,q,Q,search('f')\n",
         "survey, row 2, column D", "from another file"},
        {"type,name,label,hint,label::Suomi (fi)\ntext,q,Q,,Hei ${nobody}\n",
         "survey, row 2, column E", "no question named"},
        {"type,name,label,trigger\ntext,a,A,\ntext,q,Q,${a}\n",
         "survey, row 3, column D", "all calculations at once"},
        {"type,name,label,save_to\ntext,a,A,x\n", "survey, row 2, column D",
         "keeps no entities"},
        {"type,name,label,parameters\nselect_one towns,q,Q,randomise=true\n",
         "survey, row 2, column D", "is no parameter of this type"},
        {"type,name,label,parameters\nselect_one towns,q,Q,randomize=perhaps\n",
         "survey, row 2, column D", "neither true nor false"},
        {"type,name,label,parameters\nselect_one towns,q,Q,seed=3\n",
         "survey, row 2, column D", "nothing is to be randomized"},
        {"type,name,label,parameters\nselect_one towns,q,Q,randomize=true seed=x\n",
         "survey, row 2, column D", "is no number for a seed"},
    };
    assert_each_is_refused(EACH(cases));
}

static void
what_is_probably_wrong_is_warned_of(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"type,name,label,choice_filter\ntext,q,Q,1 = 1\n", "survey, row 2, column D",
         "can be filtered"},
        {"type,name,label,repeat_count\ntext,q,Q,3\n", "survey, row 2, column D",
         "only a repeat"},
        {"type,name,label,constraint_message\ntext,q,Q,No\n", "survey, row 2, column D",
         "never shown"},
        {"type,name,label,default\nselect_one towns,q,Q,c\n", "survey, row 2, column D",
         "no choice of the list \"towns\""},
        {"type,name,label,default\nselect_multiple towns,q,Q,a x\n",
         "survey, row 2, column D", "\"x\" is no choice"},
        {"type,name,label\nbegin_group,g,G\nend_group,,\ntext,q,Q\n",
         "survey, row 2, column A", "nothing is in the group"},
        {"type,name,label,video\ntext,q,Q,v.mp4\n", "survey, row 2, column D",
         "shows no videos"},
        {"type,name,label\nnote,n,N\n", "survey", "asks nothing"},
        {"type,name,label,choice_filter\nselect_one services,s,S,weigght > 2\n",
         "survey, row 2, column D", "has no column \"weigght\""},
        {"type,name,label,parameters\ndate,q,Q,\nnote,n,N,a=1\n",
         "survey, row 3, column D", "does nothing here"},
        {"type,name,label,repeat_count,calculation\nselect_multiple towns,t,T,,\n"
         "begin_repeat,r,R,count-selected(${t}),\n"
         "calculate,c,,,\"selected-at(${t}, position(..) - 1)\"\ntext,q,Q,,\n"
         "end_repeat,,,,\n",
         "survey, row 4, column E", "moves to another one"},
        {"type,name,label,repeat_count,relevant\nselect_multiple towns,t,T,,\n"
         "begin_repeat,r,R,count-selected(${t}),\ntext,q,Q,,\"selected-at(${t}, "
         "number(position(..)) - 1) = 'a'\"\nend_repeat,,,,\n",
         "survey, row 4, column E", "moves to another one"},
        {"type,name,label,appearance\ntext,q,Q,likert\n", "survey, row 2, column D",
         "likert belongs to a select_one"},
    };
    assert_each_warns(EACH(cases));
}

static void
choices_have_to_be_good_and_single(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label\nselect_one l,q,Q\nrank l,r,R\n";
    static const struct {
        const char *choices, *place, *what;
        enum severity severity;
    } cases[] = {
        {"list_name,name,label\nl,a,A\nl,a,B\n", "choices, row 3, column B",
         "in the list \"l\" twice (row 2)", SEVERITY_ERROR},
        {"list_name,name,label\nl,a,A\nl,a b,B\n", "choices, row 3, column B",
         "has spaces in it", SEVERITY_ERROR},
        {"list_name,name,label\nl,a,A\nl,,B\n", "choices, row 3, column B",
         "has no name", SEVERITY_ERROR},
        {"list_name,name,label\nl,a,A\nl,b,\n", "choices, row 3, column C",
         "has no label", SEVERITY_WARNING},
        {"list_name,name,label\nl,a,A\nl,b,B\n,c,C\n", "choices, row 4, column A",
         "belongs to no list", SEVERITY_WARNING},
        {"list_name,name,label\nl,a,A\nl,b,B\nm,c,C\n", "choices, row 4",
         "no question uses the list \"m\"", SEVERITY_NOTE},
        {"list_name,name,label,my column\nl,a,A,x\nl,b,B,y\n",
         "choices, row 1, column D", "is left out", SEVERITY_WARNING},
        {"list_name,name,label\nl,a,A\n", "survey, row 3, column A",
         "cannot be put in order", SEVERITY_ERROR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct compiled compiled =
            compile_sheets(&(struct sheets){survey, cases[i].choices, NULL, NULL});
        assert_tells(&compiled, cases[i].severity, cases[i].place, cases[i].what);
        assert_int_equal(compiled.ok, cases[i].severity != SEVERITY_ERROR);
        compiled_finish(&compiled);
    }
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label\nselect_one l,q,Q\n",
                         "list_name,name,label,f\nl,a,A,1\nl,a,B,2\n",
                         "form_id,allow_choice_duplicates\ntest,yes\n", NULL});
    assert_true(compiled.ok);
    compiled_finish(&compiled);
}

static void
all_faults_are_told_at_once(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey("type,name,label,relevant\n"
                                              "image,a,A,\n"
                                              "select_one nolist,b,B,\n"
                                              "text,c,C,${nobody}\n"
                                              "text,c,C,1 +\n"
                                              "begin_group,g,G,\n");
    assert_false(compiled.ok);
    assert_int_equal(diagnostics_errors(compiled.diagnostics), 6);
    assert_string_equal(compiled.err.text, "the workbook has 6 faults to mend");
    compiled_finish(&compiled);
}

static void
a_sheet_with_nearly_the_right_name_is_told(void **state)
{
    (void)state;
    static const struct csv_file files[] = {
        {"survey.csv", "type,name,label\ntext,q,Q\n", 25},
        {"chooices.csv", "list_name,name,label\n", 21},
    };
    struct compiled compiled = {.err = {ERROR_NONE, ""}};
    struct workbook *workbook = NULL;
    struct buffer xml;
    assert_true(diagnostics_create(&compiled.diagnostics, NULL));
    assert_true(workbook_read_csv(files, 2, compiled.diagnostics, &workbook, NULL));
    buffer_init(&xml, 65536);
    compiled.ok = xlsform_compile(workbook, &(struct xlsform_options){.name = "f"},
                                  compiled.diagnostics, &xml, NULL);
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "chooices", "was \"choices\" meant?");
    workbook_close(workbook);
    buffer_finish(&xml);
    compiled_finish(&compiled);
}

static void
groups_too_deep_are_refused(void **state)
{
    (void)state;
    char survey[4096] = "type,name,label\n";
    size_t size = strlen(survey);
    for (int i = 0; i < 40; i++) {
        size += (size_t)snprintf(survey + size, sizeof survey - size,
                                 "begin_group,g%d,G\n", i);
    }
    struct compiled compiled = compile_survey(survey);
    assert_false(compiled.ok);
    assert_int_equal(compiled.err.code, ERROR_INPUT);
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_to_be_good_and_single),
        cmocka_unit_test(groups_and_repeats_end_once),
        cmocka_unit_test(what_cannot_work_is_refused),
        cmocka_unit_test(what_is_probably_wrong_is_warned_of),
        cmocka_unit_test(choices_have_to_be_good_and_single),
        cmocka_unit_test(all_faults_are_told_at_once),
        cmocka_unit_test(a_sheet_with_nearly_the_right_name_is_told),
        cmocka_unit_test(groups_too_deep_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>

static void
a_name_is_the_path_to_its_question(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey("type,name,label,relevant,calculation\n"
                                              "integer,age,Age,,\n"
                                              "begin_group,g,G,,\n"
                                              "text,job,Job,${age} > 17,\n"
                                              "calculate,twice,,,${age}*2\n"
                                              "end_group,,,,\n"
                                              "text,why,Why ${job}?,${job} = 'x',\n");
    assert_form_has(&compiled, "relevant=\" /data/age  &gt; 17\"");
    assert_form_has(&compiled, "calculate=\" /data/age *2\"");
    assert_form_has(&compiled, "relevant=\" /data/g/job  = 'x'\"");
    assert_form_has(&compiled, "<label>Why <output value=\" /data/g/job \"/>?</label>");
    compiled_finish(&compiled);
}

/* A repeat in a repeat, with groups. */
static const char nested[] =
    "type,name,label,repeat_count,calculation,relevant\n"
    "text,top,Top,,,\n"
    "begin_repeat,r,R,2,,${top} = 'y'\n"
    "text,a,A,,,${top} = 'x'\n"
    "calculate,b,,,${a},\n"
    "begin_group,g,G,,,${a} = 'g'\n"
    "calculate,c,,,${a},\n"
    "calculate,d,,,${c},\n"
    "end_group,,,,,\n"
    "calculate,e,,,${c},\n"
    "begin_repeat,s,S,${a},,\n"
    "text,i,I ${a} ${i2},,,\n"
    "calculate,i2,,,concat(${i}),\n"
    "calculate,far,,,${e},\n"
    "end_repeat,,,,,\n"
    "calculate,h,,,sum(${i}),\n"
    "calculate,j,,,count(${s}),\n"
    "end_repeat,,,,,\n"
    "calculate,k,,,sum(${i}),\n"
    "calculate,l,,,\"indexed-repeat(${i}, ${r}, ${m}, ${s}, 2)\",\n"
    "calculate,m,,,1,\n";

static void
in_a_repeat_the_path_stays_in_the_same_instance(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(nested);
    static const char *const binds[] = {
        "<bind nodeset=\"/data/r\" relevant=\" /data/top  = 'y'\"/>",
        "<bind nodeset=\"/data/r/a\" type=\"string\" relevant=\" /data/top  = 'x'\"/>",
        "<bind nodeset=\"/data/r/b\" type=\"string\" calculate=\" ../a \"/>",
        "<bind nodeset=\"/data/r/g\" relevant=\" ../a  = 'g'\"/>",
        "<bind nodeset=\"/data/r/g/c\" type=\"string\" calculate=\" ../../a \"/>",
        "<bind nodeset=\"/data/r/g/d\" type=\"string\" calculate=\" ../c \"/>",
        "<bind nodeset=\"/data/r/e\" type=\"string\" calculate=\" ../g/c \"/>",
        "<bind nodeset=\"/data/r/s/i2\" type=\"string\" calculate=\"concat( ../i )\"/>",
        "<bind nodeset=\"/data/r/s/far\" type=\"string\" calculate=\" ../../e \"/>",
        "<bind nodeset=\"/data/r/h\" type=\"string\" calculate=\"sum( ../s/i )\"/>",
        "<bind nodeset=\"/data/r/j\" type=\"string\" calculate=\"count( ../s )\"/>",
        "<bind nodeset=\"/data/k\" type=\"string\" calculate=\"sum( /data/r/s/i )\"/>",
        "calculate=\"indexed-repeat( /data/r/s/i ,  /data/r ,  /data/m ,  /data/r/s , "
        "2)\"/>",
        "<repeat nodeset=\"/data/r/s\" jr:count=\" ../a \">",
        "<label>I <output value=\" ../../a \"/> <output value=\" ../i2 \"/></label>",
    };
    for (size_t i = 0; i < sizeof binds / sizeof *binds; i++) {
        assert_form_has(&compiled, binds[i]);
    }
    compiled_finish(&compiled);
}

static void
in_a_predicate_the_path_begins_at_the_question(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(
        "type,name,label,repeat_count,calculation,choice_filter\n"
        "begin_repeat,r,R,2,,\n"
        "select_one towns,t,T,,,\n"
        "select_one services,s,S,,,\"selected(town, ${t})\"\n"
        "calculate,w,,,instance('services')/root/item[name = ${s}]/weight + ${t},\n"
        "end_repeat,,,,,\n");
    assert_form_has(
        &compiled,
        "instance('services')/root/item[selected(town,  current()/../t )]\"");
    assert_form_has(&compiled, "calculate=\"instance('services')/root/item[name =  "
                               "current()/../s ]/weight +  ../t \"");
    compiled_finish(&compiled);
}

static void
a_filter_of_columns_functions_and_answers_warns_of_nothing(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(
        "type,name,label,choice_filter\n"
        "select_multiple towns,t,T,\n"
        "rank seven,u,U,\n"
        "select_one services,s,S,\"selected(town, ${t}) and weight > 1 or name = 'lib' "
        "or "
        "count(instance('towns')/root/item[name = 'a']) = count-selected(${t})\"\n");
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
a_name_in_quotes_is_a_path_alone(void **state)
{
    (void)state;
    assert_survey_gives("type,name,label,calculation\nselect_one towns,t,T,\n"
                        "calculate,c,,\"jr:choice-name(${t}, '${t}')\"\n",
                        "calculate=\"jr:choice-name( /data/t , '/data/t')\"");
}

static void
curly_quotes_of_word_processors_become_straight(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,relevant\n"
                       "text,a,\u201cA\u201d,\n"
                       "text,b,\u56fe\u201c\u4e66\u201d,"
                       "${a} = \u2018x\u2019 or ${a} = \u201cy\u201d\n");
    assert_form_has(&compiled,
                    "relevant=\" /data/a  = 'x' or  /data/a  = &quot;y&quot;\"");
    assert_form_has(&compiled, "<label>\"A\"</label>");
    /* They are the marks of Chinese. */
    assert_form_has(&compiled, "<label>\u56fe\u201c\u4e66\u201d</label>");
    compiled_finish(&compiled);
}

static void
words_may_show_what_a_list_says_of_an_answer(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(
        "type,name,label\n"
        "select_one towns,t,T\n"
        "note,n,\"${t} is instance('towns')/root/item[name = ${t}]/label, or "
        "instance(\"\"towns\"\")/root/item[contains('a b]', name)]/label.\"\n"
        "note,m,An instance('towns') for $ {5} and ${t}\n"
        "begin repeat,r,R\n"
        "select_one towns,u,U\n"
        "note,o,instance('towns')/root/item[name = ${u}]/label\n"
        "end repeat,,\n");
    assert_form_has(
        &compiled,
        "<label><output value=\" /data/t \"/> is <output value=\"instance('towns')"
        "/root/item[name =  /data/t ]/label\"/>, or <output value=\"instance("
        "&quot;towns&quot;)/root/item[contains('a b]', name)]/label\"/>.</label>");
    assert_form_has(&compiled, "<label>An instance('towns') for $ {5} and <output ");
    assert_form_has(&compiled,
                    "<label><output value=\"instance('towns')/root/item[name =  "
                    "current()/../u ]/label\"/></label>");
    compiled_finish(&compiled);
}

static void
mistakes_in_a_name_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *expression, *what;
    } wrong[] = {
        {"${agee} > 1", "Was ${age} meant?"},
        {"${nobody} > 1", "no question named \"nobody\""},
        {"${age > 1", "not closed"},
        {"$ {age} > 1", "between $ and {"},
        {"${ age } > 1", "without spaces"},
        {"${} > 1", "holds no name"},
        {"${a b} > 1", "holds no name"},
        {"${last-saved#age} > 1", "never shows one resident what another"},
        {"${twice} > 1", "2 questions are named \"twice\""},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char survey[512];
        snprintf(survey, sizeof survey,
                 "type,name,label,relevant\ninteger,age,Age,\n"
                 "begin_group,g,G,\ntext,twice,T,\nend_group,,,\ntext,twice,T,\n"
                 "text,q,Q,%s\n",
                 wrong[i].expression);
        assert_survey_is_refused(survey, "survey, row 7, column D", wrong[i].what);
    }
    assert_survey_is_refused("type,name,label\ntext,q,Hello ${nobody}\n",
                             "survey, row 2, column C", "no question named");
    assert_survey_is_refused("type,name,label,choice_filter\n"
                             "select_one services,q,Q,weight = ${x}\n",
                             "survey, row 2, column D", "no question named");
    assert_survey_is_refused("type,name,label,repeat_count\nbegin_repeat,r,R,${x}\n"
                             "text,q,Q,\nend_repeat,,,\n",
                             "survey, row 2, column D", "no question named");
    assert_survey_is_refused("type,name,label,constraint,constraint_message\n"
                             "text,q,Q,. = 1,Not ${x}\n",
                             "survey, row 2, column E", "no question named");
}

static void
a_broken_expression_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *column, *expression;
    } broken[] = {
        {"relevant", "${a} >"},         {"relevant", "(${a} = 1"},
        {"relevant", "${a} == 1"},      {"constraint", ". > 1 and"},
        {"calculation", "1 + + * 2"},   {"required", "if(1"},
        {"readonly", "nonsense(${a})"}, {"relevant", "${a} ${a}"},
        {"relevant", "${a} = 'x"},      {"calculation", "pulldata('f' 'b' 'c' 'd')"},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label,%s\ntext,a,A,\ntext,q,Q,%s\n",
                 broken[i].column, broken[i].expression);
        assert_survey_is_refused(survey, "survey, row 3, column D", "cannot be read");
    }
    /* The place is that of the author's own text. */
    assert_survey_is_refused(
        "type,name,label,relevant\ntext,a,A,\ntext,q,Q,${a} = = 2\n",
        "survey, row 3, column D", "character 8");
}

static void
calculations_in_a_circle_are_told_with_their_way(void **state)
{
    (void)state;
    assert_survey_is_refused("type,name,label,calculation\n"
                             "text,q,Q,\n"
                             "calculate,a,,${b} + 1\n"
                             "calculate,b,,${a} + 1\n",
                             "survey, row", "/data/a");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_the_path_to_its_question),
        cmocka_unit_test(in_a_repeat_the_path_stays_in_the_same_instance),
        cmocka_unit_test(in_a_predicate_the_path_begins_at_the_question),
        cmocka_unit_test(a_filter_of_columns_functions_and_answers_warns_of_nothing),
        cmocka_unit_test(a_name_in_quotes_is_a_path_alone),
        cmocka_unit_test(curly_quotes_of_word_processors_become_straight),
        cmocka_unit_test(words_may_show_what_a_list_says_of_an_answer),
        cmocka_unit_test(mistakes_in_a_name_are_told),
        cmocka_unit_test(a_broken_expression_is_told_with_its_place),
        cmocka_unit_test(calculations_in_a_circle_are_told_with_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

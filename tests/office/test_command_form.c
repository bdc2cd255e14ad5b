#include "support_office.h"

#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char form[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' "
    "xmlns:h='http://www.w3.org/1999/xhtml' xmlns:jr='http://openrosa.org/javarosa'>"
    "<h:head><h:title>Town</h:title><model><itext>"
    "<translation lang='English (en)' default='true()'>"
    "<text id='old'><value>Too old.</value></text></translation>"
    "<translation lang='Español (es)'>"
    "<text id='old'><value>Demasiado.</value></text></translation></itext>"
    "<instance><data id='town' version='1'><age/><grown/><likes/><why/>"
    "<person jr:template=''><name/></person></data></instance>"
    "<bind nodeset='/data/age' type='int' required='true()' constraint='. &lt; 120' "
    "jr:constraintMsg=\"jr:itext('old')\"/>"
    "<bind nodeset='/data/grown' type='string' calculate='/data/age &gt;= 18'/>"
    "<bind nodeset='/data/likes' type='string'/>"
    "<bind nodeset='/data/why' type='string' relevant=\"selected(/data/likes, "
    "'parks')\"/>"
    "<bind nodeset='/data/person/name' type='string'/></model></h:head>"
    "<h:body><input ref='/data/age'><label>Age</label></input>"
    "<select ref='/data/likes'><label>Likes</label>"
    "<item><label>Parks</label><value>parks</value></item>"
    "<item><label>Books</label><value>books</value></item></select>"
    "<input ref='/data/why'><label>Why?</label></input>"
    "<group ref='/data/person'><label>Person</label><repeat nodeset='/data/person'>"
    "<input ref='/data/person/name'><label>Name</label></input></repeat></group>"
    "</h:body></h:html>";

static void
write_file(struct office *office, const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", office->folder.path, name);
    struct file_content content = {text, strlen(text), 0644, FILE_REPLACE, false};
    assert_true(file_save(path, &content, NULL));
}

static int
begin(void **state)
{
    int code = bench_begin(state);
    write_file(&((struct bench *)*state)->office, "f.xml", form);
    return code;
}

static void
an_expression_has_a_type_and_a_value(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    static const char *const checked[][2] = {
        {"1 div 4", "number 0.25\n"},   {"concat('a', 'b')", "string ab\n"},
        {"1 > 2", "boolean false\n"},   {"today()", "date 2024-02-29\n"},
        {"/data/age", "node-set 42\n"}, {"number('x')", "number NaN\n"},
    };
    for (size_t i = 0; i < sizeof checked / sizeof *checked; i++) {
        RUN(office, "form", "eval", "f.xml", checked[i][0], "--today", "2024-02-29",
            "--set", "/data/age=42");
        office_expect(office, 0, checked[i][1]);
    }
    RUN(office, "form", "eval", "f.xml", "/data/grown", "--json", "--set", "age=42");
    office_expect(office, 0, "{\"type\":\"node-set\",\"value\":\"true\",\"count\":1}");
}

static void
an_expression_stands_at_a_node_of_a_repeat(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    RUN(office, "form", "eval", "f.xml", "concat(., position(..))", "--at",
        "/data/person[2]/name", "--set", "person[2]/name=Bea", "--set",
        "/data/person[1]/name=Ann");
    office_expect(office, 0, "string Bea2\n");
    RUN(office, "form", "eval", "f.xml", ".", "--at", "/data/person[7]/name");
    office_expect(office, 1, "there is no question /data/person[7]/name");
}

static void
what_cannot_be_evaluated_or_set_is_told(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    RUN(office, "form", "eval", "f.xml", "1 +");
    office_expect(office, 1, "expected a value");
    RUN(office, "form", "eval", "f.xml", "1", "--set", "age");
    office_expect(office, 1, "--set needs PATH=VALUE");
    RUN(office, "form", "eval", "f.xml", "1", "--set", "age=x");
    office_expect(office, 1, "a whole number");
    RUN(office, "form", "eval", "f.xml", "1", "--set", "grown=true");
    office_expect(office, 1, "grown cannot be changed");
    RUN(office, "form", "eval", "f.xml", "1", "--today", "2023-02-29");
    office_expect(office, 1, "is no day");
    RUN(office, "form", "eval", "g.xml", "1");
    office_expect(office, 1, "g.xml: ");
    RUN(office, "form", "eval", "f.xml");
    office_expect(office, 2, "name one form and one expression");
    RUN(office, "form", "sing", "f.xml");
    office_expect(office, 2, "say what to do with the form");
}

static void
answers_give_relevance_faults_and_the_submission(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    write_file(office, "a.json",
               "{\"why\": \"shade\", \"age\": 130, \"likes\": [\"books\", \"parks\"],"
               " \"/data/person[2]/name\": \"Bea\"}");
    RUN(office, "form", "play", "f.xml", "--answers", "a.json", "--json");
    office_expect(office, 0, "\"refused\": []");
    office_expect(office, 0, "\"/data/why\": true");
    office_expect(office, 0, "\"/data/person[2]/name\": true");
    office_expect(office, 0, "\"fault\": \"constraint\"");
    office_expect(office, 0, "\"Español (es)\": \"Demasiado.\"");
    office_expect(office, 0,
                  "<age>130</age><grown>true</grown><likes>parks books</likes>"
                  "<why>shade</why><person><name/></person><person><name>Bea</name>"
                  "</person></data>");
    write_file(office, "a.json", "{\"likes\": null}");
    RUN(office, "form", "play", "f.xml", "--answers", "a.json");
    office_expect(office, 0, "not asked:\n  /data/why\n");
    office_expect(office, 0, "/data/age: required");
    office_expect(office, 0, "<grown>false</grown><likes/></data>");
}

static void
a_list_of_answers_is_followed_strictly(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    write_file(office, "a.json",
               "[[\"why\", \"early\"], [\"likes\", [\"parks\"]], [\"age\", 9], "
               "[\"age\", 10]]");
    RUN(office, "form", "play", "f.xml", "--answers", "a.json");
    office_expect(office, 1, "why: this question is not asked now");
    office_expect(office, 1, "<age>10</age>");
    office_expect(office, 1, "<why/>");
}

static void
answers_that_are_none_are_refused(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    static const char *const refused[][2] = {
        {"{\"age\": {}}", "an answer is a text, a number, null or a list"},
        {"{\"age\": true}", "an answer is a text, a number, null or a list"},
        {"{\"age\": 1e300}", "age"},
        {"{\"likes\": [\"cars\"]}", "choices of its own"},
        {"{\"age\": 1, \"age\": 2}", "line 1"},
        {"[\"age\"]", "answer 1 is no pair"},
        {"7", "line 1"},
        {"{\"age\"", "line 1"},
        {"{\"person[0]/name\": \"x\"}", "person[0]"},
        {"{\"person[99999]/name\": \"x\"}", "person[99999]"},
        {"{\"age\": \"1\\u0000\"}", "line 1"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        write_file(office, "a.json", refused[i][0]);
        RUN(office, "form", "play", "f.xml", "--answers", "a.json");
        office_expect(office, 1, refused[i][1]);
    }
    RUN(office, "form", "play", "f.xml");
    office_expect(office, 2, "--answers is missing");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_expression_has_a_type_and_a_value, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(an_expression_stands_at_a_node_of_a_repeat,
                                        begin, bench_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_evaluated_or_set_is_told, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(
            answers_give_relevance_faults_and_the_submission, begin, bench_end),
        cmocka_unit_test_setup_teardown(a_list_of_answers_is_followed_strictly, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(answers_that_are_none_are_refused, begin,
                                        bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

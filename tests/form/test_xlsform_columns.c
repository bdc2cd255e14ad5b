#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>
#include <string.h>

static void
columns_go_by_many_names(void **state)
{
    (void)state;
    static const struct {
        const char *header, *cell, *form;
    } columns[] = {
        {"relevant", "1 = 1", " relevant=\"1 = 1\""},
        {"Relevance", "1 = 1", " relevant=\"1 = 1\""},
        {"bind::relevant", "1 = 1", " relevant=\"1 = 1\""},
        {"bind:relevant", "1 = 1", " relevant=\"1 = 1\""},
        {"constraint", ". > 1", " constraint=\". &gt; 1\""},
        {"calculate", "1 + 1", " calculate=\"1 + 1\""},
        {"Calculation", "1 + 1", " calculate=\"1 + 1\""},
        {"bind::calculate", "1 + 1", " calculate=\"1 + 1\""},
        {"read_only", "yes", " readonly=\"true()\""},
        {"Read Only", "TRUE", " readonly=\"true()\""},
        {"readonly", "no", " readonly=\"false()\""},
        {"required", "yes", " required=\"true()\""},
        {"REQUIRED", "Yes", " required=\"true()\""},
        {"required", "true()", " required=\"true()\""},
        {"required", "1 = 1", " required=\"1 = 1\""},
        {"skippable", "no", " required=\"true()\""},
        {"required_message", "Please", " jr:requiredMsg=\"Please\""},
        {"required message", "Please", " jr:requiredMsg=\"Please\""},
        {"requiredMsg", "Please", " jr:requiredMsg=\"Please\""},
        {"bind::jr:requiredMsg", "Please", " jr:requiredMsg=\"Please\""},
        {"bind:jr:requiredMsg", "Please", " jr:requiredMsg=\"Please\""},
        {"constraint_message", "No", " jr:constraintMsg=\"No\""},
        {"Constraint  Message", "No", " jr:constraintMsg=\"No\""},
        {"constraining message", "No", " jr:constraintMsg=\"No\""},
        {"jr:constraintMsg", "No", " jr:constraintMsg=\"No\""},
        {"bind::type", "decimal", " type=\"decimal\""},
        {"appearance", "multiline", " appearance=\"multiline\""},
        {"control::appearance", "multiline", " appearance=\"multiline\""},
        {"body::appearance", "multiline", " appearance=\"multiline\""},
        {"hint", "so", "<hint>so</hint>"},
        {"Hint", "so", "<hint>so</hint>"},
        {"guidance_hint", "so", "<value form=\"guidance\">so</value>"},
        {"guidance hint", "so", "<value form=\"guidance\">so</value>"},
        {"image", "a.png", "<value form=\"image\">jr://images/a.png</value>"},
        {"media::image", "a.png", "<value form=\"image\">jr://images/a.png</value>"},
        {"Media:Image", "a.png", "<value form=\"image\">jr://images/a.png</value>"},
        {"media::audio", "a.mp3", "<value form=\"audio\">jr://audio/a.mp3</value>"},
        {"say", "kyoo", "<value form=\"say\">kyoo</value>"},
        {"default", "abc", "<q>abc</q>"},
        {"parameters", "rows=3", "<input ref=\"/data/q\" rows=\"3\">"},
        {"rows", "3", "<input ref=\"/data/q\" rows=\"3\">"},
        {"bind::odk:length", "3", "type=\"string\" odk:length=\"3\"/>"},
        {"bind::mine", "Yes", "type=\"string\" mine=\"true()\"/>"},
        {"bind:mine", "${q}", "type=\"string\" mine=\" /data/q \"/>"},
        {"control::mode", "fast", "<input ref=\"/data/q\" mode=\"fast\">"},
        {"Instance::mode", "\"a \"\"b\"\"\"", "<q mode=\"a &quot;b&quot;\"/>"},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label,%s\ntext,q,Q?,%s\n",
                 columns[i].header, columns[i].cell);
        assert_survey_gives(survey, columns[i].form);
    }
}

static void
the_needed_columns_go_by_old_names_too(void **state)
{
    (void)state;
    assert_survey_gives("command,tag,caption\ntext,q,Q?\n", "<label>Q?</label>");
    assert_survey_gives("Type,Name,Label\ntext,q,Q?\n", "<label>Q?</label>");
    assert_survey_gives("type,name,label,image,big-image\ntext,q,Q,a.png,b.png\n",
                        "<value form=\"big-image\">jr://images/b.png</value>");
    assert_survey_gives("type,value,label\ntext,q,Q?\n", "<input ref=\"/data/q\">");
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label\nselect_one l,q,Q\n",
                         "List Name,Value,Caption\nl,x,X\n", NULL, NULL});
    assert_form_has(&compiled, "<name>x</name>\n            <label>X</label>");
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
settings_go_by_many_names(void **state)
{
    (void)state;
    static const struct {
        const char *settings, *form;
    } cases[] = {
        {"form_title,form_id\nMy form,mine\n", "<h:title>My form</h:title>"},
        {"title,id_string\nMy form,mine\n", "<data id=\"mine\">"},
        {"set form title,set form id\nMy form,mine\n", "<data id=\"mine\">"},
        {"form_id,version\nmine,2026\n", "<data id=\"mine\" version=\"2026\">"},
        {"id_string,form_id\nold,mine\n", "<data id=\"mine\">"},
        {"form_id\n\n\nmine\n", "<data id=\"mine\">"},
        {"form_id\nmine\n", "<h:title>mine</h:title>"},
        {"form_title\nMy form\n", "<data id=\"file_name\">"},
        {"form_id,name\nmine,fruit\n", "<fruit id=\"mine\">"},
        {"form_id,name\nmine,fruit\n", "<bind nodeset=\"/fruit/q\" type=\"string\"/>"},
        {"form_id,name\nmine,fruit\n", "<bind nodeset=\"/fruit/meta/instanceID\""},
        {"style\npages\n", "<h:body class=\"pages\">"},
        {"omit_instanceID,instance_name\nyes,'x'\n",
         "<meta>\n            <instanceName/>\n          </meta>"},
        {"omit_instanceID\nyes\n", "<q/>\n        </data>"},
        {"instance_name\nconcat('a ' ${q})\n", NULL},
        {"instance_name\nstring(${q})\n",
         "<bind nodeset=\"/data/meta/instanceName\" type=\"string\" "
         "calculate=\"string( /data/q )\"/>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct compiled compiled = compile_sheets(&(struct sheets){
            "type,name,label\ntext,q,Q?\n", NULL, cases[i].settings, NULL});
        if (!cases[i].form) {
            assert_tells(&compiled, SEVERITY_ERROR, "settings, row 2, column A",
                         "cannot be read");
        } else {
            assert_form_has(&compiled, cases[i].form);
        }
        compiled_finish(&compiled);
    }
}

static void
settings_for_servers_are_passed_over_with_a_note(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,label\ntext,q,Q?\n", NULL,
        "form_id,public_key,submission_url\nmine,abc,https://example.org\n", NULL});
    assert_tells(&compiled, SEVERITY_NOTE, "settings, row 2, column B", "keys of its");
    assert_tells(&compiled, SEVERITY_NOTE, "settings, row 2, column C", "no network");
    assert_form_lacks(&compiled, "submission");
    compiled_finish(&compiled);
    compiled = compile_sheets(
        &(struct sheets){"type,name,label\ntext,q,Q?\n", NULL,
                         "form_id,public_key,omit_instanceID\nmine,abc,yes\n", NULL});
    assert_tells(&compiled, SEVERITY_ERROR, "settings, row 2, column C",
                 "beside a public_key");
    compiled_finish(&compiled);
}

static void
runs_of_spaces_are_one_on_the_survey_unless_the_settings_keep_them(void **state)
{
    (void)state;
    static const char survey[] = "type,name,label,calculation\n"
                                 "select_one l,q,Which  one?,\n"
                                 "calculate,c,,string-length('a  b')\n";
    static const char choices[] = "list_name,name,label\nl,a  b,A  B\n";
    struct compiled compiled =
        compile_sheets(&(struct sheets){survey, choices, NULL, NULL});
    assert_form_has(&compiled, "string-length('a b')");
    assert_form_has(&compiled, "<label>Which one?</label>");
    assert_form_has(&compiled, "<name>a  b</name>\n            <label>A  B</label>");
    compiled_finish(&compiled);
    compiled = compile_sheets(
        &(struct sheets){survey, choices, "clean_text_values\nno\n", NULL});
    assert_form_has(&compiled, "string-length('a  b')");
    assert_form_has(&compiled, "<label>Which  one?</label>");
    compiled_finish(&compiled);
}

static void
an_attribute_may_have_a_prefix_that_the_settings_explain(void **state)
{
    (void)state;
    static const char survey[] =
        "type,name,label,bind::kb:a,body::kb:b,instance::kb:c,bind::no:d,bind::type\n"
        "select_one l or_other,q,Q?,1,2,3,4,\n";
    static const char choices[] = "list_name,name,label\nl,a,A\n";
    struct compiled compiled = compile_sheets(
        &(struct sheets){survey, choices,
                         "namespaces,attribute::z,attribute::kb:y\n"
                         "\"kb=\"\"https://example.org/kb\"\" odk='x' bad\",26,7\n",
                         NULL});
    assert_form_has(&compiled, " xmlns:kb=\"https://example.org/kb\">");
    assert_form_has(&compiled, "<data id=\"file_name\" z=\"26\" kb:y=\"7\">");
    assert_form_has(&compiled, "<q kb:c=\"3\"/>\n          <q_other/>");
    assert_form_has(&compiled,
                    "<bind nodeset=\"/data/q\" type=\"string\" kb:a=\"1\"/>");
    assert_form_has(&compiled, "<select1 ref=\"/data/q\" kb:b=\"2\">");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column G", "is left out");
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){survey, choices, NULL, NULL});
    assert_form_lacks(&compiled, "kb:");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column D", "is left out");
    compiled_finish(&compiled);
}

static void
the_form_and_its_shapes_are_those_of_other_compilers(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey("type,name,label\ntext,q,Q?\n");
    static const char expected[] = "<?xml version=\"1.0\"?>\n"
                                   "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
                                   "xmlns:ev=\"http://www.w3.org/2001/xml-events\" "
                                   "xmlns:h=\"http://www.w3.org/1999/xhtml\" "
                                   "xmlns:jr=\"http://openrosa.org/javarosa\" "
                                   "xmlns:odk=\"http://www.opendatakit.org/xforms\" "
                                   "xmlns:orx=\"http://openrosa.org/xforms\" "
                                   "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n"
                                   "  <h:head>\n"
                                   "    <h:title>test</h:title>\n"
                                   "    <model odk:xforms-version=\"1.0.0\">\n"
                                   "      <instance>\n"
                                   "        <data id=\"test\">\n"
                                   "          <q/>\n"
                                   "          <meta>\n"
                                   "            <instanceID/>\n"
                                   "          </meta>\n"
                                   "        </data>\n"
                                   "      </instance>\n";
    assert_memory_equal(compiled.xml, expected, sizeof expected - 1);
    assert_form_has(&compiled,
                    "      <bind nodeset=\"/data/q\" type=\"string\"/>\n"
                    "      <bind nodeset=\"/data/meta/instanceID\" type=\"string\" "
                    "readonly=\"true()\" jr:preload=\"uid\"/>\n"
                    "    </model>\n"
                    "  </h:head>\n"
                    "  <h:body>\n"
                    "    <input ref=\"/data/q\">\n"
                    "      <label>Q?</label>\n"
                    "    </input>\n"
                    "  </h:body>\n"
                    "</h:html>\n");
    compiled_finish(&compiled);
}

static void
rows_that_ask_nothing_are_passed_over(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey("type,name,label,disabled,remarks\n"
                                              ",,,,only a remark\n"
                                              "\n"
                                              "text,q,Q?,,\n"
                                              "image,gone,Gone,yes,\n"
                                              "text,here,Here,no,\n"
                                              "note,,Thanks,,\n");
    assert_form_lacks(&compiled, "gone");
    assert_form_has(&compiled, "<q/>\n          <here/>\n");
    assert_form_has(&compiled, "<generated_note_name_7/>");
    compiled_finish(&compiled);
}

static void
columns_nobody_knows_are_told_only_when_they_look_misspelt(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,relevaant,office_remarks\ntext,q,Q?,1,x\n");
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column D",
                 "was \"relevant\" meant?");
    for (size_t i = 0; i < diagnostics_count(compiled.diagnostics); i++) {
        assert_int_not_equal(diagnostics_at(compiled.diagnostics, i)->column, 5);
    }
    compiled_finish(&compiled);
}

static void
two_columns_of_the_same_meaning_are_refused(void **state)
{
    (void)state;
    assert_survey_is_refused("type,name,label,relevant,relevance\ntext,q,Q?,1,1\n",
                             "survey, row 1, column E",
                             "\"relevant\" and \"relevance\" are the same");
    assert_survey_is_refused("type,name,label::English,Label::English\ntext,q,Q?,Q\n",
                             "survey, row 1, column D", "are the same");
}

static void
a_default_that_is_written_out_stands_in_the_instance(void **state)
{
    (void)state;
    static const struct {
        const char *type, *value, *form;
    } fixed[] = {
        {"text", "abc", "<q>abc</q>"},
        {"text", "pay-roll", "<q>pay-roll</q>"},
        {"text", "not_func$", "<q>not_func$</q>"},
        {"text", "https://my-site.com", "<q>https://my-site.com</q>"},
        {"text", "Say: '~!@#$%^&()_", "<q>Say: '~!@#$%^&amp;()_</q>"},
        {"text", "./f-4", "<q>./f-4</q>"},
        {"text", "1-1", "<q>1-1</q>"},
        {"text", "5 -3", "<q>5 -3</q>"},
        {"text", "[a]", "<q>[a]</q>"},
        {"text", "see (x) and (y)", "<q>see (x) and (y)</q>"},
        {"date", "12 - 5 - 2026", "<q>12 - 5 - 2026</q>"},
        {"time", "01:02:55+10:00", "<q>01:02:55+10:00</q>"},
        {"time", "01:02:55-07:00", "<q>01:02:55-07:00</q>"},
        {"date", "-2022-03-14", "<q>-2022-03-14</q>"},
        {"text", "Hello (world)", "<q>Hello (world)</q>"},
        {"text", "1 < 2 & 3", "<q>1 &lt; 2 &amp; 3</q>"},
        {"integer", "-5", "<q>-5</q>"},
        {"decimal", "0.5", "<q>0.5</q>"},
        {"date", "2026-05-12", "<q>2026-05-12</q>"},
        {"time", "10:30:00", "<q>10:30:00</q>"},
        {"select_one towns", "a", "<q>a</q>"},
        {"select_multiple towns", "a b", "<q>a b</q>"},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label,default\n%s,q,Q,%s\n",
                 fixed[i].type, fixed[i].value);
        struct compiled compiled = compile_survey(survey);
        assert_form_has(&compiled, fixed[i].form);
        assert_form_lacks(&compiled, "setvalue");
        compiled_finish(&compiled);
    }
}

static void
a_default_that_is_worked_out_becomes_an_action(void **state)
{
    (void)state;
    static const char *const worked_out[] = {
        "random()", "1 + 2", "7 - 4",       "5 div 5",  "3 mod 3",
        "2 * 3",    "${a}",  "concat('x')", "../a - 1", "1 + int(now())",
        "../a | .", "1+1",   "'x' + 'y'",
    };
    for (size_t i = 0; i < sizeof worked_out / sizeof *worked_out; i++) {
        char survey[256];
        snprintf(survey, sizeof survey,
                 "type,name,label,default\ntext,a,A,\n"
                 "text,q,Q,%s\n",
                 worked_out[i]);
        struct compiled compiled = compile_survey(survey);
        assert_form_has(&compiled, "      <setvalue event=\"odk-instance-first-load\" "
                                   "ref=\"/data/q\" value=\"");
        assert_form_has(&compiled, "<q/>");
        compiled_finish(&compiled);
    }
    struct compiled compiled = compile_survey("type,name,label,default,repeat_count\n"
                                              "begin_repeat,r,R,,2\n"
                                              "integer,a,A,random(),\n"
                                              "begin_repeat,s,S,,2\n"
                                              "integer,b,B,${a},\n"
                                              "end_repeat,,,,\n"
                                              "integer,c,C,12,\n"
                                              "end_repeat,,,,\n");
    assert_form_has(&compiled, "      <setvalue event=\"odk-instance-first-load\" "
                               "ref=\"/data/r/a\" value=\"random()\"/>\n");
    assert_form_has(&compiled, "        <setvalue event=\"odk-new-repeat\" "
                               "ref=\"/data/r/a\" value=\"random()\"/>\n"
                               "      </repeat>");
    assert_form_has(&compiled, "            <setvalue event=\"odk-new-repeat\" "
                               "ref=\"/data/r/s/b\" value=\" ../../a \"/>\n"
                               "          </repeat>");
    assert_form_has(&compiled, "<c>12</c>");
    compiled_finish(&compiled);
}

static void
a_workbook_without_what_a_form_needs_is_refused(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){NULL, "list_name,name,label\nl,a,A\n", NULL, NULL});
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, "", "no sheet \"survey\"");
    compiled_finish(&compiled);
    assert_survey_is_refused("name,label\nq,Q\n", "survey, row 1",
                             "no column \"type\"");
    assert_survey_is_refused("type,name,label\n", "survey", "asks nothing");
    compiled = compile_sheets(&(struct sheets){"type,name,label\nselect_one l,q,Q\n",
                                               "list_name,label\nl,A\n", NULL, NULL});
    assert_tells(&compiled, SEVERITY_ERROR, "choices, row 1", "no column \"name\"");
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_go_by_many_names),
        cmocka_unit_test(the_needed_columns_go_by_old_names_too),
        cmocka_unit_test(settings_go_by_many_names),
        cmocka_unit_test(settings_for_servers_are_passed_over_with_a_note),
        cmocka_unit_test(
            runs_of_spaces_are_one_on_the_survey_unless_the_settings_keep_them),
        cmocka_unit_test(an_attribute_may_have_a_prefix_that_the_settings_explain),
        cmocka_unit_test(the_form_and_its_shapes_are_those_of_other_compilers),
        cmocka_unit_test(rows_that_ask_nothing_are_passed_over),
        cmocka_unit_test(columns_nobody_knows_are_told_only_when_they_look_misspelt),
        cmocka_unit_test(two_columns_of_the_same_meaning_are_refused),
        cmocka_unit_test(a_default_that_is_written_out_stands_in_the_instance),
        cmocka_unit_test(a_default_that_is_worked_out_becomes_an_action),
        cmocka_unit_test(a_workbook_without_what_a_form_needs_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

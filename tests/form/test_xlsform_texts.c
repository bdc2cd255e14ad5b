#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include "townline/form.h"

#include <string.h>

static const char choices_in_two[] =
    "list_name,name,label::English (en),label::Espa\u00f1ol (es),image\n"
    "l,a,Ash,Fresno,ash.svg\n"
    "l,b,Birch,,\n";

static struct compiled
compile_in_two(void)
{
    return compile_sheets(&(struct sheets){
        "type,name,label::English (en),label::Espa\u00f1ol (es),hint::English (en),"
        "say::Espa\u00f1ol (es),constraint,constraint_message::English (en),"
        "constraint_message::Espa\u00f1ol (es),image,guidance_hint::Espa\u00f1ol (es)\n"
        "select_one l,q,Which?,\u00bfCu\u00e1l?,Only one.,\u00bfcu\u00e1l dice?,,,,,\n"
        "integer,n,How many?,-,,,. > 0,Above ${n},M\u00e1s de ${n},n.png,Gu\u00eda\n",
        choices_in_two, "form_id,default_language\ntest,Espa\u00f1ol (es)\n", NULL});
}

static void
every_text_is_in_every_language(void **state)
{
    (void)state;
    struct compiled compiled = compile_in_two();
    assert_form_has(
        &compiled,
        "<translation default=\"true()\" lang=\"Espa\u00f1ol (es)\">\n"
        "          <text id=\"/data/q:label\">\n"
        "            <value>\u00bfCu\u00e1l?</value>\n"
        "            <value form=\"say\">\u00bfcu\u00e1l dice?</value>\n"
        "          </text>\n"
        "          <text id=\"/data/q:hint\">\n"
        "            <value>-</value>\n"
        "          </text>\n"
        "          <text id=\"/data/n:label\">\n"
        "            <value>-</value>\n"
        "            <value form=\"image\">jr://images/n.png</value>\n"
        "          </text>\n"
        "          <text id=\"/data/n:hint\">\n"
        "            <value form=\"guidance\">Gu\u00eda</value>\n"
        "          </text>\n"
        "          <text id=\"/data/n:jr:constraintMsg\">\n"
        "            <value>M\u00e1s de <output value=\" /data/n \"/></value>\n"
        "          </text>\n"
        "          <text id=\"l-0\">\n"
        "            <value>Fresno</value>\n"
        "            <value form=\"image\">jr://images/ash.svg</value>\n"
        "          </text>\n"
        "          <text id=\"l-1\">\n"
        "            <value>-</value>\n"
        "          </text>\n"
        "        </translation>\n"
        "        <translation lang=\"English (en)\">\n");
    assert_form_has(&compiled, "<label ref=\"jr:itext('/data/q:label')\"/>\n"
                               "      <hint ref=\"jr:itext('/data/q:hint')\"/>\n");
    assert_form_has(&compiled, "<item>\n"
                               "            <itextId>l-0</itextId>\n"
                               "            <name>a</name>\n"
                               "          </item>");
    assert_form_has(&compiled, "<label ref=\"jr:itext(itextId)\"/>");
    assert_form_has(&compiled,
                    "jr:constraintMsg=\"jr:itext('/data/n:jr:constraintMsg')\"");
    compiled_finish(&compiled);
}

static void
missing_translations_are_counted_by_language(void **state)
{
    (void)state;
    struct compiled compiled = compile_in_two();
    assert_tells(&compiled, SEVERITY_WARNING, "",
                 "3 texts are not in Espa\u00f1ol (es)");
    compiled_finish(&compiled);
    compiled = compile_sheets(
        &(struct sheets){"type,name,label::English,label::Espa\u00f1ol\ntext,q,Q?,\n",
                         NULL, NULL, NULL});
    assert_tells(&compiled, SEVERITY_NOTE, "", "1 text is not in Espa\u00f1ol");
    compiled_finish(&compiled);
}

static void
a_form_in_one_language_has_its_words_in_place(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,hint,required,required_message\n"
                       "text,q,A < B & \"C\",\"two\nlines\",yes,Say it\n"
                       "text,p,P,,yes,Say ${q}\n");
    assert_form_lacks(&compiled, "/data/q:label");
    assert_form_has(&compiled, "<label>A &lt; B &amp; \"C\"</label>\n"
                               "      <hint>two\nlines</hint>");
    assert_form_has(&compiled, "jr:requiredMsg=\"Say it\"");
    assert_form_has(&compiled, "<text id=\"/data/p:jr:requiredMsg\">\n"
                               "            <value>Say <output value=\" /data/q \"/>");
    compiled_finish(&compiled);
}

static void
one_named_language_makes_an_itext(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,label::English (en)\ntext,q,Q?\n", NULL, NULL, NULL});
    assert_form_has(&compiled,
                    "<translation default=\"true()\" lang=\"English (en)\">");
    compiled_finish(&compiled);
}

static void
words_without_a_language_are_in_the_default_one(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label,label::Suomi (fi)\ntext,q,Q?,K?\n", NULL,
                         "form_id,default_language\ntest,English (en)\n", NULL});
    assert_form_has(&compiled,
                    "<translation default=\"true()\" lang=\"English (en)\">\n"
                    "          <text id=\"/data/q:label\">\n"
                    "            <value>Q?</value>");
    assert_form_has(&compiled, "<translation lang=\"Suomi (fi)\">");
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){
        "type,name,label,label::Suomi (fi)\ntext,q,Q?,K?\n", NULL, NULL, NULL});
    assert_form_has(&compiled, "<translation default=\"true()\" lang=\"default\">");
    compiled_finish(&compiled);
}

static void
words_that_no_column_translates_stand_in_their_place(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label::English (en),hint,label::Suomi (fi)\n"
                         "select_one l,q,Q?,One.,K?\n",
                         "list_name,name,label\nl,a,Ash\nl,b,Birch\n", NULL, NULL});
    assert_form_has(&compiled, "<hint>One.</hint>");
    assert_form_has(&compiled, "<label>Ash</label>");
    assert_form_has(&compiled, "<label ref=\"label\"/>");
    assert_form_has(&compiled,
                    "<itext>\n        <translation default=\"true()\" "
                    "lang=\"English (en)\">"); /* and none for the plain words */
    assert_tells(&compiled, SEVERITY_NOTE, "", "3 texts are not in Suomi (fi)");
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){
        "type,name,label,label::Suomi (fi)\ntext,q,Q?,K?\ntext,p,P?,\n", NULL, NULL,
        NULL});
    assert_form_has(&compiled, "<label>P?</label>");
    assert_tells(&compiled, SEVERITY_NOTE, "", "1 text is not in Suomi (fi)");
    compiled_finish(&compiled);
}

static void
hints_with_and_without_a_language_are_two_languages(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,hint,hint::Fran\u00e7ais (fr)\ntext,q,H,I\n", NULL, NULL, NULL});
    assert_form_has(&compiled, "<translation default=\"true()\" lang=\"default\">\n"
                               "          <text id=\"/data/q:hint\">\n"
                               "            <value>H</value>");
    assert_form_has(&compiled, "<value>I</value>");
    compiled_finish(&compiled);
}

static void
languages_are_written_with_one_colon_too(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,label:English,label:Suomi,bind:jr:constraintMsg:English,constraint\n"
        "text,q,Q?,K?,No,. = 1\n",
        NULL, NULL, NULL});
    assert_form_has(&compiled, "lang=\"Suomi\"");
    assert_form_has(&compiled, "<text id=\"/data/q:jr:constraintMsg\">\n"
                               "            <value>No</value>");
    compiled_finish(&compiled);
}

static void
a_default_language_that_no_column_has_is_told(void **state)
{
    (void)state;
    static const char survey[] =
        "type,name,label::English (en),label::Espa\u00f1ol (es)\ntext,q,Q?,\u00bfQ?\n";
    struct compiled compiled = compile_sheets(
        &(struct sheets){survey, NULL, "form_id,default_language\ntest,es\n", NULL});
    assert_form_has(&compiled, "default=\"true()\" lang=\"Espa\u00f1ol (es)\"");
    assert_tells(&compiled, SEVERITY_WARNING, "settings, row 2, column B",
                 "no column is in the language \"es\"");
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){
        survey, NULL, "form_id,default_language\ntest,Deutsch\n", NULL});
    assert_form_has(&compiled, "default=\"true()\" lang=\"English (en)\"");
    assert_tells(&compiled, SEVERITY_WARNING, "settings, row 2, column B",
                 "the default is \"English (en)\"");
    compiled_finish(&compiled);
}

static void
a_language_written_in_two_ways_is_one(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label::English (en),hint::english(en)\n"
                         "text,q,Q?,H\n",
                         NULL, NULL, NULL});
    assert_form_lacks(&compiled, "english(en)");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column D",
                 "the same language");
    compiled_finish(&compiled);
}

static void
a_language_without_a_code_is_warned_of(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,label::English (en),label::es,label::pt-BR,label::Suomi\n"
        "text,q,Q?,Q,Q,Q\n",
        NULL, NULL, NULL});
    assert_tells(&compiled, SEVERITY_WARNING, "", "\"Suomi\" has no code");
    assert_int_equal(diagnostics_count(compiled.diagnostics), 1);
    compiled_finish(&compiled);
}

static void
a_choice_may_name_an_answer(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(
        &(struct sheets){"type,name,label\ntext,q,Q?\nselect_one l,s,S\n",
                         "list_name,name,label\nl,a,Not ${q}\nl,b,B\n", NULL, NULL});
    assert_form_has(&compiled, "<text id=\"l-0\">\n            <value>Not <output "
                               "value=\" /data/q \"/></value>");
    assert_form_has(&compiled, "<itextId>l-1</itextId>");
    compiled_finish(&compiled);
    compiled = compile_sheets(&(struct sheets){"type,name,label\nselect_one l,s,S\n",
                                               "list_name,name,label\nl,a,Not ${q}\n",
                                               NULL, NULL});
    assert_tells(&compiled, SEVERITY_ERROR, "choices, row 2, column C", "no question");
    compiled_finish(&compiled);
}

static bool
has_only_ash(void *context, const char *name)
{
    (void)context;
    return strcmp(name, "ash.svg") == 0;
}

static void
media_that_the_pack_will_not_have_is_told(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_sheets(&(struct sheets){"type,name,label,image,audio\n"
                                        "text,a,A,ash.svg,\n"
                                        "text,b,B,birch.svg,\n"
                                        "text,c,C,,../up.mp3\n",
                                        NULL, NULL, has_only_ash});
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 3, column D",
                 "no file \"birch.svg\"");
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 4, column E",
                 "is no name of a file");
    assert_int_equal(diagnostics_errors(compiled.diagnostics), 2);
    compiled_finish(&compiled);
}

static void
the_engine_says_what_the_workbook_says(void **state)
{
    (void)state;
    struct compiled compiled = compile_in_two();
    struct form *form = NULL;
    assert_true(compiled.ok);
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    assert_int_equal(form_language_count(form), 2);
    assert_string_equal(form_language(form, 0)->code, "es");
    size_t language = 9;
    assert_string_equal(form_text(form, 0, "/data/q:label", TEXT_SAY, &language),
                        "\u00bfcu\u00e1l dice?");
    assert_string_equal(form_text(form, 0, "l-0", TEXT_IMAGE, NULL), "ash.svg");
    assert_string_equal(form_text(form, 1, "l-1", TEXT_SHOWN, &language), "Birch");
    assert_int_equal(language, 1);
    form_close(form);
    compiled_finish(&compiled);
}

/* As other compilers call a plain column: never a second language of no name. */
static void
a_column_in_the_language_default_is_a_plain_one(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_sheets(&(struct sheets){.survey = "type,name,label::default\n"
                                                  "text,q,Why?\n"});
    assert_true(compiled.ok);
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
    compiled =
        compile_sheets(&(struct sheets){.survey = "type,name,label,label::default\n"
                                                  "text,q,Why?,Where?\n"});
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, "survey, row 1, column D", "are the same");
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_is_in_every_language),
        cmocka_unit_test(missing_translations_are_counted_by_language),
        cmocka_unit_test(a_form_in_one_language_has_its_words_in_place),
        cmocka_unit_test(one_named_language_makes_an_itext),
        cmocka_unit_test(words_without_a_language_are_in_the_default_one),
        cmocka_unit_test(words_that_no_column_translates_stand_in_their_place),
        cmocka_unit_test(hints_with_and_without_a_language_are_two_languages),
        cmocka_unit_test(languages_are_written_with_one_colon_too),
        cmocka_unit_test(a_default_language_that_no_column_has_is_told),
        cmocka_unit_test(a_language_written_in_two_ways_is_one),
        cmocka_unit_test(a_language_without_a_code_is_warned_of),
        cmocka_unit_test(a_column_in_the_language_default_is_a_plain_one),
        cmocka_unit_test(a_choice_may_name_an_answer),
        cmocka_unit_test(media_that_the_pack_will_not_have_is_told),
        cmocka_unit_test(the_engine_says_what_the_workbook_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

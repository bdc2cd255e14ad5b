#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

#define ONE_QUESTION .instance = "<q/>", .body = "<input ref='/data/q'/>"

static void
refused_xml(const char *xml, const char *expected)
{
    struct form *form = NULL;
    struct error err = {0};
    assert_false(form_load(xml, strlen(xml), &form, &err));
    assert_null(form);
    if (!strstr(err.text, expected)) {
        fail_msg("\"%s\" is not in \"%s\"", expected, err.text);
    }
}

static void
what_is_no_xform_is_refused(void **state)
{
    (void)state;
    refused_xml("", "line 1");
    refused_xml("hello", "line 1");
    refused_xml("<html/>", "this is not an ODK XForm");
    refused_xml("<html><head><model/></head><body/></html>", "no <instance>");
    refused_xml("<html><head><model><instance/></model></head><body/></html>",
                "asks nothing");
    refused_xml("<html><head><model><instance><data/></instance></model></head><body/>"
                "</html>",
                "no id");
}

static void
document_types_and_entities_are_refused(void **state)
{
    (void)state;
    refused_xml("<!DOCTYPE html><html/>", "document type");
    refused_xml("<!DOCTYPE a [<!ENTITY x \"yy\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
                "document type");
    refused_xml("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type");
    refused_xml("<a>&unknown;</a>", "line 1");
}

static void
a_form_nested_or_repeated_beyond_the_limits_is_refused(void **state)
{
    (void)state;
    char *xml = calloc(1, 2000000);
    assert_non_null(xml);
    for (size_t i = 0; i < 100; i++) {
        strcpy(xml + 3 * i, "<a>");
    }
    refused_xml(xml, "nested too deeply");
    strcpy(xml, "<a>");
    for (size_t i = 0; i < 260000; i++) {
        strcpy(xml + 3 + 4 * i, "<b/>");
    }
    refused_xml(xml, "too many parts");
    free(xml);
    char *questions = calloc(1, 100000);
    assert_non_null(questions);
    for (size_t i = 0; i < 5000; i++) {
        sprintf(questions + strlen(questions), "<q%zu/>", i);
    }
    struct parts many = {.instance = questions};
    assert_refused(&many, "more than 4000 questions");
    free(questions);
    struct form *form = NULL;
    struct error err = {0};
    assert_false(form_load("", FORM_MAX_BYTES + 1, &form, &err));
    assert_int_equal(err.code, ERROR_FULL);
}

static void
what_a_kiosk_cannot_ask_is_refused_by_name_and_line(void **state)
{
    (void)state;
    static const struct {
        struct parts parts;
        const char *says;
    } wrong[] = {
        {{.instance = "<q/>", .body = "<upload ref='/data/q' mediatype='image/*'/>"},
         "<upload>: a kiosk takes no pictures"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' type='geopoint'/>"},
         "\"geopoint\", which a kiosk cannot ask"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' type='binary'/>"}, "binary"},
        {{ONE_QUESTION, .lists = "<instance id='f' src='jr://file-csv/f.csv'/>"},
         "lies in a file outside of the form"},
        {{ONE_QUESTION, .lists = "<instance id='townline'><root><county><name>A</name>"
                                 "</county><county/></root></instance>"},
         "more than one county"},
        {{ONE_QUESTION, .lists = "<instance id='townline'><root><county><logo>../a.svg"
                                 "</logo></county></root></instance>"},
         "../a.svg"},
        {{ONE_QUESTION, .binds = "<setvalue event='odk-instance-first-load'/>"},
         "<setvalue>: it does not say which question"},
        {{ONE_QUESTION, .binds = "<setvalue event='xforms-value-changed' "
                                 "ref='/data/q' value='1'/>"},
         "the column trigger"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' type='dateTime'/>"},
         "cannot be typed in"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/nothing'/>"},
         "there is no question /data/nothing"},
        {{.instance = "<q/>", .body = "<input ref='/data/p'/>"},
         "there is no question /data/p"},
        {{.instance = "<q/>", .body = "<input ref='/data/q'/><input ref='/data/q'/>"},
         "asked twice"},
        {{.instance = "<q/><q/>", .body = "<input ref='/data/q'/>"}, "there twice"},
        {{.instance = "<q/>", .body = "<select1 ref='/data/q'/>"}, "has no choices"},
        {{.instance = "<q/>",
          .body = "<select ref='/data/q'><item><label>A</label><value>a b</value>"
                  "</item></select>"},
         "has spaces in it"},
        {{.instance = "<q/>",
          .body = "<select1 ref='/data/q'><item><value>a</value></item>"
                  "<item><value>a</value></item></select1>"},
         "\"a\" is there twice"},
        {{.instance = "<q/>",
          .body = "<select1 ref='/data/q'><itemset nodeset='/data/q'>"
                  "<value ref='name'/></itemset></select1>"},
         "choices have to come from a list"},
        {{.instance = "<q/>",
          .body =
              "<select1 ref='/data/q'><itemset nodeset=\"instance('no')/root/item\">"
              "<value ref='name'/></itemset></select1>"},
         "choices have to come from a list"},
        {{.instance = "<q/>",
          .body = "<input ref='/data/q'><label ref=\"jr:itext('no')\"/></input>"},
         "there is no text \"no\""},
        {{.instance = "<q/>", .body = "<range ref='/data/q' start='1' end='x'/>"},
         "is no number"},
        {{.instance = "<q/>",
          .body = "<range ref='/data/q' start='5' end='5' step='1'/>"},
         "at least one step"},
        {{.instance = "<g><a/></g>",
          .body = "<group ref='/data/g' appearance='townline-map'>"
                  "<input ref='/data/g/a'/></group>"},
         "exactly two questions"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' constraint='. &lt; '/>"},
         "constraint of /data/q: at the end: expected a value"},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' relevant='/data/z = 1'/>"},
         "/data/q: there is no question \"z\""},
        {{ONE_QUESTION, .binds = "<bind nodeset='/data/q' required='../z = 1'/>"},
         "there is no question \"z\""},
        {{ONE_QUESTION,
          .binds = "<bind nodeset='/data/q' constraint=\"instance('z')/a = 1\"/>"},
         "there is no list \"z\""},
        {{ONE_QUESTION, .itext =
                            "<translation lang='en'><text id='a'>"
                            "<value form='video'>a.mp4</value></text></translation>"},
         "\"video\" cannot be shown"},
        {{ONE_QUESTION, .itext =
                            "<translation lang='en'><text id='a'>"
                            "<value form='image'>jr://images/../../key</value></text>"
                            "</translation>"},
         "no name of a file in the media folder"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_refused(&wrong[i].parts, wrong[i].says);
    }
}

static void
circles_are_refused_with_their_path(void **state)
{
    (void)state;
    static const char body[] = "<input ref='/data/a'/><input ref='/data/b'/>"
                               "<input ref='/data/g/c'/>";
    static const struct {
        const char *binds, *says;
    } circles[] = {
        {"<bind nodeset='/data/a' calculate='/data/b + 1'/>"
         "<bind nodeset='/data/b' calculate='../g/c'/>"
         "<bind nodeset='/data/g/c' calculate='/data/a'/>",
         "/data/a depends on /data/b depends on /data/g/c depends on /data/a"},
        {"<bind nodeset='/data/a' calculate='/data/a + 1'/>",
         "/data/a depends on /data/a"},
        {"<bind nodeset='/data/a' calculate='. + 1'/>", "/data/a depends on /data/a"},
        {"<bind nodeset='/data/a' relevant='. = 1'/>", "/data/a depends on /data/a"},
        {"<bind nodeset='/data/a' relevant='/data/a = 1'/>",
         "/data/a depends on /data/a"},
        {"<bind nodeset='/data/a' relevant='position(.) = 1'/>", NULL},
        {"<bind nodeset='/data/a' constraint='. = 1' required='. = 1'/>", NULL},
        {"<bind nodeset='/data/g' relevant='/data/g/c = 1'/>",
         "/data/g depends on /data/g"},
        {"<bind nodeset='/data/a' relevant='/data/b = 1'/>"
         "<bind nodeset='/data/b' relevant='/data/a = 1'/>",
         "depends on /data/"},
        {"<bind nodeset='/data/a' calculate='count(//c[. = /data/a])'/>",
         "/data/a depends on /data/a"},
        {"<bind nodeset='/data/a' calculate=\"if(. = '', 1, .)\"/>", NULL},
    };
    for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
        struct parts parts = {
            .instance = "<a/><b/><g><c/></g>", .binds = circles[i].binds, .body = body};
        if (circles[i].says) {
            assert_refused(&parts, circles[i].says);
        } else {
            form_close(load_parts(&parts));
        }
    }
}

static void
a_form_whose_expressions_read_everything_is_refused_in_time(void **state)
{
    (void)state;
    char *instance = calloc(1, 100000), *binds = calloc(1, 100000);
    assert_non_null(instance);
    assert_non_null(binds);
    for (size_t i = 0; i < 3000; i++) {
        sprintf(instance + strlen(instance), "<q%zu/>", i);
    }
    strcpy(binds, "<bind nodeset='/data/q1' constraint='/");
    for (size_t i = 0; i < 3000; i++) {
        strcat(binds, "/*/..");
    }
    strcat(binds, "'/>");
    struct parts parts = {.instance = instance, .binds = binds};
    assert_refused(&parts, "reads too many questions");
    free(instance);
    free(binds);
}

static void
a_missing_translation_falls_back_to_the_default_language(void **state)
{
    (void)state;
    struct parts parts = {
        ONE_QUESTION,
        .itext =
            "<translation lang='Español (es)'>"
            "<text id='both'><value>dos</value></text>"
            "<text id='dash'><value>-</value></text>"
            "<text id='said'><value>di</value><value form='say'>diga</value></text>"
            "</translation>"
            "<translation lang='العربية (ar)'/>"
            "<translation lang='English (en)' default='true()'>"
            "<text id='both'><value>two</value>"
            "<value form='say'>the two</value>"
            "<value form='image'>jr://images/two.png</value></text>"
            "<text id='dash'><value>three</value></text>"
            "<text id='only'><value> one <output value='1 + 1'/> two </value></text>"
            "</translation>",
    };
    struct form *form = load_parts(&parts);
    assert_int_equal(form_language_count(form), 3);
    assert_string_equal(form_language(form, 0)->name, "English (en)");
    assert_string_equal(form_language(form, 1)->code, "es");
    assert_true(form_language(form, 2)->right_to_left);
    assert_false(form_language(form, 1)->right_to_left);
    size_t in = 9;
    assert_string_equal(form_text(form, 1, "both", TEXT_SHOWN, &in), "dos");
    assert_int_equal(in, 1);
    assert_string_equal(form_text(form, 1, "dash", TEXT_SHOWN, &in), "three");
    assert_int_equal(in, 0);
    /* Spoken Spanish is what is shown in Spanish, not the English that is spoken. */
    assert_string_equal(form_text(form, 1, "both", TEXT_SAY, &in), "dos");
    assert_int_equal(in, 1);
    assert_string_equal(form_text(form, 0, "both", TEXT_SAY, &in), "the two");
    assert_string_equal(form_text(form, 1, "said", TEXT_SAY, &in), "diga");
    assert_string_equal(form_text(form, 1, "both", TEXT_IMAGE, &in), "two.png");
    assert_string_equal(form_text(form, 2, "only", TEXT_SHOWN, &in), "one  two");
    assert_null(form_text(form, 0, "both", TEXT_AUDIO, &in));
    assert_null(form_text(form, 0, "nothing", TEXT_SHOWN, &in));
    form_close(form);
}

static void
the_body_is_a_tree_in_document_order(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<a/><n/><g><b/><c/></g><d/><e/><f/><h/><i/>",
        .binds = "<bind nodeset='/data/n' readonly='true()'/>"
                 "<bind nodeset='/data/d' type='xsd:int'/>"
                 "<bind nodeset='/data/e' type='decimal'/>"
                 "<bind nodeset='/data/f' type='date'/>"
                 "<bind nodeset='/data/h' type='time'/>",
        .body = "<input ref='/data/a'/><input ref='/data/n'><label>Read</label></input>"
                "<group ref='/data/g' appearance='field-list w1'><label>G</label>"
                "<range ref='/data/g/b' start='0' end='1' step='0.25'/>"
                "<odk:rank ref='/data/g/c'><item><value>x</value></item>"
                "<item><value>y</value></item></odk:rank></group>"
                "<input ref='/data/d'/><input ref='/data/e'/><input ref='/data/f'/>"
                "<input ref='/data/h'/><trigger ref='/data/i'/>",
    };
    static const struct {
        enum control_kind kind;
        int parent, question;
    } expected[] = {
        {CONTROL_GROUP, -1, -1}, {CONTROL_TEXT, 0, 0},        {CONTROL_NOTE, 0, -1},
        {CONTROL_GROUP, 0, -1},  {CONTROL_RANGE, 3, 1},       {CONTROL_RANK, 3, 2},
        {CONTROL_INTEGER, 0, 3}, {CONTROL_DECIMAL, 0, 4},     {CONTROL_DATE, 0, 5},
        {CONTROL_TIME, 0, 6},    {CONTROL_ACKNOWLEDGE, 0, 7},
    };
    struct form *form = load_parts(&parts);
    assert_int_equal(form_control_count(form), sizeof expected / sizeof *expected);
    for (size_t i = 0; i < form_control_count(form); i++) {
        assert_int_equal(form_control(form, i)->kind, expected[i].kind);
        assert_int_equal(form_control(form, i)->parent, expected[i].parent);
        assert_int_equal(form_control(form, i)->question, expected[i].question);
    }
    assert_true(control_has_appearance(form_control(form, 3), "field-list"));
    assert_true(control_has_appearance(form_control(form, 3), "w1"));
    assert_false(control_has_appearance(form_control(form, 3), "field"));
    assert_false(control_has_appearance(form_control(form, 3), ""));
    const struct question *range = &form_descriptor(form)->questions[1];
    assert_int_equal(range->range_decimals, 2);
    assert_int_equal(range->range_max, 100);
    assert_int_equal(range->range_step, 25);
    form_close(form);
}

static void
hidden_values_are_described_and_metadata_is_not(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<q/><hidden>x</hidden><sum/><start/><today/><device/><unbound/>"
                    "<note/><meta><instanceID/><name/></meta>",
        .binds = "<bind nodeset='/data/hidden' type='string'/>"
                 "<bind nodeset='/data/sum' type='int' calculate='1 + 1'/>"
                 "<bind nodeset='/data/start' type='dateTime' jr:preload='timestamp' "
                 "jr:preloadParams='start'/>"
                 "<bind nodeset='/data/today' type='date' jr:preload='date' "
                 "jr:preloadParams='today'/>"
                 "<bind nodeset='/data/device' jr:preload='property' "
                 "jr:preloadParams='deviceid'/>"
                 "<bind nodeset='/data/note' readonly='true()'/>"
                 "<bind nodeset='/data/meta/name' calculate='/data/q'/>",
        .body = "<input ref='/data/q'/><input ref='/data/note'/>",
    };
    struct form *form = load_parts(&parts);
    const struct descriptor *descriptor = form_descriptor(form);
    assert_int_equal(descriptor->question_count, 3);
    assert_string_equal(descriptor->questions[1].path, "hidden");
    assert_int_equal(descriptor->questions[1].type, QUESTION_STRING);
    assert_string_equal(descriptor->questions[2].path, "sum");
    assert_int_equal(descriptor->questions[2].type, QUESTION_INTEGER);
    struct instance *instance = open_instance(form);
    assert_string_equal(evaluated(instance, "/data", "start"),
                        "2026-05-12T12:00:00.000");
    assert_string_equal(evaluated(instance, "/data", "today"), "2026-05-12");
    assert_string_equal(evaluated(instance, "/data", "device"), "");
    instance_destroy(instance);
    form_close(form);
}

static void
a_repeat_is_keyed_only_when_it_counts_the_services(void **state)
{
    (void)state;
    static const char lists[] =
        "<instance id='s'><root><item><name>a</name></item><item><name>b</name></item>"
        "</root></instance><instance id='other'><root><item/><item/></root></instance>";
    static const struct {
        const char *count, *binds;
        bool keyed;
    } counts[] = {
        {"count(instance(\"s\")/root/item)", "", true},
        {"2", "", true},
        {"/data/n",
         "<bind nodeset='/data/n' calculate=\"count(instance('s')/root/item)\"/>",
         true},
        {"3", "", false},
        {"count(instance(\"other\")/root/item)", "", false},
        {"count(instance(\"s\")/root/item[name = \"a\"])", "", false},
        {"count-selected(/data/s)", "", false},
        {"/data/n", "<bind nodeset='/data/n' calculate='1 + 1'/>", false},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        char body[1000];
        snprintf(body, sizeof body,
                 "<select ref='/data/s' appearance='townline-services'>"
                 "<itemset nodeset=\"randomize(instance('s')/root/item)\">"
                 "<value ref='name'/></itemset></select>"
                 "<group ref='/data/r'><repeat nodeset='/data/r' jr:count='%s'>"
                 "<input ref='/data/r/q'/></repeat></group>",
                 counts[i].count);
        struct parts parts = {.instance = "<s/><n/><r><q/></r>",
                              .lists = lists,
                              .binds = counts[i].binds,
                              .body = body};
        struct form *form = load_parts(&parts);
        const struct repeat *repeat = &form_descriptor(form)->repeats[0];
        assert_int_equal(repeat->key_count, counts[i].keyed ? 2 : 0);
        size_t found = 0;
        for (size_t j = 0; j < form_control_count(form); j++) {
            found += form_control(form, j)->is_services;
        }
        assert_int_equal(found, counts[i].keyed ? 1 : 0);
        form_close(form);
    }
}

static void
what_only_says_the_service_of_a_block_is_no_answer(void **state)
{
    (void)state;
    struct parts parts = {
        .instance = "<s/><r><key/><called/><both/><q/></r>",
        .lists = "<instance id='s'><root><item><name>a</name></item></root></instance>",
        .binds =
            "<bind nodeset='/data/r/key' calculate=\"instance('s')/root/item[position()"
            " = position(current()/..)]/name\"/>"
            "<bind nodeset='/data/r/called'"
            " calculate=\"jr:choice-name(../key, '/data/s')\"/>"
            "<bind nodeset='/data/r/both' calculate=\"concat(../key, ../q)\"/>",
        .body = "<select ref='/data/s' appearance='townline-services'>"
                "<itemset nodeset=\"instance('s')/root/item\"><value ref='name'/>"
                "</itemset></select><group ref='/data/r'>"
                "<repeat nodeset='/data/r' jr:count='1'><input ref='/data/r/q'/>"
                "</repeat></group>",
    };
    struct form *form = load_parts(&parts);
    const struct descriptor *descriptor = form_descriptor(form);
    assert_int_equal(descriptor->question_count, 3);
    assert_string_equal(descriptor->questions[1].path, "r/both");
    assert_string_equal(descriptor->questions[2].path, "r/q");
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_xform_is_refused),
        cmocka_unit_test(document_types_and_entities_are_refused),
        cmocka_unit_test(a_form_nested_or_repeated_beyond_the_limits_is_refused),
        cmocka_unit_test(what_a_kiosk_cannot_ask_is_refused_by_name_and_line),
        cmocka_unit_test(circles_are_refused_with_their_path),
        cmocka_unit_test(a_form_whose_expressions_read_everything_is_refused_in_time),
        cmocka_unit_test(a_missing_translation_falls_back_to_the_default_language),
        cmocka_unit_test(the_body_is_a_tree_in_document_order),
        cmocka_unit_test(hidden_values_are_described_and_metadata_is_not),
        cmocka_unit_test(a_repeat_is_keyed_only_when_it_counts_the_services),
        cmocka_unit_test(what_only_says_the_service_of_a_block_is_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

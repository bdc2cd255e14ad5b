#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>
#include <string.h>

struct type_case {
    const char *type, *bind, *control;
};

/* NULL: it has no control. */
static const struct type_case types[] = {
    {"text", "type=\"string\"", "<input ref=\"/data/q\">"},
    {"string", "type=\"string\"", "<input ref=\"/data/q\">"},
    {"TEXT", "type=\"string\"", "<input ref=\"/data/q\">"},
    {"q string", "type=\"string\"", "<input ref=\"/data/q\">"},
    {"add text prompt", "type=\"string\"", "<input ref=\"/data/q\">"},
    {"integer", "type=\"int\"", "<input ref=\"/data/q\">"},
    {"int", "type=\"int\"", "<input ref=\"/data/q\">"},
    {"decimal", "type=\"decimal\"", "<input ref=\"/data/q\">"},
    {"date", "type=\"date\"", "<input ref=\"/data/q\">"},
    {"time", "type=\"time\"", "<input ref=\"/data/q\">"},
    {"note", "type=\"string\" readonly=\"true()\"", "<input ref=\"/data/q\">"},
    {"acknowledge", "type=\"string\"", "<trigger ref=\"/data/q\">"},
    {"trigger", "type=\"string\"", "<trigger ref=\"/data/q\">"},
    {"range", "type=\"int\"",
     "<range ref=\"/data/q\" start=\"1\" end=\"10\" step=\"1\">"},
    {"select_one towns", "type=\"string\"", "<select1 ref=\"/data/q\">"},
    {"select one towns", "type=\"string\"", "<select1 ref=\"/data/q\">"},
    {"Select_One towns", "type=\"string\"", "<select1 ref=\"/data/q\">"},
    {"select1 towns", "type=\"string\"", "<select1 ref=\"/data/q\">"},
    {"select one from towns", "type=\"string\"", "<select1 ref=\"/data/q\">"},
    {"add select one prompt using towns", "type=\"string\"",
     "<select1 ref=\"/data/q\">"},
    {"select_multiple towns", "type=\"string\"", "<select ref=\"/data/q\">"},
    {"select multiple towns", "type=\"string\"", "<select ref=\"/data/q\">"},
    {"select all that apply from towns", "type=\"string\"", "<select ref=\"/data/q\">"},
    {"select all that apply towns", "type=\"string\"", "<select ref=\"/data/q\">"},
    {"add select multiple prompt using towns", "type=\"string\"",
     "<select ref=\"/data/q\">"},
    {"rank towns", "type=\"odk:rank\"", "<odk:rank ref=\"/data/q\">"},
    {"hidden", "type=\"string\"", NULL},
    {"start", "type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"",
     NULL},
    {"end", "type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"end\"",
     NULL},
    {"today", "type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"", NULL},
    {"get today", "type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"", NULL},
    {"percentage", "type=\"int\" constraint=\"0 &lt;= . and . &lt;= 100\"",
     "<input ref=\"/data/q\">"},
};

static void
every_type_has_its_bind_and_its_control(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char survey[256], bind[256];
        snprintf(survey, sizeof survey, "type,name,label\n%s,q,Q?\ntext,z,Z\n",
                 types[i].type);
        snprintf(bind, sizeof bind, "<bind nodeset=\"/data/q\" %s/>", types[i].bind);
        struct compiled compiled = compile_survey(survey);
        assert_form_has(&compiled, bind);
        assert_form_has(&compiled, "<q/>");
        if (types[i].control) {
            assert_form_has(&compiled, types[i].control);
        } else {
            assert_form_lacks(&compiled, "ref=\"/data/q\"");
        }
        compiled_finish(&compiled);
    }
}

static void
what_a_kiosk_cannot_ask_is_refused_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *type, *what;
    } refused[] = {
        {"image", "takes no pictures"},
        {"audio", "records no sound"},
        {"video", "records no video"},
        {"file", "nobody can bring a file"},
        {"barcode", "reads no barcodes"},
        {"geopoint", "does not ask for a place"},
        {"geotrace", "does not ask for a line"},
        {"geoshape", "does not ask for an area"},
        {"dateTime", "no date and time in one"},
        {"xml-external", "reads no other files"},
        {"select_one_from_file towns.csv", "from another file"},
        {"select_multiple_from_file towns.csv", "from another file"},
        {"select_one_external towns", "from another file"},
        {"select_one ${other}", "from earlier answers"},
        {"begin loop over towns", "no longer part of XLSForm"},
        {"select_one", "name of the list is missing"},
        {"select_one cities", "has no list \"cities\""},
        {"select_one town", "Was \"towns\" meant?"},
        {"select_one towns or_othr", "means nothing"},
        {"selectone towns", "Was \"select_one\" meant?"},
        {"inteeger", "Was \"integer\" meant?"},
        {"number", "Was \"integer\" or \"decimal\" meant?"},
        {"hologram", "WORKBOOK.md lists the types"},
        {"hologram", "there is no type \"hologram\""},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label\n\n%s,q,Q?\n",
                 refused[i].type);
        assert_survey_is_refused(survey, "survey, row 3, column A", refused[i].what);
    }
}

static void
a_range_has_start_end_and_step(void **state)
{
    (void)state;
    assert_survey_gives(
        "type,name,label,parameters\nrange,q,Q,start=0 end=5 step=0.5\n",
        "<range ref=\"/data/q\" start=\"0\" end=\"5\" step=\"0.5\">");
    assert_survey_gives(
        "type,name,label,parameters\nrange,q,Q,start=0 end=5 step=0.5\n",
        "<bind nodeset=\"/data/q\" type=\"decimal\"/>");
    assert_survey_gives("type,name,label,parameters\nrange,q,Q,start = 2; end = 4\n",
                        "<range ref=\"/data/q\" start=\"2\" end=\"4\" step=\"1\">");
    assert_survey_gives("type,name,label,parameters\nrange,q,Q,\"End=4,START=-2\"\n",
                        "<range ref=\"/data/q\" start=\"-2\" end=\"4\" step=\"1\">");
}

static void
a_range_may_run_downwards_and_be_written_with_needless_zeros(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,parameters\n"
                       "range,a,A,start=10 end=1\n"
                       "range,b,B,start=10 end=1 step=-3\n"
                       "range,c,C,start=1.0 end=5.00 step=1.0\n"
                       "range,d,D,start=0 end=1 step=0.1 placeholder=0.3\n"
                       "range,e,E,end=5000\n");
    assert_form_has(&compiled, "start=\"10\" end=\"1\" step=\"1\"");
    assert_form_has(&compiled, "start=\"10\" end=\"1\" step=\"-3\"");
    assert_form_has(&compiled, "<bind nodeset=\"/data/c\" type=\"int\"/>");
    assert_form_has(&compiled, "<bind nodeset=\"/data/d\" type=\"decimal\"/>");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 6, column D", "4999 steps");
    compiled_finish(&compiled);
}

static void
how_a_range_is_drawn_elsewhere_is_passed_on(void **state)
{
    (void)state;
    assert_survey_gives("type,name,label,parameters\n"
                        "range,q,Q,start=0 end=6 tick_interval=2 placeholder=4\n",
                        "<range ref=\"/data/q\" start=\"0\" end=\"6\" step=\"1\" "
                        "odk:tick-interval=\"2\" odk:placeholder=\"4\">");
    assert_survey_gives("type,name,label,parameters,appearance\n"
                        "range,q,Q,start=1 end=7 tick_labelset=seven,vertical\n",
                        "      <itemset nodeset=\"instance('seven')/root/item\">");
    static const struct {
        const char *parameters, *what;
    } wrong[] = {
        {"tick_interval=0,", "\"0\" is no step"},
        {"tick_interval=12,", "longer than the range"},
        {"step=2 end=11 tick_interval=3,", "no multiple of the step"},
        {"tick_interval=x,", "\"x\" is no number"},
        {"placeholder=11,", "is no step of the range"},
        {"step=2 end=11 placeholder=4,", "is no step of the range"},
        {"tick_interval=2,rating", "\"rating\" does not go with"},
        {"tick_labelset=none,", "no list of the sheet choices"},
        {"tick_labelset=towns,", "\"a\" is no number"},
        {"start=2 tick_labelset=seven,", "outside of the range"},
        {"step=3 tick_labelset=seven,", "there is no mark for it"},
        {"tick_interval=2 tick_labelset=seven,", "there is no mark for it"},
        {"end=7 tick_labelset=seven,no-ticks", "the two ends"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char survey[256];
        snprintf(survey, sizeof survey,
                 "type,name,label,parameters,appearance\nrange,q,Q,%s\n",
                 wrong[i].parameters);
        assert_survey_is_refused(survey, "survey, row 2, column D", wrong[i].what);
    }
}

static void
a_range_that_leads_nowhere_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *parameters, *what;
    } wrong[] = {
        {"start=1 end=1", "longer than the range"},
        {"step=0", "\"0\" is no step"},
        {"step=20", "longer than the range"},
        {"step=-20", "longer than the range"},
        {"end=10000000", "more than a million steps"},
        {"end=ten", "\"ten\" is no number"},
        {"end", "\"end\" has no value"},
        {"rows=3", "is no parameter of this type"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label,parameters\nrange,q,Q,%s\n",
                 wrong[i].parameters);
        assert_survey_is_refused(survey, "survey, row 2, column D", wrong[i].what);
    }
}

static void
parameters_are_those_of_the_type(void **state)
{
    (void)state;
    static const struct {
        const char *row, *what;
    } wrong[] = {
        {"select_one towns,q,Q,randomize=yes", "neither true nor false"},
        {"select_one towns,q,Q,randomize=true seed=x", "no number for a seed"},
        {"select_one towns,q,Q,seed=3", "nothing is to be randomized"},
        {"select_one towns,q,Q,step=3", "is no parameter of this type"},
        {"select_one towns,q,Q,randomize=", "has no value"},
        {"select_one towns,q,Q,randomize==true", "has no value"},
        {"select_one towns,q,Q,=true", "has no value"},
        {"text,q,Q,rows=few", "no whole number of rows"},
        {"text,q,Q,lines=3", "is no parameter of this type"},
        {"integer,q,Q,lines", "has no value"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char survey[256];
        snprintf(survey, sizeof survey, "type,name,label,parameters\n%s\n",
                 wrong[i].row);
        assert_survey_is_refused(survey, "survey, row 2, column D", wrong[i].what);
    }
    struct compiled compiled =
        compile_survey("type,name,label,parameters\n"
                       "select_one towns,a,A,Randomize=FALSE seed=3\n"
                       "integer,b,B,lines=3\n"
                       "text,c,C,ROWS=4\n");
    assert_form_has(&compiled, "<itemset nodeset=\"instance('towns')/root/item\">");
    assert_form_has(&compiled, "<input ref=\"/data/c\" rows=\"4\">");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column D",
                 "does nothing here");
    compiled_finish(&compiled);
}

static void
choices_come_from_an_instance(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,parameters,choice_filter\n"
                       "select_one towns,town,T,,\n"
                       "select_one services,a,A,,\"selected(town, ${town})\"\n"
                       "select_multiple services,b,B,randomize=true,\n"
                       "select_one services,c,C,randomize=true seed=7,weight > 2\n"
                       "integer,n,N,,\n"
                       "rank services,d,D,\"randomize = true, seed = ${n}\",\n");
    assert_form_has(&compiled, "<instance id=\"services\">\n"
                               "        <root>\n"
                               "          <item>\n"
                               "            <name>lib</name>\n"
                               "            <label>Libraries</label>\n"
                               "            <town>a b</town>\n"
                               "            <weight>2</weight>\n"
                               "          </item>\n");
    assert_form_has(&compiled, "<itemset nodeset=\"instance('towns')/root/item\">\n"
                               "        <value ref=\"name\"/>\n"
                               "        <label ref=\"label\"/>\n"
                               "      </itemset>\n");
    assert_form_has(
        &compiled,
        "nodeset=\"instance('services')/root/item[selected(town,  /data/town )]\"");
    assert_form_has(&compiled, "nodeset=\"randomize(instance('services')/root/item)\"");
    assert_form_has(
        &compiled,
        "nodeset=\"randomize(instance('services')/root/item[weight &gt; 2], 7)\"");
    assert_form_has(&compiled,
                    "nodeset=\"randomize(instance('services')/root/item, /data/n)\"");
    compiled_finish(&compiled);
}

static void
or_other_adds_a_choice_and_a_question(void **state)
{
    (void)state;
    struct compiled compiled = compile_sheets(&(struct sheets){
        "type,name,label::English (en),label::Espa\u00f1ol (es),label::Suomi (fi)\n"
        "select_one towns or_other,town,T,T,T\n"
        "select_multiple towns or specify other,more,M,M,M\n"
        "text,end_,E,E,E\n",
        "list_name,name,label::English (en),label::Espa\u00f1ol (es),label::Suomi "
        "(fi)\n"
        "towns,a,A,A,A\n",
        NULL, NULL});
    assert_form_has(&compiled, "<bind nodeset=\"/data/town_other\" type=\"string\" "
                               "relevant=\"selected(../town, 'other')\"/>");
    assert_form_has(&compiled, "<bind nodeset=\"/data/more_other\" type=\"string\" "
                               "relevant=\"selected(../more, 'other')\"/>");
    assert_form_has(&compiled, "<town/>\n          <town_other/>\n          <more/>\n");
    assert_form_has(&compiled,
                    "<text id=\"towns-1\">\n            <value>Otro</value>");
    assert_form_has(&compiled, "<text id=\"/data/town_other:label\">\n"
                               "            <value>Diga cu\u00e1l.</value>");
    assert_form_lacks(&compiled, "towns-2");
    assert_tells(&compiled, SEVERITY_NOTE, "survey", "English in \"Suomi (fi)\"");
    compiled_finish(&compiled);
    assert_survey_gives("type,name,label\nselect_one towns or_other,t,T\n",
                        "<name>other</name>\n            <label>Other</label>");
    assert_survey_is_refused("type,name,label,choice_filter\n"
                             "select_one services or_other,t,T,weight > 2\n",
                             "survey, row 2, column D", "cannot be used with");
    assert_survey_is_refused("type,name,label\nselect_one towns or_other,t,T\n"
                             "text,t_other,What?\n",
                             "survey, row 2", "there is one already");
}

static void
a_table_list_is_a_field_list_with_a_heading(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,hint,appearance\n"
                       "begin_group,t,All of it,Choose.,table-list minimal\n"
                       "select_one towns,a,A?,First.,\n"
                       "select_one towns,b,B?,,horizontal\n"
                       "end_group,,,,\n"
                       "select_one towns,c,C?,,horizontal\n");
    assert_form_has(
        &compiled,
        "    <group ref=\"/data/t\" appearance=\"field-list minimal\">\n"
        "      <input ref=\"/data/t/generated_table_list_label_2\">\n"
        "        <label>All of it</label>\n"
        "        <hint>Choose.</hint>\n"
        "      </input>\n"
        "      <select1 ref=\"/data/t/reserved_name_for_field_list_labels_3\" "
        "appearance=\"label\">\n"
        "        <label/>\n"
        "        <itemset nodeset=\"instance('towns')/root/item\">\n"
        "          <value ref=\"name\"/>\n"
        "          <label ref=\"label\"/>\n"
        "        </itemset>\n"
        "      </select1>\n"
        "      <select1 ref=\"/data/t/a\" appearance=\"list-nolabel\">\n");
    assert_form_has(&compiled,
                    "<select1 ref=\"/data/t/b\" appearance=\"list-nolabel\">\n");
    assert_form_has(&compiled, "<select1 ref=\"/data/c\" appearance=\"horizontal\">");
    compiled_finish(&compiled);
    assert_survey_is_refused("type,name,label,appearance\n"
                             "begin_group,t,T,table-list\n"
                             "select_one towns,a,A?,\n"
                             "select_one services,b,B?,\n"
                             "end_group,,,\n",
                             "survey, row 4, column A",
                             "has \"services\", not \"towns\"");
    assert_survey_is_refused("type,name,label,appearance,choice_filter\n"
                             "begin_group,t,T,table-list,\n"
                             "select_one services,a,A?,,weight > 2\n"
                             "end_group,,,,\n",
                             "survey, row 3, column E", "cannot be used with");
}

/* No client shows a hint there, and XForms knows none. */
static void
the_hint_of_a_group_is_left_out(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey("type,name,label,hint\n"
                                              "begin group,g,G,Say it all.\n"
                                              "text,q,Q,\n"
                                              "end group,,,\n");
    assert_form_has(&compiled, "<label>G</label>");
    assert_form_lacks(&compiled, "Say it all.");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 2, column D",
                 "the hint of a group");
    compiled_finish(&compiled);
}

static void
groups_and_repeats_lie_in_each_other(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,repeat_count,relevant,appearance\n"
                       "begin_group,g,G,,1 = 1,w2\n"
                       "text,a,A,,,\n"
                       "Begin Repeat,r,R,3,,\n"
                       "text,b,B,,,\n"
                       "begin group,inner,,,,\n"
                       "text,c,C,,,\n"
                       "end group,,,,,\n"
                       "end repeat,,,,,\n"
                       "end_group,,,,,\n");
    assert_form_has(&compiled, "<g>\n"
                               "            <a/>\n"
                               "            <r_count/>\n"
                               "            <r jr:template=\"\">\n"
                               "              <b/>\n"
                               "              <inner>\n"
                               "                <c/>\n"
                               "              </inner>\n"
                               "            </r>\n"
                               "            <r>\n");
    assert_form_has(&compiled, "<bind nodeset=\"/data/g\" relevant=\"1 = 1\"/>");
    assert_form_has(&compiled, "<bind nodeset=\"/data/g/r_count\" type=\"string\" "
                               "readonly=\"true()\" calculate=\"3\"/>");
    assert_form_has(&compiled, "<group ref=\"/data/g\" appearance=\"w2\">\n"
                               "      <label>G</label>\n"
                               "      <input ref=\"/data/g/a\">");
    assert_form_has(&compiled, "<group ref=\"/data/g/r\">\n"
                               "        <label>R</label>\n"
                               "        <repeat nodeset=\"/data/g/r\" "
                               "jr:count=\" /data/g/r_count \">\n"
                               "          <input ref=\"/data/g/r/b\">");
    assert_form_has(&compiled, "<group ref=\"/data/g/r/inner\">\n"
                               "            <input ref=\"/data/g/r/inner/c\">");
    compiled_finish(&compiled);
    assert_survey_gives("type,name,label,jr:count\ninteger,n,N,\n"
                        "begin_repeat,r,R,${n}\ntext,a,A,\nend_repeat,,,\n",
                        "<repeat nodeset=\"/data/r\" jr:count=\" /data/n \">");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_has_its_bind_and_its_control),
        cmocka_unit_test(what_a_kiosk_cannot_ask_is_refused_with_the_reason),
        cmocka_unit_test(a_range_has_start_end_and_step),
        cmocka_unit_test(a_range_may_run_downwards_and_be_written_with_needless_zeros),
        cmocka_unit_test(how_a_range_is_drawn_elsewhere_is_passed_on),
        cmocka_unit_test(parameters_are_those_of_the_type),
        cmocka_unit_test(a_range_that_leads_nowhere_is_refused),
        cmocka_unit_test(choices_come_from_an_instance),
        cmocka_unit_test(or_other_adds_a_choice_and_a_question),
        cmocka_unit_test(a_table_list_is_a_field_list_with_a_heading),
        cmocka_unit_test(the_hint_of_a_group_is_left_out),
        cmocka_unit_test(groups_and_repeats_lie_in_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

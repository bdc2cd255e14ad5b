#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static char pack_dir[80];

/* A kiosk that asks one question, whose label stands in these <translation>s. */
static struct booth *
open_lists(void **state, const char *itext, const char *lists)
{
    struct booth *booth = *state;
    char path[120];
    struct error err = {0};
    snprintf(pack_dir, sizeof pack_dir, "%s/pack", booth->folder);
    snprintf(path, sizeof path, "%s/form.xml", pack_dir);
    mkdir(pack_dir, 0755);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "<h:html xmlns='http://www.w3.org/2002/xforms' "
            "xmlns:h='http://www.w3.org/1999/xhtml' "
            "xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>T</h:title>"
            "<model>%s<instance><data id='t' version='1'><q/></data></instance>%s"
            "<bind nodeset='/data/q' type='string'/></model></h:head><h:body>"
            "<input ref='/data/q'><label%s</input></h:body></h:html>",
            itext, lists,
            *itext ? " ref=\"jr:itext('q')\"/>" : ">Plain words?</label>");
    assert_int_equal(fclose(file), 0);
    booth->options.pack_dir = pack_dir;
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
    booth_play(booth, "choose-pin 246810\n");
    return booth;
}

static struct booth *
open_with(void **state, const char *itext)
{
    return open_lists(state, itext, "");
}

#define TRANSLATION(name, words)                                                       \
    "<translation lang='" name "'><text id='q'><value>" words                          \
    "</value></text></translation>"

static void
each_language_without_a_code_leads_to_its_own_words(void **state)
{
    struct booth *booth =
        open_with(state, "<itext>" TRANSLATION("English", "Why now?")
                             TRANSLATION("Fran\u00e7ais", "Pourquoi?") "</itext>");
    booth_play(booth, "expect text English\nexpect text Fran\u00e7ais\n"
                      "touch language-und-x-franais\ntouch next\n"
                      "expect text Pourquoi?\ntouch language\n"
                      "expect chosen language-und-x-franais\n"
                      "touch language-und-x-english\nexpect text Why now?\n");
}

static void
two_languages_of_one_code_lead_to_their_own_words(void **state)
{
    struct booth *booth =
        open_with(state, "<itext>" TRANSLATION("English (en)", "Why now?")
                             TRANSLATION("Easy English (en)", "Why?") "</itext>");
    booth_play(booth, "touch language-en-x-easyengl\ntouch next\nexpect text Why?\n");
}

static void
styling_is_shown_and_never_read(void **state)
{
    struct booth *booth = open_with(
        state, "<itext>" TRANSLATION("English (en)",
                                     "# Welcome&#10;**Why** *now*? "
                                     "[Town hall](https://town.example) 2\\*3"
                                     "&lt;br&gt;&lt;u&gt;End&lt;/u&gt;") "</itext>");
    booth_play(booth, "touch language-en\ntouch next\n"
                      "expect text Why now? Town hall 2*3\n");
    const struct tree *tree = &booth->kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        assert_null(strstr(tree->nodes[i].say, "**"));
        assert_null(strpbrk(tree->nodes[i].say, "\x01\x02\x03\x04"));
    }
}

/* Staff's screens stay in the languages that the kiosk has itself. */
static void
words_of_the_kiosk_come_with_the_form(void **state)
{
    struct booth *booth =
        open_lists(state,
                   "<itext>" TRANSLATION("English (en)", "Why now?")
                       TRANSLATION("Fran\u00e7ais (fr)", "Pourquoi?") "</itext>",
                   "<instance id='townline'><root>"
                   "<word><name>next</"
                   "name><language>Fran\u00e7ais (fr)</language>"
                   "<label>Suivant</label></word>"
                   "<word><name>step_u_of_u</"
                   "name><language>Fran\u00e7ais (fr)</language>"
                   "<label>\u00c9tape %u sur "
                   "%u</label></word></root></instance>");
    booth_play(booth, "touch language-fr\nexpect text Suivant\ntouch next\n");
    /* the question stands in its place, so it is only said */
    const struct tree *tree = &booth->kiosk->tree;
    int heading = tree_find(tree, "heading");
    assert_true(heading >= 0);
    assert_non_null(strstr(tree->nodes[heading].say, "\u00c9tape 1 sur 1"));
    booth_play(booth, "staff 246810\nexpect screen staff-menu\n");
    for (size_t i = 0; i < booth->kiosk->tree.count; i++) {
        assert_null(strstr(booth->kiosk->tree.nodes[i].text, "Suivant"));
    }
}

static void
a_form_in_one_unnamed_language_begins_with_start(void **state)
{
    static const char *const forms[] = {
        "", "<itext>" TRANSLATION("default", "Plain words?") "</itext>"};
    for (size_t i = 0; i < 2; i++) {
        struct booth *booth = open_with(state, forms[i]);
        booth_play(booth, "expect node language-und\nexpect text Start\n"
                          "touch language-und\ntouch next\nexpect text Plain words?\n"
                          "expect no node language\nkey language\n"
                          "expect screen question\n");
        booth_close(booth);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            each_language_without_a_code_leads_to_its_own_words, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            two_languages_of_one_code_lead_to_their_own_words, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_form_in_one_unnamed_language_begins_with_start, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(styling_is_shown_and_never_read, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(words_of_the_kiosk_come_with_the_form,
                                        booth_setup, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "townline/styling.h"

#include "support_xlsform.h"
#include "townline/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Marks as letters: bold in { }, italic in ( ), a place to fill in as @. */
static void
assert_styled(const char *text, const char *expected)
{
    static const char letters[] = {0, '{', '}', '(', ')', '@'};
    struct buffer out;
    buffer_init(&out, 10000);
    styling_read(text, strlen(text), &out, NULL);
    for (size_t i = 0; i < out.size; i++) {
        if (out.data[i] < sizeof letters) {
            out.data[i] = (uint8_t)letters[out.data[i]];
        }
    }
    buffer_add_u8(&out, 0);
    assert_string_equal((const char *)out.data, expected);
    buffer_finish(&out);
}

static void
emphasis_becomes_marks(void **state)
{
    (void)state;
    assert_styled("**bold** and __bold__", "{bold} and {bold}");
    assert_styled("*slant* and _slant_", "(slant) and (slant)");
    assert_styled("***both***", "{(both)}");
    assert_styled("**bold *both* bold**", "{bold (both) bold}");
    assert_styled("*slant **both***", "(slant {both})");
    assert_styled("**two\nlines**", "{two\nlines}");
    assert_styled("**\x05**, *\x05*!", "{@}, (@)!");
    assert_styled("\u8bf7**\u53ea**\u5199*\u4e00*\u6b21",
                  "\u8bf7{\u53ea}\u5199(\u4e00)\u6b21");
    assert_styled("**a**b", "{a}b");
}

static void
stars_and_lines_that_style_nothing_stay(void **state)
{
    (void)state;
    static const char *const plain[] = {
        "5 * 3 * 2 = 30",
        "2*3*4",
        "snake_case_name",
        "**not closed",
        "*",
        "Name: ____ Town: ____",
        "one ** two ** x",
        "required *",
        "B\u00fcrger*innen und Nachbar*innen",
        "a _ b _ c",
        "****",
        "the end of it**",
        "#1 of 3",
        "AT&T",
        "x < y and y > z",
        "1 <2",
        "[x] (y)",
        "a [note] here",
        "C:\\temp",
        "- one",
        "**a\n\nb**",
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_styled(plain[i], plain[i]);
    }
}

static void
what_is_escaped_stands_as_it_is(void **state)
{
    (void)state;
    assert_styled("neighbour\\*innen \\_ \\# \\\\ \\[a](b)",
                  "neighbour*innen _ # \\ [a](b)");
    assert_styled("\\# no heading", "# no heading");
    assert_styled("**a\\*b**", "{a*b}");
}

static void
headings_are_bold_lines(void **state)
{
    (void)state;
    assert_styled("# Welcome\nto **all**", "{Welcome}\nto {all}");
    assert_styled("First\n### Then ###\nlast", "First\n{Then}\nlast");
    assert_styled("<h2>Title</h2>words", "{Title}\nwords");
    assert_styled("* one\n* two", "\u2022 one\n\u2022 two");
}

static void
links_are_their_words(void **state)
{
    (void)state;
    assert_styled("See [Town *hall*](https://town.example/a_b_c).", "See Town (hall).");
    assert_styled("![a library](lib.png)!", "a library!");
    assert_styled("<a href=\"https://x.example\">words</a>", "words");
    assert_styled("<https://x.example>", "https://x.example");
}

static void
tags_are_styling_or_left_out(void **state)
{
    (void)state;
    assert_styled("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour");
    assert_styled("<b>b</b> <strong>s</strong> <i>i</i> <em>e</em>", "{b} {s} (i) (e)");
    assert_styled("<p>one</p><p>two</p>", "one\ntwo");
    assert_styled("<span style=\"color:red\">red</span>", "red");
    assert_styled("<b>not closed", "{not closed}");
    assert_styled("H<sub>2</sub>O &amp; CO &lt; 5&nbsp;%", "H2O & CO < 5\u00a0%");
    assert_styled("a<!-- note -->b", "ab");
    assert_styled("<br>one\n\n\n\n\ntwo<br>", "one\n\ntwo");
    struct styling_left_out left_out;
    struct buffer out;
    buffer_init(&out, 100);
    styling_read("<b>x</b><font size=2>y</font><u>z</u>", 37, &out, &left_out);
    assert_string_equal(left_out.tag, "font");
    buffer_finish(&out);
}

/* Many beginnings without an end cost no more than the text is long. */
static void
hostile_texts_take_little_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"*a ",    "**a ", "_a ",     "[",      "[a](",
                                         "<a ",    "<",    "<!--",    "***a* ", "\\",
                                         "# # ",   "&",    "**a *b ", "\n\n*a", "<b>",
                                         "_*__**", "![",   "a* *b",   "  #"};
    enum { SIZE = 400000 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer out;
        size_t size = strlen(pieces[i]);
        for (size_t at = 0; at < SIZE; at++) {
            text[at] = pieces[i][at % size];
        }
        clock_t begin = clock();
        buffer_init(&out, 8 * SIZE);
        styling_read(text, SIZE, &out, NULL);
        assert_false(out.failed);
        assert_true(clock() - begin < 5 * CLOCKS_PER_SEC);
        buffer_finish(&out);
    }
    free(text);
}

static void
a_form_gives_words_and_their_styling(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label::English (en),hint::English (en),"
                  "constraint,constraint_message::English (en)\n"
                  "text,name,Your *name*?,Write **no** names.,. != 'x',Not *x*.\n"
                  "select_one l,q,\"**Hello ${name}**, say _one_<br>thing\",,,\n",
        .choices = "list_name,name,label::English (en)\nl,a,**Ash**\nl,b,Birch\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_true(compiled.ok);
    /* Other clients style it themselves. */
    assert_form_has(&compiled, "<value>**Hello <output value=\" /data/name \"/>**, say "
                               "_one_&lt;br&gt;thing</value>");
    struct form *form = NULL;
    struct error err = {0};
    if (!form_load(compiled.xml, strlen(compiled.xml), &form, &err)) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(form_text(form, 0, "/data/name:label", TEXT_SHOWN, NULL),
                        "Your name?");
    assert_string_equal(form_text(form, 0, "/data/name:label", TEXT_STYLED, NULL),
                        "Your \x03name\x04?");
    assert_string_equal(form_text(form, 0, "/data/name:label", TEXT_SAY, NULL),
                        "Your name?");
    struct instance *instance = NULL;
    const struct instance_options options = {.seed = 1};
    assert_true(instance_create(form, &options, &instance, &err));
    struct place place, next;
    assert_true(instance_next(instance, NULL, &place));
    assert_true(instance_next(instance, &place, &next));
    /* What a resident typed is never styling. */
    assert_true(instance_set(instance, &place, "*A* <b>", &err));
    struct buffer words;
    buffer_init(&words, 1000);
    instance_label(instance, &next, 0, TEXT_STYLED, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data,
                        "\x01Hello *A* <b>\x02, say \x03one\x04\nthing");
    buffer_clear(&words);
    instance_label(instance, &next, 0, TEXT_SHOWN, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data, "Hello *A* <b>, say one\nthing");
    buffer_clear(&words);
    instance_choice_label(instance, &next, 0, 0, TEXT_STYLED, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data, "\x01"
                                            "Ash\x02");
    buffer_clear(&words);
    assert_true(instance_set(instance, &place, "x", &err));
    instance_fault(instance, &place, 0, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data, "Not \x03x\x04.");
    buffer_finish(&words);
    instance_destroy(instance);
    form_close(form);
    compiled_finish(&compiled);
}

/* A list without translations stands in the form as it is. */
static void
plain_lists_are_styled_too(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label\nselect_one l,q,Q?\n",
        .choices = "list_name,name,label\nl,a,**Ash** <i>tree</i>\n"};
    struct compiled compiled = compile_sheets(&sheets);
    struct form *form = NULL;
    struct error err = {0};
    struct instance *instance = NULL;
    struct place place;
    struct buffer words;
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, &err));
    const struct instance_options options = {.seed = 1};
    assert_true(instance_create(form, &options, &instance, &err));
    assert_true(instance_next(instance, NULL, &place));
    buffer_init(&words, 1000);
    instance_choice_label(instance, &place, 0, 0, TEXT_SHOWN, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data, "Ash tree");
    buffer_clear(&words);
    instance_choice_label(instance, &place, 0, 0, TEXT_STYLED, &words);
    buffer_add_u8(&words, 0);
    assert_string_equal((char *)words.data, "\x01"
                                            "Ash\x02 \x03tree\x04");
    buffer_finish(&words);
    instance_destroy(instance);
    form_close(form);
    compiled_finish(&compiled);
}

static void
tags_that_are_left_out_are_told_at_their_cell(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label,hint\ntext,q,<u>Q</u>?,<b>fine</b><br>\n"
                  "text,r,1 < 2,a <font color='red'>b</font>\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 2, column C",
                 "leaves out <u>");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column D",
                 "leaves out <font>");
    assert_int_equal(diagnostics_count(compiled.diagnostics), 2);
    compiled_finish(&compiled);
}

static void
a_label_of_tags_alone_is_told_at_its_cell(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label,hint\ntext,q,<br><br>,<b>fine</b>\n"
                  "text,r,Why?,<span> </span>\ntext,s,<b>${q}</b>,\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 2, column C",
                 "nothing is left of it");
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column D",
                 "nothing is left of it");
    assert_int_equal(diagnostics_count(compiled.diagnostics), 2);
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(emphasis_becomes_marks),
        cmocka_unit_test(stars_and_lines_that_style_nothing_stay),
        cmocka_unit_test(what_is_escaped_stands_as_it_is),
        cmocka_unit_test(headings_are_bold_lines),
        cmocka_unit_test(links_are_their_words),
        cmocka_unit_test(tags_are_styling_or_left_out),
        cmocka_unit_test(hostile_texts_take_little_time),
        cmocka_unit_test(a_form_gives_words_and_their_styling),
        cmocka_unit_test(plain_lists_are_styled_too),
        cmocka_unit_test(tags_that_are_left_out_are_told_at_their_cell),
        cmocka_unit_test(a_label_of_tags_alone_is_told_at_its_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

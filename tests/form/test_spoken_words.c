/* What a voice says wrongly, and how long it takes. */
#include "support_form.h"
#include "support_xlsform.h"
#include "townline/spoken_texts.h"
#include "townline/spoken_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes down the faults as "n:word c:WORD v:word". */
static void
write_fault(void *context, enum spoken_fault fault, const char *word, size_t size)
{
    static const char letters[SPOKEN_FAULTS] = {'v', 'n', 'c', '0'};
    char *out = context;
    assert_true(strlen(out) + size + 4 < 500);
    snprintf(out + strlen(out), 500 - strlen(out), "%s%c:%.*s", *out ? " " : "",
             letters[fault], (int)size, word);
}

static void
assert_judged(const char *language, const char *words, const char *faults)
{
    char out[500] = "";
    spoken_words_judge(words, language, write_fault, out);
    if (strcmp(out, faults) != 0) {
        fail_msg("%s: \"%s\": [%s] instead of [%s]", language, words, out, faults);
    }
}

static void
numbers_that_are_more_than_whole_ones_are_told(void **state)
{
    (void)state;
    assert_judged("en", "18 or older, in 2026, 1, 2 and 3. At 0.", "");
    assert_judged("en", "At most 2,000 letters of 1,250,000", "");
    assert_judged("en", "It saves $1.2 million", "n:$1.2");
    assert_judged("en", "$ 120 or 12 % or 12%.", "n:$ 120 n:12 % n:12%");
    assert_judged("en", "Call 9-1-1 or 911; 988", "n:9-1-1 n:911 n:988");
    assert_judged("en", "(555-0142), 5550142", "n:(555-0142 n:5550142");
    assert_judged("en", "12/05/2026 at 5:30, 5pm", "n:12/05/2026 n:5:30 n:5pm");
    assert_judged("en", "The 1st, 22nd and 3.5", "n:3.5");
    assert_judged("en", "18-34 or 35\u201354", "n:18-34 n:35\u201354");
    assert_judged("en", "No. 007", "n:007");
    assert_judged("es", "2000, 2.000 y 2,000 o 5 %", "n:2,000 n:5 %");
    assert_judged("vi", "2.000 chữ", "");
    assert_judged("zh", "我年满 18 岁，2000 个字", "");
    assert_judged("zh", "共３５人，12%", "n:３５ n:12%");
    assert_judged("ar", "\u0661\u0668", "");
    assert_judged("ar", "\u0663\u0664\u066a", "n:\u0663\u0664\u066a");
}

static void
abbreviations_in_capitals_are_told(void **state)
{
    (void)state;
    assert_judged("en", "EMS and IT, OK? A bus; McKay, eBay", "c:EMS c:IT");
    assert_judged("zh", "消防EMS", "c:EMS");
    assert_judged("es", "¿EMS? ÁREA", "c:EMS");
    assert_judged("en", "STATEMENT", "");
}

static void
arabic_words_without_vowels_are_told(void **state)
{
    (void)state;
    assert_judged("ar", "المكتبات", "v:المكتبات");
    assert_judged("ar", "الْمَكْتَبَات", "");
    assert_judged("ar", "لا أوافق بشدة", "v:أوافق v:بشدة");
    assert_judged("ar", "لَا أُوَافِقُ بِشِدَّة", "");
    assert_judged("ar", "شكراً إنّ", "v:شكراً");
    assert_judged("ar", "لِلتَّجْرِبَة وَالشَّكْل", "");
    assert_judged("ar", "من في على هو و", "");
    assert_judged("ar", "مُقَاطَعَةُ Larkmoor", "");
    assert_judged("ar-EG", "مدارس", "v:مدارس");
    assert_judged("fa", "مدارس", ""); /* no vowels are written there */
}

static void
what_is_not_spoken_is_not_judged(void **state)
{
    (void)state;
    assert_judged("en", "${q1_EMS} [here](http://a/1.2) <br> **A**", "");
    assert_judged("en", "${q", "");
    assert_judged("en", " <", "0:<");
    assert_judged("ar", "\u200f!", "0:\u200f!");
    assert_judged("en", "", "");
    assert_judged("en", " \n", "");
    assert_judged("en", "$", "0:$");
    assert_judged("en", "12 ", "");
}

static void
no_text_is_read_past_its_end(void **state)
{
    static const char *const parts[] = {
        "$", " ",      "1",      "%",          ",",      "-",
        "(", "EMS",    "x",      "\u0645",     "${",     "](",
        "<", "\u064e", "\u200f", "\U0001F600", "\u4e2d", "\u0661"};
    static const char *const languages[] = {"en", "es", "zh", "ar", "und", ""};
    unsigned seed = 7;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char words[120] = "", out[500];
        for (int j = 0; j < 12; j++) {
            seed = seed * 1103515245u + 12345u;
            strcat(words, parts[seed / 65536 % (sizeof parts / sizeof *parts)]);
        }
        char *exact = strdup(words); /* its end is guarded */
        out[0] = '\0';
        spoken_words_judge(exact, languages[i % 6], write_fault, out);
        spoken_words_ms(exact, languages[i % 6]);
        free(exact);
    }
}

static void
time_is_counted_by_letters(void **state)
{
    (void)state;
    assert_int_equal(spoken_words_ms("", "en"), 0);
    assert_int_equal(spoken_words_ms(" ...!\u200f", "en"), 0);
    unsigned short_ms = spoken_words_ms("We ask", "en");
    assert_in_range(spoken_words_ms("We ask no names. We ask", "en"), 2 * short_ms,
                    4 * short_ms);
    assert_int_equal(spoken_words_ms("لَا", "ar"), spoken_words_ms("لا", "ar"));
    assert_in_range(spoken_words_ms("我们想知道您的想法", "zh"), 2500, 3500);
}

static void
write_text(void *context, const struct spoken_text *text)
{
    char *out = context;
    snprintf(out + strlen(out), 2000 - strlen(out), "%s|%s|%s\n", text->where,
             text->code, text->words);
}

static void
each_spoken_text_of_a_form_has_its_place_and_recorded_ones_are_left_out(void **state)
{
    static const char survey[] =
        "type,name,label::English (en),label::Deutsch (de),say::English (en),"
        "hint::English (en),media::audio::English (en)\n"
        "begin_group,g,,,,,\n"
        "text,a,A1,Eins,A one,H,\n"
        "text,b,B,,,,b.wav\n"
        "end_group,,,,,,\n"
        "select_one l,c,C,,,,\n";
    static const char choices[] = "list_name,name,label::English (en)\nl,x,X\nl,y,Y\n";
    static const char services[] = "name,label::English (en)\nx,X\n";
    static const char county[] =
        "name,contact,say_contact::English (en)\nLark,555,five\n";
    char out[2000] = "", cells[2000] = "";
    const struct sheets sheets = {.survey = survey, .choices = choices};
    const struct extra_texts extra = {.services = services,
                                      .county = county,
                                      .on_spoken = write_text,
                                      .spoken_context = cells};
    struct form *form;
    (void)state;
    struct compiled compiled = compile_extra(&sheets, &extra);
    assert_true(compiled.ok);
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    compiled_finish(&compiled);
    spoken_texts_list(form, write_text, out);
    assert_non_null(strstr(out, "survey, g/a, label|en|A one\n"));
    assert_non_null(strstr(out, "survey, g/a, hint|en|H\n"));
    assert_non_null(strstr(out, "choices, l, choice 2|en|Y\n"));
    assert_non_null(strstr(out, "services, x, label|en|X\n"));
    assert_non_null(strstr(out, "county, name|en|Lark\n"));
    assert_non_null(strstr(out, "county, 1, contact|en|five\n"));
    assert_null(strstr(out, "g/b"));
    assert_null(strstr(out, "|de|")); /* no voice */
    assert_non_null(
        strstr(cells, "survey, row 3, column E (say::English (en))|en|A one\n"));
    assert_non_null(
        strstr(cells, "survey, row 3, column F (hint::English (en))|en|H\n"));
    assert_non_null(
        strstr(cells, "choices, row 3, column C (label::English (en))|en|Y\n"));
    assert_non_null(strstr(cells, "county, row 2, column A (name)|en|Lark\n"));
    assert_non_null(strstr(cells, "|en|five\n"));
    assert_null(strstr(cells, "|en|B\n"));
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_are_more_than_whole_ones_are_told),
        cmocka_unit_test(abbreviations_in_capitals_are_told),
        cmocka_unit_test(arabic_words_without_vowels_are_told),
        cmocka_unit_test(what_is_not_spoken_is_not_judged),
        cmocka_unit_test(no_text_is_read_past_its_end),
        cmocka_unit_test(time_is_counted_by_letters),
        cmocka_unit_test(
            each_spoken_text_of_a_form_has_its_place_and_recorded_ones_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

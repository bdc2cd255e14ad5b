#include "townline/kiosk_words.h"

#include "support_xlsform.h"
#include "townline/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool
fits(const char *english, const char *words)
{
    struct error err;
    return kiosk_word_check(english, words, &err);
}

static void
places_to_fill_in_are_those_of_the_english_words(void **state)
{
    (void)state;
    assert_true(fits("Next", "Suivant"));
    assert_true(fits("{low} to {high}", "{high} \u2190 {low}"));
    assert_true(fits("Step %u of %u", "\u00c9tape %u sur %u"));
    assert_true(fits("%u of %s", "%u : %s !"));
    static const struct {
        const char *english, *words;
    } wrong[] = {
        {"Next", ""},
        {"Next", "Suivant %n"},
        {"Next", "100 %"},
        {"Next", "Suivant {service}"},
        {"Next", "Suivant {"},
        {"Next", "\x01Suivant"},
        {"{low} to {high}", "{low} to {low}"},
        {"{low} to {high}", "{low}"},
        {"{low} to {high}", "{low} {high} {high}"},
        {"{low} to {high}", "{low} {High}"},
        {"Step %u of %u", "\u00c9tape %u"},
        {"Step %u of %u", "\u00c9tape %u %u %u"},
        {"Step %u of %u", "\u00c9tape %u %s"},
        {"Step %u of %u", "\u00c9tape %1$u %2$u"},
        {"Step %u of %u", "\u00c9tape %u %5u"},
        {"%u of %s", "%s de %u"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(fits(wrong[i].english, wrong[i].words));
    }
    char longest[KIOSK_WORD_MAX_BYTES + 2];
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_false(fits("Next", longest));
    longest[sizeof longest - 2] = '\0';
    assert_true(fits("Next", longest));
}

static void
each_word_has_a_name_of_its_own_and_fits_itself(void **state)
{
    (void)state;
    assert_true(kiosk_word_list_count > 100);
    for (size_t i = 0; i < kiosk_word_list_count; i++) {
        assert_int_equal(kiosk_word_find(kiosk_word_list[i].name), i);
        assert_int_equal(kiosk_word_find_english(kiosk_word_list[i].english), i);
        assert_true(fits(kiosk_word_list[i].english, kiosk_word_list[i].english));
    }
    assert_int_equal(kiosk_word_find("nothing"), -1);
}

static const char survey[] = "type,name,label::English (en),label::Fran\u00e7ais (fr)\n"
                             "text,q,Why?,Pourquoi?\n";

static void
a_workbook_brings_words_along(void **state)
{
    (void)state;
    const struct sheets sheets = {.survey = survey};
    const struct extra_texts extra = {
        .kiosk_words = "name,label::English (en),label::Fran\u00e7ais (fr),"
                       "say::Fran\u00e7ais (fr)\n"
                       "next,Next,Suivant,suivant\nback,Back,,\n"};
    struct compiled compiled = compile_extra(&sheets, &extra);
    assert_true(compiled.ok);
    assert_tells_nothing(&compiled);
    struct form *form = NULL;
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    const char *const *words = form_kiosk_words(form, 1);
    assert_non_null(words);
    assert_string_equal(words[kiosk_word_find("next")], "Suivant");
    assert_null(words[kiosk_word_find("back")]);
    assert_int_equal(form_missing_kiosk_words(form, 1), kiosk_word_list_count - 1);
    assert_int_equal(form_missing_kiosk_words(form, 0), 0);
    form_close(form);
    compiled_finish(&compiled);
}

static void
styling_in_them_is_never_shown_raw(void **state)
{
    (void)state;
    const struct sheets sheets = {.survey = survey};
    const struct extra_texts extra = {
        .kiosk_words = "name,label::Fran\u00e7ais (fr)\nnext,**Suivant**\n"
                       "step_u_of_u,# \u00c9tape *%u*<br>sur %u\n"};
    struct compiled compiled = compile_extra(&sheets, &extra);
    struct form *form = NULL;
    assert_true(compiled.ok);
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    const char *const *words = form_kiosk_words(form, 1);
    assert_string_equal(words[kiosk_word_find("next")], "Suivant");
    assert_string_equal(words[kiosk_word_find("step_u_of_u")], "\u00c9tape %u\nsur %u");
    form_close(form);
    compiled_finish(&compiled);
}

/* What the sheet says is not told otherwise. */
static void
a_language_without_a_code_may_have_words_of_its_own(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label::Fran\u00e7ais\ntext,q,Pourquoi?\n"};
    const struct extra_texts extra = {.kiosk_words =
                                          "name,label::Fran\u00e7ais\nnext,Suivant\n"};
    struct compiled compiled = compile_extra(&sheets, &extra);
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column C",
                 "no voice can read it. Write its code");
    compiled_finish(&compiled);
    compiled = compile_sheets(&sheets);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column C",
                 "beside it are English.");
    compiled_finish(&compiled);
}

static void
english_beside_them_is_for_the_reader(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label::Fran\u00e7ais (fr)\ntext,q,Pourquoi?\n"};
    const struct extra_texts extra = {
        .kiosk_words = "name,label::English (en),label::Fran\u00e7ais (fr)\n"
                       "next,Next,Suivant\n"};
    struct compiled compiled = compile_extra(&sheets, &extra);
    assert_true(compiled.ok);
    assert_tells_nothing(&compiled);
    compiled_finish(&compiled);
}

static void
what_does_not_fit_is_told_at_its_cell(void **state)
{
    (void)state;
    const struct sheets sheets = {.survey = survey};
    const struct extra_texts extra = {
        .kiosk_words = "name,label::Fran\u00e7ais (fr),label::Deutsch (de)\n"
                       "step_u_of_u,\u00c9tape %s %n,\nnext,Suivant,\nnext,Encore,\n"
                       "noxt,Suivant,\n"};
    struct compiled compiled = compile_extra(&sheets, &extra);
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, "kiosk_words, row 2, column B",
                 "%u has to stand in it");
    assert_tells(&compiled, SEVERITY_ERROR, "kiosk_words, row 1, column C",
                 "no language");
    assert_tells(&compiled, SEVERITY_ERROR, "kiosk_words, row 4, column A", "next");
    assert_tells(&compiled, SEVERITY_WARNING, "kiosk_words, row 5, column A", "noxt");
    compiled_finish(&compiled);
}

/* Whoever made the form: what reaches the kiosk was judged. */
static void
a_form_whose_words_do_not_fit_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {"step_u_of_u,\u00c9tape %u %u\n",
                                       "next,Suivant\n"};
    static const char *const wrong[] = {"%u %u", "Suivant"};
    static const char *const instead[] = {"%n %n", "Suiv%nt"};
    for (size_t i = 0; i < 2; i++) {
        char sheet[200];
        const struct sheets sheets = {.survey = survey};
        snprintf(sheet, sizeof sheet, "name,label::Fran\u00e7ais (fr)\n%s", rows[i]);
        const struct extra_texts extra = {.kiosk_words = sheet};
        struct compiled compiled = compile_extra(&sheets, &extra);
        struct form *form = NULL;
        struct error err;
        assert_true(compiled.ok);
        char *at = strstr(compiled.xml, wrong[i]);
        assert_non_null(at);
        memcpy(at, instead[i], strlen(instead[i]));
        assert_false(form_load(compiled.xml, strlen(compiled.xml), &form, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        compiled_finish(&compiled);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_to_fill_in_are_those_of_the_english_words),
        cmocka_unit_test(each_word_has_a_name_of_its_own_and_fits_itself),
        cmocka_unit_test(a_workbook_brings_words_along),
        cmocka_unit_test(styling_in_them_is_never_shown_raw),
        cmocka_unit_test(a_language_without_a_code_may_have_words_of_its_own),
        cmocka_unit_test(english_beside_them_is_for_the_reader),
        cmocka_unit_test(what_does_not_fit_is_told_at_its_cell),
        cmocka_unit_test(a_form_whose_words_do_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

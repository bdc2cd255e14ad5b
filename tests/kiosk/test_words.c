#include "words.h"

#include "townline/kiosk_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int
start(void **state)
{
    (void)state;
    words_start(BUILD_BIN "/../locale");
    return 0;
}

static void
lent_words_stand_before_the_kiosks_own(void **state)
{
    (void)state;
    const char *words[400] = {NULL};
    char filled[100];
    assert_true(kiosk_word_list_count < 400);
    words[kiosk_word_find("next")] = "\u0628\u0639\u062f\u06cc";
    words_use("fa");
    words_lend(words, true);
    assert_string_equal(tr("Next"), words[kiosk_word_find("next")]);
    assert_string_equal(tr("Back"), "Back");
    words_fill(filled, sizeof filled, "{low}", "low", "$5");
    assert_string_equal(filled, "\u2068$5\u2069");
    words_use("es");
    assert_string_equal(tr("Next"), "Siguiente");
    words_fill(filled, sizeof filled, "{low}", "low", "$5");
    assert_string_equal(filled, "$5");
    words_use("en");
}

static void
the_language_changes_while_the_program_runs(void **state)
{
    (void)state;
    words_use("es");
    assert_string_equal(tr("Next"), "Siguiente");
    assert_string_equal(words_language(), "es");
    words_use("en");
    assert_string_equal(tr("Next"), "Next");
    words_use("es");
    assert_string_equal(tr("Next"), "Siguiente");
}

static void
a_language_without_words_is_shown_in_english(void **state)
{
    (void)state;
    words_use("es");
    words_use("xx");
    assert_string_equal(tr("Next"), "Next");
    assert_string_equal(words_language(), "en");
}

static void
one_and_many_are_told_apart(void **state)
{
    (void)state;
    words_use("es");
    assert_string_equal(trn("%u answer.", "%u answers.", 1), "%u respuesta.");
    assert_string_equal(trn("%u answer.", "%u answers.", 2), "%u respuestas.");
    words_use("en");
    assert_string_equal(trn("%u answer.", "%u answers.", 2), "%u answers.");
}

static void
two_sentences_said_have_one_stop_between_them(void **state)
{
    (void)state;
    char out[80];
    words_use("en");
    words_sentences(out, sizeof out, "There is a problem", "Choose one.");
    assert_string_equal(out, "There is a problem. Choose one.");
    words_sentences(out, sizeof out, "Choose one.", "");
    assert_string_equal(out, "Choose one.");
    words_sentences(out, sizeof out, "Is it \u201Cnone?\u201D", "Choose one.");
    assert_string_equal(out, "Is it \u201Cnone?\u201D Choose one.");
    words_use("zh");
    words_sentences(out, sizeof out, "\u6709\u95EE\u9898", "\u8BF7\u9009\u3002");
    assert_string_equal(out, "\u6709\u95EE\u9898\u3002\u8BF7\u9009\u3002");
    words_use("en");
}

static void
a_name_is_put_where_the_sentence_wants_it(void **state)
{
    (void)state;
    char out[40];
    words_fill(out, sizeof out, "about {service}, twice", "service", "Parks");
    assert_string_equal(out, "about Parks, twice");
    words_fill(out, sizeof out, "nothing to fill", "service", "Parks");
    assert_string_equal(out, "nothing to fill");
    words_fill(out, 10, "about {service}", "service", "Emergency dispatch");
    assert_string_equal(out, "about Eme");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_changes_while_the_program_runs),
        cmocka_unit_test(lent_words_stand_before_the_kiosks_own),
        cmocka_unit_test(a_language_without_words_is_shown_in_english),
        cmocka_unit_test(one_and_many_are_told_apart),
        cmocka_unit_test(two_sentences_said_have_one_stop_between_them),
        cmocka_unit_test(a_name_is_put_where_the_sentence_wants_it),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}

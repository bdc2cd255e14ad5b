#include "keyboard.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Presses what a script would until the whole text is written. */
static void
write_text(const char *language, const char *text, char *out, size_t size)
{
    struct keyboard keyboard;
    out[0] = '\0';
    keyboard_init(&keyboard, out);
    for (int presses = 0; *text; presses++) {
        char id[12];
        size_t written;
        assert_true(presses < 400);
        assert_true(keyboard_find(&keyboard, language, text, id, &written));
        keyboard_press(&keyboard, id, out, size);
        text += written;
    }
}

static void
english_can_be_written(void **state)
{
    (void)state;
    char out[100];
    const char *text = "Don't sell it! 24 hours, $5 (or so).\nThank you?";
    write_text("en", text, out, sizeof out);
    assert_string_equal(out, text);
}

static void
spanish_can_be_written_with_its_letters(void **state)
{
    (void)state;
    char out[100];
    const char *text = "¿Mañana? ¡Sí! Ñandú, pingüino, Ángel: qué más.";
    write_text("es", text, out, sizeof out);
    assert_string_equal(out, text);
    write_text("es-419", "año", out, sizeof out);
    assert_string_equal(out, "año");
}

static void
a_sentence_begins_with_a_capital(void **state)
{
    (void)state;
    struct keyboard keyboard;
    char text[20] = "";
    keyboard_init(&keyboard, text);
    assert_true(keyboard.shift);
    assert_true(keyboard_press(&keyboard, "key-H", text, sizeof text));
    assert_false(keyboard.shift);
    keyboard_press(&keyboard, "key-i", text, sizeof text);
    keyboard_press(&keyboard, "key-.", text, sizeof text);
    keyboard_press(&keyboard, "key-space", text, sizeof text);
    assert_true(keyboard.shift);
    assert_string_equal(text, "Hi. ");
}

static void
backspace_takes_whole_letters(void **state)
{
    (void)state;
    struct keyboard keyboard;
    char text[20] = "añ";
    keyboard_init(&keyboard, text);
    assert_true(keyboard_press(&keyboard, "key-backspace", text, sizeof text));
    assert_string_equal(text, "a");
    assert_true(keyboard_press(&keyboard, "key-backspace", text, sizeof text));
    assert_string_equal(text, "");
    assert_false(keyboard_press(&keyboard, "key-backspace", text, sizeof text));
}

static void
a_full_text_takes_no_more(void **state)
{
    (void)state;
    struct keyboard keyboard;
    char text[4] = "abc";
    keyboard_init(&keyboard, text);
    assert_false(keyboard_press(&keyboard, "key-d", text, sizeof text));
    strcpy(text, "ab");
    assert_false(keyboard_press(&keyboard, "key-ñ", text, sizeof text));
    assert_string_equal(text, "ab");
}

static void
all_rows_of_a_keyboard_are_equally_wide(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es"};
    words_start(BUILD_BIN "/../locale");
    for (size_t l = 0; l < 2; l++) {
        for (int layer = LAYER_LETTERS; layer <= (l ? LAYER_ACCENTS : LAYER_NUMBERS);
             layer++) {
            struct keyboard keyboard = {.layer = (enum keyboard_layer)layer};
            struct keyboard_rows rows;
            keyboard_rows(&keyboard, languages[l], &rows);
            for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
                double width = 0;
                for (size_t i = 0; i < rows.rows[row].count; i++) {
                    double key = rows.rows[row].keys[i].width;
                    width += key > 0 ? key : 1;
                }
                assert_float_equal(width, 10, 0.01);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_can_be_written),
        cmocka_unit_test(spanish_can_be_written_with_its_letters),
        cmocka_unit_test(a_sentence_begins_with_a_capital),
        cmocka_unit_test(backspace_takes_whole_letters),
        cmocka_unit_test(a_full_text_takes_no_more),
        cmocka_unit_test(all_rows_of_a_keyboard_are_equally_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

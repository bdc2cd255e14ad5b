#include "keyboard.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Presses what a script would until the whole text is written. */
static void
write_text(const char *language, const char *text, char *out, size_t size)
{
    struct keyboard keyboard;
    out[0] = '\0';
    keyboard_init(&keyboard, language, out);
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
    keyboard_init(&keyboard, "en", text);
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
    keyboard_init(&keyboard, "en", text);
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
    keyboard_init(&keyboard, "en", text);
    assert_false(keyboard_press(&keyboard, "key-d", text, sizeof text));
    strcpy(text, "ab");
    assert_false(keyboard_press(&keyboard, "key-ñ", text, sizeof text));
    assert_string_equal(text, "ab");
}

static void
all_rows_of_a_keyboard_are_equally_wide(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        enum keyboard_layer layers[4];
        size_t count;
        double units;
    } boards[] = {
        {"en", {LAYER_LETTERS, LAYER_NUMBERS}, 2, 10},
        {"es", {LAYER_LETTERS, LAYER_NUMBERS, LAYER_ACCENTS}, 3, 10},
        {"tl", {LAYER_LETTERS, LAYER_NUMBERS, LAYER_ACCENTS}, 3, 10},
        {"zh", {LAYER_LETTERS, LAYER_NUMBERS, LAYER_ACCENTS, LAYER_LATIN}, 4, 10},
        {"vi", {LAYER_LETTERS}, 1, 12},
        {"ar", {LAYER_LETTERS}, 1, 12},
        {"ar", {LAYER_NUMBERS, LAYER_ACCENTS, LAYER_LATIN}, 3, 10},
    };
    words_start(BUILD_BIN "/../locale");
    for (size_t b = 0; b < sizeof boards / sizeof *boards; b++) {
        for (size_t l = 0; l < 2 * boards[b].count; l++) {
            struct keyboard keyboard = {.layer = boards[b].layers[l / 2],
                                        .contact = l % 2 == 1};
            struct keyboard_rows rows;
            keyboard_rows(&keyboard, boards[b].language, &rows);
            for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
                double width = 0;
                for (size_t i = 0; i < rows.rows[row].count; i++) {
                    double key = rows.rows[row].keys[i].width;
                    width += key > 0 ? key : 1;
                }
                assert_float_equal(width, boards[b].units, 0.01);
            }
        }
    }
}

static void
can_write(const char *language, const char *text)
{
    char out[300];
    write_text(language, text, out, sizeof out);
    assert_string_equal(out, text);
}

/* Whatever was typed comes out as it is written: the tone goes where it belongs. */
static void
every_letter_of_vietnamese_can_be_written(void **state)
{
    (void)state;
    can_write("vi", "Á À Ả Ã Ạ Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ É È Ẻ Ẽ Ẹ Ế Ề Ể Ễ Ệ");
    can_write("vi", "Í Ì Ỉ Ĩ Ị Ó Ò Ỏ Õ Ọ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ú Ù Ủ Ũ Ụ");
    can_write("vi", "Ứ Ừ Ử Ữ Ự Ý Ỳ Ỷ Ỹ Ỵ Đ Ă Â Ê Ô Ơ Ư");
    can_write("vi", "á à ả ã ạ ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ế ề ể ễ ệ");
    can_write("vi", "í ì ỉ ĩ ị ó ò ỏ õ ọ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ú ù ủ ũ ụ");
    can_write("vi", "ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ ă â ê ô ơ ư");
}

static void
a_tone_stands_on_the_vowel_it_is_written_on(void **state)
{
    static const char *const words[][3] = {
        {"tieng", "3", "tiẻng"}, {"toan", "1", "toán"},   {"hoa", "2", "hòa"},
        {"thuy", "3", "thủy"},   {"qua", "3", "quả"},     {"gia", "1", "giá"},
        {"nguoi", "2", "nguòi"}, {"ngươi", "2", "người"}, {"ngoai", "2", "ngoài"},
        {"viêt", "5", "việt"},   {"quyên", "2", "quyền"}, {"gi", "2", "gì"},
        {"Quôc", "1", "Quốc"},   {"rươu", "5", "rượu"},   {"khoe", "3", "khỏe"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct keyboard keyboard;
        char text[40], id[12];
        snprintf(text, sizeof text, "xin %s", words[i][0]);
        snprintf(id, sizeof id, "key-tone-%s", words[i][1]);
        keyboard_init(&keyboard, "vi", text);
        assert_true(keyboard_press(&keyboard, id, text, sizeof text));
        assert_string_equal(text + 4, words[i][2]);
        assert_true(keyboard_press(&keyboard, id, text, sizeof text));
        assert_string_equal(text + 4, words[i][0]); /* a second press takes it off */
    }
}

static void
a_tone_moves_as_its_word_grows(void **state)
{
    (void)state;
    char text[40] = "tó";
    struct keyboard keyboard;
    keyboard_init(&keyboard, "vi", text);
    keyboard_press(&keyboard, "key-a", text, sizeof text);
    assert_string_equal(text, "tóa");
    keyboard_press(&keyboard, "key-n", text, sizeof text);
    assert_string_equal(text, "toán");
    keyboard_press(&keyboard, "key-tone-2", text, sizeof text);
    assert_string_equal(text, "toàn");
    /* other languages' accents stay where they are */
    char country[40] = "paí";
    keyboard_init(&keyboard, "es", country);
    keyboard_press(&keyboard, "key-s", country, sizeof country);
    assert_string_equal(country, "país");
}

static void
a_tone_without_a_vowel_or_without_room_does_nothing(void **state)
{
    (void)state;
    char text[8] = "", full[4] = "toa", room[8] = "ng ";
    struct keyboard keyboard;
    keyboard_init(&keyboard, "vi", text);
    assert_false(keyboard_press(&keyboard, "key-tone-1", text, sizeof text));
    assert_false(keyboard_press(&keyboard, "key-tone-1", room, sizeof room));
    assert_false(keyboard_press(&keyboard, "key-tone-9", full, sizeof full));
    assert_false(keyboard_press(&keyboard, "key-tone-1", full, sizeof full));
    assert_string_equal(full, "toa");
}

static void
arabic_tagalog_and_chinese_have_keys(void **state)
{
    (void)state;
    can_write("ar", "أريد أن تبقى المكتبة هنا؟ نعم، 100٪. Ashby");
    can_write("ar", "ء آ إ ؤ ئ ة ى ث ج ح خ ذ ز ش ص ض ط ظ ع غ ف ق ك ه و");
    can_write("tl", "Gusto ko po ang aklatan, Señor! Bakâ.");
    can_write("zh", "Tushuguan hen hao, 3 books.");
    assert_false(keyboard_writes("zh", NULL));
    assert_true(keyboard_writes("ar", NULL));
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
        cmocka_unit_test(every_letter_of_vietnamese_can_be_written),
        cmocka_unit_test(a_tone_stands_on_the_vowel_it_is_written_on),
        cmocka_unit_test(a_tone_moves_as_its_word_grows),
        cmocka_unit_test(a_tone_without_a_vowel_or_without_room_does_nothing),
        cmocka_unit_test(arabic_tagalog_and_chinese_have_keys),
        cmocka_unit_test(all_rows_of_a_keyboard_are_equally_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "typeset.h"
#include "words.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <SDL2/SDL.h>

static struct typeset *typeset;

static int
open_typeset(void **state)
{
    (void)state;
    struct error err;
    if (typeset_open(NULL, &typeset, &err)) {
        return 0;
    }
    print_error("%s\n", err.text);
    return -1;
}

static int
close_typeset(void **state)
{
    (void)state;
    typeset_close(typeset);
    return 0;
}

static struct text_spec
spec_of(const char *text, const char *language, int width_px)
{
    return (struct text_spec){.text = text,
                              .language = language,
                              .font_px = 40,
                              .weight = 400,
                              .width_px = width_px,
                              .pitch_px = 52,
                              .rtl = strcmp(language, "ar") == 0};
}

static const char *
visual(const char *text, const char *language, int width_px)
{
    static char out[2000];
    struct text_spec spec = spec_of(text, language, width_px);
    assert_true(typeset_visual(typeset, &spec, out, sizeof out));
    return out;
}

static void
arabic_dates_and_telephone_numbers_keep_their_digits_in_order(void **state)
{
    (void)state;
    static const char *const numbers[] = {"12",  "2026",  "707-555-0148",
                                          "(4)", "Ashby", "help@ashby.example"};
    const char *text = "الاجتماع في 12 مايو 2026، غرفة (4) في Ashby، الهاتف "
                       "707-555-0148، البريد help@ashby.example";
    const char *seen = visual(text, "ar", 0);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!strstr(seen, numbers[i])) {
            fail_msg("%s does not stand in: %s", numbers[i], seen);
        }
    }
    /* the day stands right of the year, as the sentence is read from the right */
    assert_true(strstr(seen, "2026") < strstr(seen, " 12 "));
    /* and the sentence's first letter is the last one from the left */
    assert_string_equal(seen + strlen(seen) - strlen("ا"), "ا");
}

/* As they are written in English: the sign of the currency and of the number stay on
 * their side of it, in the form's texts too. */
static void
amounts_in_arabic_keep_their_signs_where_they_are(void **state)
{
    (void)state;
    static const char *const amounts[] = {
        "$90,000",        "$5",  "-$5", "-5",   "+5",   "\u22125",
        "\u20AC1,250.50", "50%", "10+", "$1.5", "(-3)",
    };
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        char text[200];
        snprintf(text, sizeof text, "توفر %s في السنة", amounts[i]);
        const char *seen = visual(text, "ar", 0);
        if (!strstr(seen, amounts[i])) {
            fail_msg("%s does not stand in: %s", amounts[i], seen);
        }
    }
    const char *seen = visual("من $180,000 إلى $260,000 في السنة", "ar", 0);
    assert_true(strstr(seen, "$260,000") < strstr(seen, "$180,000"));
    assert_non_null(strstr(seen, "$180,000 "));
    /* a hyphen between a word and a number belongs to neither */
    assert_non_null(strstr(visual("كوفيد-19", "ar", 0), "19-"));
}

/* U+2066 to U+2069 (UAX 9): what is between them does not mix with what is around. */
static void
values_in_arabic_are_isolated_and_their_marks_are_not_drawn(void **state)
{
    (void)state;
    char filled[200];
    words_start(BUILD_BIN "/../locale");
    words_use("ar");
    words_fill(filled, sizeof filled, "{place}، 2015", "place", "Marl Hills");
    assert_string_equal(filled, "\u2068Marl Hills\u2069، 2015");
    assert_string_equal(visual(filled, "ar", 0), "2015 ،Marl Hills");
    words_fill(filled, sizeof filled, "من {low}", "low", "$180,000");
    assert_string_equal(visual(filled, "ar", 0), "$180,000 نم");
    words_fill(filled, sizeof filled, "{service}، 1", "service", "إصلاح المركبات");
    char seen[200];
    snprintf(seen, sizeof seen, "%s", visual(filled, "ar", 0));
    assert_string_equal(seen, visual("إصلاح المركبات، 1", "ar", 0));
    /* a value that was filled in itself runs as the sentence around it does */
    char source[200];
    words_fill(filled, sizeof filled, "{source}، {date}", "source", "أرقام");
    words_fill(source, sizeof source, filled, "date", "1 سبتمبر");
    words_fill(filled, sizeof filled, "المصدر: {source}.", "source", source);
    snprintf(seen, sizeof seen, "%s", visual(filled, "ar", 0));
    assert_string_equal(seen, visual("المصدر: أرقام، 1 سبتمبر.", "ar", 0));
    words_use("en");
    struct text_spec with = spec_of("a \u2066$5\u2069 b", "ar", 0),
                     without = spec_of("a $5 b", "ar", 0);
    with.rtl = without.rtl = false;
    assert_int_equal(typeset_measure(typeset, &with).missing, 0);
    assert_int_equal(typeset_measure(typeset, &with).lines, 1);
    assert_in_range(typeset_measure(typeset, &with).width,
                    typeset_measure(typeset, &without).width - 2,
                    typeset_measure(typeset, &without).width + 2);
    /* no line of marks alone */
    for (int width = 60; width < 300; width += 10) {
        struct text_spec narrow = spec_of("\u2068图书馆\u2069和公园", "zh", width),
                         plain = spec_of("图书馆和公园", "zh", width);
        assert_int_equal(typeset_measure(typeset, &narrow).lines,
                         typeset_measure(typeset, &plain).lines);
    }
}

static void
numbers_in_groups_are_never_turned_round(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "(707) 555-0148", "707 555 0148", "+1 707 555 0148", "707.555.0148",
        "9:00-17:00",     "2024-2026",    "12/05/2026",      "٠٧-٥٥٥-٠١٤٨",
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[120] = "اتصل على ";
        strcat(text, numbers[i]);
        strcat(text, " اليوم.");
        const char *seen = visual(text, "ar", 0);
        if (!strstr(seen, numbers[i])) {
            fail_msg("%s does not stand in: %s", numbers[i], seen);
        }
    }
}

static void
numbers_and_brackets_in_english_stay_in_place(void **state)
{
    (void)state;
    assert_string_equal(visual("Room 4, 12 May 2026 (new)", "en", 0),
                        "Room 4, 12 May 2026 (new)");
}

static void
lines_are_no_wider_than_asked(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Our library is part of what makes our community what it is.",
        "Este servicio es parte de lo que hace que nuestra comunidad sea lo que es.",
        "مكتبتنا جزء مما يجعل مجتمعنا على ما هو عليه في 12 مايو 2026.",
        "图书馆是我们社区的一部分。我们应该在本地做出决定，好吗？",
        "ห้องสมุดของเราเป็นส่วนหนึ่งของสิ่งที่ทำให้ชุมชนของเราเป็นเช่นนี้หรือไม่",
        "Thư viện của chúng ta là một phần của cộng đồng."};
    static const char *const languages[] = {"en", "es", "ar", "zh", "th", "vi"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int width = 300; width <= 900; width += 150) {
            struct text_spec spec = spec_of(texts[i], languages[i], width);
            struct text_size_px size = typeset_measure(typeset, &spec);
            assert_false(size.overflows);
            assert_int_equal(size.missing, 0);
            assert_true(size.width <= width);
            assert_int_equal(size.height, size.lines * 52);
        }
    }
}

static void
chinese_lines_never_begin_with_a_full_stop(void **state)
{
    (void)state;
    const char *text = "图书馆是我们的。图书馆是我们的。图书馆是我们的。";
    for (int width = 80; width < 500; width += 7) {
        assert_null(strstr(visual(text, "zh", width), "\n。"));
    }
}

static void
thai_lines_end_between_words(void **state)
{
    (void)state;
    /* "หรือไม่" and "ดับเพลิง" are words: never cut */
    const char *text = "ดับเพลิงหรือไม่ดับเพลิงหรือไม่ดับเพลิงหรือไม่";
    for (int width = 260; width < 700; width += 20) {
        const char *seen = visual(text, "th", width);
        assert_null(strstr(seen, "ดับเ\nพลิง"));
        assert_null(strstr(seen, "หรือไ\nม่"));
        assert_non_null(strstr(seen, "\n"));
    }
}

static void
a_word_wider_than_the_line_is_cut_and_told(void **state)
{
    (void)state;
    struct text_spec spec = spec_of("Donaudampfschifffahrtsgesellschaft", "de", 200);
    struct text_size_px size = typeset_measure(typeset, &spec);
    assert_true(size.overflows);
    assert_true(size.lines > 2);
    assert_true(size.width <= 200);
    assert_true(size.longest_word > 200);
}

static void
what_no_face_has_is_counted_and_shown_as_a_replacement(void **state)
{
    (void)state;
    struct text_spec spec = spec_of("a\xF3\xB0\x80\x80z", "en", 0); /* private use */
    assert_int_equal(typeset_measure(typeset, &spec).missing, 1);
    assert_string_equal(visual(spec.text, "en", 0), "a\xEF\xBF\xBDz");
}

static void
bytes_that_are_no_utf8_are_shown_as_replacements(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "\xC3", "\xE2\x82", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char text[32];
        strcpy(text, "a");
        strcat(text, broken[i]);
        strcat(text, "b");
        const char *seen = visual(text, "en", 0);
        assert_int_equal(seen[0], 'a');
        assert_int_equal(seen[strlen(seen) - 1], 'b');
        assert_non_null(strstr(seen, "\xEF\xBF\xBD"));
    }
}

static void
bold_spans_are_wider_and_leave_no_marks(void **state)
{
    (void)state;
    struct text_spec plain = spec_of("part of who we are", "en", 0);
    struct text_spec bold = spec_of("part of \x01who we are\x02", "en", 0);
    assert_true(typeset_measure(typeset, &bold).width >
                typeset_measure(typeset, &plain).width);
    assert_string_equal(visual(bold.text, "en", 0), "part of who we are");
}

static void
italic_spans_slant_and_are_bold_in_scripts_that_never_do(void **state)
{
    (void)state;
    struct text_spec plain = spec_of("part of who we are", "en", 0);
    struct text_spec italic = spec_of("part of \x03who we are\x04", "en", 0);
    assert_true(typeset_measure(typeset, &italic).width !=
                typeset_measure(typeset, &plain).width);
    assert_string_equal(visual(italic.text, "en", 0), "part of who we are");
    struct text_spec bold = spec_of("\x01\u0645\u0643\u062a\u0628\u0629\x02", "ar", 0);
    struct text_spec arabic =
        spec_of("\x03\u0645\u0643\u062a\u0628\u0629\x04", "ar", 0);
    assert_int_equal(typeset_measure(typeset, &arabic).width,
                     typeset_measure(typeset, &bold).width);
}

static void
a_text_is_cut_between_lines_and_nothing_is_lost(void **state)
{
    (void)state;
    const char *text = "One two three four five six seven eight nine ten eleven twelve "
                       "thirteen fourteen fifteen sixteen";
    struct text_spec spec = spec_of(text, "en", 300);
    int lines = typeset_measure(typeset, &spec).lines;
    assert_true(lines > 3);
    for (int i = 1; i < lines; i++) {
        size_t at = typeset_cut(typeset, &spec, i);
        struct text_spec rest = spec_of(text + at, "en", 300);
        assert_true(at > 0 && at < strlen(text));
        assert_int_equal(text[at - 1], ' ');
        assert_int_equal(typeset_measure(typeset, &rest).lines, lines - i);
    }
    assert_int_equal(typeset_cut(typeset, &spec, lines), strlen(text));
    assert_int_equal(typeset_cut(typeset, &spec, 0), 0);
}

static void
drawing_leaves_the_measure_as_it_was(void **state)
{
    (void)state;
    struct text_spec spec = spec_of("مكتبتنا جزء 12", "ar", 400);
    struct text_size_px before = typeset_measure(typeset, &spec);
    struct text_picture picture = typeset_draw(typeset, &spec);
    struct text_size_px after = typeset_measure(typeset, &spec);
    assert_non_null(picture.surface);
    assert_memory_equal(&before, &after, sizeof before);
    /* right-aligned: the letters end where the box ends */
    assert_true(picture.x > 0);
    assert_in_range(picture.x + picture.surface->w, 394, 402);
    assert_ptr_equal(typeset_draw(typeset, &spec).surface, picture.surface);
}

static void
missing_fonts_are_named_with_their_package(void **state)
{
    (void)state;
    struct typeset *none = NULL;
    struct error err = {0};
    assert_false(typeset_open("/nonexistent", &none, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_non_null(strstr(err.text, "fonts-noto-core"));
    assert_null(none);
}

static size_t
open_files(void)
{
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count;
}

/* One that is read through a file takes two calls of the system for each glyph. */
static void
a_font_keeps_no_file_open_whatever_sizes_are_drawn(void **state)
{
    (void)state;
    size_t before = open_files();
    for (int px = 61; px < 64; px++) {
        struct text_spec spec = spec_of("Library 图书馆", "en", 1000);
        spec.font_px = px;
        struct text_picture picture = typeset_draw(typeset, &spec);
        assert_non_null(picture.surface);
    }
    assert_int_equal(open_files(), before);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arabic_dates_and_telephone_numbers_keep_their_digits_in_order),
        cmocka_unit_test(amounts_in_arabic_keep_their_signs_where_they_are),
        cmocka_unit_test(values_in_arabic_are_isolated_and_their_marks_are_not_drawn),
        cmocka_unit_test(numbers_in_groups_are_never_turned_round),
        cmocka_unit_test(numbers_and_brackets_in_english_stay_in_place),
        cmocka_unit_test(lines_are_no_wider_than_asked),
        cmocka_unit_test(chinese_lines_never_begin_with_a_full_stop),
        cmocka_unit_test(thai_lines_end_between_words),
        cmocka_unit_test(a_word_wider_than_the_line_is_cut_and_told),
        cmocka_unit_test(what_no_face_has_is_counted_and_shown_as_a_replacement),
        cmocka_unit_test(bytes_that_are_no_utf8_are_shown_as_replacements),
        cmocka_unit_test(bold_spans_are_wider_and_leave_no_marks),
        cmocka_unit_test(italic_spans_slant_and_are_bold_in_scripts_that_never_do),
        cmocka_unit_test(a_text_is_cut_between_lines_and_nothing_is_lost),
        cmocka_unit_test(drawing_leaves_the_measure_as_it_was),
        cmocka_unit_test(missing_fonts_are_named_with_their_package),
        cmocka_unit_test(a_font_keeps_no_file_open_whatever_sizes_are_drawn),
    };
    return cmocka_run_group_tests(tests, open_typeset, close_typeset);
}

#include "hanzi.h"
#include "keyboard.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT 32
#define KEPT_BYTES ((size_t)100 << 10)

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static int
open_hanzi(void **state)
{
    struct error err;
    words_start(BUILD_BIN "/../locale");
    if (!hanzi_open((struct hanzi **)state, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int
close_hanzi(void **state)
{
    hanzi_close(*state);
    return 0;
}

static void
pinyin_finds_its_characters(void **state)
{
    static const struct {
        const char *letters, *text;
    } words[] = {{"tushuguan", "图书馆"}, {"women", "我们"},   {"xiaofang", "消防"},
                 {"bendi", "本地"},       {"zhengfu", "政府"}, {"nv", "女"},
                 {"xi'an", "西安"},       {"zhg", "中国"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct hanzi_candidate found[COUNT];
        size_t count = hanzi_find(*state, words[i].letters, found, COUNT);
        assert_true(count > 0);
        assert_string_equal(found[0].text, words[i].text);
        assert_int_equal(found[0].letters, strlen(words[i].letters));
    }
}

static void
a_candidate_says_how_many_letters_it_takes(void **state)
{
    struct hanzi_candidate found[COUNT];
    size_t count = hanzi_find(*state, "tushuguan", found, COUNT);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(found[i].text, "图书") == 0) {
            assert_int_equal(found[i].letters, strlen("tushu"));
            return;
        }
    }
    fail();
}

static void
what_is_no_pinyin_finds_nothing(void **state)
{
    static const char *const texts[] = {
        "",
        "'",
        "A",
        "ni hao",
        "ni3",
        "图",
        "%s%n",
        "--",
        "\xff\xfe",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", /* a letter more than allowed */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct hanzi_candidate found[COUNT];
        assert_int_equal(hanzi_find(*state, texts[i], found, COUNT), 0);
    }
}

/* All texts of up to two letters, and random ones. */
static void
whatever_is_typed_stays_within_its_letters(void **state)
{
    unsigned random = 1;
    for (unsigned round = 0; round < 600; round++) {
        char letters[HANZI_MAX_LETTERS + 1] = "";
        size_t size = 1 + round % (round < 400 ? 6 : HANZI_MAX_LETTERS);
        for (size_t i = 0; i < size; i++) {
            random = random * 1664525u + 1013904223u;
            letters[i] = "abcdefghijklmnopqrstuvwxyz'"[(random >> 16) % 27];
        }
        struct hanzi_candidate found[COUNT];
        size_t count = hanzi_find(*state, letters, found, COUNT);
        for (size_t i = 0; i < count; i++) {
            assert_true(found[i].letters >= 1 && found[i].letters <= size);
            assert_true(*found[i].text);
        }
    }
}

static void
nothing_is_learned(void **state)
{
    struct hanzi_candidate before[COUNT], after[COUNT];
    size_t count = hanzi_find(*state, "xian", before, COUNT);
    for (int i = 0; i < 50; i++) {
        assert_true(hanzi_find(*state, "xianxian", after, COUNT) > 0);
    }
    assert_int_equal(hanzi_find(*state, "xian", after, COUNT), count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(after[i].text, before[i].text);
    }
}

static void
forget_often(struct hanzi *hanzi, int times)
{
    struct hanzi_candidate found[COUNT];
    for (int i = 0; i < times; i++) {
        assert_true(hanzi_find(hanzi, "tushuguan", found, COUNT) > 0);
        assert_string_equal(found[0].text, "图书馆");
        hanzi_forget(hanzi);
        hanzi_forget(hanzi);
    }
}

/* It stays open for the next resident. */
static void
what_was_typed_is_forgotten_without_growing(void **state)
{
    if (!__sanitizer_get_current_allocated_bytes) {
        skip();
    }
    forget_often(*state, 20);
    size_t before = __sanitizer_get_current_allocated_bytes();
    forget_often(*state, 40);
    assert_in_range(__sanitizer_get_current_allocated_bytes(), 0, before + KEPT_BYTES);
}

struct typed {
    struct keyboard keyboard;
    struct hanzi *hanzi;
    char text[200];
};

static void
begin(struct typed *typed, void **state)
{
    *typed = (struct typed){.hanzi = *state};
    keyboard_init(&typed->keyboard, "zh", "");
}

static size_t
candidates(struct typed *typed, struct hanzi_candidate found[COUNT])
{
    const char *letters = keyboard_letters(&typed->keyboard, typed->text);
    return *letters ? hanzi_find(typed->hanzi, letters, found, COUNT) : 0;
}

static void
press(struct typed *typed, const char *id)
{
    struct hanzi_candidate found[COUNT];
    size_t count = candidates(typed, found);
    (void)keyboard_pick(&typed->keyboard, id, found, count, typed->text,
                        sizeof typed->text);
}

static void
press_letters(struct typed *typed, const char *letters)
{
    for (; *letters; letters++) {
        char id[] = "key-?";
        id[4] = *letters;
        press(typed, id);
    }
}

static void
the_space_key_takes_the_first_candidate(void **state)
{
    struct typed typed;
    begin(&typed, state);
    press_letters(&typed, "women");
    assert_string_equal(typed.text, "women");
    press(&typed, "key-space");
    assert_string_equal(typed.text, "我们");
    press(&typed, "key-space");
    assert_string_equal(typed.text, "我们 ");
    press_letters(&typed, "tushuguan");
    press(&typed, "key-pick-1");
    press(&typed, "key-。");
    assert_string_equal(typed.text, "我们 图书馆。");
}

static void
the_letters_behind_a_short_candidate_stay(void **state)
{
    struct typed typed;
    struct hanzi_candidate found[COUNT];
    begin(&typed, state);
    press_letters(&typed, "tushuguan");
    size_t count = candidates(&typed, found);
    assert_true(count > 2);
    assert_string_equal(found[1].text, "图书");
    press(&typed, "key-pick-2");
    assert_string_equal(typed.text, "图书guan");
    press(&typed, "key-backspace");
    assert_string_equal(typed.text, "图书gua");
}

static void
other_candidates_are_shown_in_turn(void **state)
{
    struct typed typed;
    struct hanzi_candidate found[COUNT];
    struct page_key keys[KEYBOARD_KEYS];
    char ids[KEYBOARD_KEYS][12];
    struct page_key_row row;
    begin(&typed, state);
    press_letters(&typed, "shi");
    size_t count = candidates(&typed, found), seen = 0;
    for (int pages = 0; pages < 20; pages++) {
        keyboard_candidates(&typed.keyboard, found, count, keys, ids, &row);
        double width = 0;
        for (size_t i = 0; i < row.count; i++) {
            width += row.keys[i].width;
            seen += row.keys[i].id && strncmp(row.keys[i].id, "key-pick-", 9) == 0 &&
                    row.keys[i].id[9] != 'm';
        }
        assert_float_equal(width, 10, 0.01);
        press(&typed, "key-pick-more");
        if (typed.keyboard.skipped == 0) {
            break;
        }
    }
    assert_int_equal(seen, count);
    press(&typed, "key-pick-more");
    keyboard_candidates(&typed.keyboard, found, count, keys, ids, &row);
    const char *second = row.keys[0].text;
    press(&typed, "key-pick-1");
    assert_string_equal(typed.text, second);
}

static void
latin_letters_are_left_alone(void **state)
{
    struct typed typed;
    begin(&typed, state);
    press(&typed, "key-latin");
    press_letters(&typed, "ashby");
    press(&typed, "key-space");
    assert_string_equal(typed.text, "ashby ");
    press(&typed, "key-latin");
    press_letters(&typed, "de");
    press(&typed, "key-space");
    assert_string_equal(typed.text, "ashby 的");
    struct keyboard english;
    keyboard_init(&english, "en", "");
    assert_string_equal(keyboard_letters(&english, "women"), "");
}

static void
a_candidate_without_room_is_not_taken(void **state)
{
    struct typed typed;
    char text[7] = "women"; /* two characters need 6 bytes and the NUL */
    struct hanzi_candidate found[COUNT];
    begin(&typed, state);
    size_t count = hanzi_find(*state, text, found, COUNT);
    assert_false(keyboard_pick(&typed.keyboard, "key-pick-1", found, count, text, 6));
    assert_string_equal(text, "women");
    assert_false(keyboard_pick(&typed.keyboard, "key-pick-99", found, count, text, 7));
    assert_false(keyboard_pick(&typed.keyboard, "key-pick-0", found, count, text, 7));
    assert_true(keyboard_pick(&typed.keyboard, "key-pick-1", found, count, text, 7));
    assert_string_equal(text, "我们");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pinyin_finds_its_characters),
        cmocka_unit_test(a_candidate_says_how_many_letters_it_takes),
        cmocka_unit_test(what_is_no_pinyin_finds_nothing),
        cmocka_unit_test(whatever_is_typed_stays_within_its_letters),
        cmocka_unit_test(nothing_is_learned),
        cmocka_unit_test(what_was_typed_is_forgotten_without_growing),
        cmocka_unit_test(the_space_key_takes_the_first_candidate),
        cmocka_unit_test(the_letters_behind_a_short_candidate_stay),
        cmocka_unit_test(other_candidates_are_shown_in_turn),
        cmocka_unit_test(latin_letters_are_left_alone),
        cmocka_unit_test(a_candidate_without_room_is_not_taken),
    };
    return cmocka_run_group_tests(tests, open_hanzi, close_hanzi);
}

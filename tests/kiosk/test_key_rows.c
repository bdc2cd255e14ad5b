/* Typing with two switches, a keypad or a focus that moves by itself: the keys on the
 * screen are reached row by row, and what was opened can be left again. */
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SENTENCE "Keep the branch open"
#define STEPS_MAX 100
/* As measured when each key was a step of its own, with the focus staying on the key
 * that was chosen. */
#define PRESSES_BEFORE 367

static int
open_listener(void **state)
{
    listener_begin(state, BY_SWITCHES, TESTS_DIR "/kiosk/pack");
    return 0;
}

/* A comment is asked for, and something has the focus. */
static void
come_to_comment(struct listener *listener, const char *language)
{
    char script[200];
    snprintf(script, sizeof script, "touch language-%s\ntouch next\n", language);
    booth_play(&listener->booth, script);
    booth_play(&listener->booth, "skip-to question rules\ntouch choice-OK\n"
                                 "touch next\nskip-to question say\n");
    listener->booth.kiosk->listening.has_headset = true;
    listener_switch(listener, '1', 400);
}

static const char *
typed(const struct listener *listener)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    int field = tree_find(tree, "field");
    return field >= 0 ? tree->nodes[field].text : "";
}

static const struct node *
focus_of(const struct listener *listener)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    int focus = tree_focus(tree);
    assert_true(focus >= 0);
    return &tree->nodes[focus];
}

/* What stands for the key in the order of the focus: its row, or itself. */
static const char *
stop_of(const struct listener *listener, const char *id)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    int row = tree_row(tree, tree_find(tree, id));
    return row >= 0 && !(tree->nodes[row].state & NODE_OPEN) ? tree->nodes[row].id : id;
}

/* What is done at the thing with the focus; by a focus that moves by itself, only
 * choosing is. */
static void
move_to(struct listener *listener, const char *id)
{
    const struct kiosk *kiosk = listener->booth.kiosk;
    for (int i = 0; strcmp(focus_of(listener)->id, id) != 0; i++) {
        if (i == STEPS_MAX) {
            fail_msg("%s is not reached on %s", id, kiosk->screen);
        }
        if (!kiosk->switches.scans) {
            listener_switch(listener, '1', 400);
            continue;
        }
        const char *stays = focus_of(listener)->id;
        char before[TOUCH_ID_MAX_BYTES];
        snprintf(before, sizeof before, "%s", stays);
        for (int t = 0; t < 300 && strcmp(focus_of(listener)->id, before) == 0; t++) {
            listener_wait(listener, 100);
        }
    }
}

static void
press_key(struct listener *listener, const char *id)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    char stop[TOUCH_ID_MAX_BYTES];
    snprintf(stop, sizeof stop, "%s", stop_of(listener, id));
    move_to(listener, stop);
    listener_switch(listener, '2', 400);
    if (strcmp(stop, id) != 0) {
        assert_true(tree_find(tree, id) >= 0);
        move_to(listener, id);
        listener_switch(listener, '2', 400);
    }
}

static void
write_text(struct listener *listener, const char *text)
{
    char id[12];
    for (size_t i = 0; text[i]; i++) {
        snprintf(id, sizeof id, "key-%c", text[i]);
        press_key(listener, text[i] == ' ' ? "key-space" : id);
    }
}

static void
a_sentence_of_20_letters_takes_less_than_half_of_the_presses(void **state)
{
    struct listener *listener = *state;
    come_to_comment(listener, "en");
    listener->presses = 0;
    write_text(listener, SENTENCE);
    print_message("%u presses for %zu letters, and %d were needed key by key\n",
                  listener->presses, strlen(SENTENCE), PRESSES_BEFORE);
    assert_string_equal(typed(listener), SENTENCE);
    assert_true(listener->presses * 2 < PRESSES_BEFORE);
}

static void
a_focus_that_moves_by_itself_goes_row_by_row_too(void **state)
{
    struct listener *listener = *state;
    come_to_comment(listener, "en");
    listener->booth.kiosk->switches.scans = true;
    listener->presses = 0;
    write_text(listener, "Keep");
    assert_string_equal(typed(listener), "Keep");
    assert_int_equal(listener->presses, 2 * strlen("Keep"));
}

static void
a_row_says_what_is_in_it_and_its_keys_say_themselves(void **state)
{
    struct listener *listener = *state;
    come_to_comment(listener, "en");
    move_to(listener, "row-1");
    assert_non_null(strstr(listener_heard(listener), "en: Row: Q to P.\n"));
    move_to(listener, "row-3");
    assert_non_null(strstr(listener_heard(listener),
                           "en: Row: Z to M. Take the last letter away\n"));
    move_to(listener, "row-4");
    assert_non_null(
        strstr(listener_heard(listener), "en: Row: space, signs and other letters.\n"));
    move_to(listener, "row-1");
    listener_heard(listener);
    listener_switch(listener, '2', 400);
    listener_switch(listener, '1', 400);
    const char *heard = listener_heard(listener);
    assert_non_null(strstr(heard, "en: Q\n"));
    assert_non_null(strstr(heard, "en: W\n"));
    assert_null(strstr(heard, "Row"));
}

/* The row itself is the last stop in it. */
static void
a_row_can_be_left_without_a_letter(void **state)
{
    struct listener *listener = *state;
    come_to_comment(listener, "en");
    move_to(listener, "row-2");
    listener_switch(listener, '2', 400);
    assert_string_equal(focus_of(listener)->id, "key-A");
    move_to(listener, "row-2");
    assert_non_null(strstr(listener_heard(listener), "en: Leave this row.\n"));
    listener_switch(listener, '2', 400);
    assert_non_null(strstr(listener_heard(listener), "en: Row: A to L.\n"));
    listener_switch(listener, '1', 400);
    assert_string_equal(focus_of(listener)->id, "row-3");
    assert_int_equal(strncmp(typed(listener), "Touch the letters", 17), 0);
    move_to(listener, "next");
}

/* Neither a finger elsewhere, nor another screen, nor another layer leaves it open. */
static void
whatever_else_is_done_closes_the_row(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    come_to_comment(listener, "en");
    press_key(listener, "key-numbers");
    assert_string_equal(focus_of(listener)->id, "row-1");
    assert_string_equal(kiosk->touch.row, "");
    press_key(listener, "key-1");
    assert_string_equal(typed(listener), "1");
    listener_switch(listener, '2', 400);
    assert_string_equal(kiosk->touch.row, "row-1");
    listener_press(listener, ACTION_HELP, 400);
    assert_true(listener_is_at(listener, "keys"));
    listener_press(listener, ACTION_HELP, 400);
    assert_string_equal(kiosk->touch.row, "");
    listener_press(listener, ACTION_LEFT, 400);
    listener_press(listener, ACTION_RIGHT, 400);
    assert_string_equal(kiosk->touch.row, "");
}

static void
each_language_has_rows_for_all_of_its_keys(void **state)
{
    static const char *const languages[] = {"en", "es", "vi", "ar"};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct listener *listener;
        void *opened;
        open_listener(&opened);
        listener = opened;
        come_to_comment(listener, languages[i]);
        const struct tree *tree = &listener->booth.kiosk->tree;
        size_t keys = 0;
        for (size_t n = 0; n < tree->count; n++) {
            bool is_key = tree->nodes[n].role == NODE_KEY;
            keys += is_key;
            assert_true(!is_key || tree_row(tree, (int)n) >= 0);
        }
        assert_true(keys > 20);
        listener_end(&opened);
    }
}

/* Where text is typed, the keys 1 and 2 come as keys without an action. */
static void
switches_1_and_2_go_on_moving_where_text_is_typed(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    come_to_comment(listener, "en");
    assert_true(kiosk_is_typing(kiosk));
    move_to(listener, "row-2");
    kiosk_key(kiosk, '1', ACTION_NONE, clock_ms(&listener->booth.clock));
    listener_wait(listener, 400);
    assert_string_equal(focus_of(listener)->id, "row-3");
    kiosk_key(kiosk, '2', ACTION_NONE, clock_ms(&listener->booth.clock));
    listener_wait(listener, 400);
    assert_string_equal(kiosk->touch.row, "row-3");
    assert_int_equal(kiosk->switches.move, '1'); /* so the window writes no digit */
    kiosk_type(kiosk, "a");
    listener_wait(listener, 400);
    assert_int_equal(kiosk->switches.move, 0);
    kiosk_key(kiosk, '1', ACTION_NONE, clock_ms(&listener->booth.clock));
    kiosk_type(kiosk, "1");
    listener_wait(listener, 400);
    assert_string_equal(typed(listener), "a1");
}

#define NUMBER "1250"

/* A pad has rows of three. */
static void
a_pad_of_digits_goes_by_rows_too(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth,
               "touch language-en\ntouch next\nskip-to question people\n");
    listener->booth.kiosk->listening.has_headset = true;
    listener_switch(listener, '1', 400);
    move_to(listener, "row-1");
    assert_non_null(strstr(listener_heard(listener), "en: Row: 1 to 3.\n"));
    write_text(listener, NUMBER);
    assert_string_equal(typed(listener), NUMBER);
    move_to(listener, "row-4");
    assert_non_null(
        strstr(listener_heard(listener), "en: Row: 0. Take the last digit away\n"));
    press_key(listener, "key-backspace");
    assert_string_equal(typed(listener), "125");
}

#define ROWS_TEST(test)                                                                \
    cmocka_unit_test_setup_teardown(test, open_listener, listener_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ROWS_TEST(a_sentence_of_20_letters_takes_less_than_half_of_the_presses),
        ROWS_TEST(a_focus_that_moves_by_itself_goes_row_by_row_too),
        ROWS_TEST(a_row_says_what_is_in_it_and_its_keys_say_themselves),
        ROWS_TEST(a_row_can_be_left_without_a_letter),
        ROWS_TEST(whatever_else_is_done_closes_the_row),
        ROWS_TEST(switches_1_and_2_go_on_moving_where_text_is_typed),
        ROWS_TEST(a_pad_of_digits_goes_by_rows_too),
        cmocka_unit_test(each_language_has_rows_for_all_of_its_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

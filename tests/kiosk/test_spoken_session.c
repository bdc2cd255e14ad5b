/* Whole sessions of residents who do not see the screen, or who use two switches: in
 * each language, with the fake clock and the log of the voice. What was said is held
 * against what the screens show. */
#include "support_listener.h"

#include <SDL2/SDL_keycode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const languages[] = {"en", "es", "zh", "vi", "ar"};
#define LANGUAGES (sizeof languages / sizeof *languages)

/* The county's pack has six languages; its words to say are the fullest. */
static void
open_county(struct listener *listener, enum listener_by by)
{
    *listener = (struct listener){.by = by};
    booth_start(&listener->booth);
    listener->booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    listener->booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    listener_open(listener);
    listener->booth.kiosk->unpainted = true;
}

/* How many lines these words begin. */
static size_t
count_lines(const char *text, const char *words)
{
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words)) {
        found += at == text || at[-1] == '\n';
    }
    return found;
}

static size_t
count(const char *text, const char *words)
{
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words)) {
        found++;
    }
    return found;
}

static void
a_session_by_keypad_alone_is_recorded_in_each_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < LANGUAGES; i++) {
        struct listener listener;
        open_county(&listener, BY_KEYPAD);
        listener_press(&listener, ACTION_DOWN, 100);
        listener_answer_all(&listener, languages[i]);
        assert_int_equal(booth_said(&listener.booth, "recorded"), 1);
        listener_hear_out(&listener);
        const char *heard = listener_heard(&listener);
        print_message("%s: %u keys, %zu lines\n", languages[i], listener.presses,
                      count(heard, "\n"));
        assert_int_equal(count(heard, ": \n"), 0);
        booth_finish(&listener.booth);
    }
}

static void
a_session_by_two_switches_alone_is_recorded_in_each_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < LANGUAGES; i++) {
        struct listener listener;
        open_county(&listener, BY_SWITCHES);
        listener_switch(&listener, '1', 100);
        listener_answer_all(&listener, languages[i]);
        assert_int_equal(booth_said(&listener.booth, "recorded"), 1);
        print_message("%s: %u presses\n", languages[i], listener.presses);
        booth_finish(&listener.booth);
    }
}

/* Goes through the ring of what can be used on this screen, and holds what was said
 * against it. */
static void
expect_all_heard_once(struct listener *listener)
{
    struct kiosk *kiosk = listener->booth.kiosk;
    struct tree *tree = &kiosk->tree;
    size_t active = 0;
    listener_heard(listener);
    heard_forget(&kiosk->listening.heard);
    tree_mark(tree, -1, NODE_FOCUSED);
    kiosk->listening.has_headset = true;
    listening_follow(kiosk, true, false);
    for (size_t i = 0; i < tree->count; i++) {
        active += node_is_active(&tree->nodes[i]);
    }
    for (size_t i = 0; i < active; i++) {
        listener_press(listener, ACTION_DOWN, 0);
    }
    const char *heard = listener_heard(listener);
    if (strcmp(kiosk->screen, "recorded") == 0) { /* beside the code, not with it */
        assert_int_equal(count(heard, "larkmoor.example/say"), 1);
    }
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->role == NODE_DECOR || strcmp(node->id, "countdown") == 0) {
            continue;
        }
        char line[4096], *end = line;
        snprintf(line, sizeof line, "%s: %s\n", node->language, node->say);
        while ((end = strchr(end, '\n')) && end[1]) {
            *end = ' ';
        }
        size_t same =
            0; /* nodes with the same words, such as a question and its page */
        for (size_t k = 0; k < tree->count; k++) {
            same += tree->nodes[k].role != NODE_DECOR &&
                    strcmp(tree->nodes[k].say, node->say) == 0;
        }
        if (count_lines(heard, line) != same) {
            fail_msg("%s on %s is said %zu times, and is there %zu times:\n%s",
                     node->say, kiosk->screen, count_lines(heard, line), same, heard);
        }
    }
}

static void
r13_all_that_is_seen_is_spoken_and_nothing_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < LANGUAGES; i++) {
        struct listener listener;
        char script[200];
        open_county(&listener, BY_KEYPAD);
        listener_press(&listener, ACTION_DOWN, 100);
        snprintf(script, sizeof script, "language-%s", languages[i]);
        listener_choose(&listener, script);
        const struct kiosk *kiosk = listener.booth.kiosk;
        unsigned screens = 0;
        for (int step = 0; step < 100 && !listener_is_at(&listener, "recorded");
             step++) {
            expect_all_heard_once(&listener);
            screens++;
            const struct tree *tree = &kiosk->tree;
            for (size_t n = 0; n < tree->count; n++) {
                enum node_role role = tree->nodes[n].role;
                bool is_answer =
                    role == NODE_ANSWER || role == NODE_TOGGLE || role == NODE_CARD;
                if (is_answer && kiosk->page == 0) {
                    snprintf(script, sizeof script, "%s", tree->nodes[n].id);
                    listener_choose(&listener, script);
                    break;
                }
            }
            listener_press(&listener, tree->rtl ? ACTION_LEFT : ACTION_RIGHT, 400);
        }
        assert_true(listener_is_at(&listener, "recorded"));
        expect_all_heard_once(&listener);
        print_message("%s: %u screens\n", languages[i], screens + 1);
        booth_finish(&listener.booth);
    }
}

static void
r19_a_language_without_a_voice_is_told_before_it_is_chosen(void **state)
{
    (void)state;
    struct listener listener;
    open_county(&listener, BY_KEYPAD);
    listener_press(&listener, ACTION_DOWN, 100);
    for (int i = 0; i < 8; i++) {
        listener_press(&listener, ACTION_DOWN, 1000);
    }
    assert_non_null(strstr(listener_heard(&listener), "Tagalog: Text only, no voice"));
    listener_choose(&listener, "language-tl");
    assert_non_null(strstr(listener_heard(&listener), "has no voice yet"));
    assert_int_equal(tree_find(&listener.booth.kiosk->tree, "listen"), -1);
    listener_press(&listener, ACTION_RIGHT, 1000);
    assert_null(strstr(listener_heard(&listener), "tl:"));
    booth_finish(&listener.booth);
}

/* A key that means nothing else asks which switch is which. */
static void
r34_two_switches_are_learned_and_do_everything(void **state)
{
    (void)state;
    struct listener listener;
    open_county(&listener, BY_SWITCHES);
    struct kiosk *kiosk = listener.booth.kiosk;
    listener_switch(&listener, SDLK_F13, 400);
    assert_true(listener_is_at(&listener, "switches"));
    assert_non_null(strstr(listener_heard(&listener), "Press the switch"));
    listener_switch(&listener, SDLK_F13, 400);
    assert_int_equal(kiosk->switches.move, SDLK_F13);
    listener_switch(&listener, SDLK_F13, 400); /* it cannot be both */
    assert_int_equal(kiosk->switches.learns, SWITCHES_SELECT);
    listener_switch(&listener, SDLK_F14, 400);
    assert_int_equal(kiosk->switches.learns, SWITCHES_KNOWN);
    for (int i = 0; i < 20 && !listener_is_at(&listener, "attract"); i++) {
        int focus = tree_focus(&kiosk->tree);
        bool is_close = focus >= 0 && strcmp(kiosk->tree.nodes[focus].id, "next") == 0;
        listener_switch(&listener, is_close ? SDLK_F14 : SDLK_F13, 400);
    }
    assert_true(listener_is_at(&listener, "attract"));
    listener_switch(&listener, SDLK_F13, 400);
    listener_switch(&listener, SDLK_F14, 400);
    assert_true(listener_is_at(&listener, "purpose"));
    assert_int_equal(kiosk->session.channel, CHANNEL_SWITCHES);
    booth_finish(&listener.booth);
}

static void
r34_the_focus_can_move_by_itself(void **state)
{
    (void)state;
    struct listener listener;
    open_county(&listener, BY_SWITCHES);
    struct kiosk *kiosk = listener.booth.kiosk;
    kiosk->switches.scans = true;
    kiosk->switches.scan_ms = 3000;
    listener_wait(&listener, 3100);
    int first = tree_focus(&kiosk->tree);
    assert_true(first >= 0);
    listener_wait(&listener, 2000);
    assert_int_equal(tree_focus(&kiosk->tree), first);
    listener_wait(&listener, 1100);
    assert_int_not_equal(tree_focus(&kiosk->tree), first);
    /* while it speaks, the focus waits */
    listener_switch(&listener, '1', 0);
    int spoken = tree_focus(&kiosk->tree);
    assert_true(speech_is_speaking(&kiosk->listening.speech));
    listener_wait(&listener, 6000);
    assert_int_equal(tree_focus(&kiosk->tree), spoken);
    booth_finish(&listener.booth);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_by_keypad_alone_is_recorded_in_each_language),
        cmocka_unit_test(a_session_by_two_switches_alone_is_recorded_in_each_language),
        cmocka_unit_test(r13_all_that_is_seen_is_spoken_and_nothing_twice),
        cmocka_unit_test(r19_a_language_without_a_voice_is_told_before_it_is_chosen),
        cmocka_unit_test(r34_two_switches_are_learned_and_do_everything),
        cmocka_unit_test(r34_the_focus_can_move_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is seen is heard and what is heard is seen: errors, what is on or off, and the
 * whole of it without any sound. Numbers in names are those of the kiosk requirements.
 */
#include "part.h"
#include "speech_engine.h"
#include "support_lints.h"
#include "support_listener.h"

#include <SDL2/SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
open_listener(void **state)
{
    listener_begin(state, BY_KEYPAD, TESTS_DIR "/kiosk/pack");
    return 0;
}

static const struct node *
node_of(const struct listener *listener, const char *id)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    int node = tree_find(tree, id);
    if (node < 0) {
        fail_msg("there is no %s on %s", id, listener->booth.kiosk->screen);
    }
    return &tree->nodes[node];
}

static bool
has_icon(const struct listener *listener, const struct node *node)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    for (size_t i = 0; i < node->part_count; i++) {
        if (tree->parts[node->first_part + i].kind == PART_ICON) {
            return true;
        }
    }
    return false;
}

/* Before anything else that is said: that something is wrong, and what. Then the focus
 * says where. */
static void
r21_what_is_wrong_is_said_first_and_where_it_is(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth, "touch language-en\ntouch next\n"
                                 "skip-to question people\ntouch key-9\ntouch key-9\n");
    listener->booth.kiosk->listening.has_headset = true;
    listener_press(listener, ACTION_DOWN, 0);
    listener_hear_out(listener);
    listener_heard(listener);
    listener_choose(listener, "next");
    assert_true(listener_is_at(listener, "question people"));
    const char *heard = listener_heard(listener);
    const char *problem = strstr(heard, "There is a problem");
    const char *what = strstr(heard, "Please type a number from 1 to 20.");
    const char *where = strstr(heard, "Row: 1 to 3.");
    if (!problem || !what || !where || problem > what || what > where) {
        fail_msg("not in this order:\n%s", heard);
    }
    const char *done = strstr(heard, "en: Done\n"); /* which was chosen, and then: */
    assert_true(done && done + strlen("en: Done\nen: ") == problem);
    assert_non_null(strstr(node_of(listener, "problem")->text, "Please type a number"));
    listener_press(listener, ACTION_RIGHT, 0); /* and again, when it is still wrong */
    assert_non_null(strstr(listener_heard(listener), "Please type a number"));
}

/* An answer that is missing: what is said of it, and then the answer itself. */
static void
r21_what_is_missing_is_said_and_the_focus_goes_there(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth,
               "touch language-en\ntouch next\nskip-to question rules\n");
    listener_press(listener, ACTION_DOWN, 0);
    listener_hear_out(listener);
    listener_heard(listener);
    listener_choose(listener, "next");
    const char *heard = listener_heard(listener);
    const char *what = strstr(heard, "Please touch OK to go on");
    const char *where = strstr(heard, "en: OK\n");
    if (!what || !where || what > where) {
        fail_msg("not in this order:\n%s", heard);
    }
}

/* Each toggle and each choice of settings is said to be on or off when the focus comes
 * to it, and is drawn so; nothing has to be pressed to find it out. */
static void
expect_states(struct listener *listener, unsigned toggles_least)
{
    struct kiosk *kiosk = listener->booth.kiosk;
    unsigned toggles = 0;
    char first[TOUCH_ID_MAX_BYTES] = "";
    for (int i = 0; i < 60; i++) {
        listener_heard(listener);
        listener_press(listener, ACTION_DOWN, 0);
        const struct node *node = &kiosk->tree.nodes[tree_focus(&kiosk->tree)];
        const char *heard = listener_heard(listener);
        bool is_chosen = node->state & NODE_CHOSEN;
        bool says_on = strstr(heard, "en: Chosen.\n");
        bool says_off = strstr(heard, "en: Not chosen.\n");
        bool is_toggle = node->role == NODE_TOGGLE;
        if (strcmp(first, node->id) == 0) {
            break;
        }
        if (!first[0]) {
            snprintf(first, sizeof first, "%s", node->id);
        }
        if (is_toggle || node->role == NODE_ANSWER) {
            toggles += is_toggle;
            if (says_on != is_chosen || (is_toggle && says_off == is_chosen)) {
                fail_msg("%s of %s is said as:\n%s", node->id, kiosk->screen, heard);
            }
            if (has_icon(listener, node) != is_chosen) {
                fail_msg("%s of %s is not seen to be %s", node->id, kiosk->screen,
                         is_chosen ? "on" : "off");
            }
        }
    }
    if (toggles < toggles_least) {
        fail_msg("%u of %u on %s:\n%s", toggles, toggles_least, kiosk->screen,
                 tree_dump(&kiosk->tree));
    }
}

static void
r40_what_is_on_or_off_is_seen_and_heard_without_pressing_it(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    static const char *const ways[][2] = {
        {"settings", NULL}, {"size-s", "still"}, {"next", "listen"}, {"tells", NULL}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        for (size_t k = 0; k < 2 && ways[i][k]; k++) {
            listener_choose(listener, ways[i][k]);
        }
        assert_true(listener_is_at(listener, i < 2 ? "settings" : "listen"));
        expect_states(listener, 2);
    }
}

/* The screen as text, without the button that only a kiosk with a voice has, and
 * without the focus. */
static char *
seen(const struct listener *listener)
{
    struct tree *tree = &listener->booth.kiosk->tree;
    int focus = tree_focus(tree);
    tree_mark(tree, -1, NODE_FOCUSED);
    char *text = strdup(tree_dump(tree));
    tree_mark(tree, focus, NODE_FOCUSED);
    char *line = text ? strstr(text, "button listen ") : NULL;
    if (line) {
        char *rest = strchr(line, '\n') + 1;
        memmove(line, rest, strlen(rest) + 1);
    }
    assert_non_null(text);
    return text;
}

/* The same keys at two kiosks, of which one has no voice. */
static void
r11_without_sound_the_screens_show_the_same(void **state)
{
    struct listener *listener = *state;
    static struct listener mute;
    mute = (struct listener){.by = BY_KEYPAD};
    booth_start(&mute.booth);
    mute.booth.options.pack_dir = TESTS_DIR "/kiosk/pack";
    listener_open(&mute);
    speech_close(&mute.booth.kiosk->listening.speech);
    mute.booth.kiosk->listening.speech = (struct speech){0};
    struct listener *both[] = {listener, &mute};
    unsigned screens = 0;
    for (size_t i = 0; i < 2; i++) {
        booth_play(&both[i]->booth, "touch language-en\n");
        listener_press(both[i], ACTION_DOWN, 400);
    }
    for (; screens < 30 && !listener_is_at(listener, "recorded"); screens++) {
        for (size_t i = 0; i < 2; i++) {
            if (listener_is_at(both[i], "question rules")) {
                listener_choose(both[i], "choice-OK");
            }
            listener_press(both[i], ACTION_RIGHT, 400);
        }
        if (listener_is_at(listener, "recorded")) { /* which waits longer */
            break;
        }
        char *heard = seen(listener), *silent = seen(&mute);
        assert_string_equal(heard, silent);
        free(heard);
        free(silent);
    }
    assert_true(listener_is_at(listener, "recorded"));
    assert_true(screens > 10);
    assert_true(*listener_heard(listener));
    booth_finish(&mute.booth);
}

/* A whole session of somebody who touches and does not listen opens no device, and
 * while the kiosk speaks there is nothing that could sound beside it: see
 * tests/house/check-requirements. */
static void
r18_whoever_does_not_listen_hears_nothing(void **state)
{
    (void)state;
    struct booth booth;
    struct error err;
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    booth_start(&booth);
    assert_true(booth_open(&booth, &err));
    struct speech *speech = &booth.kiosk->listening.speech;
    assert_true(speech_engine_open(speech, &err));
    booth_play(&booth, "choose-pin 246810\n");
    booth_play(&booth, booth_to_recorded);
    assert_false(speech_is_speaking(speech));
    assert_int_equal(speech_engine_figures(speech).samples, 0);
    booth_finish(&booth);
}

/* On the first screen, with all that it shows in each of its languages. */
static void
expect_listen_apart(const struct listener *listener)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    const struct node *listen = node_of(listener, "listen");
    assert_true(listen->rect.w >= THEME_TARGET_MIN_MM - 0.01);
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *other = &tree->nodes[i];
        bool is_apart = other == listen || other->role == NODE_DECOR ||
                        gap(&other->rect, &listen->rect) > -0.01;
        if (!is_apart) {
            fail_msg("\"%s\" lies over %s", other->text, listen->id);
        }
    }
}

/* It keeps apart from the headline in each language. */
static void
r14_the_first_screen_has_the_button_listen(void **state)
{
    (void)state;
    for (size_t p = 0; panel_at(p); p++) {
        struct listener listener = {.by = BY_KEYPAD};
        const struct panel *panel = panel_at(p);
        booth_start(&listener.booth);
        struct kiosk_options *options = &listener.booth.options;
        options->pack_dir = BUILD_BIN "/../share/packs/county.townpack";
        options->keys_path = BUILD_BIN "/../sample/office.pub";
        options->width_px = panel->width_px;
        options->height_px = panel->height_px;
        options->width_mm = (int)panel->width_mm;
        options->height_mm = (int)panel->height_mm;
        listener_open(&listener);
        struct kiosk *kiosk = listener.booth.kiosk;
        kiosk->moves = true;
        for (int i = 0; i < 60; i++) {
            expect_listen_apart(&listener);
            listener_wait(&listener, 1000);
        }
        assert_string_equal(listener_heard(&listener), "");
        booth_play(&listener.booth, "touch listen\nexpect screen attract\n");
        assert_non_null(strstr(listener_heard(&listener), "You can hear this screen."));
        listener_press(&listener, ACTION_DOWN, 0); /* the languages come before it */
        const struct node *first = &kiosk->tree.nodes[tree_focus(&kiosk->tree)];
        assert_int_equal(strncmp(first->id, "language-", 9), 0);
        booth_finish(&listener.booth);
    }
}

#define LISTENER_TEST(test)                                                            \
    cmocka_unit_test_setup_teardown(test, open_listener, listener_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        LISTENER_TEST(r21_what_is_wrong_is_said_first_and_where_it_is),
        LISTENER_TEST(r21_what_is_missing_is_said_and_the_focus_goes_there),
        LISTENER_TEST(r40_what_is_on_or_off_is_seen_and_heard_without_pressing_it),
        LISTENER_TEST(r11_without_sound_the_screens_show_the_same),
        cmocka_unit_test(r14_the_first_screen_has_the_button_listen),
        cmocka_unit_test(r18_whoever_does_not_listen_hears_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

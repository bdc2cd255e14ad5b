/* The kiosk as it is heard: when it begins to speak, what it says, what it keeps to
 * itself, and how it is silent. The clock is a fake one, and the voice a log. Numbers
 * in names are those of the kiosk requirements. */
#include "headset.h"
#include "support_listener.h"

#include <SDL2/SDL_keyboard.h>
#include <SDL2/SDL_surface.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
open_listener(void **state)
{
    listener_begin(state, BY_KEYPAD, NULL);
    return 0;
}

static void
expect_heard(struct listener *listener, const char *words)
{
    const char *heard = listener_heard(listener);
    if (!strstr(heard, words)) {
        fail_msg("\"%s\" is not in:\n%s", words, heard);
    }
}

static void
expect_not_heard(struct listener *listener, const char *words)
{
    const char *heard = listener_heard(listener);
    if (strstr(heard, words)) {
        fail_msg("\"%s\" is in:\n%s", words, heard);
    }
}

static void
feel(struct listener *listener, enum touch_kind kind, double x_mm, double y_mm)
{
    const struct touch_event event = {.kind = kind,
                                      .x_mm = x_mm,
                                      .y_mm = y_mm,
                                      .time_ms = clock_ms(&listener->booth.clock)};
    kiosk_touch(listener->booth.kiosk, &event);
    listener_wait(listener, 50);
}

static void
tap(struct listener *listener, const char *id)
{
    int node = tree_find(&listener->booth.kiosk->tree, id);
    assert_true(node >= 0);
    struct rect_mm rect = listener->booth.kiosk->tree.nodes[node].rect;
    feel(listener, TOUCH_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2);
    feel(listener, TOUCH_UP, rect.x + rect.w / 2, rect.y + rect.h / 2);
    listener_wait(listener, 400);
}

/* What a headset in the jack does. */
static void
plug(struct listener *listener)
{
    listener->booth.kiosk->listening.has_headset = true;
    listening_begin(listener->booth.kiosk);
    listener_wait(listener, 100);
}

static void
r14_any_key_begins_to_speak(void **state)
{
    struct listener *listener = *state;
    listener_wait(listener, 5000);
    assert_string_equal(listener_heard(listener), "");
    listener_press(listener, ACTION_DOWN, 100);
    const char *heard = listener_heard(listener);
    assert_non_null(strstr(heard, "You can hear this screen."));
    assert_non_null(strstr(heard, "Tell us what you think."));
    assert_true(strstr(heard, "You can hear") < strstr(heard, "Tell us"));
}

static void
r14_a_finger_that_rests_in_the_corner_begins_to_speak(void **state)
{
    struct listener *listener = *state;
    double y = listener->booth.kiosk->theme.height_mm - 5;
    feel(listener, TOUCH_DOWN, 5, y);
    listener_wait(listener, LISTENING_HOLD_MS + 200);
    feel(listener, TOUCH_UP, 5, y);
    expect_heard(listener, "You can hear this screen.");
    assert_true(listener_is_at(listener, "attract"));
}

static void
r14_the_button_listen_begins_to_speak(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth, "touch language-en\nexpect screen purpose\n");
    listener_heard(listener);
    booth_play(&listener->booth, "touch listen\nexpect screen purpose\n");
    expect_heard(listener, "Before you start");
}

static void
r12_the_screen_can_be_off_and_comes_back(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    listener_choose(listener, "listen");
    listener_choose(listener, "dark");
    expect_heard(listener, "The screen is off.");
    assert_true(kiosk->listening.is_dark);
    for (int i = 0; i < 3 && listener_is_at(listener, "listen"); i++) {
        listener_press(listener, ACTION_RIGHT, 400);
    }
    assert_true(listener_is_at(listener, "purpose"));
    assert_true(kiosk->listening.is_dark);
    feel(listener, TOUCH_DOWN, 100, 60);
    listener_wait(listener, LISTENING_BRIGHT_MS + 200);
    feel(listener, TOUCH_UP, 100, 60);
    assert_false(kiosk->listening.is_dark);
    expect_heard(listener, "The screen is on.");
}

static void
r16_speech_can_be_paused_and_repeated(void **state)
{
    struct listener *listener = *state;
    const struct speech *speech = &listener->booth.kiosk->listening.speech;
    listener_press(listener, ACTION_DOWN, 100);
    assert_true(speech_is_speaking(speech));
    listener_press(listener, ACTION_PAUSE, 5000);
    assert_false(speech_is_speaking(speech));
    listener_press(listener, ACTION_PAUSE, 100);
    assert_true(speech_is_speaking(speech));
    listener_hear_out(listener);
    listener_heard(listener);
    listener_press(listener, ACTION_PAUSE, 100);
    expect_heard(listener, "Tell us what you think.");
}

static void
r17_any_action_silences(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_heard(listener);
    listener_press(listener, ACTION_UP, 0);
    assert_int_equal(strncmp(listener_heard(listener), "-\n", 2), 0);
    listener_press(listener, ACTION_DOWN, 0);
    listener_heard(listener);
    feel(listener, TOUCH_DOWN, 216, 1);
    assert_int_equal(strncmp(listener_heard(listener), "-\n", 2), 0);
}

static void
r19_speech_is_in_the_language_of_the_screen(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-es");
    listener_hear_out(listener);
    listener_heard(listener);
    listener_press(listener, ACTION_RIGHT, 100);
    const char *heard = listener_heard(listener);
    for (const char *line = heard; *line; line += strcspn(line, "\n") + 1) {
        assert_true(strncmp(line, "es: ", 4) == 0 || *line == '-');
    }
}

static void
r23_r27_volume_and_speed_have_their_steps_and_are_told(void **state)
{
    struct listener *listener = *state;
    const struct speech *speech = &listener->booth.kiosk->listening.speech;
    listener_press(listener, ACTION_DOWN, 100);
    listener_press(listener, ACTION_VOLUME_UP, 100);
    expect_heard(listener, "Volume 10.");
    assert_int_equal(speech_log_volume(speech), SPEECH_VOLUME_DEFAULT + 1);
    for (int i = 0; i < 20; i++) {
        listener_press(listener, ACTION_VOLUME_DOWN, 100);
    }
    assert_int_equal(speech_log_volume(speech), 0);
    listener_press(listener, ACTION_RATE_UP, 100);
    expect_heard(listener, "Speed 125 percent.");
    for (int i = 0; i < 20; i++) {
        listener_press(listener, ACTION_RATE_UP, 100);
    }
    assert_int_equal(speech_log_rate(speech), SPEECH_RATES - 1);
}

static void
r26_r56_speech_ends_with_the_session_and_all_is_as_before(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    listener_press(listener, ACTION_DOWN, 100);
    listener_press(listener, ACTION_VOLUME_UP, 100);
    listener_press(listener, ACTION_RATE_UP, 100);
    listener_choose(listener, "language-en");
    listening_set_dark(kiosk, true);
    kiosk->listening.tells_answers = true;
    kiosk->switches.scans = true;
    listener_wait(listener, 2 * (SESSION_IDLE_MS + SESSION_WARNING_MS) + 200000);
    assert_true(listener_is_at(listener, "attract"));
    assert_false(kiosk->listening.on || kiosk->listening.is_dark);
    assert_false(kiosk->listening.tells_answers || kiosk->switches.scans);
    assert_int_equal(speech_log_volume(&kiosk->listening.speech),
                     SPEECH_VOLUME_DEFAULT);
    assert_int_equal(speech_log_rate(&kiosk->listening.speech), SPEECH_RATE_DEFAULT);
    assert_false(kiosk->session.is_slow);
    listener_heard(listener);
    listener_wait(listener, 20000);
    assert_string_equal(listener_heard(listener), "");
}

static const char to_mind[] = "touch language-en\ntouch next\ntouch choice-oakhollow\n"
                              "touch next\n";

static void
r28_without_a_headset_nothing_tells_what_was_chosen(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth, to_mind);
    listener_press(listener, ACTION_UP, 100);
    listener_hear_out(listener);
    expect_heard(listener, "Others can hear this too");
    listener_choose(listener, "service-libraries");
    expect_heard(listener, "Your choice was taken.");
    listener_press(listener, ACTION_DOWN, 100);
    listener_heard(listener);
    listener_press(listener, ACTION_UP, 1000);
    expect_not_heard(listener, "Chosen.");
    listener_choose(listener, "service-libraries");
    expect_heard(listener, "Your choice was taken back.");
}

static void
r28_a_headset_or_the_residents_wish_lets_answers_be_spoken(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth, to_mind);
    plug(listener);
    listener_choose(listener, "service-libraries");
    expect_heard(listener, "Libraries");
    listener_choose(listener, "service-libraries");
    expect_heard(listener, "Not chosen.");
    listener->booth.kiosk->listening.has_headset = false;
    listener->booth.kiosk->listening.tells_answers = true;
    listener_choose(listener, "service-libraries");
    expect_heard(listener, "Chosen.");
}

/* On the map and among the answers so far there is what was answered before. */
static void
press_code(struct listener *listener, const char *name)
{
    struct kiosk *kiosk = listener->booth.kiosk;
    kiosk_key(kiosk, SDL_GetKeyFromName(name), ACTION_NONE,
              clock_ms(&listener->booth.clock));
    listener_wait(listener, 400);
}

static void
r28_a_keypad_tells_of_its_headset_by_keys(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    char named[] = "townline-kiosk", with[] = "--headset-keys=F15,F16";
    char data[] = "--data=x", *words[] = {named, data, with, NULL};
    struct kiosk_options read;
    struct error err;
    assert_true(options_read(3, words, &read, &err));
    struct kiosk_options *options = &listener->booth.options;
    memcpy(options->headset_keys, read.headset_keys, sizeof read.headset_keys);
    options_finish(&read);
    press_code(listener, "F15");
    assert_true(kiosk->listening.on && kiosk->listening.has_headset);
    listener_wait(listener, 2000);
    assert_true(kiosk->listening.has_headset); /* although no jack says so */
    assert_true(listener_is_at(listener, "attract"));
    press_code(listener, "F16");
    assert_false(kiosk->listening.has_headset);
    assert_int_equal(kiosk->session.sheet, SHEET_NONE); /* no switch is learned */
}

static void
r28_the_map_and_the_answers_so_far_are_kept_too(void **state)
{
    struct listener *listener = *state;
    booth_play(&listener->booth, to_mind);
    booth_play(&listener->booth, "touch service-libraries\ntouch next\ntouch next\n"
                                 "touch choice-5\ntouch next\ntouch choice-4\n"
                                 "touch next\nexpect screen map\n");
    listener_press(listener, ACTION_UP, 2000);
    listener_hear_out(listener);
    const char *heard = listener_heard(listener);
    assert_non_null(strstr(heard, "This is said only through a headset."));
    assert_null(strstr(heard, "gree"));
    assert_null(strstr(heard, "You said"));
    booth_play(&listener->booth, "key select\n");
    listener->booth.kiosk->session.sheet = SHEET_REVIEW;
    listener->booth.kiosk->dirty = true;
    listener_wait(listener, 100);
    listener_heard(listener);
    for (int i = 0; i < 10; i++) {
        listener_press(listener, ACTION_DOWN, 3000);
    }
    expect_not_heard(listener, "gree");
}

static void
r36_a_finger_hears_and_the_second_touch_acts(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    booth_play(&listener->booth, "key right\nexpect screen question\n");
    listener_hear_out(listener);
    listener_heard(listener);
    tap(listener, "choice-oakhollow");
    expect_heard(listener, "Oakhollow");
    assert_false(listener->booth.kiosk->tree
                     .nodes[tree_find(&listener->booth.kiosk->tree, "choice-oakhollow")]
                     .state &
                 NODE_CHOSEN);
    tap(listener, "next");
    assert_true(listener_is_at(listener, "question"));
    tap(listener, "choice-oakhollow");
    tap(listener, "choice-oakhollow");
    booth_play(&listener->booth, "expect chosen choice-oakhollow\n");
    tap(listener, "heading");
    expect_heard(listener, "?");
}

/* 150 words take longer than the time to answer a warning. */
static void
r46_the_clock_waits_for_speech_and_limits_are_doubled(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    uint64_t begin = clock_ms(&listener->booth.clock);
    while (speech_is_speaking(&kiosk->listening.speech)) {
        listener_wait(listener, 100);
    }
    uint64_t spoken = clock_ms(&listener->booth.clock) - begin;
    assert_true(spoken > 10000);
    listener_wait(listener, 2 * SESSION_IDLE_MS - 2000);
    assert_true(listener_is_at(listener, "purpose"));
    listener_wait(listener, 5000);
    assert_true(listener_is_at(listener, "idle"));
    expect_heard(listener, "Are you still there?");
    listener_wait(listener, 2 * SESSION_WARNING_MS - 10000);
    assert_true(listener_is_at(listener, "idle"));
    expect_heard(listener, "30");
    listener_press(listener, ACTION_DOWN, 100);
    assert_true(listener_is_at(listener, "purpose"));
}

static void
nobody_on_the_first_screen_ends_it(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    assert_true(listener->booth.kiosk->listening.on);
    listener_wait(listener, LISTENING_REST_MS + 120000);
    assert_false(listener->booth.kiosk->listening.on);
}

static void
keys_are_taught_without_doing_anything(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    listener_press(listener, ACTION_HELP, 100);
    assert_true(listener_is_at(listener, "keys"));
    listener_heard(listener);
    listener_press(listener, ACTION_SELECT, 100);
    expect_heard(listener, "Middle key: chooses it.");
    listener_press(listener, ACTION_RIGHT, 100);
    expect_heard(listener, "Right, left:");
    assert_true(listener_is_at(listener, "keys"));
    listener_press(listener, ACTION_HELP, 100);
    assert_true(listener_is_at(listener, "purpose"));
}

static void
staff_are_not_spoken_of(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 100);
    listener_hear_out(listener);
    booth_play(&listener->booth, "staff 246810\nexpect screen staff-menu\n");
    listener_heard(listener);
    listener_press(listener, ACTION_DOWN, 1000);
    listener_press(listener, ACTION_DOWN, 1000);
    assert_string_equal(listener_heard(listener), "");
}

static void
letters_are_echoed_to_a_headset_only(void **state)
{
    struct listener *listener = *state;
    booth_close(&listener->booth);
    listener->booth.options.pack_dir = TESTS_DIR "/kiosk/pack";
    listener_open(listener);
    booth_play(&listener->booth, "touch language-en\ntouch next\n");
    booth_play(&listener->booth, "skip-to question rules\ntouch choice-OK\n"
                                 "touch next\nskip-to question say\n");
    plug(listener);
    listener_heard(listener);
    kiosk_type(listener->booth.kiosk, "a");
    listener_wait(listener, 100);
    kiosk_type(listener->booth.kiosk, "b");
    listener_wait(listener, 100);
    expect_heard(listener, "en: b\n");
    listener->booth.kiosk->listening.has_headset = false;
    kiosk_type(listener->booth.kiosk, "q");
    listener_wait(listener, 100);
    const char *heard = listener_heard(listener);
    assert_null(strstr(heard, "q\n"));
    assert_non_null(strstr(heard, "A letter was written."));
}

/* The ring of a button is drawn after what stands beside it. */
static void
r7_the_ring_of_the_focus_is_not_covered(void **state)
{
    struct listener *listener = *state;
    struct kiosk *kiosk = listener->booth.kiosk;
    listener_press(listener, ACTION_DOWN, 100);
    listener_choose(listener, "language-en");
    listener_choose(listener, "listen");
    assert_true(listener_is_at(listener, "listen"));
    int focus = tree_focus(&kiosk->tree);
    assert_true(focus >= 0);
    const struct rect_mm rect = kiosk->tree.nodes[focus].rect;
    const SDL_Surface *picture = paint_surface(kiosk->paint);
    double scale = panel_px_per_mm(&kiosk->panel);
    double out = 0.7 + kiosk->theme.focus_mm / 2;
    int y = (int)((rect.y + rect.h / 2) * scale);
    const struct color ring = kiosk->theme.colors[TINT_FOCUS];
    const double sides[] = {rect.x - out, rect.x + rect.w + out};
    for (size_t i = 0; i < 2; i++) {
        const unsigned char *row =
            (const unsigned char *)picture->pixels + (ptrdiff_t)y * picture->pitch;
        uint32_t pixel;
        memcpy(&pixel, row + (ptrdiff_t)(sides[i] * scale) * 4, sizeof pixel);
        assert_int_equal(pixel & 0xFFFFFF,
                         (uint32_t)ring.r << 16 | (uint32_t)ring.g << 8 | ring.b);
    }
}

#define LISTENING_TEST(test)                                                           \
    cmocka_unit_test_setup_teardown(test, open_listener, listener_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        LISTENING_TEST(r14_any_key_begins_to_speak),
        LISTENING_TEST(r14_a_finger_that_rests_in_the_corner_begins_to_speak),
        LISTENING_TEST(r14_the_button_listen_begins_to_speak),
        LISTENING_TEST(r12_the_screen_can_be_off_and_comes_back),
        LISTENING_TEST(r16_speech_can_be_paused_and_repeated),
        LISTENING_TEST(r17_any_action_silences),
        LISTENING_TEST(r19_speech_is_in_the_language_of_the_screen),
        LISTENING_TEST(r23_r27_volume_and_speed_have_their_steps_and_are_told),
        LISTENING_TEST(r26_r56_speech_ends_with_the_session_and_all_is_as_before),
        LISTENING_TEST(r28_without_a_headset_nothing_tells_what_was_chosen),
        LISTENING_TEST(r28_a_headset_or_the_residents_wish_lets_answers_be_spoken),
        LISTENING_TEST(r28_a_keypad_tells_of_its_headset_by_keys),
        LISTENING_TEST(r28_the_map_and_the_answers_so_far_are_kept_too),
        LISTENING_TEST(r36_a_finger_hears_and_the_second_touch_acts),
        LISTENING_TEST(r46_the_clock_waits_for_speech_and_limits_are_doubled),
        LISTENING_TEST(nobody_on_the_first_screen_ends_it),
        LISTENING_TEST(keys_are_taught_without_doing_anything),
        LISTENING_TEST(staff_are_not_spoken_of),
        LISTENING_TEST(r7_the_ring_of_the_focus_is_not_covered),
        LISTENING_TEST(letters_are_echoed_to_a_headset_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a shaking hand, a heavy one and a hurried one leave as it was meant. */
#include "key_actions.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"
#define TO_IDENTITY                                                                    \
    "touch language-en\ntouch next\ntouch choice-oakhollow\ntouch next\n"              \
    "touch service-libraries\ntouch next\ntouch next\n"
#define TO_RECORDED                                                                    \
    TO_IDENTITY "touch choice-5\ntouch next\ntouch choice-4\ntouch next\ntouch next\n" \
                "skip-to recorded\n"

static void
draw(struct booth *booth)
{
    struct error err;
    assert_true(kiosk_draw(booth->kiosk, NULL, &err));
}

static struct touch_event
event_at(const struct booth *booth, enum touch_kind kind, const char *id)
{
    const struct tree *tree = &booth->kiosk->tree;
    int node = tree_find(tree, id);
    if (node < 0) {
        fail_msg("there is no %s on %s", id, booth->kiosk->screen);
    }
    const struct rect_mm *rect = &tree->nodes[node].rect;
    return (struct touch_event){.kind = kind,
                                .x_mm = rect->x + rect->w / 2,
                                .y_mm = rect->y + rect->h / 2,
                                .time_ms = clock_ms(&booth->clock)};
}

static void
feed(struct booth *booth, enum touch_kind kind, const char *id)
{
    struct touch_event event = event_at(booth, kind, id);
    kiosk_touch(booth->kiosk, &event);
    draw(booth);
}

/* Down and up again, 80 ms later; nothing else passes. */
static void
tap(struct booth *booth, const char *id)
{
    struct touch_event up = event_at(booth, TOUCH_UP, id);
    feed(booth, TOUCH_DOWN, id);
    clock_advance(&booth->clock, 80);
    up.time_ms = clock_ms(&booth->clock);
    kiosk_touch(booth->kiosk, &up);
    draw(booth);
}

static void
pass(struct booth *booth, uint64_t ms)
{
    clock_advance(&booth->clock, ms);
    kiosk_tick(booth->kiosk);
    draw(booth);
}

/* ---- answers ---- */

static void
an_answer_that_is_touched_again_stays(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_IDENTITY
               "touch choice-4\nwait 1\ntouch choice-4\nexpect chosen choice-4\n"
               "touch extra\nwait 1\ntouch extra\nexpect chosen extra\n"
               "touch back\ntouch back\ntouch service-libraries\nwait 1\n"
               "touch service-libraries\nexpect chosen service-libraries\n");
}

static void
skip_clears_the_answer_and_the_review_says_so(void **state)
{
    struct booth *booth = *state;
    booth_play(
        booth, PIN TO_IDENTITY
        "touch choice-4\ntouch skip\nexpect screen question\ntouch settings\n"
        "touch skip\nexpect screen review\nexpect text Skipped\n"
        "touch next\ntouch back\nexpect screen question about/block/map/identity\n");
}

/* The first half opens the question, where an answer lies under the second. */
static void
a_double_touch_answers_nothing_on_the_next_screen(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch next\ntouch choice-oakhollow\n"
                          "touch settings\ntouch skip\nexpect screen review\n");
    struct touch_event events[2] = {event_at(booth, TOUCH_DOWN, "answer-0"),
                                    event_at(booth, TOUCH_UP, "answer-0")};
    for (size_t i = 0; i < 4; i++) {
        events[i % 2].time_ms = clock_ms(&booth->clock);
        kiosk_touch(booth->kiosk, &events[i % 2]);
        draw(booth);
        clock_advance(&booth->clock, 60);
    }
    booth_play(booth, "expect screen question community\n"
                      "expect chosen choice-oakhollow\n");
}

/* ---- messages ---- */

#define TO_CONCERNS                                                                    \
    TO_IDENTITY "touch choice-5\ntouch next\ntouch choice-4\ntouch next\ntouch next\n" \
                "expect screen question about/block/concerns\n"

static struct rect_mm
place_of(const struct booth *booth, const char *id)
{
    int node = tree_find(&booth->kiosk->tree, id);
    if (node < 0) {
        fail_msg("there is no %s", id);
    }
    return booth->kiosk->tree.nodes[node].rect;
}

static unsigned
count_problems(const struct booth *booth)
{
    unsigned count = 0;
    const struct tree *tree = &booth->kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        count += strncmp(tree->nodes[i].id, "problem", 7) == 0;
    }
    return count;
}

static void
r51_none_of_these_after_another_moves_nothing(void **state)
{
    static const char *const ids[] = {"choice-loyalty", "choice-none", "choice-risk",
                                      "back", "next"};
    struct booth *booth = *state;
    struct rect_mm before[5];
    booth_play(booth, PIN TO_CONCERNS "touch choice-loyalty\n");
    for (size_t i = 0; i < 5; i++) {
        before[i] = place_of(booth, ids[i]);
    }
    booth_play(booth, "touch choice-none\nexpect chosen choice-loyalty\n"
                      "expect chosen choice-none\n");
    assert_int_equal(count_problems(booth), 1);
    for (size_t i = 0; i < 5; i++) {
        struct rect_mm now = place_of(booth, ids[i]);
        assert_memory_equal(&now, &before[i], sizeof now);
    }
    booth_play(booth, "touch choice-none\nexpect no node problem\n");
}

/* In the largest letters the choices lie on several pages. */
static void
a_refused_next_goes_to_what_is_wrong_each_time(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_CONCERNS
               "touch settings\ntouch size-xl\ntouch next\ntouch choice-loyalty\n"
               "touch choice-none\nexpect node problem\nexpect node choice-none\n");
    assert_true(booth->kiosk->pages > 1);
    for (int i = 0; i < 3; i++) {
        while (booth->kiosk->page > 0) {
            booth_play(booth, "touch back\n");
        }
        while (booth->kiosk->page + 1 < booth->kiosk->pages) {
            booth_play(booth, "touch more\n");
        }
        booth_play(booth, "touch next\nexpect screen question about/block/concerns\n");
        int at = tree_find(&booth->kiosk->tree, "problem");
        assert_true(at >= 0);
        assert_true(tree_find(&booth->kiosk->tree, "choice-none") >= 0);
    }
}

static void
what_is_wrong_with_a_text_stands_between_it_and_its_keys(void **state)
{
    struct booth *booth = *state;
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(booth, PIN "touch language-en\ntouch next\nskip-to question people\n"
                          "touch key-9\ntouch key-9\ntouch next\n"
                          "expect text There is a problem\n");
    struct rect_mm field = place_of(booth, "field"), told = place_of(booth, "problem");
    assert_true(told.y >= field.y + field.h);
    assert_true(tree_find(&booth->kiosk->tree, "key-1") >= 0);
}

/* Its page, and the words, are those that were left. */
static void
done_leads_back_to_the_list_and_the_text_is_seen(void **state)
{
    struct booth *booth = *state;
    char write[32] = "";
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(booth, PIN "touch language-en\ntouch next\ntouch settings\n"
                          "touch size-xl\ntouch next\nskip-to question home\n");
    const struct tree *tree = &booth->kiosk->tree;
    for (int turns = 0; turns < 9 && !*write; turns++) {
        for (size_t i = 0; i < tree->count; i++) {
            if (strstr(tree->nodes[i].id, ".write")) {
                snprintf(write, sizeof write, "%s", tree->nodes[i].id);
            }
        }
        if (!*write) {
            booth_play(booth, "touch more\n");
        }
    }
    int page = booth->kiosk->page;
    char script[200];
    snprintf(script, sizeof script,
             "touch %s\nexpect text Done\ntouch key-7\ntouch next\n"
             "expect screen question home\nexpect text 7\n",
             write);
    booth_play(booth, script);
    assert_int_equal(booth->kiosk->page, page);
    assert_true(tree_find(tree, write) >= 0);
}

/* ---- a real keyboard ---- */

static void
letters_of_a_real_keyboard_are_no_commands_while_one_types(void **state)
{
    (void)state;
    static const SDL_Keycode letters[] = {
        SDLK_1,    SDLK_2,     SDLK_p,      SDLK_l,     SDLK_SPACE,
        SDLK_PLUS, SDLK_MINUS, SDLK_PERIOD, SDLK_COMMA, SDLK_EQUALS};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_int_equal(key_action(letters[i], true), ACTION_NONE);
        assert_int_not_equal(key_action(letters[i], false), ACTION_NONE);
    }
    assert_int_equal(key_action(SDLK_TAB, true), ACTION_DOWN);
    assert_int_equal(key_action(SDLK_RETURN, true), ACTION_SELECT);
    assert_int_equal(key_action(SDLK_BACKSPACE, true), ACTION_ERASE);
    assert_int_equal(key_action(SDLK_BACKSPACE, false), ACTION_NONE);
}

static const char *
shown_in_field(const struct booth *booth)
{
    int node = tree_find(&booth->kiosk->tree, "field");
    assert_true(node >= 0);
    return booth->kiosk->tree.nodes[node].text;
}

static void
a_real_keyboard_types_into_the_field_that_is_open(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_CONCERNS "touch choice-loyalty\ntouch next\n");
    assert_true(kiosk_is_typing(booth->kiosk));
    kiosk_type(booth->kiosk, "Please 1, 2");
    kiosk_type(booth->kiosk, " l\u00e9s p\u2067\x07\xff");
    draw(booth);
    assert_string_equal(shown_in_field(booth), "Please 1, 2 l\u00e9s p");
    kiosk_action(booth->kiosk, ACTION_ERASE, clock_ms(&booth->clock));
    kiosk_action(booth->kiosk, ACTION_ERASE, clock_ms(&booth->clock));
    draw(booth);
    assert_string_equal(shown_in_field(booth), "Please 1, 2 l\u00e9s");
    /* Past the keys to Done, and on. */
    booth_play(booth, "key right\nexpect screen question about/block/sharing/share\n");
    assert_false(kiosk_is_typing(booth->kiosk));
    kiosk_type(booth->kiosk, "l12");
    draw(booth);
    booth_play(booth, "expect screen question about/block/sharing/share\n");
}

static void
a_pad_takes_its_own_keys_alone(void **state)
{
    struct booth *booth = *state;
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(booth, PIN "touch language-en\ntouch next\nskip-to question people\n");
    kiosk_type(booth->kiosk, "a1b-7 ");
    draw(booth);
    assert_string_equal(shown_in_field(booth), "17");
}

/* ---- the end ---- */

/* From "recorded" all the way back, where everything was done already. */
static void
next_leads_on_from_the_first_page_after_all_was_done(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_RECORDED "touch another\ntouch back\ntouch back\n"
                                      "expect screen purpose\ntouch next\n"
                                      "expect screen question community\n");
}

#define ABOUT_ONE                                                                      \
    "expect screen service\ntouch next\ntouch choice-5\ntouch next\ntouch choice-4\n"  \
    "touch next\ntouch next\ntouch choice-none\ntouch next\ntouch choice-no\n"         \
    "touch next\n"

/* In the sample there are four services, in the order dispatch, inspection, libraries
 * and payroll. */
static void
recorded_names_three_services_and_counts_the_rest(void **state)
{
    struct booth *booth = *state;
    booth_play(
        booth, PIN
        "touch language-en\ntouch next\ntouch choice-oakhollow\n"
        "touch next\ntouch service-dispatch\n"
        "touch service-inspection\ntouch service-libraries\n"
        "touch service-payroll\ntouch next\n" ABOUT_ONE ABOUT_ONE ABOUT_ONE ABOUT_ONE
        "expect screen recorded\nexpect text and 1 more\n"
        "expect text Closes in 15 seconds\n");
    booth_play(booth, "touch next\nexpect screen attract\n" TO_IDENTITY
                      "touch choice-5\nskip-to recorded\nexpect text about Libraries.\n"
                      "touch next\n");
    /* What was skipped altogether is not named. */
    booth_play(booth, TO_IDENTITY "skip-to recorded\nexpect text what you answered.\n");
}

static void
the_last_touch_of_a_session_begins_no_other(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_RECORDED "expect screen recorded\n");
    tap(booth, "next");
    assert_string_equal(booth->kiosk->screen, "attract");
    for (int i = 0; i < 9; i++) { /* a hand that goes on tapping for 0.9 s */
        tap(booth, "language-en");
        clock_advance(&booth->clock, 20);
    }
    assert_string_equal(booth->kiosk->screen, "attract");
    kiosk_action(booth->kiosk, ACTION_DOWN, clock_ms(&booth->clock));
    kiosk_action(booth->kiosk, ACTION_SELECT, clock_ms(&booth->clock));
    draw(booth);
    assert_string_equal(booth->kiosk->screen, "attract");
    pass(booth, 200);
    tap(booth, "language-en");
    assert_string_equal(booth->kiosk->screen, "purpose");
}

static void
a_finger_that_was_down_before_counts_for_nothing(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch language\n");
    feed(booth, TOUCH_DOWN, "language-es");
    struct touch_event up = event_at(booth, TOUCH_UP, "language-es");
    pass(booth, SESSION_IDLE_MS);
    pass(booth, SESSION_WARNING_MS + 1000);
    assert_string_equal(booth->kiosk->screen, "attract");
    pass(booth, 5000);
    struct touch_event there = event_at(booth, TOUCH_MOVE, "language-es");
    kiosk_touch(booth->kiosk, &there);
    up.x_mm = there.x_mm;
    up.y_mm = there.y_mm;
    kiosk_touch(booth->kiosk, &up);
    draw(booth);
    assert_string_equal(booth->kiosk->screen, "attract");
    tap(booth, "language-es");
    assert_string_equal(booth->kiosk->screen, "purpose");
}

static void
staff_are_told_why_an_answer_stays(void **state)
{
    struct booth *booth = *state;
    booth->options.stick_dir = booth->folder;
    booth_play(booth, PIN TO_RECORDED
               "touch next\nstaff 246810\n"
               "expect text They leave in tens: 9 more, or a final collection.\n"
               "touch stick\nexpect screen staff-stick\nwait 5\n"
               "expect text leave in tens\n");
}

#define HAND_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, booth_setup, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        HAND_TEST(an_answer_that_is_touched_again_stays),
        HAND_TEST(a_double_touch_answers_nothing_on_the_next_screen),
        HAND_TEST(skip_clears_the_answer_and_the_review_says_so),
        HAND_TEST(r51_none_of_these_after_another_moves_nothing),
        HAND_TEST(a_refused_next_goes_to_what_is_wrong_each_time),
        HAND_TEST(what_is_wrong_with_a_text_stands_between_it_and_its_keys),
        HAND_TEST(done_leads_back_to_the_list_and_the_text_is_seen),
        cmocka_unit_test(letters_of_a_real_keyboard_are_no_commands_while_one_types),
        HAND_TEST(a_real_keyboard_types_into_the_field_that_is_open),
        HAND_TEST(a_pad_takes_its_own_keys_alone),
        HAND_TEST(next_leads_on_from_the_first_page_after_all_was_done),
        HAND_TEST(recorded_names_three_services_and_counts_the_rest),
        HAND_TEST(staff_are_told_why_an_answer_stays),
        HAND_TEST(the_last_touch_of_a_session_begins_no_other),
        HAND_TEST(a_finger_that_was_down_before_counts_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

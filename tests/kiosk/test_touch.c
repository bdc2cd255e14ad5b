#include "part.h"
#include "touch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Two buttons side by side with a gap of 3 mm, a disabled one and a key below. */
struct fixture {
    struct tree tree;
    struct touch touch;
};

static int
set_up(void **state)
{
    static struct fixture fixture;
    static const struct node nodes[] = {
        {.id = "where", .role = NODE_TEXT, .text = "Here", .rect = {0, 0, 100, 10}},
        {.id = "left", .role = NODE_BUTTON, .text = "Left", .rect = {10, 20, 20, 15}},
        {.id = "right", .role = NODE_ANSWER, .text = "Right", .rect = {33, 20, 20, 15}},
        {.id = "off",
         .role = NODE_BUTTON,
         .text = "Off",
         .state = NODE_DISABLED,
         .rect = {60, 20, 20, 15}},
        {.id = "key-a", .role = NODE_KEY, .text = "a", .rect = {10, 60, 15, 15}},
        {.id = "next", .role = NODE_BUTTON, .text = "Next", .rect = {60, 60, 20, 15}},
    };
    tree_init(&fixture.tree);
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        assert_int_equal(tree_add(&fixture.tree, &nodes[i]), i);
    }
    touch_init(&fixture.touch);
    *state = &fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;
    tree_finish(&fixture->tree);
    return 0;
}

static struct touch_result
feed(struct fixture *f, enum touch_kind kind, double x, double y, uint64_t time_ms)
{
    struct touch_event event = {kind, 1, x, y, time_ms};
    return touch_feed(&f->touch, &f->tree, &event);
}

static bool
is_pressed(const struct fixture *f, const char *id)
{
    return f->tree.nodes[tree_find(&f->tree, id)].state & NODE_PRESSED;
}

static void
a_target_is_pressed_at_once_and_activated_on_release(void **state)
{
    struct fixture *f = *state;
    struct touch_result down = feed(f, TOUCH_DOWN, 20, 25, 1000);
    assert_int_equal(down.outcome, TOUCH_CHANGED);
    assert_true(is_pressed(f, "left"));
    struct touch_result up = feed(f, TOUCH_UP, 22, 26, 1080);
    assert_int_equal(up.outcome, TOUCH_ACTIVATED);
    assert_string_equal(up.id, "left");
    assert_int_equal(up.held_ms, 80);
    assert_false(is_pressed(f, "left"));
}

static void
dragging_out_cancels_and_coming_back_presses_again(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 20, 25, 0);
    assert_int_equal(feed(f, TOUCH_MOVE, 20, 50, 10).outcome, TOUCH_CHANGED);
    assert_false(is_pressed(f, "left"));
    assert_int_equal(feed(f, TOUCH_MOVE, 20, 30, 20).outcome, TOUCH_CHANGED);
    assert_true(is_pressed(f, "left"));
    feed(f, TOUCH_MOVE, 20, 50, 30);
    assert_int_equal(feed(f, TOUCH_UP, 20, 50, 40).outcome, TOUCH_CHANGED);
}

static void
a_release_just_outside_counts_but_not_on_a_neighbour(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 29, 25, 0);
    assert_int_equal(feed(f, TOUCH_UP, 32, 25, 50).outcome, TOUCH_ACTIVATED);
    feed(f, TOUCH_DOWN, 29, 25, 1000);
    assert_int_equal(feed(f, TOUCH_UP, 33.5, 25, 1050).outcome, TOUCH_CHANGED);
    feed(f, TOUCH_DOWN, 11, 21, 2000);
    assert_int_equal(feed(f, TOUCH_UP, 11, 15, 2050).outcome, TOUCH_CHANGED);
}

static void
a_touch_in_the_gap_reaches_nobody(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(tree_hit(&f->tree, 31, 25), -1);
    assert_int_equal(feed(f, TOUCH_DOWN, 31, 25, 0).outcome, TOUCH_NOTHING);
    struct touch_result up = feed(f, TOUCH_UP, 31, 25, 50);
    assert_int_equal(up.outcome, TOUCH_ELSEWHERE);
    assert_true(up.x_mm > 30.9 && up.x_mm < 31.1);
}

static void
what_is_disabled_or_only_said_cannot_be_pressed(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(tree_hit(&f->tree, 65, 25), -1);
    assert_int_equal(tree_hit(&f->tree, 5, 5), -1);
}

/* Fingers that shake roll and stay long; neither takes the touch away. */
static void
r32_a_rolling_finger_and_a_long_press_count(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 20, 25, 0);
    for (int i = 0; i < 12; i++) {
        feed(f, TOUCH_MOVE, 20 + (i % 3 - 1) * 3.0, 25 + (i % 2) * 3.0,
             (uint64_t)(100 + 60 * i));
    }
    struct touch_result up = feed(f, TOUCH_UP, 23, 28, 4000);
    assert_int_equal(up.outcome, TOUCH_ACTIVATED);
    assert_int_equal(up.held_ms, 4000);
    feed(f, TOUCH_DOWN, 12, 22, 5000); /* rolls over the edge */
    feed(f, TOUCH_MOVE, 8, 19, 5100);
    assert_string_equal(feed(f, TOUCH_UP, 7.5, 18.5, 5900).id, "left");
}

/* A second finger neither presses nor ends the first one's touch, even when it comes
 * and goes while the first moves. */
static void
r31_only_the_first_finger_counts_until_it_is_up(void **state)
{
    struct fixture *f = *state;
    struct touch_event second = {TOUCH_DOWN, 9, 40, 25, 10};
    feed(f, TOUCH_DOWN, 20, 25, 0);
    touch_feed(&f->touch, &f->tree, &second);
    assert_true(is_pressed(f, "left"));
    feed(f, TOUCH_MOVE, 21, 25, 20);
    second.kind = TOUCH_MOVE;
    assert_int_equal(touch_feed(&f->touch, &f->tree, &second).outcome, TOUCH_NOTHING);
    assert_string_equal(feed(f, TOUCH_UP, 21, 25, 40).id, "left");
    second.kind = TOUCH_UP;
    second.time_ms = 60;
    assert_int_equal(touch_feed(&f->touch, &f->tree, &second).outcome, TOUCH_NOTHING);
}

static void
a_second_finger_is_ignored(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 20, 25, 0);
    struct touch_event second = {TOUCH_DOWN, 2, 40, 25, 10};
    assert_int_equal(touch_feed(&f->touch, &f->tree, &second).outcome, TOUCH_NOTHING);
    second.kind = TOUCH_UP;
    assert_int_equal(touch_feed(&f->touch, &f->tree, &second).outcome, TOUCH_NOTHING);
    assert_string_equal(feed(f, TOUCH_UP, 20, 25, 20).id, "left");
}

static void
a_double_strike_counts_once_but_double_letters_twice(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 20, 25, 0);
    assert_int_equal(feed(f, TOUCH_UP, 20, 25, 50).outcome, TOUCH_ACTIVATED);
    feed(f, TOUCH_DOWN, 20, 25, 150);
    assert_int_equal(feed(f, TOUCH_UP, 20, 25, 200).outcome, TOUCH_CHANGED);
    feed(f, TOUCH_DOWN, 40, 25, 210);
    assert_int_equal(feed(f, TOUCH_UP, 40, 25, 220).outcome, TOUCH_ACTIVATED);
    feed(f, TOUCH_DOWN, 40, 25, 500);
    assert_int_equal(feed(f, TOUCH_UP, 40, 25, 521).outcome, TOUCH_ACTIVATED);
    for (uint64_t t = 600; t < 800; t += 50) {
        feed(f, TOUCH_DOWN, 15, 65, t);
        assert_string_equal(feed(f, TOUCH_UP, 15, 65, t + 20).id, "key-a");
    }
}

static void
a_cancelled_touch_activates_nothing(void **state)
{
    struct fixture *f = *state;
    feed(f, TOUCH_DOWN, 20, 25, 0);
    assert_int_equal(feed(f, TOUCH_CANCEL, 20, 25, 20).outcome, TOUCH_CHANGED);
    assert_false(is_pressed(f, "left"));
    assert_int_equal(touch_held_ms(&f->touch, 5000), 0);
}

static void
focus_reaches_every_active_node_and_comes_round(void **state)
{
    struct fixture *f = *state;
    static const char *const order[] = {"left", "right", "key-a", "next", "left"};
    for (size_t i = 0; i < 5; i++) {
        touch_action(&f->touch, &f->tree, ACTION_DOWN, 0);
        assert_true(f->tree.nodes[tree_find(&f->tree, order[i])].state & NODE_FOCUSED);
    }
    touch_action(&f->touch, &f->tree, ACTION_UP, 0);
    assert_true(f->tree.nodes[tree_find(&f->tree, "next")].state & NODE_FOCUSED);
}

static void
select_activates_what_is_focused_and_right_is_next(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(touch_action(&f->touch, &f->tree, ACTION_SELECT, 0).outcome,
                     TOUCH_NOTHING);
    touch_action(&f->touch, &f->tree, ACTION_DOWN, 0);
    assert_string_equal(touch_action(&f->touch, &f->tree, ACTION_SELECT, 1000).id,
                        "left");
    assert_int_equal(touch_action(&f->touch, &f->tree, ACTION_SELECT, 1200).outcome,
                     TOUCH_NOTHING);
    assert_string_equal(touch_action(&f->touch, &f->tree, ACTION_RIGHT, 2000).id,
                        "next");
    f->tree.rtl = true;
    assert_string_equal(touch_action(&f->touch, &f->tree, ACTION_LEFT, 3000).id,
                        "next");
}

static void
every_action_is_found_by_its_name(void **state)
{
    (void)state;
    for (int i = 1; i < ACTION_COUNT; i++) {
        assert_int_equal(action_find(action_name((enum action)i)), i);
    }
    assert_int_equal(action_find("jump"), ACTION_NONE);
    assert_int_equal(action_find(""), ACTION_NONE);
}

static void
the_transcript_has_one_line_a_node(void **state)
{
    struct fixture *f = *state;
    f->tree.screen = "test";
    f->tree.language = "en";
    tree_mark(&f->tree, tree_find(&f->tree, "right"), NODE_FOCUSED);
    struct node said = {.id = "qr",
                        .role = NODE_QR,
                        .text = "",
                        .say = "A \x01"
                               "code\x02"};
    tree_add(&f->tree, &said);
    assert_string_equal(tree_dump(&f->tree), "screen test en\n"
                                             "text where \"Here\"\n"
                                             "button left \"Left\"\n"
                                             "answer right \"Right\" [focused]\n"
                                             "button off \"Off\" [disabled]\n"
                                             "key key-a \"a\"\n"
                                             "button next \"Next\"\n"
                                             "qr qr \"\" say \"A code\"\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_target_is_pressed_at_once_and_activated_on_release),
        TEST(dragging_out_cancels_and_coming_back_presses_again),
        TEST(a_release_just_outside_counts_but_not_on_a_neighbour),
        TEST(a_touch_in_the_gap_reaches_nobody),
        TEST(what_is_disabled_or_only_said_cannot_be_pressed),
        TEST(r32_a_rolling_finger_and_a_long_press_count),
        TEST(r31_only_the_first_finger_counts_until_it_is_up),
        TEST(a_second_finger_is_ignored),
        TEST(a_double_strike_counts_once_but_double_letters_twice),
        TEST(a_cancelled_touch_activates_nothing),
        TEST(focus_reaches_every_active_node_and_comes_round),
        TEST(select_activates_what_is_focused_and_right_is_next),
        TEST(every_action_is_found_by_its_name),
        TEST(the_transcript_has_one_line_a_node),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

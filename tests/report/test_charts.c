#include "bars.h"
#include "map_chart.h"
#include "towns_bar.h"
#include "weights_chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buffer out;
static struct writer writer;

static int
set_up(void **state)
{
    (void)state;
    buffer_init(&out, (size_t)1 << 20);
    writer = (struct writer){&out, words_find("en"), false};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    buffer_finish(&out);
    return 0;
}

static const char *
drawn(void)
{
    buffer_add_u8(&out, 0);
    out.size--;
    return (const char *)out.data;
}

static void
assert_drawn(const char *piece)
{
    if (!strstr(drawn(), piece)) {
        fail_msg("%s\nis not in\n%s", piece, drawn());
    }
}

static void
a_share_bar_has_its_edges_at_yes_and_at_yes_and_maybe(void **state)
{
    (void)state;
    const struct share_bar bar = {
        .yes = 50, .maybe = 30, .no = 20, .width_px = 100, .height = 17};
    share_bar_add(&writer, &bar, "label");
    assert_drawn("role=\"img\" aria-label=\"label\"");
    assert_drawn("<rect x=\"0%\" y=\"0\" width=\"50%\" height=\"16\" fill=\"#0B3C49\"");
    assert_drawn("<rect x=\"50%\" y=\"0\" width=\"30%\"");
    assert_drawn("<rect x=\"80%\" y=\"0\" width=\"20%\"");
    assert_drawn(">30</text>");
}

static void
a_part_without_room_has_no_number(void **state)
{
    (void)state;
    const struct share_bar bar = {
        .yes = 95, .maybe = 4, .no = 1, .width_px = 100, .height = 17};
    share_bar_add(&writer, &bar, "");
    assert_drawn(">95</text>");
    assert_null(strstr(drawn(), ">4</text>"));
    assert_null(strstr(drawn(), ">1</text>"));
}

static void
parts_that_are_told_together_are_one_dashed_part(void **state)
{
    (void)state;
    const struct share_bar bar = {
        .yes = 27, .maybe = 73, .joined = "not yes 73", .width_px = 240, .height = 15};
    share_bar_add(&writer, &bar, "");
    assert_drawn("class=\"dashed\"");
    assert_drawn("not yes 73");
    assert_null(strstr(drawn(), "#CBDAD6"));
}

/* 20 disagree, 20 are in between, 60 agree: 30 percent stand before the axis. */
static void
a_five_part_bar_stands_around_the_middle_of_in_between(void **state)
{
    (void)state;
    const struct five_bar bar = {
        .parts = {10, 10, 20, 30, 30}, .span = FIVE_BAR_SPAN, .height = 17};
    assert_false(five_bar_is_wide(&bar));
    five_bar_add(&writer, &bar, "");
    /* 50 - 30 / 1.7, and 10 percent are 5.88 wide */
    assert_drawn("<rect x=\"32.36%\" y=\"0\" width=\"5.88%\"");
    assert_drawn("<line x1=\"50%\" y1=\"0\" x2=\"50%\"");
}

static void
a_bar_that_would_stand_out_of_its_place_is_wide(void **state)
{
    (void)state;
    const struct five_bar bar = {.parts = {60, 35, 5, 0, 0}, .span = FIVE_BAR_SPAN};
    const struct five_bar other = {.parts = {0, 0, 0, 0, 7}, .span = FIVE_BAR_SPAN};
    assert_true(five_bar_is_wide(&bar));
    assert_true(five_bar_is_wide(&other));
}

static void
savings_end_at_the_edge_of_the_scale(void **state)
{
    (void)state;
    savings_bar_add(&writer, 16000, 1000000, 10000, "");
    assert_drawn("<rect x=\"50%\" y=\"2\" width=\"50%\"");
    assert_drawn("<line x1=\"31.25%\"");
    out.size = 0;
    savings_bar_add(&writer, UINT64_MAX, UINT64_MAX, UINT64_MAX, "");
    savings_bar_add(&writer, 0, UINT64_MAX, 1, "");
    assert_false(out.failed);
}

static void
from_right_to_left_bars_begin_at_the_right(void **state)
{
    (void)state;
    writer.words = words_find("ar");
    plain_bar_add(&writer, 1, 4, 14, FILL_DARK, "");
    assert_drawn("<rect x=\"75%\" y=\"0\" width=\"25%\"");
}

static void
marks_that_lie_close_step_up_and_down(void **state)
{
    (void)state;
    const struct towns_bar_mark marks[] = {{true, 50, MARK_DISC},
                                           {true, 51, MARK_RING},
                                           {false, 0, MARK_SQUARE},
                                           {true, 90, MARK_TRIANGLE}};
    const struct towns_bar bar = {marks, 4, 300, 18};
    towns_bar_add(&writer, &bar, "towns");
    assert_drawn("x=\"50%\" y=\"9\"");
    assert_drawn("x=\"50.94%\" y=\"6\"");
    assert_drawn("x=\"87.60%\" y=\"9\"");
}

static void
a_line_that_moves_is_dark_and_has_its_points(void **state)
{
    (void)state;
    const struct weights_line lines[] = {
        {.name = "a & b",
         .places = "1–2",
         .rows = {0, 0, 1, 0, 0},
         .has_points = {true, true, true, true, false},
         .points = {77, 76, 73, 80, 0},
         .moves = true},
        {.name = "c", .places = "1–2", .rows = {1, 1, 0, 1, 1}},
    };
    const struct weights_chart chart = {lines, 2, MARK_DISC};
    weights_chart_add(&writer, &chart, "order");
    assert_drawn("class=\"moves\"");
    assert_drawn(">77</text>");
    assert_drawn("a &amp; b");
}

/* Three services in one spot, and one far away. */
static const struct map_dot crowd[] = {
    {50, 30, 20, 20, MARK_DISC, "Vehicle repair"},
    {51, 31, 20, 20, MARK_DISC, "Animal services"},
    {50, 29, 20, 20, MARK_DISC, "Climate plans"},
    {98, 97, -1, -1, MARK_SQUARE, "Fire service"},
};
static const struct map_chart map = {.dots = crowd,
                                     .count = 4,
                                     .plot_width = 368,
                                     .plot_height = 208,
                                     .start_below = 50,
                                     .leave_from = 60,
                                     .x_title = "x",
                                     .y_title = "y",
                                     .start_words = "below 50",
                                     .leave_words = "60% on both"};

static void
labels_lie_inside_the_map_and_not_on_one_another(void **state)
{
    (void)state;
    struct map_label labels[4];
    assert_true(map_chart_place(&map, labels));
    for (size_t i = 0; i < 4; i++) {
        assert_in_range(labels[i].left, 44, 44 + 368 - labels[i].width);
        assert_in_range(labels[i].top, 6, 6 + 208 - labels[i].height);
        for (size_t j = 0; j < i; j++) {
            bool apart = labels[i].left >= labels[j].left + labels[j].width ||
                         labels[j].left >= labels[i].left + labels[i].width ||
                         labels[i].top >= labels[j].top + labels[j].height ||
                         labels[j].top >= labels[i].top + labels[i].height;
            assert_true(apart);
        }
    }
}

static void
a_side_that_is_hidden_has_no_arm(void **state)
{
    (void)state;
    assert_true(map_chart_add(&writer, &map, "map"));
    size_t arms = 0;
    for (const char *at = drawn(); (at = strstr(at, "class=\"arm\"")) != NULL; at++) {
        arms++;
    }
    assert_int_equal(arms, 6);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_share_bar_has_its_edges_at_yes_and_at_yes_and_maybe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_without_room_has_no_number, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            parts_that_are_told_together_are_one_dashed_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_five_part_bar_stands_around_the_middle_of_in_between, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bar_that_would_stand_out_of_its_place_is_wide,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(savings_end_at_the_edge_of_the_scale, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(from_right_to_left_bars_begin_at_the_right,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_that_lie_close_step_up_and_down, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_line_that_moves_is_dark_and_has_its_points,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            labels_lie_inside_the_map_and_not_on_one_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_side_that_is_hidden_has_no_arm, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What stays in its place while a resident touches, pages and chooses. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"
#define TO_IDENTITY                                                                    \
    "touch language-en\ntouch next\ntouch choice-oakhollow\ntouch next\n"              \
    "touch service-libraries\ntouch next\ntouch next\n"

static struct rect_mm
place_of(const struct booth *booth, const char *id)
{
    const struct tree *tree = &booth->kiosk->tree;
    int at = tree_find(tree, id);
    if (at < 0) {
        fail_msg("there is no %s", id);
    }
    return tree->nodes[at].rect;
}

static void
expect_at(const struct booth *booth, const char *id, struct rect_mm before)
{
    struct rect_mm now = place_of(booth, id);
    assert_memory_equal(&now, &before, sizeof now);
}

/* A second tap of a shaking hand meets what the first one met. */
static void
an_answer_moves_nothing(void **state)
{
    struct booth *booth = *state;
    static const char *const ids[] = {"choice-1", "choice-5", "extra",
                                      "back",     "skip",     "next"};
    struct rect_mm before[6];
    booth_play(booth, PIN TO_IDENTITY);
    for (size_t i = 0; i < 6; i++) {
        before[i] = place_of(booth, ids[i]);
    }
    booth_play(booth, "touch choice-4\n");
    for (size_t i = 0; i < 6; i++) {
        expect_at(booth, ids[i], before[i]);
    }
}

/* Where it is chosen its tick comes, and had its room before. */
static void
a_chosen_setting_moves_no_other(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch settings\n");
    struct rect_mm soft = place_of(booth, "colors-low"),
                   reach = place_of(booth, "reach");
    booth_play(booth, "touch still\nexpect chosen still\ntouch colors-low\n"
                      "expect chosen colors-low\n");
    expect_at(booth, "colors-low", soft);
    expect_at(booth, "reach", reach);
}

/* However much is said about both sides, in whatever language. */
static void
answers_below_two_sides_are_where_they_always_are(void **state)
{
    struct booth *booth = *state;
    static const char *const ids[] = {"choice-yes", "choice-maybe", "choice-no",
                                      "choice-none"};
    struct rect_mm before[4];
    booth_play(booth, PIN TO_IDENTITY "skip-to question about/block/sharing/share\n"
                                      "expect node gives-up\n");
    for (size_t i = 0; i < 4; i++) {
        before[i] = place_of(booth, ids[i]);
    }
    assert_true(before[2].y + before[2].h <= place_of(booth, "back").y);
    booth_play(booth, "touch language\ntouch language-es\nexpect node gives-up\n");
    for (size_t i = 0; i < 4; i++) {
        expect_at(booth, ids[i], before[i]);
    }
}

static bool
has_icon(const struct booth *booth, const char *id, const char *icon)
{
    const struct tree *tree = &booth->kiosk->tree;
    int at = tree_find(tree, id);
    assert_true(at >= 0);
    const struct node *node = &tree->nodes[at];
    for (size_t i = node->first_part; i < node->first_part + node->part_count; i++) {
        if (tree->parts[i].kind == PART_ICON && !strcmp(tree->parts[i].icon, icon)) {
            return true;
        }
    }
    return false;
}

static void
r6_a_chosen_setting_has_a_tick(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\ntouch settings\ntouch size-s\n");
    assert_true(has_icon(booth, "size-s", "check"));
    assert_false(has_icon(booth, "size-m", "check"));
}

/* On each page of one's answers, also the last. */
static void
the_way_out_keeps_its_place_beside_more(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN TO_IDENTITY "touch choice-4\ntouch next\ntouch settings\n"
                                      "touch size-xl\ntouch skip\n"
                                      "expect screen review\nexpect node more\n");
    struct rect_mm close = place_of(booth, "next");
    for (int i = 0; i < 9 && tree_find(&booth->kiosk->tree, "more") >= 0; i++) {
        booth_play(booth, "touch more\n");
        expect_at(booth, "next", close);
    }
    assert_true(tree_find(&booth->kiosk->tree, "more") < 0);
}

static void
open_on_smallest_panel(struct booth *booth)
{
    struct error err;
    booth_close(booth);
    booth->options.width_px = 800;
    booth->options.height_px = 480;
    booth->options.width_mm = 154;
    booth->options.height_mm = 86;
    assert_true(booth_open(booth, &err));
}

/* The letters are where they were when a second line begins, and both are seen. */
static void
the_smallest_panel_shows_two_lines_of_what_is_typed(void **state)
{
    struct booth *booth = *state;
    open_on_smallest_panel(booth);
    booth_play(booth, PIN "touch language-en\ntouch next\nskip-to question comment\n");
    struct rect_mm field = place_of(booth, "field"), key = place_of(booth, "key-space");
    double line = booth->kiosk->theme.cap_mm[TYPE_CAPTION] / 0.714 * 1.15;
    assert_true(field.h >= 2 * line);
    booth_play(booth, "type the library stays open late and the story hours do too\n");
    expect_at(booth, "field", field);
    expect_at(booth, "key-space", key);
}

/* Also where what stands at its end is wider than Next. */
static void
skip_keeps_its_place_beside_more(void **state)
{
    struct booth *booth = *state;
    open_on_smallest_panel(booth);
    booth_play(booth, PIN TO_IDENTITY "expect text Next\n");
    struct rect_mm skip = place_of(booth, "skip");
    booth_play(booth, "touch choice-4\ntouch next\ntouch choice-4\ntouch next\n"
                      "touch next\nexpect node more\n");
    expect_at(booth, "skip", skip);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_answer_moves_nothing, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(
            answers_below_two_sides_are_where_they_always_are, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(a_chosen_setting_moves_no_other, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(r6_a_chosen_setting_has_a_tick, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(the_way_out_keeps_its_place_beside_more,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            the_smallest_panel_shows_two_lines_of_what_is_typed, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(skip_keeps_its_place_beside_more, booth_setup,
                                        booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the two large panels do with their room: nothing is lost in it, and nothing that
 * a resident knows stands elsewhere. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BEGIN "choose-pin 246810\ntouch language-en\ntouch next\n"
#define TO_SERVICE                                                                     \
    BEGIN "touch choice-oakhollow\ntouch next\ntouch service-libraries\ntouch next\n"

static void
open_panel(struct booth *booth, const char *name)
{
    const struct panel *panel = panel_find(name);
    struct error err = {0};
    booth->options.width_px = panel->width_px;
    booth->options.height_px = panel->height_px;
    booth->options.width_mm = (int)panel->width_mm;
    booth->options.height_mm = (int)panel->height_mm;
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

static const struct node *
node_of(const struct booth *booth, const char *id)
{
    const struct tree *tree = &booth->kiosk->tree;
    int at = tree_find(tree, id);
    if (at < 0) {
        fail_msg("there is no %s", id);
    }
    return &tree->nodes[at];
}

/* The height of its smallest words, as a font size. */
static int
smallest_words(const struct booth *booth, const char *id)
{
    const struct tree *tree = &booth->kiosk->tree;
    const struct node *node = node_of(booth, id);
    int least = 0;
    for (size_t i = node->first_part; i < node->first_part + node->part_count; i++) {
        const struct part *part = &tree->parts[i];
        if (part->kind == PART_TEXT) {
            int px = part_text_spec(part, &booth->kiosk->theme).font_px;
            least = least == 0 || px < least ? px : least;
        }
    }
    return least;
}

static bool
has_picture(const struct booth *booth, const char *name)
{
    const struct tree *tree = &booth->kiosk->tree;
    for (size_t i = 0; i < tree->part_count; i++) {
        if (tree->parts[i].icon && strcmp(tree->parts[i].icon, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Who reads two lines would else have half of the panel empty. */
static void
what_is_read_of_a_service_fills_its_panel(void **state)
{
    static const char *const panels[] = {"15.6", "21.5"};
    for (size_t i = 0; i < 2; i++) {
        struct booth *booth = *state;
        open_panel(booth, panels[i]);
        booth_play(booth, TO_SERVICE "expect screen service\n");
        const struct rect_mm first = node_of(booth, "fact-today")->rect,
                             last = node_of(booth, "fact-jobs")->rect,
                             next = node_of(booth, "next")->rect;
        double room = next.y - first.y, used = last.y + last.h - first.y;
        assert_true(used > 0.75 * room);
        assert_true(smallest_words(booth, "fact-jobs") >
                    theme_font_px(&booth->kiosk->theme, TYPE_BODY));
        booth_close(booth);
    }
}

/* The houses of then stand below those of today. */
static void
on_a_tall_panel_facts_stand_below_each_other(void **state)
{
    struct booth *booth = *state;
    static const char *const ids[] = {"fact-today", "fact-change", "fact-stays_here",
                                      "fact-jobs"};
    open_panel(booth, "21.5");
    booth_play(booth, TO_SERVICE "expect screen service\n");
    for (size_t i = 1; i < 4; i++) {
        struct rect_mm above = node_of(booth, ids[i - 1])->rect,
                       rect = node_of(booth, ids[i])->rect;
        assert_true(rect.x == above.x && rect.w == above.w);
        assert_true(rect.y >= above.y + above.h);
    }
}

static void
close_stands_where_next_does(void **state)
{
    static const char *const panels[] = {"15.6", "21.5"};
    for (size_t i = 0; i < 2; i++) {
        struct booth *booth = *state;
        open_panel(booth, panels[i]);
        booth_play(booth, BEGIN "expect screen question\n");
        struct rect_mm next = node_of(booth, "next")->rect;
        booth_play(booth, "touch settings\nexpect screen settings\n");
        struct rect_mm close = node_of(booth, "next")->rect;
        assert_true(close.y == next.y && close.h == next.h);
        assert_true(close.x + close.w == next.x + next.w);
        booth_close(booth);
    }
}

/* The band at the top, which nobody touches, shows what the step is about. */
static void
the_band_shows_the_service_or_the_towns(void **state)
{
    struct booth *booth = *state;
    open_panel(booth, "21.5");
    booth_play(booth, BEGIN "expect screen question\n");
    assert_true(has_picture(booth, "towns-wide"));
    booth_play(booth, "touch choice-oakhollow\ntouch next\ntouch service-libraries\n"
                      "touch next\nexpect screen service\n");
    assert_false(has_picture(booth, "towns-wide"));
}

/* What was chosen last is told where nothing moves for it. */
static void
what_was_chosen_is_told_between_back_and_next(void **state)
{
    struct booth *booth = *state;
    open_panel(booth, "21.5");
    booth_play(booth, BEGIN "touch choice-oakhollow\ntouch next\n");
    struct rect_mm card = node_of(booth, "service-libraries")->rect;
    booth_play(booth, "touch service-libraries\n");
    struct rect_mm after = node_of(booth, "service-libraries")->rect,
                   told = node_of(booth, "chosen")->rect,
                   next = node_of(booth, "next")->rect;
    assert_memory_equal(&card, &after, sizeof card);
    assert_true(told.y == next.y && told.x + told.w < next.x);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, booth_setup, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_read_of_a_service_fills_its_panel),
        TEST(on_a_tall_panel_facts_stand_below_each_other),
        TEST(close_stands_where_next_does),
        TEST(the_band_shows_the_service_or_the_towns),
        TEST(what_was_chosen_is_told_between_back_and_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

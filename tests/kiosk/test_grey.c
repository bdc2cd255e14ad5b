/* The screens as somebody sees them who sees no colors: in grey pictures what is chosen
 * still looks different from what is not, and errors have a sign and words. */
#include "part.h"
#include "support_booth.h"
#include "townline/color.h"

#include <SDL2/SDL_surface.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DIFFERENT_CONTRAST 3.0 /* as WCAG 1.4.11 asks of what is no text */
#define DIFFERENT_MM2 4.0      /* of the picture, at least: a small tick */

struct grey {
    struct color *pixels; /* owned */
    int width, height;
};

/* The picture of the node, without its colors. */
static struct grey
look_at(const struct booth *booth, const char *id)
{
    const struct kiosk *kiosk = booth->kiosk;
    int node = tree_find(&kiosk->tree, id);
    if (node < 0) {
        fail_msg("there is no %s on %s", id, kiosk->screen);
    }
    const SDL_Surface *picture = paint_surface(kiosk->paint);
    const struct rect_mm rect = kiosk->tree.nodes[node].rect;
    double scale = kiosk->theme.px_per_mm;
    int left = (int)(rect.x * scale), top = (int)(rect.y * scale);
    struct grey grey = {.width = (int)(rect.w * scale),
                        .height = (int)(rect.h * scale)};
    grey.pixels = calloc((size_t)grey.width * (size_t)grey.height, sizeof *grey.pixels);
    assert_non_null(grey.pixels);
    for (int y = 0; y < grey.height; y++) {
        const unsigned char *line = (const unsigned char *)picture->pixels +
                                    (ptrdiff_t)(top + y) * picture->pitch;
        const uint32_t *row = (const uint32_t *)(const void *)line;
        for (int x = 0; x < grey.width; x++) {
            uint32_t pixel = row[left + x];
            double light = 0.299 * (pixel >> 16 & 255) + 0.587 * (pixel >> 8 & 255) +
                           0.114 * (pixel & 255);
            uint8_t tone = (uint8_t)lround(light);
            grey.pixels[y * grey.width + x] = (struct color){tone, tone, tone};
        }
    }
    return grey;
}

static double
different_mm2(const struct booth *booth, const struct grey *a, const struct grey *b)
{
    double scale = booth->kiosk->theme.px_per_mm;
    size_t different = 0;
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    for (int i = 0; i < a->width * a->height; i++) {
        different += color_contrast(a->pixels[i], b->pixels[i]) >= DIFFERENT_CONTRAST;
    }
    return (double)different / (scale * scale);
}

static void
use_colors(struct booth *booth, enum color_theme colors)
{
    struct error err;
    booth->kiosk->session.display.colors = colors;
    booth->kiosk->dirty = true;
    assert_true(kiosk_draw(booth->kiosk, NULL, &err));
}

/* In each theme: before the touch, and after it. */
static void
expect_choice_seen(struct booth *booth, const char *id)
{
    struct grey before[COLORS_COUNT];
    char script[200];
    for (int colors = 0; colors < COLORS_COUNT; colors++) {
        use_colors(booth, (enum color_theme)colors);
        before[colors] = look_at(booth, id);
    }
    snprintf(script, sizeof script, "touch %s\nexpect chosen %s\n", id, id);
    booth_play(booth, script);
    for (int colors = 0; colors < COLORS_COUNT; colors++) {
        use_colors(booth, (enum color_theme)colors);
        struct grey after = look_at(booth, id);
        double area = different_mm2(booth, &before[colors], &after);
        if (area < DIFFERENT_MM2) {
            fail_msg("%s on %s differs by %.1f mm2 in theme %d", id,
                     booth->kiosk->screen, area, colors);
        }
        free(before[colors].pixels);
        free(after.pixels);
    }
    use_colors(booth, COLORS_DEFAULT);
}

static void
r6_what_is_chosen_is_seen_in_grey_pictures(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\ntouch language-en\ntouch settings\n");
    expect_choice_seen(booth, "still");
    booth_play(booth, "touch next\ntouch next\n");
    expect_choice_seen(booth, "choice-oakhollow");
    booth_play(booth, "touch next\n");
    expect_choice_seen(booth, "service-libraries");
    booth_play(booth, "touch next\ntouch next\n");
    expect_choice_seen(booth, "choice-5");
    expect_choice_seen(booth, "extra");
}

static void
r6_every_kind_of_answer_is_seen_in_grey_pictures(void **state)
{
    struct booth *booth = *state;
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(
        booth,
        "choose-pin 246810\ntouch language-en\ntouch next\nskip-to question stars\n");
    static const char *const questions[] = {"likely", "kept", "values", "promises",
                                            "worries"};
    for (size_t q = 0; q < sizeof questions / sizeof *questions; q++) {
        char script[200];
        snprintf(script, sizeof script, "skip-to question %s\n", questions[q]);
        booth_play(booth, script);
        const struct tree *tree = &booth->kiosk->tree;
        for (size_t i = 0; i < tree->count; i++) {
            enum node_role role = tree->nodes[i].role;
            if (role == NODE_ANSWER || role == NODE_TOGGLE) {
                char id[TOUCH_ID_MAX_BYTES];
                snprintf(id, sizeof id, "%s", tree->nodes[i].id);
                expect_choice_seen(booth, id);
                break;
            }
        }
    }
    booth_play(booth, "skip-to question rules\n");
    expect_choice_seen(booth, "choice-OK");
    booth_play(booth, "touch next\nexpect screen question say\ntype Ab\n");
    expect_choice_seen(booth, "key-shift");
}

static void
r6_what_is_wrong_has_a_sign_and_words(void **state)
{
    struct booth *booth = *state;
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(booth, "choose-pin 246810\ntouch language-en\ntouch next\n"
                      "skip-to question rules\ntouch next\nexpect node problem\n");
    const struct tree *tree = &booth->kiosk->tree;
    const struct node *problem = &tree->nodes[tree_find(tree, "problem")];
    bool has_sign = false, has_words = false;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        for (size_t p = 0; p < node->part_count; p++) {
            const struct part *part = &tree->parts[node->first_part + p];
            has_sign |= node == problem && part->kind == PART_ICON;
            has_words |=
                node == problem && part->kind == PART_TEXT && part->text && *part->text;
        }
    }
    assert_true(has_sign);
    assert_true(has_words);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(r6_what_is_chosen_is_seen_in_grey_pictures,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            r6_every_kind_of_answer_is_seen_in_grey_pictures, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(r6_what_is_wrong_has_a_sign_and_words,
                                        booth_setup, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

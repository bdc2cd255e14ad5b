/* Lints over every sample page on the four panels, in every text size they have. The
 * numbers in the names of tests are those of the kiosk requirements. */
#include "page.h"
#include "part.h"
#include "support_lints.h"
#include "support_pages.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define VIEWS_MAX 4000

struct view {
    const struct sample *sample;
    struct theme theme;
    struct tree tree;
    int page, pages;
};

static struct typeset *typeset;
static struct view *views; /* every page there is, in the default colors */
static size_t view_count;

static void
build_pages(const struct sample *sample, const struct theme *theme)
{
    int pages = 1;
    for (int page = 0; page < pages; page++) {
        assert_true(view_count < VIEWS_MAX);
        struct view *view = &views[view_count++];
        view->sample = sample;
        view->theme = *theme;
        view->page = page;
        tree_init(&view->tree);
        pages = view->pages = sample_build(sample, theme, typeset, page, &view->tree);
        assert_in_range(pages, 1, 30);
    }
}

static int
build_views(void **state)
{
    (void)state;
    struct error err;
    if (!typeset_open(NULL, &typeset, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    views = calloc(VIEWS_MAX, sizeof *views);
    assert_non_null(views);
    for (size_t p = 0; panel_at(p); p++) {
        for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
            struct theme theme;
            struct display display = {.size = (enum text_size)size};
            if (!panel_has_size(panel_at(p), display.size)) {
                continue;
            }
            theme_init(&theme, panel_at(p), &display);
            /* settings end with a session: the first screen is never larger than M */
            for (size_t s = size > TEXT_SIZE_M ? 1 : 0; s < sample_count(); s++) {
                build_pages(sample_at(s), &theme);
            }
        }
    }
    return 0;
}

static int
drop_views(void **state)
{
    (void)state;
    for (size_t i = 0; i < view_count; i++) {
        tree_finish(&views[i].tree);
    }
    free(views);
    typeset_close(typeset);
    return 0;
}

/* Which page a complaint is about. */
static const char *
place(const struct view *view, const struct node *node)
{
    static char text[200];
    snprintf(text, sizeof text, "%s on %s, size %d, page %d of %d: %s \"%.40s\"",
             view->sample->name, view->theme.panel.name, (int)view->theme.display.size,
             view->page + 1, view->pages, node ? node->id : "", node ? node->text : "");
    return text;
}

static void
for_every_page(void (*check)(const struct view *view))
{
    assert_true(view_count > 100);
    for (size_t i = 0; i < view_count; i++) {
        check(&views[i]);
    }
}

/* The 7 inch panel has no room for ten keys of 12.7 mm beside each other. */
static bool
is_small_key(const struct view *view, const struct node *node)
{
    return view->theme.compact && node->role == NODE_KEY &&
           strncmp(view->sample->name, "comment", 7) == 0;
}

static void
check_target(const struct view *view)
{
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        if (!node_is_active(node) || is_small_key(view, node)) {
            continue;
        }
        if (node->rect.w < THEME_TARGET_MIN_MM - 0.01 ||
            node->rect.h < THEME_TARGET_MIN_MM - 0.01) {
            fail_msg("%s is %.1f x %.1f mm", place(view, node), node->rect.w,
                     node->rect.h);
        }
    }
}

static void
r30_targets_are_at_least_half_an_inch(void **state)
{
    (void)state;
    for_every_page(check_target);
}

static void
check_gaps(const struct view *view)
{
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *a = &view->tree.nodes[i];
        for (size_t k = i + 1; k < view->tree.count; k++) {
            const struct node *b = &view->tree.nodes[k];
            if (!node_is_active(a) || !node_is_active(b) ||
                (is_small_key(view, a) && is_small_key(view, b))) {
                continue;
            }
            double least = is_small_key(view, a) ? 1.4 : THEME_GAP_MIN_MM - 0.01;
            if (gap(&a->rect, &b->rect) < least) {
                fail_msg("%s is %.2f mm from %s", place(view, a),
                         gap(&a->rect, &b->rect), b->id);
            }
        }
    }
}

static void
r30_targets_are_a_tenth_of_an_inch_apart(void **state)
{
    (void)state;
    for_every_page(check_gaps);
}

static void
check_overlap(const struct view *view)
{
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *a = &view->tree.nodes[i];
        struct rect_mm all = {0, 0, view->theme.width_mm, view->theme.height_mm};
        if (a->role == NODE_DECOR) {
            continue;
        }
        if (a->rect.x < -0.01 || a->rect.y < -0.01 ||
            a->rect.x + a->rect.w > all.w + 0.01 ||
            a->rect.y + a->rect.h > all.h + 0.01) {
            fail_msg("%s reaches out of the panel", place(view, a));
        }
        for (size_t k = i + 1; k < view->tree.count; k++) {
            const struct node *b = &view->tree.nodes[k];
            if (b->role != NODE_DECOR && gap(&a->rect, &b->rect) < -0.05) {
                fail_msg("%s lies over %s \"%.30s\" by %.1f", place(view, a), b->id,
                         b->text, -gap(&a->rect, &b->rect));
            }
        }
    }
}

static void
nothing_lies_over_anything_else_or_out_of_the_panel(void **state)
{
    (void)state;
    for_every_page(check_overlap);
}

static void
check_texts(const struct view *view)
{
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        for (size_t p = 0; p < node->part_count; p++) {
            const struct part *part = &view->tree.parts[node->first_part + p];
            if (part->kind != PART_TEXT || !part->text) {
                continue;
            }
            struct text_spec spec = part_text_spec(part, &view->theme);
            struct text_size_px size = typeset_measure(typeset, &spec);
            double height = size.height / view->theme.px_per_mm;
            /* words may stand as close as a line's leading to the edge */
            double slack =
                (spec.pitch_px - spec.font_px * 0.714) / view->theme.px_per_mm / 2;
            if (size.missing > 0) {
                fail_msg("%s: %d characters have no glyph", place(view, node),
                         size.missing);
            }
            if (size.overflows) {
                fail_msg("%s: a word of \"%s\" is wider than %d px", place(view, node),
                         part->text, spec.width_px);
            }
            if (part->rect.y < node->rect.y - slack ||
                part->rect.y + height > node->rect.y + node->rect.h + slack ||
                part->rect.x < node->rect.x - 0.05 ||
                part->rect.x + part->rect.w > node->rect.x + node->rect.w + 0.05) {
                fail_msg("%s: \"%.60s\" is clipped (%.1f+%.1f in %.1f+%.1f)",
                         place(view, node), part->text, part->rect.y, height,
                         node->rect.y, node->rect.h);
            }
        }
    }
}

static void
r8_no_text_is_clipped_and_no_glyph_is_missing(void **state)
{
    (void)state;
    for_every_page(check_texts);
}

static void
check_ratio(const struct view *view, const struct part *part,
            const struct theme themes[COLORS_COUNT], const double least[COLORS_COUNT])
{
    assert_true(part->ground != TINT_NONE && part->tint != TINT_NONE);
    for (int colors = 0; colors < COLORS_COUNT; colors++) {
        double ratio = color_contrast(themes[colors].colors[part->tint],
                                      themes[colors].colors[part->ground]);
        bool is_sample = part->ground >= TINT_SAMPLE_PAPER;
        int of = is_sample ? (int)part->ground - TINT_SAMPLE_PAPER : colors;
        if (ratio < least[of]) {
            fail_msg("%s: \"%.40s\" has %.1f:1 in theme %d", place(view, NULL),
                     part->text, ratio, colors);
        }
    }
}

/* In every color theme: the parts say what a color is for, not which it is. Only what
 * cannot be touched now may be paler. */
static void
check_contrast(const struct view *view)
{
    static const double least[COLORS_COUNT] = {10, 20, 20, 4.5};
    struct theme themes[COLORS_COUNT];
    for (int colors = 0; colors < COLORS_COUNT; colors++) {
        struct display display = {.size = view->theme.display.size,
                                  .colors = (enum color_theme)colors};
        theme_init(&themes[colors], &view->theme.panel, &display);
    }
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        for (size_t p = 0; p < node->part_count; p++) {
            const struct part *part = &view->tree.parts[node->first_part + p];
            if (part->kind == PART_TEXT && !(node->state & NODE_DISABLED)) {
                check_ratio(view, part, themes, least);
            }
        }
    }
}

static void
r4_r5_texts_have_the_contrast_of_their_theme(void **state)
{
    (void)state;
    for_every_page(check_contrast);
}

static void
r4_icons_and_borders_have_the_contrast_of_their_theme(void **state)
{
    (void)state;
    static const enum tint pairs[][2] = {
        {TINT_ACCENT, TINT_PAPER}, {TINT_ACCENT, TINT_CARD},
        {TINT_INK, TINT_PAPER},    {TINT_INK, TINT_CARD},
        {TINT_MARK, TINT_PAPER},   {TINT_ON_TINT, TINT_SAGE},
        {TINT_ON_TINT, TINT_SAND}, {TINT_ON_CHOSEN, TINT_CHOSEN},
        {TINT_ON_MARK, TINT_MARK}, {TINT_ON_ACCENT, TINT_ACCENT},
        {TINT_FOCUS, TINT_PAPER},
    };
    static const double least[COLORS_COUNT] = {10, 20, 20, 4.5};
    for (int colors = 0; colors < COLORS_COUNT; colors++) {
        struct theme theme;
        struct display display = {.size = TEXT_SIZE_M,
                                  .colors = (enum color_theme)colors};
        theme_init(&theme, panel_find("10.1"), &display);
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
            if (color_contrast(theme.colors[pairs[i][0]], theme.colors[pairs[i][1]]) <
                least[colors]) {
                fail_msg("theme %d, pair %zu", colors, i);
            }
        }
    }
}

static void
check_words(const struct view *view)
{
    for (size_t i = 0; i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        if (node->role == NODE_DECOR) {
            for (size_t p = 0; p < node->part_count; p++) {
                assert_int_not_equal(view->tree.parts[node->first_part + p].kind,
                                     PART_TEXT);
            }
            continue;
        }
        if (node->say[0] == '\0') {
            fail_msg("%s says nothing", place(view, node));
        }
        for (size_t k = i + 1; k < view->tree.count; k++) {
            if (node->id[0] && strcmp(node->id, view->tree.nodes[k].id) == 0) {
                fail_msg("%s: the id stands twice", place(view, node));
            }
        }
    }
}

static void
r13_whatever_is_seen_can_be_said_and_named(void **state)
{
    (void)state;
    for_every_page(check_words);
}

static void
check_reach(const struct view *view)
{
    for (size_t i = 0; view->theme.tall && i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        if (node_is_active(node) && node->rect.y < view->theme.height_mm / 3) {
            fail_msg("%s is out of reach", place(view, node));
        }
    }
}

static void
r41_nothing_to_touch_lies_in_the_top_third_of_a_tall_panel(void **state)
{
    (void)state;
    for_every_page(check_reach);
}

static unsigned bars_below_words;

/* A tall panel's top has the bar's own color: the bar is below the words. */
static void
check_bar(const struct view *view)
{
    const struct node *words = NULL;
    for (size_t i = 0; view->theme.tall && i < view->tree.count; i++) {
        const struct node *node = &view->tree.nodes[i];
        words = node->role == NODE_PROGRESS ? node : words;
    }
    for (size_t i = 0; words && i < view->tree.count; i++) {
        const struct rect_mm *rect = &view->tree.nodes[i].rect;
        if (view->tree.nodes[i].role == NODE_DECOR && rect->h < 3 &&
            rect->w > view->theme.width_mm / 2) {
            assert_true(rect->y >= words->rect.y + words->rect.h);
            bars_below_words++;
        }
    }
}

static void
the_progress_bar_of_a_tall_panel_lies_below_its_words(void **state)
{
    (void)state;
    bars_below_words = 0;
    for_every_page(check_bar);
    assert_true(bars_below_words > 0);
}

static void
r1_r2_capitals_have_the_height_of_their_text_size(void **state)
{
    (void)state;
    static const double least[] = {3.5, 4.2, 5.6, 7.0}; /* captions; body below */
    static const double body[][2] = {{3.5, 4.2}, {4.8, 5.6}, {6.4, 7.1}, {8.5, 9.0}};
    for (size_t p = 0; panel_at(p); p++) {
        for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
            struct theme theme;
            struct display display = {.size = (enum text_size)size};
            if (!panel_has_size(panel_at(p), display.size)) {
                continue;
            }
            theme_init(&theme, panel_at(p), &display);
            for (int type = 0; type < TYPE_COUNT; type++) {
                double cap =
                    theme_font_px(&theme, (enum type)type) * 0.714 / theme.px_per_mm;
                assert_true(cap >= least[size] - 0.08);
                if (type == TYPE_BODY || type == TYPE_LABEL) {
                    assert_true(cap >= body[size][0] - 0.08 &&
                                cap <= body[size][1] + 0.12);
                }
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r30_targets_are_at_least_half_an_inch),
        cmocka_unit_test(r30_targets_are_a_tenth_of_an_inch_apart),
        cmocka_unit_test(nothing_lies_over_anything_else_or_out_of_the_panel),
        cmocka_unit_test(r8_no_text_is_clipped_and_no_glyph_is_missing),
        cmocka_unit_test(r4_r5_texts_have_the_contrast_of_their_theme),
        cmocka_unit_test(r4_icons_and_borders_have_the_contrast_of_their_theme),
        cmocka_unit_test(r13_whatever_is_seen_can_be_said_and_named),
        cmocka_unit_test(r41_nothing_to_touch_lies_in_the_top_third_of_a_tall_panel),
        cmocka_unit_test(the_progress_bar_of_a_tall_panel_lies_below_its_words),
        cmocka_unit_test(r1_r2_capitals_have_the_height_of_their_text_size),
    };
    return cmocka_run_group_tests(tests, build_views, drop_views);
}

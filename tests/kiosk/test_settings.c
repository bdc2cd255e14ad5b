/* What a resident sets, on the kiosk itself. Numbers in names are those of the kiosk
 * requirements. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Everything that can be set is set, then the session ends. */
static void
r56_all_settings_end_with_the_session(void **state)
{
    (void)state;
    struct booth booth;
    struct error err;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\nexpect screen attract\n");
    char *before = strdup(tree_dump(&booth.kiosk->tree));
    booth_play(&booth, "touch language-es\ntouch settings\ntouch size-xl\n"
                       "touch colors-white-on-black\ntouch reach\ntouch still\n"
                       "touch delete\ntouch delete-yes\nexpect screen deleted\n"
                       "touch next\nexpect screen attract\n");
    struct display now = booth.kiosk->session.display, first = display_default();
    assert_int_equal(now.size, first.size);
    assert_int_equal(now.colors, first.colors);
    assert_int_equal(now.reach, first.reach);
    assert_int_equal(now.still, first.still);
    assert_int_equal(booth.kiosk->session.language, 0);
    booth.kiosk->dirty = true;
    assert_true(kiosk_draw(booth.kiosk, NULL, &err));
    assert_string_equal(tree_dump(&booth.kiosk->tree), before);
    free(before);
    booth_finish(&booth);
}

static void
r41_buttons_can_be_had_lower_down(void **state)
{
    (void)state;
    static const char *const ways[] = {"touch settings\ntouch reach\ntouch next\n",
                                       "touch next\n",
                                       "touch choice-oakhollow\ntouch next\n",
                                       "touch service-libraries\ntouch next\n"};
    struct booth booth;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\ntouch language-en\n");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        booth_play(&booth, ways[i]);
        const struct tree *tree = &booth.kiosk->tree;
        double line = booth.kiosk->theme.height_mm / 3;
        for (size_t n = 0; n < tree->count; n++) {
            if (node_is_active(&tree->nodes[n]) && tree->nodes[n].rect.y < line) {
                fail_msg("%s is at %.0f mm", tree->nodes[n].id, tree->nodes[n].rect.y);
            }
        }
        assert_true(tree_find(tree, "settings") >= 0);
        assert_true(tree_find(tree, "language") >= 0);
    }
    booth_finish(&booth);
}

/* On a question: size, colors and language change, and the answer is still there. */
static void
r10_a_change_of_settings_loses_no_answer(void **state)
{
    (void)state;
    struct booth booth;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\ntouch language-en\ntouch next\n"
                       "touch choice-oakhollow\ntouch settings\ntouch size-xl\n"
                       "touch colors-low\ntouch next\nexpect chosen choice-oakhollow\n"
                       "touch language\ntouch language-es\n"
                       "expect chosen choice-oakhollow\n");
    booth_finish(&booth);
}

/* What is touched and what is drawn beside words is never smaller in a larger size, and
 * clearly larger from the smallest size to the largest; on the low panel, where height
 * is all that is short, it is only not smaller. */
static void
r2_controls_and_icons_grow_with_the_text(void **state)
{
    (void)state;
    for (size_t p = 0; panel_at(p); p++) {
        struct theme first = {0}, before = {0};
        for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
            struct theme theme;
            struct display display = {.size = (enum text_size)size};
            if (!panel_has_size(panel_at(p), display.size)) {
                continue;
            }
            theme_init(&theme, panel_at(p), &display);
            first = size == 0 ? theme : first;
            assert_true(theme.target_mm >= before.target_mm);
            assert_true(theme.answer_mm >= before.answer_mm);
            assert_true(theme.bar_mm >= before.bar_mm);
            assert_true(theme.icon_mm >= before.icon_mm);
            assert_true(theme.cap_mm[TYPE_BODY] > before.cap_mm[TYPE_BODY]);
            before = theme;
        }
        if (!before.compact) {
            assert_true(before.icon_mm > first.icon_mm);
            assert_true(before.bar_mm > first.bar_mm);
        }
    }
}

/* In its own script, marked as that language so that its own voice and fonts are taken,
 * and without a picture, such as a flag. */
static void
r55_each_language_is_named_in_itself_without_a_flag(void **state)
{
    static const char *const names[][2] = {
        {"en", "English"},      {"es", "Espa\u00f1ol"},
        {"zh", "\u4e2d\u6587"}, {"vi", "Ti\u1ebfng Vi\u1ec7t"},
        {"tl", "Tagalog"},      {"ar", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"}};
    struct booth booth;
    (void)state;
    booth_start(&booth);
    booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    booth_play(&booth, "choose-pin 246810\nexpect screen attract\n");
    for (int sheet = 0; sheet < 2; sheet++) {
        const struct tree *tree = &booth.kiosk->tree;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            char id[40];
            snprintf(id, sizeof id, "language-%s", names[i][0]);
            int at = tree_find(tree, id);
            assert_true(at >= 0);
            const struct node *node = &tree->nodes[at];
            if (strncmp(node->text, names[i][1], strlen(names[i][1])) != 0) {
                fail_msg("%s is called %s", names[i][0], node->text);
            }
            assert_int_equal(strncmp(node->language, names[i][0], 2), 0);
            for (size_t p = 0; p < node->part_count; p++) {
                const struct part *part = &tree->parts[node->first_part + p];
                bool is_tick = part->kind == PART_ICON && !strcmp(part->icon, "check");
                assert_true(part->kind == PART_BOX || part->kind == PART_TEXT ||
                            is_tick);
            }
        }
        if (sheet == 0) {
            booth_play(&booth, "touch language-ar\ntouch language\n"
                               "expect screen languages\n");
        }
    }
    booth_finish(&booth);
}

/* The letter of a card; a card has one text more, its name. */
static const struct part *
letter_of(const struct tree *tree, const char *id)
{
    int index = tree_find(tree, id);
    assert_true(index >= 0);
    const struct node *node = &tree->nodes[index];
    for (size_t p = 0; p < node->part_count; p++) {
        const struct part *part = &tree->parts[node->first_part + p];
        if (part->kind == PART_TEXT && strcmp(part->text, "A") == 0) {
            return part;
        }
    }
    fail_msg("%s shows no letter", id);
    return NULL;
}

static struct theme
theme_of(const struct booth *booth, enum text_size size, enum color_theme colors)
{
    struct display display = display_default();
    struct theme theme;
    display.size = size;
    display.colors = colors;
    theme_init(&theme, &booth->kiosk->panel, &display);
    return theme;
}

/* Nobody has to know what "Large" or "Soft" means. */
static void
r10_what_can_be_set_is_seen_before_it_is_chosen(void **state)
{
    (void)state;
    static const char *const sizes[] = {"size-s", "size-m", "size-l", "size-xl"};
    static const char *const colors[] = {"colors-default", "colors-black-on-white",
                                         "colors-white-on-black", "colors-low"};
    struct booth booth;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\ntouch language-en\ntouch settings\n"
                       "touch colors-white-on-black\n");
    const struct tree *tree = &booth.kiosk->tree;
    for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
        struct theme theme = theme_of(&booth, (enum text_size)i, COLORS_DEFAULT);
        assert_int_equal(letter_of(tree, sizes[i])->font_px,
                         theme_font_px(&theme, TYPE_BODY));
    }
    for (int i = 0; i < COLORS_COUNT; i++) {
        const struct part *letter = letter_of(tree, colors[i]);
        struct theme theme = theme_of(&booth, TEXT_SIZE_M, (enum color_theme)i);
        const struct color *now = booth.kiosk->theme.colors;
        assert_memory_equal(&now[letter->tint], &theme.colors[TINT_INK], sizeof *now);
        assert_memory_equal(&now[letter->ground], &theme.colors[TINT_PAPER],
                            sizeof *now);
    }
    booth_finish(&booth);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r56_all_settings_end_with_the_session),
        cmocka_unit_test(r41_buttons_can_be_had_lower_down),
        cmocka_unit_test(r10_a_change_of_settings_loses_no_answer),
        cmocka_unit_test(r2_controls_and_icons_grow_with_the_text),
        cmocka_unit_test(r55_each_language_is_named_in_itself_without_a_flag),
        cmocka_unit_test(r10_what_can_be_set_is_seen_before_it_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

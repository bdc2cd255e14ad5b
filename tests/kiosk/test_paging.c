/* What stands on which page, and on which side. */
#include "page.h"
#include "part.h"
#include "support_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct typeset *typeset;

static int
open_typeset(void **state)
{
    (void)state;
    struct error err;
    if (!typeset_open(NULL, &typeset, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int
close_typeset(void **state)
{
    (void)state;
    typeset_close(typeset);
    return 0;
}

static void
every_item_is_on_exactly_one_page(void **state)
{
    (void)state;
    static const char *const ids[] = {"lib", "fire", "dis", "park",
                                      "per", "car",  "pay", "wat"};
    struct theme theme;
    struct display display = {.size = TEXT_SIZE_XL};
    theme_init(&theme, panel_find("10.1"), &display);
    int seen[8] = {0}, pages = 2;
    struct tree tree;
    tree_init(&tree);
    for (int page = 0; page < pages; page++) {
        pages = sample_build(sample_find("services"), &theme, typeset, page, &tree);
        for (size_t i = 0; i < 8; i++) {
            seen[i] += tree_find(&tree, ids[i]) >= 0;
        }
        assert_int_equal(tree_find(&tree, "more") >= 0, page + 1 < pages);
        assert_int_equal(tree_find(&tree, "next") >= 0, page + 1 == pages);
        assert_true(tree_find(&tree, "heading") >= 0);
    }
    assert_true(pages > 1);
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(seen[i], 1);
    }
    tree_finish(&tree);
}

static void
more_says_how_much_is_left(void **state)
{
    (void)state;
    struct theme theme;
    struct display display = {.size = TEXT_SIZE_XL};
    theme_init(&theme, panel_find("10.1"), &display);
    struct tree tree;
    char words[40];
    int seen = 0;
    tree_init(&tree);
    assert_true(sample_build(sample_find("services"), &theme, typeset, 0, &tree) > 1);
    for (size_t i = 0; i < tree.count; i++) {
        seen += tree.nodes[i].role == NODE_CARD;
    }
    assert_in_range(seen, 1, 7);
    snprintf(words, sizeof words, "More: %d left", 8 - seen);
    assert_string_equal(tree.nodes[tree_find(&tree, "more")].text, words);
    tree_finish(&tree);
}

/* In two columns it would need a second page, for one question. */
static void
a_list_with_a_question_below_it_stands_in_three_columns_before_it_pages(void **state)
{
    (void)state;
    struct theme theme;
    struct display display = {.size = TEXT_SIZE_M};
    theme_init(&theme, panel_find("10.1"), &display);
    struct tree tree;
    tree_init(&tree);
    assert_int_equal(sample_build(sample_find("worry"), &theme, typeset, 0, &tree), 1);
    assert_true(tree_find(&tree, "none") >= 0 && tree_find(&tree, "write") >= 0);
    tree_finish(&tree);
}

static void
arabic_pages_are_mirrored(void **state)
{
    (void)state;
    struct theme theme;
    struct display display = display_default();
    theme_init(&theme, panel_find("10.1"), &display);
    struct tree tree;
    tree_init(&tree);
    assert_int_equal(
        sample_build(sample_find("question-ar"), &theme, typeset, 0, &tree), 1);
    const struct rect_mm *back = &tree.nodes[tree_find(&tree, "back")].rect;
    const struct rect_mm *next = &tree.nodes[tree_find(&tree, "next")].rect;
    const struct rect_mm *first = &tree.nodes[tree_find(&tree, "a1")].rect;
    const struct rect_mm *last = &tree.nodes[tree_find(&tree, "a5")].rect;
    assert_true(back->x > next->x + next->w);
    assert_true(first->x > last->x + last->w);
    tree_finish(&tree);
}

static void
a_text_longer_than_a_page_is_spread_and_none_of_it_lost(void **state)
{
    (void)state;
    char text[1200] = "";
    for (int i = 0; i < 120; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "word%d ", i);
    }
    struct theme theme;
    struct display display = {.size = TEXT_SIZE_XL};
    theme_init(&theme, panel_find("10.1"), &display);
    struct page_frame frame = {.screen = "long", .language = "en", .progress = -1};
    frame.next.text = "Next";
    frame.more = "More";
    char read[4000] = "";
    int pages = 2;
    struct tree tree;
    tree_init(&tree);
    for (frame.page = 0; frame.page < pages; frame.page++) {
        struct page *page = page_begin(&theme, typeset, &frame);
        page_heading(page, "Heading", NULL);
        page_body(page, text, NULL);
        pages = page_end(page, &tree);
        for (size_t i = 0; i < tree.count; i++) {
            if (strncmp(tree.nodes[i].id, "body-1", 6) == 0) {
                snprintf(read + strlen(read), sizeof read - strlen(read), "%s",
                         tree.nodes[i].text);
            }
        }
    }
    assert_true(pages > 2);
    assert_string_equal(read, text);
    tree_finish(&tree);
}

static void
a_masked_field_shows_and_says_none_of_its_digits(void **state)
{
    (void)state;
    struct theme theme;
    struct display display = display_default();
    theme_init(&theme, panel_find("10.1"), &display);
    for (size_t slots = 0; slots <= 8; slots += 8) {
        struct page_frame frame = {.screen = "pin", .language = "en", .progress = -1};
        struct page_field field = {.id = "pin",
                                   .text = "482910",
                                   .say = "Six digits",
                                   .slots = slots,
                                   .masked = true,
                                   .focus = true};
        struct page *page = page_begin(&theme, typeset, &frame);
        struct tree tree;
        tree_init(&tree);
        page_field(page, &field);
        assert_int_equal(page_end(page, &tree), 1);
        for (size_t i = 0; i < tree.part_count; i++) {
            assert_true(!tree.parts[i].text ||
                        !strpbrk(tree.parts[i].text, "0123456789"));
        }
        assert_null(strpbrk(tree_dump(&tree), "0123456789"));
        tree_finish(&tree);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_on_exactly_one_page),
        cmocka_unit_test(more_says_how_much_is_left),
        cmocka_unit_test(
            a_list_with_a_question_below_it_stands_in_three_columns_before_it_pages),
        cmocka_unit_test(arabic_pages_are_mirrored),
        cmocka_unit_test(a_text_longer_than_a_page_is_spread_and_none_of_it_lost),
        cmocka_unit_test(a_masked_field_shows_and_says_none_of_its_digits),
    };
    return cmocka_run_group_tests(tests, open_typeset, close_typeset);
}

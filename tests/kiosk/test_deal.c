/* How a long list of answers falls on pages, at the largest text. */
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct typeset *typeset;

static int
start(void **state)
{
    (void)state;
    struct error err;
    if (!typeset_open(NULL, &typeset, &err)) {
        fail_msg("%s", err.text);
    }
    return 0;
}

static int
finish(void **state)
{
    (void)state;
    typeset_close(typeset);
    return 0;
}

#define QUESTION "Who should run a service that is shared by several towns?"

static const struct page_item items[] = {
    {.id = "board", .text = "A board with a seat for each town"},
    {.id = "one", .text = "One town, for the others"},
    {.id = "county", .text = "The county"},
    {.id = "new", .text = "A new board that people vote for"},
    {.id = "none", .text = "No opinion"},
};
enum { ITEMS = sizeof items / sizeof *items };

/* Number of pages; `tree` has page `number`. */
static int
build(int number, bool picks, size_t count, struct tree *tree)
{
    struct theme theme;
    struct display display = {.size = TEXT_SIZE_XL};
    theme_init(&theme, panel_find("10.1"), &display);
    struct page_frame frame = {.screen = "question",
                               .language = "en",
                               .page = number,
                               .settings = {.text = "Aa"},
                               .language_name = {.text = "English"},
                               .back = {.text = "Back"},
                               .next = {.text = "Next"},
                               .more = "More: {left} left"};
    struct page *page = page_begin(&theme, typeset, &frame);
    page_heading(page, QUESTION, NULL);
    page_note(page, "1 of 4: touch the most important.");
    if (picks) {
        page_picks(page, items, count);
    } else {
        page_choices(page, items, count, false);
    }
    return page_end(page, tree);
}

static size_t
answers_of(const struct tree *tree)
{
    size_t count = 0;
    for (size_t i = 0; i < ITEMS; i++) {
        count += tree_find(tree, items[i].id) >= 0;
    }
    return count;
}

static void
the_question_stands_on_every_page_and_is_smaller_on_the_next(void **state)
{
    (void)state;
    struct tree tree;
    tree_init(&tree);
    int pages = build(0, false, ITEMS, &tree);
    assert_true(pages > 1);
    assert_true(answers_of(&tree) > 0);
    double first = tree.nodes[tree_find(&tree, "heading")].rect.h;
    for (int i = 1; i < pages; i++) {
        build(i, false, ITEMS, &tree);
        int heading = tree_find(&tree, "heading");
        assert_true(heading >= 0);
        assert_string_equal(tree.nodes[heading].text, QUESTION);
        assert_true(tree.nodes[heading].rect.h < first);
    }
    tree_finish(&tree);
}

static void
no_answer_is_left_to_a_page_by_itself(void **state)
{
    (void)state;
    struct tree tree;
    tree_init(&tree);
    int pages = build(0, false, ITEMS, &tree);
    size_t all = answers_of(&tree);
    for (int i = 1; i < pages; i++) {
        build(i, false, ITEMS, &tree);
        all += answers_of(&tree);
    }
    assert_true(answers_of(&tree) > 1);
    assert_int_equal(all, ITEMS);
    tree_finish(&tree);
}

/* The question before them, if it must be. */
static void
what_is_compared_stands_on_one_page(void **state)
{
    (void)state;
    struct tree tree;
    tree_init(&tree);
    int pages = build(0, true, 4, &tree);
    size_t together = 0;
    for (int i = 0; i < pages; i++) {
        build(i, true, 4, &tree);
        if (answers_of(&tree) > 0) {
            assert_int_equal(answers_of(&tree), 4);
            assert_true(tree_find(&tree, "note-1") >= 0);
            together++;
        }
    }
    assert_int_equal(together, 1);
    tree_finish(&tree);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_question_stands_on_every_page_and_is_smaller_on_the_next),
        cmocka_unit_test(no_answer_is_left_to_a_page_by_itself),
        cmocka_unit_test(what_is_compared_stands_on_one_page),
    };
    return cmocka_run_group_tests(tests, start, finish);
}

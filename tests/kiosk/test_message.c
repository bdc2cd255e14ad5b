/* A message about answers always stands with some of them, on every panel, at every
 * size of the text, and no answer is out of reach while it stands there. */
#include "page.h"

#include <math.h>
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

#define PAGES_MAX 20
#define CHOICES_MAX 7

static const char *const ids[] = {"choice-0", "choice-1", "choice-2", "choice-3",
                                  "choice-4", "choice-5", "choice-6"};

/* A question, what is wrong with its answer, and the words of the frame. */
struct asked {
    const char *language, *question, *hint, *wrong, *back, *next, *more;
    const char *choices[CHOICES_MAX];
};
static const struct asked questions[] = {
    {"es",
     "¿Qué le preocuparía?",
     "Elija hasta dos.",
     "Elija como máximo dos, o solo “Nada de esto”. Toque una para quitarla.",
     "Atrás",
     "Siguiente",
     "Más: quedan {left}",
     {"Perder al personal", "Viajes más largos", "Más caro después", "Menos voz",
      "Nada de esto"}},
    {"en",
     "If this service were shared, what would concern you most about how it is run?",
     "Choose up to two.",
     "These are too many, or do not go together. Touch one of your choices to take it "
     "back.",
     "Back",
     "Next",
     "More: {left} left",
     {"Losing the staff who know our town and its people by name",
      "Longer trips to a counter in another town", "It will cost more later",
      "We would have less say in what is decided", "Our town would not get its share",
      "Something else", "None of these"}},
    {"vi",
     "Điều gì làm quý vị lo?",
     NULL,
     "Chọn tối đa hai, hoặc chỉ “Không có”. Chạm vào một mục để bỏ.",
     "Trở lại",
     "Tiếp",
     "Thêm: còn {left}",
     {"Mất nhân viên quen", "Đi xa hơn", "Không có"}},
    {"en",
     "Do you own your home?",
     NULL,
     "Please choose an answer first.",
     "Back",
     "Next",
     "More: {left} left",
     {"Yes", "No"}},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

enum list { SEVERAL, ONE, SCALE, NUMBERS, LISTS };

struct screen {
    const struct panel *panel;
    struct display display;
    const struct asked *asked;
    enum list list;
    int at;      /* the choice that it is about; -1: all of them */
    bool skip;   /* a button between Back and Next */
    bool in_bar; /* the question stands in the top bar */
    bool fits;   /* nothing is wrong */
};

static size_t
count_choices(const struct asked *asked)
{
    size_t count = 0;
    while (count < CHOICES_MAX && asked->choices[count]) {
        count++;
    }
    return count;
}

/* Number of pages; `tree` has page `number`. */
static int
build(const struct screen *screen, int number, struct tree *tree)
{
    const struct asked *asked = screen->asked;
    size_t count = count_choices(asked);
    struct theme theme;
    struct page_item items[CHOICES_MAX] = {{0}};
    theme_init(&theme, screen->panel, &screen->display);
    struct page_frame frame = {.screen = "question",
                               .language = asked->language,
                               .page = number,
                               .where = "Paso 11 de 16",
                               .progress = 0.5,
                               .settings = {.text = "Aa"},
                               .language_name = {.text = "Español"},
                               .back = {.text = asked->back},
                               .next = {.text = asked->next},
                               .more = asked->more};
    if (screen->in_bar) {
        frame.where = asked->question;
        frame.where_asks = true;
        frame.progress = -1;
    }
    if (screen->skip) {
        frame.skip.text = "Skip";
    }
    for (size_t i = 0; i < count; i++) {
        items[i] = (struct page_item){.id = ids[i], .text = asked->choices[i]};
    }
    struct page *page = page_begin(&theme, typeset, &frame);
    if (!screen->in_bar) {
        page_heading(page, asked->question, NULL);
    }
    if (asked->hint) {
        page_hint(page, asked->hint);
    }
    if (!screen->fits) {
        page_message(page, "There is a problem", asked->wrong, screen->at);
    }
    if (screen->list == SCALE) {
        page_answers(page, items, count, (int)count);
    } else if (screen->list == NUMBERS) {
        page_numbers(page, items, count);
    } else {
        page_choices(page, items, count, screen->list == SEVERAL);
    }
    return page_end(page, tree);
}

static void
complain(const struct screen *screen, int number, struct tree *tree, const char *why)
{
    fail_msg("panel %s, size %d, reach %d, %s, list %d, about %d, skip %d, in_bar %d, "
             "page %d: %s\n%s",
             screen->panel->name, (int)screen->display.size, screen->display.reach,
             screen->asked->language, (int)screen->list, screen->at, screen->skip,
             screen->in_bar, number, why, tree_dump(tree));
}

static void
check(const struct screen *screen)
{
    static struct tree tree;
    size_t count = count_choices(screen->asked);
    bool is_reached[CHOICES_MAX] = {false}, is_told = false;
    tree_init(&tree);
    for (int number = 0, pages = 1; number < pages; number++) {
        bool has_answer = false;
        pages = build(screen, number, &tree);
        assert_in_range(pages, 1, PAGES_MAX);
        for (size_t i = 0; i < count; i++) {
            bool is_there = tree_find(&tree, ids[i]) >= 0;
            has_answer |= is_there;
            is_reached[i] |= is_there;
        }
        bool has_message = tree_find(&tree, "problem") >= 0;
        is_told |= has_message;
        if (has_message && !has_answer) {
            complain(screen, number, &tree, "the message stands alone");
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_told || !is_reached[i]) {
            complain(screen, -1, &tree,
                     is_told ? "an answer is on no page" : "the message is on no page");
        }
    }
    tree_finish(&tree);
}

static void
check_each(const struct screen *screen)
{
    struct screen each = *screen;
    for (size_t i = 0; i < QUESTIONS * LISTS; i++) {
        each.asked = &questions[i % QUESTIONS];
        each.list = (enum list)(i / QUESTIONS);
        int count = (int)count_choices(each.asked);
        bool is_scale = each.list == SCALE || each.list == NUMBERS;
        if (is_scale && each.in_bar) {
            continue;
        }
        /* all of them, the first, the last, and one of another question */
        const int about[] = {-1, 0, count - 1, count};
        for (size_t k = 0; k < sizeof about / sizeof *about; k++) {
            each.at = about[k];
            if (each.list == SEVERAL || k == 0 || k == 3) {
                check(&each);
            }
        }
    }
}

static void
check_size(const struct screen *screen, enum text_size size)
{
    struct screen each = *screen;
    for (unsigned i = 0; i < 4; i++) {
        each.display = (struct display){.size = size, .reach = i & 1};
        each.skip = i == 2;
        each.in_bar = i == 3;
        check_each(&each);
    }
}

static void
it_stands_with_an_answer_and_hides_none(void **state)
{
    (void)state;
    struct screen screen = {0};
    for (size_t i = 0; (screen.panel = panel_at(i)) != NULL; i++) {
        check_size(&screen, TEXT_SIZE_M);
        if (panel_has_size(screen.panel, TEXT_SIZE_XL)) {
            check_size(&screen, TEXT_SIZE_XL);
        }
    }
}

static const struct asked concerns = {"en",
                                      "If shared, what concerns you?",
                                      "Choose any number.",
                                      "Choose “None of these” alone, or take it off.",
                                      "Back",
                                      "Next",
                                      "More: {left} left",
                                      {"Too much change", "Workers lose out",
                                       "Towns argue", "Losing trusted people",
                                       "Worse service", "Towns quit", "None of these"}};

static struct rect_mm
place_of(struct tree *tree, const char *id)
{
    int at = tree_find(tree, id);
    if (at < 0) {
        fail_msg("no %s in\n%s", id, tree_dump(tree));
    }
    return tree->nodes[at].rect;
}

static void
a_hint_has_the_free_place_of_its_list_and_a_message_takes_it(void **state)
{
    (void)state;
    struct tree fine, wrong;
    struct screen screen = {.panel = panel_find("10.1"),
                            .asked = &concerns,
                            .list = SEVERAL,
                            .at = 6,
                            .in_bar = true,
                            .fits = true};
    tree_init(&fine);
    tree_init(&wrong);
    assert_int_equal(build(&screen, 0, &fine), 1);
    screen.fits = false;
    assert_int_equal(build(&screen, 0, &wrong), 1);
    for (size_t i = 0; i < CHOICES_MAX; i++) {
        struct rect_mm before = place_of(&fine, ids[i]), now = place_of(&wrong, ids[i]);
        assert_memory_equal(&before, &now, sizeof now);
    }
    struct rect_mm last = place_of(&fine, "choice-6"), hint = place_of(&fine, "note-1");
    struct rect_mm message = place_of(&wrong, "problem");
    assert_true(hint.x > last.x + last.w && hint.y == last.y && hint.h == last.h);
    /* it reaches less than half into the gaps around that place */
    double beyond = last.y - message.y;
    assert_true(message.x > last.x + last.w && beyond >= 0 && beyond < 1.5);
    assert_true(fabs(message.h - 2 * beyond - last.h) < 0.01);
    assert_true(tree_find(&wrong, "note-1") < 0);
    tree_finish(&fine);
    tree_finish(&wrong);
}

static void
a_hint_without_such_a_place_stands_above_its_list(void **state)
{
    (void)state;
    static const struct asked six = {
        "en",
        "What?",
        "Choose any number.",
        "No.",
        "Back",
        "Next",
        "More",
        {"One of six", "Two", "Three", "Four", "Five", "Six"}};
    struct tree tree;
    const struct screen screen = {.panel = panel_find("10.1"),
                                  .asked = &six,
                                  .list = SEVERAL,
                                  .in_bar = true,
                                  .fits = true};
    tree_init(&tree);
    assert_int_equal(build(&screen, 0, &tree), 1);
    assert_true(place_of(&tree, "note-1").y < place_of(&tree, "choice-0").y);
    tree_finish(&tree);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stands_with_an_answer_and_hides_none),
        cmocka_unit_test(a_hint_has_the_free_place_of_its_list_and_a_message_takes_it),
        cmocka_unit_test(a_hint_without_such_a_place_stands_above_its_list),
    };
    return cmocka_run_group_tests(tests, start, finish);
}

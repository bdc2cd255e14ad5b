/* page: collects the content of a page block by block, and ends it into a tree. */
#include "page.h"

#include "arrange.h"
#include "widget.h"

#include <stdlib.h>
#include <string.h>

struct page *
page_begin(const struct theme *theme, struct typeset *typeset,
           const struct page_frame *frame)
{
    struct page *page = calloc(1, sizeof *page);
    if (!page) {
        return NULL;
    }
    page->theme = theme;
    page->typeset = typeset;
    page->frame = *frame;
    return page;
}

/* Makes room for one more block. False when memory ran out, or the page holds too many.
 */
static bool
grow(struct page *page)
{
    if (page->block_count < page->block_room) {
        return true;
    }
    size_t room = page->block_room == 0 ? 16 : 2 * page->block_room;
    struct block *grown =
        room > PAGE_BLOCKS_MAX ? NULL : realloc(page->blocks, room * sizeof *grown);
    if (!grown) {
        return false;
    }
    page->blocks = grown;
    page->block_room = room;
    return true;
}

static struct block *
add(struct page *page, enum block_kind kind)
{
    /* takes what is added to a page that has no room for it */
    static struct block none;
    if (!page || !grow(page)) {
        if (page) {
            page->failed = true;
        }
        none = (struct block){.kind = kind};
        return &none;
    }
    struct block *block = &page->blocks[page->block_count++];
    *block = (struct block){.kind = kind, .number = 1, .breaks = page->breaks};
    page->breaks = false;
    for (size_t i = 0; i + 1 < page->block_count; i++) {
        if (page->blocks[i].kind == kind) {
            block->number++;
        }
    }
    return block;
}

static struct block *
add_words(struct page *page, enum block_kind kind, const char *text, const char *say)
{
    struct block *block = add(page, kind);
    block->text = text ? text : "";
    block->say = say;
    return block;
}

static struct block *
add_items(struct page *page, enum block_kind kind, const struct page_item *items,
          size_t count)
{
    struct block *block = add(page, kind);
    block->items = items;
    block->count = count;
    return block;
}

void
page_title(struct page *page, const char *text)
{
    add_words(page, BLOCK_TITLE, text, NULL);
}

void
page_heading(struct page *page, const char *text, const char *say)
{
    add_words(page, BLOCK_HEADING, text, say);
}

void
page_body(struct page *page, const char *text, const char *say)
{
    add_words(page, BLOCK_BODY, text, say);
}

void
page_note(struct page *page, const char *text)
{
    page_note_spoken(page, text, NULL);
}

void
page_note_spoken(struct page *page, const char *text, const char *say)
{
    add_words(page, BLOCK_NOTE, text, say);
}

void
page_hint(struct page *page, const char *text)
{
    add_words(page, BLOCK_NOTE, text, NULL)->in_place = true;
}

void
page_say(struct page *page, const char *say)
{
    if (page && page->block_count > 0) {
        page->blocks[page->block_count - 1].say = say;
    }
}

void
page_ask(struct page *page, const char *text, const char *say)
{
    add_words(page, BLOCK_ASK, text, say);
}

void
page_speech(struct page *page, const char *aloud, const char *recording)
{
    if (page && page->block_count > 0) {
        struct block *block = &page->blocks[page->block_count - 1];
        block->aloud = aloud;
        block->recording = recording;
    }
}

void
page_aside(struct page *page, const struct page_item *item)
{
    struct block *block = add(page, BLOCK_ASIDE);
    block->aside = *item;
}

void
page_picture(struct page *page, const char *name)
{
    add(page, BLOCK_PICTURE)->aside = (struct page_item){.id = "", .icon = name};
}

void
page_sides(struct page *page, const struct page_item sides[2], const char *source)
{
    add_items(page, BLOCK_SIDES, sides, 2)->text = source;
}

void
page_problem(struct page *page, const char *heading, const char *text)
{
    add_words(page, BLOCK_PROBLEM, heading, text);
}

void
page_message(struct page *page, const char *heading, const char *text, int at)
{
    struct block *block = add(page, BLOCK_PROBLEM);
    block->text = heading;
    block->say = text;
    block->in_place = true;
    block->at = at;
}

void
page_message_say(struct page *page, const char *say)
{
    if (page && page->block_count > 0) {
        page->blocks[page->block_count - 1].spoken = say;
    }
}

void
page_answers(struct page *page, const struct page_item *items, size_t count, int levels)
{
    add_items(page, BLOCK_ANSWERS, items, count)->levels = levels;
}

void
page_choices(struct page *page, const struct page_item *items, size_t count,
             bool several)
{
    add_items(page, BLOCK_CHOICES, items, count)->several = several;
}

void
page_picks(struct page *page, const struct page_item *items, size_t count)
{
    struct block *block = add_items(page, BLOCK_CHOICES, items, count);
    block->several = block->compared = true;
}

void
page_numbers(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_NUMBERS, items, count);
}

void
page_steppers(struct page *page, const struct page_stepper *steppers, size_t count)
{
    struct block *block = add(page, BLOCK_STEPPERS);
    block->steppers = steppers;
    block->count = count;
}

void
page_cards(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_CARDS, items, count);
}

void
page_facts(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_FACTS, items, count);
}

void
page_sharing(struct page *page, const struct page_sharing *sharing)
{
    struct block *block =
        add_items(page, BLOCK_SHARING, sharing->items, sharing->item_count);
    block->sharing = *sharing;
}

void
page_links(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_LINKS, items, count);
}

void
page_bar_link(struct page *page, const struct page_item *link)
{
    add_items(page, BLOCK_LINKS, link, 1)->in_bar = true;
}

void
page_replies(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_LINKS, items, count)->detail_first = true;
}

void
page_pills(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_PILLS, items, count);
}

void
page_samples(struct page *page, const struct page_item *items, size_t count,
             bool of_colors)
{
    add_items(page, BLOCK_SAMPLES, items, count)->of_colors = of_colors;
}

void
page_counts(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_COUNTS, items, count);
}

void
page_banner(struct page *page, const struct page_item *item)
{
    add(page, BLOCK_BANNER)->aside = *item;
}

void
page_tallies(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_TALLIES, items, count);
}

void
page_acts(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_ACTS, items, count);
}

void
page_board(struct page *page, const struct page_board *board)
{
    add(page, BLOCK_BOARD)->board = *board;
}

void
page_table(struct page *page, const struct page_table *table)
{
    add(page, BLOCK_TABLE)->table = *table;
}

void
page_controls(struct page *page, const struct page_control *controls, size_t count)
{
    struct block *block = add(page, BLOCK_CONTROLS);
    block->controls = controls;
    block->count = count;
}

void
page_tens(struct page *page, const struct page_tens *rows, size_t count)
{
    struct block *block = add(page, BLOCK_TENS);
    block->tens = rows;
    block->count = count;
}

void
page_checklist(struct page *page, const struct page_step *steps, size_t count)
{
    struct block *block = add(page, BLOCK_CHECKLIST);
    block->steps = steps;
    block->count = count;
}

void
page_ruler(struct page *page, const struct page_ruler *ruler)
{
    add(page, BLOCK_RULER)->ruler = *ruler;
}

void
page_dials(struct page *page, const struct page_stepper *dials, size_t count)
{
    struct block *block = add(page, BLOCK_DIALS);
    block->steppers = dials;
    block->count = count;
}

void
page_verdict(struct page *page, const struct page_verdict *verdict)
{
    add(page, BLOCK_VERDICT)->verdict = *verdict;
}

void
page_targets(struct page *page, const struct page_item *items, size_t count)
{
    add_items(page, BLOCK_TARGETS, items, count);
}

void
page_digits(struct page *page, const char *text, const char *digits)
{
    add_words(page, BLOCK_DIGITS, text, digits);
}

void
page_map(struct page *page, const struct page_map *map)
{
    add(page, BLOCK_MAP)->map = *map;
}

void
page_field(struct page *page, const struct page_field *field)
{
    add(page, BLOCK_FIELD)->field = *field;
}

static void
add_keys(struct page *page, enum block_kind kind, const struct page_key_row *rows,
         size_t count)
{
    struct block *block = add(page, kind);
    block->keys = rows;
    block->count = count;
}

void
page_keyboard(struct page *page, const struct page_key_row *rows, size_t count)
{
    add_keys(page, BLOCK_KEYBOARD, rows, count);
}

void
page_pad(struct page *page, const struct page_key_row *rows, size_t count)
{
    add_keys(page, BLOCK_PAD, rows, count);
}

void
page_qr(struct page *page, const struct page_qr *qr)
{
    add(page, BLOCK_QR)->qr = *qr;
}

void
page_attract(struct page *page, const struct page_attract *attract)
{
    add(page, BLOCK_ATTRACT)->attract = *attract;
}

void
page_answer_dots(struct page *page, const struct page_answered *questions, size_t count,
                 const struct page_legend *legend)
{
    struct block *block = add(page, BLOCK_ANSWER_DOTS);
    block->answered = questions;
    block->count = count;
    block->legend = *legend;
}

void
page_ending(struct page *page, const struct page_ending *ending)
{
    add(page, BLOCK_ENDING)->ending = *ending;
}

void
page_code(struct page *page, const struct page_ending *ending)
{
    add(page, BLOCK_CODE)->ending = *ending;
}

void
page_break(struct page *page)
{
    page->breaks = page->block_count > 0;
}

void
page_countdown(struct page *page, int seconds_left, int seconds_of,
               const struct page_item *button)
{
    struct block *block = add_items(page, BLOCK_COUNTDOWN, button, 1);
    block->seconds_left = seconds_left;
    block->seconds_of = seconds_of;
}

const struct block *
page_block(const struct page *page, enum block_kind kind)
{
    for (size_t i = 0; i < page->block_count; i++) {
        if (page->blocks[i].kind == kind) {
            return &page->blocks[i];
        }
    }
    return NULL;
}

int
page_end(struct page *page, struct tree *tree)
{
    if (!page) {
        return 0;
    }
    tree_clear(tree);
    page->tree = tree;
    tree->screen = tree_copy(tree, page->frame.screen ? page->frame.screen : "");
    tree->language = tree_copy(tree, page->frame.language ? page->frame.language : "");
    tree->rtl = page->frame.rtl;
    int pages = 1;
    const struct block *attract = page_block(page, BLOCK_ATTRACT);
    if (tree->failed || page->failed) {
        page->failed = true;
    } else if (attract) {
        attract_draw(page, &attract->attract);
    } else {
        pages = arrange_page(page);
    }
    bool failed = page->failed || tree->failed;
    free(page->blocks);
    free(page->rows);
    free(page->of_page);
    free(page);
    return failed ? 0 : pages;
}

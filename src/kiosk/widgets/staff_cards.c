/* staff_cards: draws what staff read first: today's sentence, where the answers are,
 * and what can be done. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define LEADS_MM 8.0 /* for the arrow of what leads to another screen */

static double
icon_side(const struct page *page)
{
    return page->theme->compact ? 7 : 9;
}

static double
banner_words_width(const struct page *page, double width)
{
    return width - icon_side(page) - page->theme->pad_mm;
}

/* Room for the arrow of a sentence that can be touched. */
static double
banner_arrow_mm(const struct page_item *item)
{
    return item->leads ? LEADS_MM : 0;
}

/* Writes both in one paragraph: a bold sentence and what follows from it. */
static void
banner_words(const struct page_item *item, char *out, size_t size)
{
    snprintf(out, size, "\x01%s\x02 %s", item->text, item->detail ? item->detail : "");
}

void
banner_measure(struct page *page, const struct block *block, double width)
{
    char words[2 * TYPESET_TEXT_MAX_BYTES];
    banner_words(&block->aside, words, sizeof words);
    double height =
        text_height(page, words, TYPE_BODY, false,
                    banner_words_width(page, width) - banner_arrow_mm(&block->aside));
    height = fmax(height, icon_side(page)) + (page->theme->compact ? 1 : 4);
    row_add(page, block,
            block->aside.leads ? fmax(height, THEME_TARGET_MIN_MM) : height, 0);
}

void
banner_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->aside;
    char words[2 * TYPESET_TEXT_MAX_BYTES], said[2 * TYPESET_TEXT_MAX_BYTES];
    double side = icon_side(page);
    struct rect_mm ground = {rect.x - page->theme->margin_mm, rect.y,
                             rect.w + 2 * page->theme->margin_mm, rect.h};
    banner_words(item, words, sizeof words);
    snprintf(said, sizeof said, "%s %s", item->text, item->detail ? item->detail : "");
    sketch_node(page,
                (struct node_words){item->id, said, item->say ? item->say : said, NULL},
                item->leads ? NODE_BUTTON : NODE_HEADING, 0, ground);
    sketch_box(page, ground, (struct box_style){.fill = TINT_SAGE});
    if (item->leads) {
        sketch_icon(
            page,
            (struct rect_mm){rect.x + rect.w - 5, rect.y + rect.h / 2 - 2.5, 5, 5},
            "arrow", TINT_ON_TINT);
    }
    if (item->icon) {
        sketch_icon(page,
                    (struct rect_mm){rect.x, rect.y + (rect.h - side) / 2, side, side},
                    item->icon, TINT_ON_TINT);
    }
    rect.x += side + page->theme->pad_mm;
    rect.w = banner_words_width(page, rect.w) - banner_arrow_mm(item);
    sketch_text_middle(page, rect, words,
                       (struct text_style){.type = TYPE_BODY,
                                           .tint = TINT_ON_TINT,
                                           .ground = TINT_SAGE});
}

#define ACTS_IN_A_ROW 4 /* when there are more, they stand in two columns */

/* What an act has at its end: an arrow, or the mark of a check. */
static double
trail_mm(const struct page_item *item)
{
    return item->leads || item->level > 0 ? LEADS_MM : 0;
}

static double
card_gap(const struct page *page, const struct block *block)
{
    if (block->kind == BLOCK_TALLIES && !page->theme->compact) {
        return page->theme->tall ? 8 : 6;
    }
    return fmax(page->theme->gap_mm, THEME_GAP_MIN_MM);
}

/* Cards stand beside each other when no word has to be divided, else below each other,
 * as the few that can be done do on a tall panel. */
static int
columns_of(struct page *page, const struct block *block, double width)
{
    double gap = card_gap(page, block);
    size_t columns = block->count > ACTS_IN_A_ROW ? 2 : block->count;
    if (block->kind == BLOCK_ACTS && page->theme->tall && columns == block->count) {
        return 1;
    }
    double each = (width - gap * (double)(columns - 1)) / (double)columns;
    double icon = block->kind == BLOCK_ACTS ? icon_side(page) + page->theme->pad_mm : 0;
    icon += block->count > 0 ? trail_mm(&block->items[0]) : 0;
    for (size_t i = 0; i < block->count; i++) {
        double word = word_width(page, block->items[i].text, TYPE_LABEL, true);
        if (word + icon + 2 * page->theme->pad_mm > each) {
            return 1;
        }
    }
    return (int)columns;
}

static double
each_width(const struct page *page, const struct block *block, int columns,
           double width)
{
    return (width - (columns - 1) * card_gap(page, block)) / columns;
}

/* What is said of a number stands beside it, or below it where that is too narrow. */
struct tally_note {
    bool is_below;
    double x, width, height;
};

static struct tally_note
tally_note(struct page *page, const struct page_item *item, double inner)
{
    struct tally_note note = {.x = text_width(page, item->badge, TYPE_TITLE, true) + 2};
    note.width = inner - note.x;
    if (item->detail) {
        note.height = text_height(page, item->detail, TYPE_CAPTION, false, note.width);
    }
    note.is_below = note.height > line_height(page, TYPE_TITLE);
    if (note.is_below) {
        note.x = 0;
        note.width = inner;
        note.height = text_height(page, item->detail, TYPE_CAPTION, false, inner);
    }
    return note;
}

static double
tally_height(struct page *page, const struct page_item *item, double width)
{
    double inner = width - 2 * page->theme->pad_mm;
    struct tally_note note = tally_note(page, item, inner);
    return text_height(page, item->text, TYPE_CAPTION, true, inner) +
           line_height(page, TYPE_TITLE) + (note.is_below ? note.height : 0);
}

static double
act_height(struct page *page, const struct page_item *item, double width)
{
    double inner = width - 3 * page->theme->pad_mm - icon_side(page);
    inner -= trail_mm(item);
    return text_height(page, item->text, TYPE_LABEL, true, inner) +
           (item->detail ? text_height(page, item->detail, TYPE_CAPTION, false, inner)
                         : 0);
}

static void
measure_cards(struct page *page, const struct block *block, double width,
              double (*height_of)(struct page *, const struct page_item *, double))
{
    int columns = columns_of(page, block, width);
    double each = each_width(page, block, columns, width);
    double air = page->theme->compact ? 1.6 : page->snug >= SNUG_ROWS ? 2.4 : 4;
    for (size_t i = 0; i < block->count; i += (size_t)columns) {
        double height = 0;
        for (size_t k = i; k < i + (size_t)columns && k < block->count; k++) {
            height = fmax(height, height_of(page, &block->items[k], each));
        }
        struct row *row = row_add(page, block, fmax(height + air, THEME_TARGET_MIN_MM),
                                  page->snug >= SNUG_ROWS ? THEME_GAP_MIN_MM + 0.2 : 3);
        row->first = i;
        row->columns = columns;
    }
}

void
tallies_measure(struct page *page, const struct block *block, double width)
{
    measure_cards(page, block, width, tally_height);
}

static void
draw_tally(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    char said[TYPESET_TEXT_MAX_BYTES];
    const char *said_of = item->detail ? item->detail : "";
    snprintf(said, sizeof said, "%s: %s. %s", item->text, item->badge, said_of);
    sketch_node(page,
                (struct node_words){item->id, said, item->say ? item->say : said, NULL},
                NODE_COUNT, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_CARD, TINT_HAIRLINE, page->theme->hairline_mm,
                                  page->theme->radius_mm});
    struct text_style style = {
        .type = TYPE_CAPTION, .bold = true, .tint = TINT_INK, .ground = TINT_CARD};
    struct rect_mm inner = rect_inset(rect, page->theme->pad_mm, 0);
    double title = text_height(page, item->text, TYPE_CAPTION, true, inner.w);
    double number = line_height(page, TYPE_TITLE);
    double width = text_width(page, item->badge, TYPE_TITLE, true);
    struct tally_note note = tally_note(page, item, inner.w);
    inner.y += (rect.h - tally_height(page, item, rect.w)) / 2;
    inner.h = title;
    sketch_text(page, inner, item->text, style);
    inner.y += title;
    inner.h = number;
    style.type = TYPE_TITLE;
    sketch_text(page, (struct rect_mm){inner.x, inner.y, width, number}, item->badge,
                style);
    style.type = TYPE_CAPTION;
    style.bold = false;
    struct rect_mm place = {inner.x + note.x, inner.y, note.width, number};
    if (note.is_below) {
        place.y += number;
        place.h = note.height;
    }
    sketch_text_middle(page, place, said_of, style);
}

void
tallies_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    double width = rect.w, gap = card_gap(page, row->block);
    rect.w = each_width(page, row->block, row->columns, width);
    for (int i = 0; i < row->columns; i++) {
        draw_tally(page, &row->block->items[row->first + (size_t)i], rect);
        rect.x += rect.w;
        double side = gap - 1.6;
        if (i + 1 < row->columns && side > 2) {
            sketch_icon(page,
                        (struct rect_mm){rect.x + 0.8, rect.y + (rect.h - side) / 2,
                                         side, side},
                        "arrow", TINT_INK);
        }
        rect.x += gap;
    }
}

void
acts_measure(struct page *page, const struct block *block, double width)
{
    measure_cards(page, block, width, act_height);
}

/* Good, look at this, or not done: a shape, beside the word that says it. */
static void
draw_mark(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    double side = 6.5;
    struct rect_mm place = {rect.x + rect.w - page->theme->pad_mm - side,
                            rect.y + (rect.h - side) / 2, side, side};
    if (item->level == 1) {
        sketch_tick_disc(page, place);
    } else if (item->level == 2) {
        sketch_icon(page, place, "problem", TINT_INK);
    } else if (item->level == 3) {
        sketch_box(page, place,
                   (struct box_style){TINT_CARD, TINT_DISABLED, page->theme->border_mm,
                                      side / 2});
    }
}

/* When it was, in the line of the title, where that has room for it. */
static void
draw_badge(struct page *page, const struct page_item *item, struct rect_mm words,
           enum tint ground)
{
    double title = text_width(page, item->text, TYPE_LABEL, true);
    double wide = item->badge ? text_width(page, item->badge, TYPE_CAPTION, false) : 0;
    if (wide > 0 && title + wide + 2 <= words.w) {
        words.x += words.w - wide;
        words.w = wide;
        sketch_text_middle(page, words, item->badge,
                           (struct text_style){.type = TYPE_CAPTION,
                                               .tint = TINT_INK,
                                               .ground = ground});
    }
}

static void
draw_act(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    const struct theme *theme = page->theme;
    char both[2 * TYPESET_TEXT_MAX_BYTES];
    double side = icon_side(page);
    enum tint ink = item->disabled  ? TINT_DISABLED
                    : item->primary ? TINT_ON_ACCENT
                                    : TINT_ACCENT;
    enum tint ground = item->primary && !item->disabled ? TINT_ACCENT
                       : item->level == 2               ? TINT_SAND
                                                        : TINT_CARD;
    snprintf(both, sizeof both, "%s: %s", item->text, item->detail ? item->detail : "");
    sketch_node(page,
                (struct node_words){item->id, item->detail ? both : item->text,
                                    item->say, NULL},
                NODE_BUTTON, item->disabled ? NODE_DISABLED : 0, rect);
    if (item->disabled) {
        sketch_dashes(page, rect, TINT_DISABLED);
        ground = TINT_PAPER;
    } else {
        sketch_box(page, rect,
                   (struct box_style){ground, TINT_ACCENT,
                                      item->level == 2 ? theme->chosen_border_mm
                                                       : theme->border_mm,
                                      theme->radius_mm});
    }
    double x = rect.x + theme->pad_mm;
    if (item->icon) {
        sketch_icon(page, (struct rect_mm){x, rect.y + (rect.h - side) / 2, side, side},
                    item->icon, ink);
    }
    struct rect_mm words = {x + side + theme->pad_mm, rect.y,
                            rect.w - 3 * theme->pad_mm - side, rect.h};
    words.w -= trail_mm(item);
    draw_mark(page, item, rect);
    if (item->leads) {
        sketch_icon(page,
                    (struct rect_mm){rect.x + rect.w - theme->pad_mm - 5,
                                     rect.y + rect.h / 2 - 2.5, 5, 5},
                    "arrow", ink);
    }
    double title = text_height(page, item->text, TYPE_LABEL, true, words.w);
    struct text_style style = {
        .type = TYPE_LABEL, .bold = true, .tint = ink, .ground = ground};
    words.y += (rect.h - act_height(page, item, rect.w)) / 2;
    words.h = title;
    sketch_text(page, words, item->text, style);
    draw_badge(page, item, words, ground);
    if (item->detail) {
        style.type = TYPE_CAPTION;
        style.bold = false;
        style.tint = ink == TINT_ACCENT ? TINT_INK : ink;
        words.y += title;
        words.h = text_height(page, item->detail, TYPE_CAPTION, false, words.w);
        sketch_text(page, words, item->detail, style);
    }
}

void
acts_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    rect.w = each_width(page, row->block, row->columns, rect.w);
    size_t left = row->block->count - row->first;
    for (int i = 0; i < row->columns && (size_t)i < left; i++) {
        draw_act(page, &row->block->items[row->first + (size_t)i], rect);
        rect.x += rect.w + card_gap(page, row->block);
    }
}

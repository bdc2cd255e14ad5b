/* widget_answers: draws the answers of a scale as cards, rows or a grid. */
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CARD_PAD_MM 1.7
#define CARD_HEIGHT_MM 40.0
#define ANSWERS_LEADING 1.15

static double
card_width(const struct page *page, size_t count, double width)
{
    return (width - page->theme->gap_mm * (double)(count - 1)) / (double)count;
}

/* A compact card wastes no room. */
static double
card_pad(const struct page *page)
{
    return page->theme->compact ? 1.0 : CARD_PAD_MM;
}

static struct text_size_px
answer_size(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = true,
                        .leading = ANSWERS_LEADING,
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part);
}

/* Whether the words fit on a card. Words without spaces can be divided anywhere, but
 * more than one division is hard to read. */
static bool
fits_card(struct page *page, const char *words, enum type type, double width)
{
    return word_width(page, words, type, true) <= width &&
           (strchr(words, ' ') || answer_size(page, words, type, width).lines <= 2);
}

bool
answers_fit_cards(struct page *page, const struct block *block, double width,
                  enum type *type_out)
{
    double inner = card_width(page, block->count, width) - 2 * card_pad(page);
    static const enum type types[] = {TYPE_LABEL, TYPE_CAPTION};
    for (size_t t = 0; t < 2; t++) {
        bool all = block->count > 0;
        for (size_t i = 0; all && i < block->count; i++) {
            all = fits_card(page, block->items[i].text, types[t], inner);
        }
        if (all) {
            *type_out = types[t];
            return true;
        }
    }
    return false;
}

static double
answer_text_height(struct page *page, const char *words, enum type type, double width)
{
    return answer_size(page, words, type, width).height / page->theme->px_per_mm;
}

/* The smallest width at which the words need no more lines. It gives "Strongly / agree"
 * and not a last line with one letter. */
static double
balanced_width(struct page *page, const char *words, enum type type, double width)
{
    double one_line = text_width(page, words, type, true);
    if (one_line <= width) {
        return one_line;
    }
    double height = answer_text_height(page, words, type, width);
    double low = fmin(word_width(page, words, type, true), width), high = width;
    while (high - low > 1) {
        double middle = (low + high) / 2;
        if (answer_text_height(page, words, type, middle) > height) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* Draws the words in the middle of a place, with lines of about the same length.
 * Returns their width. */
static double
draw_balanced(struct page *page, const struct page_item *item, enum type type,
              enum tint ink, struct rect_mm place)
{
    double width = balanced_width(page, item->text, type, place.w);
    place.x += (place.w - width) / 2;
    place.w = width;
    sketch_text_middle(
        page, place, item->text,
        (struct text_style){.type = type,
                            .bold = true,
                            .tint = ink,
                            .ground = item->chosen ? TINT_ACCENT : TINT_CARD,
                            .align = ALIGN_CENTER,
                            .leading = ANSWERS_LEADING,
                            .language = item->language});
    return width;
}

static double
dot_mm(const struct page *page)
{
    return page->theme->compact ? 2.8 : 3.8;
}

static void
measure_cards(struct page *page, const struct block *block, double width)
{
    enum type type = TYPE_CAPTION;
    double inner = card_width(page, block->count, width) - 2 * card_pad(page);
    double tallest = 0;
    answers_fit_cards(page, block, width, &type);
    for (size_t i = 0; i < block->count; i++) {
        tallest =
            fmax(tallest, answer_text_height(page, block->items[i].text, type, inner));
    }
    double needed = tallest + (block->levels > 0 ? dot_mm(page) + 3 : 0) + 4;
    if (!page->theme->compact) {
        needed += 8; /* for the tick */
    }
    double least = fmax(needed, page->theme->answer_mm);
    double most = page->theme->wide ? 1.4 * CARD_HEIGHT_MM : CARD_HEIGHT_MM;
    double height = fmax(least, fmin(most, least + page->rest_mm));
    struct row *row = row_add(page, block, height, page->theme->gap_mm + 1.5);
    row->count = block->count;
    row->type = type;
}

static size_t
grid_columns(const struct page *page)
{
    return page->answers == ANSWERS_PAIRS ? 2 : 3;
}

static double
grid_width(const struct page *page, double width)
{
    double columns = (double)grid_columns(page);
    return (width - (columns - 1) * page->theme->gap_mm) / columns;
}

static void
measure_grid(struct page *page, const struct block *block, double width)
{
    bool compact = page->theme->compact;
    size_t count = block->count + (page->extra_among ? 1 : 0);
    double inner = grid_width(page, width) - 2 * card_pad(page), tallest = 0;
    for (size_t i = 0; i < block->count; i++) {
        tallest = fmax(tallest, answer_text_height(page, block->items[i].text,
                                                   page->answers_type, inner));
        if (word_width(page, block->items[i].text, page->answers_type, true) > inner) {
            tallest = page->content.h; /* it does not fit */
        }
    }
    bool bare = page->snug >= SNUG_BARE;
    double least = fmax(compact ? THEME_TARGET_MIN_MM : page->theme->answer_mm,
                        tallest + (compact || bare ? 1 : 2));
    double gap = bare ? fmin(page->theme->gap_mm, 2.6) : page->theme->gap_mm;
    size_t columns = grid_columns(page), rows = (count + columns - 1) / columns;
    double height = least + page->rest_mm / (double)rows;
    height = fmin(height, fmax(compact ? 18 : 32, least));
    for (size_t i = 0; i < rows; i++) {
        struct row *row = row_add(page, block, height, i == 0 && compact ? 1.5 : gap);
        row->first = i * columns;
        row->count = count - row->first < columns ? count - row->first : columns;
        row->glued = i + 1 < rows;
    }
}

static double
row_pad(const struct page *page)
{
    return page->snug >= SNUG_BARE ? fmin(page->theme->pad_mm, 3) : page->theme->pad_mm;
}

/* The width for the words of a row; the tick stands behind them. */
static double
row_text_width(const struct page *page, double width)
{
    return width - 2 * row_pad(page) - (page->snug >= SNUG_BARE ? 8 : 10);
}

static void
measure_rows(struct page *page, const struct block *block, double width)
{
    const struct theme *theme = page->theme;
    size_t count = block->count + (page->extra_among ? 1 : 0);
    double tallest = 0;
    for (size_t i = 0; i < block->count; i++) {
        tallest = fmax(tallest, answer_text_height(page, block->items[i].text,
                                                   page->answers_type,
                                                   row_text_width(page, width)));
    }
    double least = fmax(THEME_TARGET_MIN_MM, tallest + 0.8);
    double most = fmax(least, theme->tall ? 25.5 : theme->answer_mm);
    double gap = theme->tall             ? 4
                 : page->snug > SNUG_NOT ? THEME_GAP_MIN_MM + 0.06
                                         : fmin(theme->gap_mm, 3);
    double height = fmin(least + page->rest_mm / (double)count, most);
    for (size_t i = 0; i < count; i++) {
        struct row *row =
            row_add(page, block, height,
                    i == 0 ? theme->gap_mm + (theme->tall ? 3.5 : 0.5) : gap);
        row->first = i;
        row->count = 1;
        row->glued = i + 1 < count;
    }
}

void
answers_measure(struct page *page, const struct block *block, double width)
{
    if (page->answers == ANSWERS_CARDS) {
        measure_cards(page, block, width);
    } else if (page->answers != ANSWERS_ROWS) {
        measure_grid(page, block, width);
    } else {
        measure_rows(page, block, width);
    }
}

/* A chosen answer is filled; the others are plain cards. */
static void
answer_box(struct page *page, struct rect_mm rect, bool chosen)
{
    struct box_style style = {TINT_CARD, TINT_INK, page->theme->border_mm,
                              page->theme->radius_mm};
    if (chosen) {
        style.fill = style.border = TINT_ACCENT;
    }
    sketch_box(page, rect, style);
}

static void
draw_dots(struct page *page, struct rect_mm line, int filled, int of, enum tint ink)
{
    double size = dot_mm(page), step = size * 1.35;
    double x = line.x + (line.w - step * (of - 1) - size) / 2;
    for (int i = 0; i < of; i++) {
        sketch_box(
            page, (struct rect_mm){x + i * step, line.y, size, size},
            (struct box_style){i < filled ? ink : TINT_NONE, ink, 0.5, size / 2});
    }
}

static void
draw_card(struct page *page, const struct row *row, const struct page_item *item,
          struct rect_mm rect)
{
    const struct block *block = row->block;
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                NODE_ANSWER, state, rect);
    answer_box(page, rect, item->chosen);
    enum tint ink = item->chosen ? TINT_ON_ACCENT : TINT_INK;
    bool compact = page->theme->compact;
    double side = compact ? 4 : 8, edge = compact ? 0.6 : 1.6;
    struct rect_mm mark = {rect.x + (rect.w - side) / 2, rect.y + edge, side, side};
    if (item->chosen) {
        sketch_icon(page, mark, "check", ink);
    }
    struct rect_mm place = rect_inset(rect, card_pad(page), 0);
    if (!compact) { /* below the tick */
        place.y += edge + side;
        place.h -= edge + side;
    }
    if (block->levels > 0) { /* at the same height in all cards */
        struct rect_mm dots = place;
        double below = compact ? 1.6 : fmax(2, rect.h * 0.1);
        dots.y = place.y + place.h - below - dot_mm(page);
        draw_dots(page, dots, item->level, block->levels, ink);
        place.h = dots.y - place.y;
    }
    draw_balanced(page, item, row->type, ink, place);
}

static void
draw_row(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                NODE_ANSWER, state, rect);
    answer_box(page, rect, item->chosen);
    enum tint ink = item->chosen ? TINT_ON_ACCENT : TINT_INK;
    struct rect_mm place = rect_inset(rect, row_pad(page) * 1.2, 0);
    place.w = row_text_width(page, rect.w);
    sketch_text_middle(
        page, place, item->text,
        (struct text_style){.type = page->answers_type,
                            .bold = true,
                            .tint = ink,
                            .ground = item->chosen ? TINT_ACCENT : TINT_CARD,
                            .leading = ANSWERS_LEADING,
                            .language = item->language});
    if (item->chosen) {
        double side = fmin(page->snug >= SNUG_BARE ? 7 : 9, rect.h * 0.55);
        sketch_icon(page,
                    (struct rect_mm){rect.x + rect.w - side - row_pad(page),
                                     rect.y + (rect.h - side) / 2, side, side},
                    "check", ink);
    }
}

/* The height of the tallest words. Either all answers have their dots, or none has. */
static double
tallest_words(struct page *page, const struct block *block, double width)
{
    double tallest = 0;
    for (size_t i = 0; i < block->count; i++) {
        tallest = fmax(tallest, answer_text_height(page, block->items[i].text,
                                                   page->answers_type, width));
    }
    return tallest;
}

/* Draws the tick before the words when they leave it room, else in the corner. */
static void
draw_cell_tick(struct page *page, struct rect_mm cell, double words, enum tint ink)
{
    double small = page->theme->compact ? 3.8 : 5.5;
    double large = fmax(small, page->theme->cap_mm[page->answers_type]);
    double beside = (cell.w - words) / 2;
    struct rect_mm mark = {cell.x + beside - large - 1.2, cell.y + (cell.h - large) / 2,
                           large, large};
    if (beside < large + 2) {
        mark = (struct rect_mm){cell.x + small * 0.16, cell.y + small * 0.16, small,
                                small};
    }
    sketch_icon(page, mark, "check", ink);
}

static void
draw_cell(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm rect)
{
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                NODE_ANSWER, state, rect);
    answer_box(page, rect, item->chosen);
    enum tint ink = item->chosen ? TINT_ON_ACCENT : TINT_INK;
    struct rect_mm place = rect_inset(rect, card_pad(page), 0);
    double dots = dot_mm(page) + 2.4;
    if (block->levels > 0 && tallest_words(page, block, place.w) + dots + 2 <= rect.h) {
        struct rect_mm line = place;
        line.y = rect.y + rect.h - dots;
        if (item->level > 0) {
            draw_dots(page, line, item->level, block->levels, ink);
        }
        place.h -= dots;
    }
    double words = draw_balanced(page, item, page->answers_type, ink, place);
    place.x = rect.x;
    place.w = rect.w;
    if (item->chosen) {
        draw_cell_tick(page, place, words, ink);
    }
}

void
answers_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    if (page->answers == ANSWERS_CARDS) {
        double width = card_width(page, block->count, rect.w);
        for (size_t i = 0; i < block->count; i++) {
            rect.w = width;
            draw_card(page, row, &block->items[i], rect);
            rect.x += width + page->theme->gap_mm;
        }
        return;
    }
    const struct page_frame *frame = &page->frame;
    struct page_item extra = {.id = "extra",
                              .text = frame->extra.text,
                              .say = frame->extra.say,
                              .chosen = frame->extra_chosen,
                              .disabled = frame->extra.disabled};
    if (page->answers != ANSWERS_ROWS) {
        rect.w = grid_width(page, rect.w);
    }
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const struct page_item *item = i < block->count ? &block->items[i] : &extra;
        if (page->answers != ANSWERS_ROWS) {
            draw_cell(page, block, item, rect);
        } else {
            draw_row(page, item, rect);
        }
        rect.x += rect.w + page->theme->gap_mm;
    }
}

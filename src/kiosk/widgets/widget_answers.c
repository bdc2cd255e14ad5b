/* widget_answers: draws the answers of a scale as equal cards in a grid, or as rows. In
 * every language a card has its dots in a band at the top and its words below. */
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CARD_PAD_MM 2.2
#define CARD_AIR_MM 4.4 /* beside words that need no more width */
#define CARD_HEIGHT_MM 29.0
#define ANSWERS_LEADING 1.12
#define WORDS_AIR_MM 0.8 /* between the words and the dots, and the edge below */

/* A compact card wastes no room. */
static double
card_pad(const struct page *page)
{
    return page->theme->compact ? 1.0 : CARD_PAD_MM;
}

/* Marks above and below letters need wider lines. */
static double
leading(const struct page *page)
{
    bool stacked = theme_leading(TYPE_LABEL, page->frame.language) > 1.31;
    return stacked ? page->answers_bare ? 1.15 : 1.2 : ANSWERS_LEADING;
}

static struct text_size_px
answer_size(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = true,
                        .leading = leading(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part);
}

static double
answer_text_height(struct page *page, const char *words, enum type type, double width)
{
    return answer_size(page, words, type, width).height / page->theme->px_per_mm;
}

/* "No opinion" stands behind the answers and is as large as they are. */
static size_t
count_all(const struct page *page, const struct block *block)
{
    return block->count + (page->frame.extra.text ? 1 : 0);
}

static struct page_item
item_at(const struct page *page, const struct block *block, size_t i)
{
    const struct page_frame *frame = &page->frame;
    if (i < block->count) {
        return block->items[i];
    }
    return (struct page_item){.id = "extra",
                              .text = frame->extra.text,
                              .say = frame->extra.say,
                              .chosen = frame->extra_chosen,
                              .disabled = frame->extra.disabled};
}

/* Two rows, if there are more answers than three: 2 x 2, 3 x 2, 4 x 2. */
static size_t
grid_columns(const struct page *page, size_t count)
{
    return page->answers == ANSWERS_PAIRS ? 2 : count <= 3 ? count : (count + 1) / 2;
}

static double
grid_gap(const struct page *page)
{
    return page->theme->compact ? 2.6 : fmin(page->theme->gap_mm, 2.75);
}

static double
grid_width(const struct page *page, size_t columns, double width)
{
    return (width - ((double)columns - 1) * grid_gap(page)) / (double)columns;
}

#define TICK_LEAST_MM 3.6 /* where long words leave it no more */

/* The disc with the tick, in the corner at the end. */
static double
tick_mm(const struct page *page)
{
    double large = page->theme->compact ? 4.9 : page->theme->wide ? 9.4 : 7.5;
    double bare = fmax(5, page->theme->cap_mm[TYPE_CAPTION]);
    return page->answers_bare && !page->theme->compact ? bare : large;
}

/* The dots of a card; they leave the corner to the tick. */
static double
dot_mm(const struct page *page, const struct block *block, double width)
{
    double most = page->theme->compact ? 2.6 : page->theme->wide ? 5.6 : 4.4;
    double room = width - 2 * (tick_mm(page) + 2);
    return fmin(most, room / (1.35 * (block->levels > 0 ? block->levels : 1)));
}

/* The height of the band with the dots, at the top of a card. */
static double
band_mm(const struct page *page, const struct block *block)
{
    if (block->levels <= 0 || page->answers_bare) {
        return 0;
    }
    return page->theme->compact ? 4.4 : page->theme->wide ? 12 : 9;
}

/* The width for the words of a card: with air beside them, unless a word is too long
 * for that, or two lines would make all words smaller: where they are high, or large.
 */
static double
words_room(struct page *page, const struct block *block, double card)
{
    double width = card - 2 * CARD_AIR_MM;
    if (theme_leading(TYPE_LABEL, page->frame.language) > 1.31 ||
        page->theme->display.size > TEXT_SIZE_M) {
        return card - 2 * card_pad(page);
    }
    for (size_t i = 0; i < count_all(page, block); i++) {
        const char *words = item_at(page, block, i).text;
        if (page->theme->compact || page->snug >= SNUG_BARE ||
            word_width(page, words, page->answers_type, true) > width) {
            return card - 2 * card_pad(page);
        }
    }
    return width;
}

/* The height that the words of the tallest card need. */
static double
tallest_words(struct page *page, const struct block *block, double width)
{
    double tallest = 0;
    for (size_t i = 0; i < count_all(page, block); i++) {
        struct page_item item = item_at(page, block, i);
        if (answer_size(page, item.text, page->answers_type, width).longest_word + 1 >
            width * page->theme->px_per_mm) {
            return page->content.h; /* it does not fit */
        }
        tallest = fmax(tallest,
                       answer_text_height(page, item.text, page->answers_type, width));
    }
    return tallest;
}

static void
measure_grid(struct page *page, const struct block *block, double width)
{
    bool compact = page->theme->compact, bare = page->snug >= SNUG_BARE;
    size_t count = count_all(page, block), columns = grid_columns(page, count);
    size_t rows = (count + columns - 1) / columns;
    double inner = words_room(page, block, grid_width(page, columns, width));
    double air = compact || bare ? 0.5 : WORDS_AIR_MM;
    double least =
        fmax(compact ? THEME_TARGET_MIN_MM
             : bare  ? 18
                     : page->theme->answer_mm,
             tallest_words(page, block, inner) + 2 * air + band_mm(page, block));
    double most = page->theme->wide ? 40 : compact ? 20 : CARD_HEIGHT_MM;
    double height = fmin(least + page->rest_mm / (double)rows, fmax(most, least));
    for (size_t i = 0; i < rows; i++) {
        double above = compact ? 1.5 : page->theme->gap_mm;
        struct row *row = row_add(page, block, height, i == 0 ? above : grid_gap(page));
        row->first = i * columns;
        row->columns = (int)columns;
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
    size_t count = count_all(page, block);
    double tallest = 0;
    for (size_t i = 0; i < count; i++) {
        struct page_item item = item_at(page, block, i);
        tallest = fmax(tallest, answer_text_height(page, item.text, page->answers_type,
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
    if (page->answers == ANSWERS_ROWS) {
        measure_rows(page, block, width);
    } else {
        measure_grid(page, block, width);
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

/* As many filled dots as the answer says; what is not on the scale has a dash. */
static void
draw_dots(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm cell, enum tint ink)
{
    double size = dot_mm(page, block, cell.w), step = size * 1.35;
    double middle = cell.y + band_mm(page, block) * 0.52 + size * 0.28;
    double width = step * (block->levels - 1) + size;
    double x = cell.x + (cell.w - width) / 2;
    if (item->level <= 0) {
        sketch_box(page,
                   (struct rect_mm){x + width * 0.28, middle - 0.35, width * 0.44, 0.7},
                   (struct box_style){.fill = ink});
        return;
    }
    for (int i = 0; i < block->levels; i++) {
        sketch_box(
            page, (struct rect_mm){x + i * step, middle - size / 2, size, size},
            (struct box_style){i < item->level ? ink : TINT_NONE, ink, 0.5, size / 2});
    }
}

/* The corner of the tick, so that nothing moves for it. */
static struct rect_mm
tick_corner(const struct page *page, struct rect_mm cell, double side)
{
    double edge = page->theme->compact ? 0.8 : page->answers_bare ? 1 : 2.1;
    return (struct rect_mm){cell.x + cell.w - side - edge, cell.y + edge, side, side};
}

/* By how much a tick would cover these letters. */
static double
tick_covers(const struct page *page, struct rect_mm cell, struct rect_mm ink)
{
    struct rect_mm disc = tick_corner(page, cell, tick_mm(page));
    double over = ink.x + ink.w + 0.5 - disc.x;
    return ink.y < disc.y + disc.h ? fmax(over, 0) : 0;
}

static void
draw_tick(struct page *page, struct rect_mm cell, double side)
{
    struct rect_mm disc = tick_corner(page, cell, side);
    sketch_box(page, disc,
               (struct box_style){.fill = TINT_ON_ACCENT, .radius_mm = side / 2});
    sketch_icon(page, rect_inset(disc, side * 0.16, side * 0.16), "check", TINT_ACCENT);
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
    sketch_speech(page, item->aloud, item->recording);
    answer_box(page, rect, item->chosen);
    enum tint ink = item->chosen ? TINT_ON_ACCENT : TINT_INK;
    double band = band_mm(page, block);
    double beside = (rect.w - words_room(page, block, rect.w)) / 2;
    struct rect_mm place = rect_inset(rect, beside, 0);
    place.y += band;
    place.h -= band;
    if (band > 0) {
        draw_dots(page, block, item, rect, ink);
    }
    struct text_style style = {.type = page->answers_type,
                               .bold = true,
                               .tint = ink,
                               .ground = item->chosen ? TINT_ACCENT : TINT_CARD,
                               .align = ALIGN_CENTER,
                               .leading = leading(page),
                               .language = item->language};
    double width = sketch_balanced_width(page, item->text, style, place.w);
    double free_mm = (place.w - width) / 2, covers = 0;
    place.x += free_mm;
    place.w = width;
    struct rect_mm middle = place;
    middle.y += (place.h - answer_text_height(page, item->text, style.type, width)) / 2;
    covers = tick_covers(page, rect, sketch_ink(page, middle, item->text, style));
    if (page->answers_bare) { /* words and tick share the height of the card */
        place.x -= fmin(covers, free_mm);
        covers -= fmin(covers, free_mm);
    }
    sketch_text_on_card(page, rect, page->theme->border_mm, place, item->text, style);
    if (item->chosen) {
        draw_tick(page, rect, fmax(tick_mm(page) - covers, TICK_LEAST_MM));
    }
}

static void
draw_row(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                NODE_ANSWER, state, rect);
    sketch_speech(page, item->aloud, item->recording);
    answer_box(page, rect, item->chosen);
    enum tint ink = item->chosen ? TINT_ON_ACCENT : TINT_INK;
    struct rect_mm place = rect_inset(rect, row_pad(page) * 1.2, 0);
    place.w = row_text_width(page, rect.w);
    sketch_text_on_card(
        page, rect, page->theme->border_mm, place, item->text,
        (struct text_style){.type = page->answers_type,
                            .bold = true,
                            .tint = ink,
                            .ground = item->chosen ? TINT_ACCENT : TINT_CARD,
                            .leading = leading(page),
                            .language = item->language});
    if (item->chosen) {
        double side = fmin(page->snug >= SNUG_BARE ? 7 : 9, rect.h * 0.55);
        sketch_icon(page,
                    (struct rect_mm){rect.x + rect.w - side - row_pad(page),
                                     rect.y + (rect.h - side) / 2, side, side},
                    "check", ink);
    }
}

void
answers_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double step = 0;
    if (page->answers != ANSWERS_ROWS) {
        rect.w = grid_width(page, (size_t)row->columns, rect.w);
        step = rect.w + grid_gap(page);
    }
    for (size_t i = row->first; i < row->first + row->count; i++) {
        struct page_item item = item_at(page, block, i);
        if (page->answers != ANSWERS_ROWS) {
            draw_cell(page, block, &item, rect);
        } else {
            draw_row(page, &item, rect);
        }
        rect.x += step;
    }
}

/* service_facts: draws what is said about a service with the two diagrams of what
 * sharing it is: today and then beside each other, and the other facts below; or, where
 * words are large, one fact below the other. */
#include "sharing.h"
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define PAIR 2 /* facts beside each other */

static double
leading_of(const struct page *page)
{
    bool stacked = theme_leading(TYPE_BODY, page->frame.language) > 1.31;
    return !stacked ? 1.12 : page->snug >= SNUG_ROWS ? 1.25 : 1.32;
}

static enum type
text_type(const struct page *page)
{
    bool large = page->theme->display.size >= TEXT_SIZE_L;
    bool is_small = page->snug >= SNUG_WORDS
                        ? large
                        : page->sharing_grid && page->snug >= SNUG_HEADING;
    return is_small ? TYPE_CAPTION : TYPE_BODY;
}

/* Where there is little room, title and text are one paragraph. */
static bool
is_run_in(const struct page *page, const struct page_item *item)
{
    return page->snug >= SNUG_HEADING && !page->sharing_grid && item->run_in;
}

static double
words_height(struct page *page, const char *words, enum type type, bool bold,
             double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = bold,
                        .leading = leading_of(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
title_height(struct page *page, const struct page_item *item, double width)
{
    return is_run_in(page, item)
               ? 0
               : words_height(page, item->text, text_type(page), true, width);
}

static double
fact_height(struct page *page, const struct page_item *item, double width)
{
    const char *words = is_run_in(page, item) ? item->run_in : item->detail;
    return title_height(page, item, width) +
           words_height(page, words, text_type(page), false, width);
}

static void
draw_words(struct page *page, const struct page_item *item, struct rect_mm place,
           enum tint ground)
{
    double title = title_height(page, item, place.w);
    struct text_style style = {.type = text_type(page),
                               .bold = true,
                               .tint = TINT_INK,
                               .ground = ground,
                               .leading = leading_of(page)};
    if (title > 0) {
        place.h = title;
        sketch_text(page, place, item->text, style);
    }
    style.bold = false;
    place.y += title;
    place.h = fact_height(page, item, place.w) - title;
    sketch_text(page, place, is_run_in(page, item) ? item->run_in : item->detail,
                style);
}

static void
draw_node(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    char both[2 * TYPESET_TEXT_MAX_BYTES];
    snprintf(both, sizeof both, "%s: %s", item->text, item->detail);
    sketch_node(page, (struct node_words){item->id, both, item->say, item->language},
                NODE_TEXT, 0, rect);
}

static void
draw_tile(struct page *page, const struct page_item *item, bool is_second,
          struct rect_mm tile)
{
    sketch_box(page, tile,
               (struct box_style){.fill = is_second ? TINT_SAND : TINT_SAGE,
                                  .radius_mm = page->theme->radius_mm});
    if (item->icon) {
        sketch_icon(page, rect_inset(tile, tile.w * 0.21, tile.h * 0.21), item->icon,
                    TINT_ON_TINT);
    }
}

/* ---- beside each other ---- */

/* The measures of the two cards and of what stands below them. */
struct grid {
    double gap, card, pad; /* between cards, the width of one, inside of it */
    double tile, tile_gap;
    double least, most; /* the height of a diagram */
    size_t columns;     /* of the facts below the cards */
    double below;       /* the width of one of them */
};

static struct grid
grid_of(const struct page *page, double width)
{
    const struct theme *theme = page->theme;
    double scale = theme->tall ? 1.6 : theme->wide ? 1.3 : 1;
    struct grid grid = {.gap = 2.7 * scale,
                        .pad = 4.1 * scale,
                        .tile = 12.7 * scale,
                        .tile_gap = 3.4 * scale,
                        .least = (page->snug >= SNUG_ROWS ? 15 : 20) * scale,
                        .most = 34.5 * scale};
    grid.card = (width - grid.gap) / PAIR;
    grid.most = fmin(grid.most, (grid.card - 2 * grid.pad) * 0.42);
    bool is_large = theme->tall && theme->display.size >= TEXT_SIZE_XL;
    grid.columns = is_large ? 1 : PAIR;
    grid.below = is_large ? width : grid.card;
    return grid;
}

static double
below_width(const struct grid *grid)
{
    return grid->below - grid->pad - grid->tile - grid->tile_gap;
}

static double
tallest_pair(struct page *page, const struct block *block, size_t first, double width)
{
    double tallest = 0;
    for (size_t i = first; i < first + PAIR && i < block->count; i++) {
        tallest = fmax(tallest, fact_height(page, &block->items[i], width));
    }
    return tallest;
}

/* The height of a row of the facts below the cards. */
static double
below_height(struct page *page, const struct block *block, const struct grid *grid,
             size_t first)
{
    double width = below_width(grid);
    return fmax(grid->tile, grid->columns == PAIR
                                ? tallest_pair(page, block, first, width)
                                : fact_height(page, &block->items[first], width));
}

/* The least height of everything. */
static double
grid_least(struct page *page, const struct block *block, const struct grid *grid)
{
    double cards =
        tallest_pair(page, block, 0, grid->card - 2 * grid->pad) + grid->least + 5;
    double below = 0;
    for (size_t i = PAIR; i < block->count; i += grid->columns) {
        below += below_height(page, block, grid, i) + 2.5;
    }
    return cards + below;
}

/* Whether no word has to be divided. */
static bool
words_stay_whole(struct page *page, const struct block *block, const struct grid *grid)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        double width = i < PAIR ? grid->card - 2 * grid->pad : below_width(grid);
        if (word_width(page, item->text, text_type(page), true) > width ||
            word_width(page, item->detail, text_type(page), false) > width) {
            return false;
        }
    }
    return true;
}

static bool
fits_grid(struct page *page, const struct block *block, double width)
{
    struct grid grid = grid_of(page, width);
    bool is_large =
        page->theme->compact ||
        (page->theme->display.size >= TEXT_SIZE_XL && page->theme->height_mm < 150);
    return !is_large && page->snug < SNUG_WORDS &&
           grid_least(page, block, &grid) <= page->content.h &&
           words_stay_whole(page, block, &grid);
}

static void
measure_grid(struct page *page, const struct block *block, double width)
{
    struct grid grid = grid_of(page, width);
    double rest = fmax(0, page->content.h - grid_least(page, block, &grid));
    double picture = fmin(grid.most, grid.least + rest * 0.75);
    double words = tallest_pair(page, block, 0, grid.card - 2 * grid.pad);
    struct row *row = row_add(page, block, words + picture + 5, page->theme->gap_mm);
    row->columns = PAIR;
    row->count = PAIR;
    for (size_t i = PAIR; i < block->count; i += grid.columns) {
        row = row_add(page, block, below_height(page, block, &grid, i),
                      fmin(4.4, 2.5 + fmax(0, rest - (picture - grid.least)) * 0.4));
        row->columns = (int)grid.columns;
        row->first = i;
        row->count = grid.columns == PAIR ? block->count - i : 1;
    }
}

static void
draw_cards(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    struct grid grid = grid_of(page, rect.w);
    double inner = grid.card - 2 * grid.pad;
    double words = tallest_pair(page, block, 0, inner);
    for (size_t i = 0; i < PAIR; i++) {
        const struct page_item *item = &block->items[i];
        struct rect_mm card = {rect.x + (double)i * (grid.card + grid.gap), rect.y,
                               grid.card, rect.h};
        draw_node(page, item, card);
        sketch_box(page, card,
                   (struct box_style){TINT_CARD, TINT_NONE, 0, page->theme->radius_mm});
        draw_words(page, item,
                   (struct rect_mm){card.x + grid.pad, card.y + card.h - words - 1.6,
                                    inner, words},
                   TINT_CARD);
        sharing_draw(
            page, &block->sharing, i == 0 ? SHARING_TODAY : SHARING_CHANGE,
            (struct rect_mm){card.x + grid.pad, card.y + 2, inner, card.h - words - 5});
    }
}

static void
draw_below(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    struct grid grid = grid_of(page, rect.w);
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const struct page_item *item = &block->items[i];
        double x = rect.x + (double)(i - row->first) * (grid.card + grid.gap);
        draw_node(page, item, (struct rect_mm){x, rect.y, grid.below, rect.h});
        struct rect_mm tile = {x + grid.pad, rect.y + 0.4, grid.tile, grid.tile};
        draw_tile(page, item, i > PAIR, tile);
        draw_words(page, item,
                   (struct rect_mm){tile.x + grid.tile + grid.tile_gap, rect.y,
                                    below_width(&grid), rect.h},
                   TINT_PAPER);
    }
}

/* ---- below each other ---- */

/* The width of a diagram, and of the place of a tile. */
static double
side_mm(const struct page *page)
{
    return page->theme->compact ? 24 : page->snug >= SNUG_HEADING ? 30 : 38;
}

static double
side_gap(const struct page *page)
{
    return page->theme->compact ? 3 : 4;
}

static void
measure_list(struct page *page, const struct block *block, double width)
{
    double inner = width - side_mm(page) - side_gap(page);
    double least = side_mm(page) * 0.56;
    for (size_t i = 0; i < block->count; i++) {
        double height = fact_height(page, &block->items[i], inner);
        struct row *row =
            row_add(page, block, fmax(height, least), page->theme->compact ? 1.5 : 2.4);
        row->first = i;
        row->count = 1;
        row->columns = 1;
    }
}

static void
draw_list(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->items[row->first];
    double side = side_mm(page), height = fmin(rect.h, side * 0.7);
    struct rect_mm picture = {rect.x, rect.y + (rect.h - height) / 2, side, height};
    draw_node(page, item, rect);
    double inner = rect.w - side - side_gap(page);
    double words = fact_height(page, item, inner);
    draw_words(page, item,
               (struct rect_mm){rect.x + side + side_gap(page),
                                rect.y + (rect.h - words) / 2, inner, words},
               TINT_PAPER);
    if (row->first < PAIR) {
        sharing_draw(page, &row->block->sharing,
                     row->first == 0 ? SHARING_TODAY : SHARING_CHANGE, picture);
        return;
    }
    double tile = fmin(height, side * 0.6);
    draw_tile(page, item, row->first > PAIR,
              (struct rect_mm){rect.x + (side - tile) / 2, rect.y + (rect.h - tile) / 2,
                               tile, tile});
}

void
service_facts_measure(struct page *page, const struct block *block, double width)
{
    page->sharing_grid = true;
    if (fits_grid(page, block, width)) {
        measure_grid(page, block, width);
    } else {
        page->sharing_grid = false;
        measure_list(page, block, width);
    }
}

void
service_facts_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    if (!page->sharing_grid) {
        draw_list(page, row, rect);
    } else if (row->first == 0) {
        draw_cards(page, row, rect);
    } else {
        draw_below(page, row, rect);
    }
}

/* service_facts: draws what is said about a service with the two diagrams of what
 * sharing it is: today and then beside each other, and the other facts below. On tall
 * panels all four stand below each other, each as wide as the page; the houses of then
 * are below those of today. Where words are large on a low panel, one fact stands below
 * the other, with a small diagram. */
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

static bool
is_large_panel(const struct page *page)
{
    return page->theme->tall || page->theme->wide;
}

static enum type
text_type(const struct page *page)
{
    bool large = page->theme->display.size >= TEXT_SIZE_L;
    bool is_small =
        page->snug >= SNUG_WORDS
            ? large
            : page->sharing_grid && page->snug >= SNUG_HEADING && !is_large_panel(page);
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
    size_t columns;               /* how many facts stand beside each other */
    double gap, card, pad;        /* between cards, the width of one, inside of it */
    double above, between, under; /* a diagram; it and its words; those words */
    double tile, tile_gap;
    double least, most; /* the height of a diagram */
};

static struct grid
grid_of(const struct page *page, double width)
{
    const struct theme *theme = page->theme;
    bool is_large = is_large_panel(page);
    double scale = theme->tall ? 1.6 : theme->wide ? 1.3 : 1;
    double least = page->snug == SNUG_NOT               ? 20
                   : is_large && page->snug > SNUG_ROWS ? 10
                                                        : 15;
    struct grid grid = {.columns = theme->tall ? 1 : PAIR,
                        .gap = 2.7 * scale,
                        .pad = 4.1 * scale,
                        .above = is_large ? 4 : 2,
                        .between = is_large ? 2.5 : 1.4,
                        .under = is_large ? 4 : 1.6,
                        .tile = 12.7 * scale,
                        .tile_gap = 3.4 * scale,
                        .least = least * scale,
                        .most = 34.5 * scale};
    double columns = (double)grid.columns;
    grid.card = (width - grid.gap * (columns - 1)) / columns;
    grid.most = fmin(grid.most, (grid.card - 2 * grid.pad) * 0.42);
    return grid;
}

static double
card_air(const struct grid *grid)
{
    return grid->above + grid->between + grid->under;
}

static double
below_width(const struct grid *grid)
{
    return grid->card - grid->pad - grid->tile - grid->tile_gap;
}

/* The height of the tallest of those that stand beside each other from `first`. */
static double
tallest_beside(struct page *page, const struct block *block, const struct grid *grid,
               size_t first, double width)
{
    double tallest = 0;
    for (size_t i = first; i < first + grid->columns && i < block->count; i++) {
        tallest = fmax(tallest, fact_height(page, &block->items[i], width));
    }
    return tallest;
}

/* The height of a row of cards without their diagrams. */
static double
card_words(struct page *page, const struct block *block, const struct grid *grid,
           size_t first)
{
    return tallest_beside(page, block, grid, first, grid->card - 2 * grid->pad);
}

/* The height of a row of the facts below the cards. */
static double
below_height(struct page *page, const struct block *block, const struct grid *grid,
             size_t first)
{
    return fmax(grid->tile,
                tallest_beside(page, block, grid, first, below_width(grid)));
}

#define BELOW_GAP_MM 2.5

/* The least height of everything. */
static double
grid_least(struct page *page, const struct block *block, const struct grid *grid)
{
    double height = 0;
    for (size_t i = 0; i < PAIR; i += grid->columns) {
        height += card_words(page, block, grid, i) + grid->least + card_air(grid) +
                  (i > 0 ? grid->gap : 0);
    }
    for (size_t i = PAIR; i < block->count; i += grid->columns) {
        height += below_height(page, block, grid, i) + BELOW_GAP_MM;
    }
    return height;
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
    /* a large panel gives up the size of its diagrams, and then the diagrams, before
     * that of its words */
    bool has_room = is_large_panel(page)
                        ? page->snug < SNUG_BARE
                        : grid_least(page, block, &grid) <= page->content.h;
    return !is_large && page->snug < SNUG_WORDS && has_room &&
           words_stay_whole(page, block, &grid);
}

/* What the words leave makes the diagrams larger, and then the gaps. */
static void
measure_grid(struct page *page, const struct block *block, double width)
{
    struct grid grid = grid_of(page, width);
    double rest = fmax(0, page->content.h - grid_least(page, block, &grid));
    double rows = (double)(PAIR / grid.columns);
    double picture = fmin(grid.most, grid.least + rest * 0.75 / rows);
    double left = fmax(0, rest - (picture - grid.least) * rows);
    double most = page->theme->tall ? 12 : page->theme->wide ? 9 : 4.4;
    double gap = fmin(most, BELOW_GAP_MM + left * 0.4 / rows);
    for (size_t i = 0; i < block->count; i += grid.columns) {
        bool is_card = i < PAIR;
        struct row *row = row_add(page, block,
                                  is_card ? card_words(page, block, &grid, i) +
                                                picture + card_air(&grid)
                                          : below_height(page, block, &grid, i),
                                  i == 0    ? page->theme->gap_mm
                                  : is_card ? grid.gap
                                            : gap);
        row->first = i;
        row->columns = (int)grid.columns;
        row->count = block->count - i < grid.columns ? block->count - i : grid.columns;
    }
}

static void
draw_cards(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    struct grid grid = grid_of(page, rect.w);
    double inner = grid.card - 2 * grid.pad;
    double words = card_words(page, block, &grid, row->first);
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const struct page_item *item = &block->items[i];
        struct rect_mm card = {rect.x +
                                   (double)(i - row->first) * (grid.card + grid.gap),
                               rect.y, grid.card, rect.h};
        draw_node(page, item, card);
        sketch_box(page, card,
                   (struct box_style){TINT_CARD, TINT_NONE, 0, page->theme->radius_mm});
        draw_words(page, item,
                   (struct rect_mm){card.x + grid.pad,
                                    card.y + card.h - words - grid.under, inner, words},
                   TINT_CARD);
        sharing_draw(page, &block->sharing, i == 0 ? SHARING_TODAY : SHARING_CHANGE,
                     (struct rect_mm){card.x + grid.pad, card.y + grid.above, inner,
                                      card.h - words - card_air(&grid)});
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
        draw_node(page, item, (struct rect_mm){x, rect.y, grid.card, rect.h});
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
    if (page->theme->tall) {
        return 52;
    }
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
    double more =
        is_large_panel(page) ? fmin(page->rest_mm / (double)block->count, 12) : 0;
    for (size_t i = 0; i < block->count; i++) {
        double height = fact_height(page, &block->items[i], inner);
        struct row *row = row_add(page, block, fmax(height, least) + more,
                                  page->theme->compact ? 1.5 : 2.4);
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
    } else if (row->first < PAIR) {
        draw_cards(page, row, rect);
    } else {
        draw_below(page, row, rect);
    }
}

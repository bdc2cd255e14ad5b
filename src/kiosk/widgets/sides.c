/* sides: draws two things to weigh, in one box: each has the same size, ground, icon
 * and type, and their source stands below both. */
#include "widget.h"

#include "words.h"

#include <math.h>
#include <stdio.h>

bool
sides_fix_answers(const struct page *page)
{
    const struct theme *theme = page->theme;
    return page_block(page, BLOCK_SIDES) && !theme->tall && !theme->compact &&
           theme->height_mm < 150 && theme->display.size <= TEXT_SIZE_M;
}

static double
leading_of(const struct page *page)
{
    bool stacked = theme_leading(TYPE_BODY, page->frame.language) > 1.31;
    return !stacked ? 1.1 : page->snug >= SNUG_ROWS ? 1.22 : 1.3;
}

static enum type
words_type(const struct page *page)
{
    return page->snug >= SNUG_ROWS ? TYPE_CAPTION : TYPE_BODY;
}

static double
pad_mm(const struct page *page)
{
    if (page->theme->tall && page->snug == SNUG_NOT) {
        return 6;
    }
    return page->theme->compact || page->snug >= SNUG_BARE ? 2 : 3.2;
}

/* The disc with the icon. Where words are large, or the panel small, there is none. */
static double
disc_mm(const struct page *page)
{
    const struct theme *theme = page->theme;
    bool is_large = theme->display.size >= TEXT_SIZE_L && theme->height_mm < 150;
    double side = theme->tall || theme->wide ? 17 : 14;
    return theme->compact || is_large ? 0 : page->snug >= SNUG_BARE ? 10 : side;
}

static double
half_width(const struct page *page, double width)
{
    return (width - 3 * pad_mm(page)) / 2;
}

static double
inner_width(const struct page *page, double width)
{
    double disc = disc_mm(page);
    return half_width(page, width) - disc - (disc > 0 ? 3 : 0) - 1;
}

static double
words_height(struct page *page, const char *words, bool bold, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = words_type(page),
                        .bold = bold,
                        .leading = leading_of(page),
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
note_height(struct page *page, const char *note, double width)
{
    struct part part = {.text = note,
                        .language = page->frame.language,
                        .type = TYPE_CAPTION,
                        .leading = leading_of(page),
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

/* The source begins where the words of the first side do. */
static double
note_width(const struct page *page, double width)
{
    return width - 2 * pad_mm(page) -
           (half_width(page, width) - inner_width(page, width) - 1);
}

static double
halves_height(struct page *page, const struct block *block, double width)
{
    double inner = inner_width(page, width), tallest = disc_mm(page);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        tallest = fmax(tallest, words_height(page, item->text, true, inner) +
                                    words_height(page, item->detail, false, inner));
    }
    return tallest;
}

/* What a row holds. Where words are large, the source stands in a row of its own, which
 * may be on the next page; both sides always stand on one. */
enum sides_row { SIDES_ALL, SIDES_HALVES, SIDES_SOURCE };

void
sides_measure(struct page *page, const struct block *block, double width)
{
    double around = 1.6 * pad_mm(page), gap = fmin(page->theme->gap_mm, 2.6);
    double halves = halves_height(page, block, width);
    double note =
        block->text ? note_height(page, block->text, note_width(page, width)) + 0.6 : 0;
    if (halves + note + around <= page->content.h) {
        row_add(page, block, halves + note + around, gap)->columns = SIDES_ALL;
        return;
    }
    around = fmax(0.6, fmin(around, page->content.h - halves));
    row_add(page, block, halves + around, gap)->columns = SIDES_HALVES;
    if (block->text) {
        row_add(page, block, note + 1, gap)->columns = SIDES_SOURCE;
    }
}

static void
draw_half(struct page *page, const struct page_item *item, struct rect_mm half,
          double inner)
{
    char both[2 * TYPESET_TEXT_MAX_BYTES];
    words_labeled(both, sizeof both, item->text, item->detail);
    sketch_node(page, (struct node_words){item->id, both, item->say, item->language},
                NODE_TEXT, 0, half);
    double disc = disc_mm(page), x = half.x + half.w - inner - 1;
    if (disc > 0) {
        struct rect_mm place = {half.x, half.y + (half.h - disc) / 2, disc, disc};
        double inset = 0; /* a small disc would leave it no more than a dot */
        if (page->snug < SNUG_BARE) {
            inset = disc * 0.25;
            sketch_box(page, place,
                       (struct box_style){.fill = TINT_CARD, .radius_mm = disc / 2});
        }
        sketch_icon(page, rect_inset(place, inset, inset), item->icon, TINT_ACCENT);
    }
    struct text_style style = {.type = words_type(page),
                               .bold = true,
                               .tint = TINT_INK,
                               .ground = TINT_SAND,
                               .leading = leading_of(page)};
    double title = words_height(page, item->text, true, inner);
    sketch_text(page, (struct rect_mm){x, half.y, inner, title}, item->text, style);
    style.bold = false;
    sketch_text(page, (struct rect_mm){x, half.y + title, inner, half.h - title},
                item->detail, style);
}

static void
draw_halves(struct page *page, const struct block *block, struct rect_mm rect)
{
    double pad = pad_mm(page), half = half_width(page, rect.w);
    sketch_box(page,
               (struct rect_mm){rect.x + rect.w / 2 - page->theme->hairline_mm / 2,
                                rect.y, page->theme->hairline_mm, rect.h},
               (struct box_style){.fill = TINT_HAIRLINE});
    for (size_t i = 0; i < block->count; i++) {
        draw_half(page, &block->items[i],
                  (struct rect_mm){rect.x + pad + (double)i * (half + pad), rect.y,
                                   half, rect.h},
                  inner_width(page, rect.w));
    }
}

void
sides_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double pad = pad_mm(page);
    double height = halves_height(page, block, rect.w);
    double note_mm =
        block->text ? note_height(page, block->text, note_width(page, rect.w)) : 0;
    bool has_halves = row->columns != SIDES_SOURCE;
    bool has_note = block->text && row->columns != SIDES_HALVES;
    double all = (has_halves ? height : 0) + (has_note ? note_mm + 0.6 : 0);
    double y = rect.y + fmax(0, rect.h - all) / 2;
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_SAND, TINT_HAIRLINE, page->theme->hairline_mm,
                                  page->theme->radius_mm});
    if (has_halves) {
        draw_halves(page, block, (struct rect_mm){rect.x, y, rect.w, height});
        y += height;
    }
    if (!has_note) {
        return;
    }
    double width = note_width(page, rect.w);
    struct rect_mm note = {rect.x + rect.w - pad - width, y + 0.6, width, note_mm};
    sketch_node(page, (struct node_words){"source", block->text, block->say, NULL},
                NODE_TEXT, 0, note);
    sketch_text(page, note, block->text,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_SAND,
                                    .leading = leading_of(page)});
}

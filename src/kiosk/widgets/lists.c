#include "widget.h"

#include <math.h>
#include <stdio.h>

/* Facts (icon, title, text), counts (label, number) and pills (small buttons). */

static double
fact_icon_mm(const struct page *page)
{
    return page->theme->compact ? 10 : page->theme->tall ? 20 : 15.6;
}

static double
fact_leading(const struct page *page)
{
    if (theme_leading(TYPE_BODY, page->frame.language) > 1.31)
        return 1.4;
    return page->theme->compact ? 1.12 : 1.2;
}

static double
fact_text_height(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .leading = fact_leading(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
fact_words_width(const struct page *page, double width)
{
    return width - fact_icon_mm(page) - page->theme->pad_mm;
}

static void
measure_facts(struct page *page, const struct block *block, double width)
{
    double inner = fact_words_width(page, width);
    double air = page->theme->compact ? 0.6 : page->theme->tall ? 5 : 2.6;
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        double height = fact_text_height(page, item->text, TYPE_LABEL, inner);
        if (item->detail)
            height += fact_text_height(page, item->detail, TYPE_BODY, inner);
        struct row *row =
            row_add(page, block, fmax(height, fact_icon_mm(page)) + 2 * air, 0);
        row->first = i;
        row->count = 1;
    }
}

static void
draw_fact(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->items[row->first];
    const struct theme *theme = page->theme;
    double side = fact_icon_mm(page);
    char both[2 * TYPESET_TEXT_MAX_BYTES], said[2 * TYPESET_TEXT_MAX_BYTES];
    snprintf(both, sizeof both, "%s: %s", item->text, item->detail ? item->detail : "");
    snprintf(said, sizeof said, "%s. %s", item->text, item->detail ? item->detail : "");
    sketch_node(page,
                (struct node_words){item->id, both, item->say ? item->say : said,
                                    item->language},
                NODE_TEXT, 0, rect);
    enum tint ground = row->first % 2 == 0 ? TINT_SAGE : TINT_SAND;
    struct rect_mm square = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    sketch_box(page, square,
               (struct box_style){.fill = ground, .radius_mm = theme->radius_mm});
    if (item->icon)
        sketch_icon(page, rect_inset(square, side * 0.21, side * 0.21), item->icon,
                    TINT_ON_TINT);
    struct rect_mm place = {rect.x + side + theme->pad_mm, rect.y,
                            fact_words_width(page, rect.w), rect.h};
    double title = fact_text_height(page, item->text, TYPE_LABEL, place.w);
    double detail =
        item->detail ? fact_text_height(page, item->detail, TYPE_BODY, place.w) : 0;
    place.y += (rect.h - title - detail) / 2;
    place.h = title;
    struct text_style style = {.type = TYPE_LABEL,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .leading = fact_leading(page),
                               .language = item->language};
    sketch_text(page, place, item->text, style);
    place.y += title;
    place.h = detail;
    style.type = TYPE_BODY;
    if (item->detail)
        sketch_text(page, place, item->detail, style);
    if (row->first + 1 < row->block->count)
        sketch_box(page,
                   (struct rect_mm){rect.x, rect.y + rect.h - theme->hairline_mm,
                                    rect.w, theme->hairline_mm},
                   (struct box_style){.fill = TINT_HAIRLINE});
}

/* ---- counts ---- */

static enum type
count_type(const struct page *page)
{
    return page->frame.staff ? TYPE_CAPTION : TYPE_BODY;
}

static void
measure_counts(struct page *page, const struct block *block, double width)
{
    enum type type = count_type(page);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        double number = text_width(page, item->detail ? item->detail : "", type, true);
        double height = text_height(page, item->text, type, false, width - number - 3);
        struct row *row =
            row_add(page, block, height + (page->theme->compact ? 1.6 : 4.6),
                    i == 0 ? page->theme->gap_mm * 0.6 : 0);
        row->first = i;
        row->count = 0;
    }
}

static void
draw_count(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->items[row->first];
    enum type type = count_type(page);
    const char *number = item->detail ? item->detail : "";
    char both[TYPESET_TEXT_MAX_BYTES];
    snprintf(both, sizeof both, "%s: %s", item->text, number);
    sketch_node(page, (struct node_words){item->id, both, item->say, item->language},
                NODE_COUNT, 0, rect);
    double width = text_width(page, number, type, true);
    struct rect_mm place = rect;
    place.w -= width + 3;
    struct text_style style = {.type = type,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .language = item->language};
    sketch_text_middle(page, place, item->text, style);
    style.align = ALIGN_END;
    style.bold = true;
    style.language = NULL;
    place.x = rect.x + rect.w - width;
    place.w = width;
    sketch_text_middle(page, place, number, style);
    if (row->first + 1 < row->block->count)
        sketch_box(page,
                   (struct rect_mm){rect.x, rect.y + rect.h - page->theme->hairline_mm,
                                    rect.w, page->theme->hairline_mm},
                   (struct box_style){.fill = TINT_HAIRLINE});
}

/* ---- pills ---- */

static double
pill_gap(void)
{
    return THEME_GAP_MIN_MM + 0.3;
}

/* All of equal width, as many in a line as their words allow. */
static int
pills_in_line(struct page *page, const struct block *block, double width)
{
    double widest = page->theme->target_mm;
    for (size_t i = 0; i < block->count; i++)
        widest = fmax(widest,
                      text_width(page, block->items[i].text, TYPE_CAPTION, true) + 5);
    int fit = (int)((width + pill_gap()) / (widest + pill_gap()));
    if (fit < 1)
        fit = 1;
    return (size_t)fit < block->count ? fit : (int)block->count;
}

static void
measure_pills(struct page *page, const struct block *block, double width)
{
    if (block->count == 0)
        return;
    int columns = pills_in_line(page, block, width);
    for (size_t i = 0; i < block->count; i += (size_t)columns) {
        struct row *row = row_add(page, block, page->theme->target_mm,
                                  i == 0 ? page->theme->gap_mm : pill_gap());
        row->first = i;
        row->columns = columns;
    }
}

static void
draw_pills(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double width = (rect.w - (row->columns - 1) * pill_gap()) / row->columns;
    rect.w = fmin(width, 45);
    for (size_t i = row->first;
         i < block->count && i < row->first + (size_t)row->columns; i++) {
        const struct page_item *item = &block->items[i];
        unsigned state =
            (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
        sketch_node(
            page, (struct node_words){item->id, item->text, item->say, item->language},
            NODE_BUTTON, state, rect);
        struct card_style style = card_style(page, item->chosen);
        style.box.radius_mm = rect.h / 2;
        sketch_box(page, rect, style.box);
        sketch_text_middle(
            page, rect, item->text,
            (struct text_style){.type = TYPE_CAPTION,
                                .bold = true,
                                .tint = item->disabled ? TINT_DISABLED : style.text,
                                .ground = style.ground,
                                .align = ALIGN_CENTER,
                                .language = item->language});
        rect.x += rect.w + pill_gap();
    }
}

void
lists_measure(struct page *page, const struct block *block, double width)
{
    if (block->kind == BLOCK_FACTS)
        measure_facts(page, block, width);
    else if (block->kind == BLOCK_COUNTS)
        measure_counts(page, block, width);
    else
        measure_pills(page, block, width);
}

void
lists_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    if (row->block->kind == BLOCK_FACTS)
        draw_fact(page, row, rect);
    else if (row->block->kind == BLOCK_COUNTS)
        draw_count(page, row, rect);
    else
        draw_pills(page, row, rect);
}

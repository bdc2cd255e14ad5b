/* aside: draws something to know before the question below it. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

/* An icon and words on sand. */

static double
pad_mm(const struct page *page)
{
    return fmin(page->theme->pad_mm, page->snug >= SNUG_ROWS ? 2.4 : 3.6);
}

static double
icon_mm(const struct page *page)
{
    return page->snug >= SNUG_HEADING ? fmin(page->theme->icon_mm, 8)
                                      : page->theme->icon_mm;
}

static double
words_width(const struct page *page, double width)
{
    return width - icon_mm(page) - 3.4 * pad_mm(page);
}

static enum type
text_type(const struct page *page)
{
    bool large = page->theme->display.size >= TEXT_SIZE_L;
    return large && page->snug >= SNUG_BARE ? TYPE_CAPTION : TYPE_BODY;
}

static double
leading(const struct page *page)
{
    return theme_leading(TYPE_BODY, page->frame.language) > 1.31 ? 1.35 : 1.2;
}

static double
words_height(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.text = words ? words : "",
                        .language = page->frame.language,
                        .type = type,
                        .leading = leading(page),
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return words ? text_size(page, &part).height / page->theme->px_per_mm : 0;
}

/* On a small panel with large words, title and text each take a page. */
void
aside_measure(struct page *page, const struct block *block, double width)
{
    const struct page_item *item = &block->aside;
    double inner = words_width(page, width), around = 2 * pad_mm(page) * 0.7;
    double text = words_height(page, item->text, text_type(page), inner);
    double detail = words_height(page, item->detail, TYPE_CAPTION, inner);
    double gap = page->theme->gap_mm;
    if (text + detail + around <= page->content.h) {
        row_add(page, block, fmax(text + detail, icon_mm(page)) + around, gap);
        return;
    }
    row_add(page, block, fmax(text, icon_mm(page)) + around, gap)->columns = 1;
    row_add(page, block, fmax(detail, icon_mm(page)) + around, gap)->columns = 2;
}

void
aside_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->aside;
    bool has_text = row->columns != 2;
    bool has_detail = item->detail && row->columns != 1;
    double pad = pad_mm(page), side = icon_mm(page);
    char both[2 * TYPESET_TEXT_MAX_BYTES], id[64];
    snprintf(both, sizeof both, "%s%s%s", has_text ? item->text : "",
             has_text && has_detail ? ". " : "", has_detail ? item->detail : "");
    snprintf(id, sizeof id, "%s%s", item->id, has_text ? "" : "-2");
    sketch_node(
        page,
        (struct node_words){id, both, has_text ? item->say : NULL, item->language},
        NODE_TEXT, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_SAND, TINT_HAIRLINE, page->theme->hairline_mm,
                                  page->theme->radius_mm});
    struct rect_mm icon = {rect.x + pad, rect.y + (rect.h - side) / 2, side, side};
    sketch_icon(page, icon, item->icon ? item->icon : "source", TINT_ON_TINT);
    struct rect_mm place = {rect.x + side + 2.2 * pad, rect.y,
                            words_width(page, rect.w), 0};
    double text =
        has_text ? words_height(page, item->text, text_type(page), place.w) : 0;
    double detail =
        has_detail ? words_height(page, item->detail, TYPE_CAPTION, place.w) : 0;
    place.y += (rect.h - text - detail) / 2;
    place.h = text;
    struct text_style style = {.type = text_type(page),
                               .tint = TINT_INK,
                               .ground = TINT_SAND,
                               .leading = leading(page),
                               .language = item->language};
    if (has_text) {
        sketch_text(page, place, item->text, style);
    }
    place.y += text;
    place.h = detail;
    style.type = TYPE_CAPTION;
    if (has_detail) {
        sketch_text(page, place, item->detail, style);
    }
}

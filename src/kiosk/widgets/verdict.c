/* verdict: draws a large panel that sums up in a few words, and counts below it. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

static double
icon_side(const struct page *page)
{
    return page->theme->compact ? 7 : 11;
}

static enum type
head_type(const struct page *page)
{
    return page->theme->compact ? TYPE_LABEL : TYPE_QUESTION;
}

static double
pad(const struct page *page)
{
    return page->theme->compact ? 2 : page->theme->pad_mm + 1;
}

static double
panel_height(struct page *page, const struct page_verdict *verdict, double width)
{
    double inner = width - 2 * pad(page);
    double detail = verdict->detail ? 1 + text_height(page, verdict->detail,
                                                      TYPE_CAPTION, false, inner)
                                    : 0;
    return icon_side(page) + 2 +
           text_height(page, verdict->text, head_type(page), true, inner) + detail +
           2 * pad(page);
}

static double
count_height(struct page *page, const struct page_item *item, double width)
{
    double number = text_width(page, item->detail, TYPE_CAPTION, true);
    return text_height(page, item->text, TYPE_CAPTION, false, width - number - 2) +
           (page->theme->compact ? 1 : 2);
}

/* Where room is short the counts, which the menu has as well, are left out. */
static size_t
counts_shown(const struct page *page, const struct page_verdict *verdict)
{
    return page->snug >= SNUG_BARE ? 0 : verdict->count;
}

/* Row 0 is the panel, and the others are counts. */
void
verdict_measure(struct page *page, const struct block *block, double width)
{
    const struct page_verdict *verdict = &block->verdict;
    double above = page->snug >= SNUG_ROWS ? 2 : page->theme->gap_mm;
    double counts = 0;
    size_t shown = counts_shown(page, verdict);
    for (size_t i = 0; i < shown; i++) {
        counts += count_height(page, &verdict->counts[i], width);
    }
    double least = panel_height(page, verdict, width);
    double room = page->content.h - counts - above;
    double wanted = fmin(fmax(room, least), fmax(least, width * 0.8));
    row_add(page, block, page->theme->tall ? least : wanted, above);
    for (size_t i = 0; i < shown; i++) {
        struct row *row =
            row_add(page, block, count_height(page, &verdict->counts[i], width),
                    i == 0 ? above : 0);
        row->first = i + 1;
    }
}

static void
draw_panel(struct page *page, const struct page_verdict *verdict, struct rect_mm rect)
{
    const struct theme *theme = page->theme;
    bool ok = verdict->is_good;
    enum tint ground = ok ? TINT_ACCENT : TINT_SAND;
    enum tint ink = ok ? TINT_ON_ACCENT : TINT_INK;
    char said[2 * TYPESET_TEXT_MAX_BYTES];
    snprintf(said, sizeof said, "%s%s%s", verdict->text, verdict->detail ? ". " : "",
             verdict->detail ? verdict->detail : "");
    sketch_node(page, (struct node_words){verdict->id, said, NULL, NULL}, NODE_HEADING,
                0, rect);
    sketch_box(page, rect,
               (struct box_style){ground, ok ? TINT_ACCENT : TINT_INK, theme->border_mm,
                                  theme->radius_mm});
    double side = icon_side(page), needed = panel_height(page, verdict, rect.w);
    struct rect_mm line = rect_inset(rect, pad(page), 0);
    line.y = rect.y + pad(page) + fmax(0, (rect.h - needed) / 2);
    sketch_icon(page, (struct rect_mm){line.x, line.y, side, side}, verdict->icon, ink);
    line.y += side + 2;
    line.h = text_height(page, verdict->text, head_type(page), true, line.w);
    struct text_style style = {
        .type = head_type(page), .bold = true, .tint = ink, .ground = ground};
    sketch_text(page, line, verdict->text, style);
    if (verdict->detail) {
        style.type = TYPE_CAPTION;
        style.bold = false;
        line.y += line.h + 1;
        line.h = text_height(page, verdict->detail, TYPE_CAPTION, false, line.w);
        sketch_text(page, line, verdict->detail, style);
    }
}

static void
draw_count(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    double number = text_width(page, item->detail, TYPE_CAPTION, true);
    struct text_style style = {
        .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_PAPER};
    char said[TYPESET_TEXT_MAX_BYTES];
    snprintf(said, sizeof said, "%s: %s", item->text, item->detail);
    sketch_node(page, (struct node_words){item->id, said, NULL, NULL}, NODE_TEXT, 0,
                rect);
    sketch_text_middle(page,
                       (struct rect_mm){rect.x, rect.y, rect.w - number - 2, rect.h},
                       item->text, style);
    style.bold = true;
    style.align = ALIGN_END;
    sketch_text_middle(
        page, (struct rect_mm){rect.x + rect.w - number, rect.y, number, rect.h},
        item->detail, style);
}

void
verdict_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_verdict *verdict = &row->block->verdict;
    if (row->first == 0) {
        draw_panel(page, verdict, rect);
    } else {
        draw_count(page, &verdict->counts[row->first - 1], rect);
    }
}

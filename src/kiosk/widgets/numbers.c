/* numbers: draws the values of a short scale as buttons of equal size. */
#include "widget.h"

#include <math.h>

/* They are numbers, or stars that are filled up to the chosen one. A line has as many
 * as keep their size, and all lines have the same length. */

static double
number_gap(void)
{
    return THEME_GAP_MIN_MM + 0.1;
}

static double
least_width(struct page *page, const struct block *block)
{
    double widest = page->theme->target_mm;
    for (size_t i = 0; i < block->count; i++) {
        widest =
            fmax(widest, text_width(page, block->items[i].text, TYPE_LABEL, true) + 3);
    }
    return widest;
}

static size_t
columns_for(struct page *page, const struct block *block, double width)
{
    double least = least_width(page, block);
    size_t fit = (size_t)((width + number_gap()) / (least + number_gap()));
    if (fit < 1) {
        fit = 1;
    }
    size_t lines = (block->count + fit - 1) / fit;
    return lines > 0 ? (block->count + lines - 1) / lines : 1;
}

void
numbers_measure(struct page *page, const struct block *block, double width)
{
    size_t columns = columns_for(page, block, width);
    double least = fmax(THEME_TARGET_MIN_MM, page->theme->target_mm);
    double most = page->theme->compact ? 20 : 30;
    size_t lines = (block->count + columns - 1) / columns;
    if (page_block(page, BLOCK_STEPPERS)) {
        most = least; /* either the buttons become higher or wider, not both */
    }
    double height =
        fmin(fmax(most, least), least + page->rest_mm / fmax((double)lines, 1));
    for (size_t i = 0; i < block->count; i += columns) {
        struct row *row =
            row_add(page, block, height, i == 0 ? page->theme->gap_mm : number_gap());
        row->first = i;
        row->count = block->count - i < columns ? block->count - i : columns;
        row->columns = (int)columns;
    }
}

void
numbers_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    double gap = number_gap(), columns = (double)row->columns;
    double width = fmin((rect.w - gap * (columns - 1)) / columns, 40);
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const struct page_item *item = &row->block->items[i];
        struct rect_mm place = {rect.x + (double)(i - row->first) * (width + gap),
                                rect.y, width, rect.h};
        bool filled = item->chosen || item->level > 0;
        sketch_node(page, (struct node_words){item->id, item->text, item->say, NULL},
                    NODE_ANSWER, item->chosen ? NODE_CHOSEN : 0, place);
        sketch_speech(page, item->aloud, item->recording);
        enum tint ink = filled ? TINT_ON_ACCENT : TINT_INK;
        struct box_style style = {TINT_CARD, TINT_INK, page->theme->border_mm,
                                  page->theme->radius_mm};
        if (filled) {
            style.fill = style.border = TINT_ACCENT;
        }
        sketch_box(page, place, style);
        if (item->icon) {
            double words = line_height(page, TYPE_LABEL);
            double side = fmin(fmin(place.w * 0.7, 14), place.h - words - 1);
            if (side >= 5) {
                double y = place.y + (place.h - side - words) / 2;
                sketch_icon(
                    page,
                    (struct rect_mm){place.x + (place.w - side) / 2, y, side, side},
                    item->icon, ink);
                place.y = y + side;
                place.h = words;
            }
        }
        sketch_text_middle(
            page, place, item->text,
            (struct text_style){.type = TYPE_LABEL,
                                .bold = true,
                                .tint = ink,
                                .ground = filled ? TINT_ACCENT : TINT_CARD,
                                .align = ALIGN_CENTER});
        if (item->chosen) {
            double side = page->theme->compact ? 3.6 : 4.6;
            sketch_icon(page,
                        (struct rect_mm){
                            rect.x + (double)(i - row->first) * (width + gap) + 0.8,
                            rect.y + 0.8, side, side},
                        "check", ink);
        }
    }
}

/* targets: points over all of the screen, to be touched one after the other. */
#include "widget.h"

#include <math.h>

void
targets_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double above = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        above += page->rows[i].height + page->theme->gap_mm;
    }
    double rows = ceil((double)block->count / TARGETS_IN_A_ROW);
    double least = rows * (page->theme->target_mm + THEME_GAP_MIN_MM + 0.2);
    row_add(page, block, fmax(least, page->content.h - above), page->theme->gap_mm);
}

static void
draw_target(struct page *page, const struct page_item *item, struct rect_mm place)
{
    struct box_style style = card_style(page, item->chosen).box;
    sketch_node(page, (struct node_words){item->id, item->text, item->say, NULL},
                NODE_TOGGLE, item->chosen ? NODE_CHOSEN : 0, place);
    style.radius_mm = place.w / 2;
    sketch_box(page, place, style);
    if (item->chosen) {
        sketch_tick_disc(page, rect_inset(place, place.w * 0.25, place.h * 0.25));
    }
}

void
targets_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double side = page->theme->target_mm + (page->theme->compact ? 0 : 4);
    double rows = ceil((double)block->count / TARGETS_IN_A_ROW);
    side = fmin(side,
                fmax(page->theme->target_mm, rect.h / rows - THEME_GAP_MIN_MM - 0.2));
    double across = (rect.w - side) / (TARGETS_IN_A_ROW - 1);
    double down = rows > 1 ? (rect.h - side) / (rows - 1) : 0;
    for (size_t i = 0; i < block->count; i++) {
        double column = (double)(i % TARGETS_IN_A_ROW);
        double line = (double)(i / TARGETS_IN_A_ROW);
        draw_target(page, &block->items[i],
                    (struct rect_mm){rect.x + column * across, rect.y + line * down,
                                     side, side});
    }
}

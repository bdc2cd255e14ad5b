/* panels: draws the QR code and the countdown. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define QUIET_MODULES 4

void
qr_draw_code(struct page *page, const struct block *block)
{
    const struct page_qr *qr = &block->qr;
    struct rect_mm panel = page->panel;
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, panel);
    sketch_box(page, panel, (struct box_style){.fill = TINT_QR_LIGHT});
    if (qr->size <= 0) {
        return;
    }
    /* each module has whole pixels, or cameras would see stripes */
    double side_px = floor(fmin(panel.w, panel.h) * page->theme->px_per_mm);
    double module_px = floor(side_px / (qr->size + 2 * QUIET_MODULES));
    double side = module_px * qr->size / page->theme->px_per_mm;
    struct rect_mm place = {panel.x + (panel.w - side) / 2,
                            panel.y + (panel.h - side) / 2, side, side};
    sketch_node(page, (struct node_words){"qr", qr->say ? qr->say : "", qr->say, NULL},
                NODE_QR, 0, place);
    struct part part = {.kind = PART_QR,
                        .rect = page->tree->nodes[page->tree->count - 1].rect,
                        .tint = TINT_QR_DARK,
                        .modules = qr->modules,
                        .size = qr->size};
    tree_add_part(page->tree, &part);
}

static double
ring_mm(const struct page *page)
{
    return page->theme->compact ? 24 : 36;
}

static double
button_mm(const struct page *page)
{
    return page->theme->compact ? 16 : 30;
}

void
countdown_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    row_add(page, block, fmax(ring_mm(page), button_mm(page)),
            page->theme->gap_mm * 1.5);
}

void
countdown_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    const struct page_item *button = block->items;
    double side = ring_mm(page);
    char digits[16];
    snprintf(digits, sizeof digits, "%d", block->seconds_left);
    struct rect_mm circle = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    sketch_node(page, (struct node_words){"countdown", digits, NULL, NULL},
                NODE_PROGRESS, 0, circle);
    double left =
        block->seconds_of > 0 ? (double)block->seconds_left / block->seconds_of : 0;
    sketch_ring(page, circle, 1, 3, TINT_REST);
    sketch_ring(page, circle, fmin(fmax(left, 0), 1), 3, TINT_ACCENT);
    sketch_text_middle(page, circle, digits,
                       (struct text_style){.type = TYPE_QUESTION,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER,
                                           .align = ALIGN_CENTER});

    double height = button_mm(page), air = page->theme->compact ? 6 : 12;
    struct rect_mm place = {rect.x + side + air, rect.y + (rect.h - height) / 2,
                            rect.w - side - air, height};
    place.w = fmin(place.w, 130);
    sketch_node(page, (struct node_words){button->id, button->text, button->say, NULL},
                NODE_BUTTON, 0, place);
    sketch_box(page, place,
               (struct box_style){TINT_ACCENT, TINT_ACCENT, page->theme->border_mm,
                                  page->theme->radius_mm});
    sketch_text_middle(page, rect_inset(place, 3, 0), button->text,
                       (struct text_style){.type = TYPE_BUTTON,
                                           .tint = TINT_ON_ACCENT,
                                           .ground = TINT_ACCENT,
                                           .align = ALIGN_CENTER});
}

/* ruler: draws a frame of the size of a library card and a ruler below it. Staff hold a
 * card to it to find out how large the screen really is. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define CARD_W_MM 85.6 /* ISO/IEC 7810, ID-1 */
#define CARD_H_MM 53.98
#define RULER_MM 11.0
#define RULER_CM_MAX 10

/* The height of the card on the screen. When there is no room for all of it, its lower
 * end is left out. */
static double
card_height(const struct page *page, const struct block *block, double room)
{
    (void)page;
    return fmin(CARD_H_MM * block->ruler.scale, room - RULER_MM - 3);
}

double
ruler_width(const struct page *page, const struct block *block, double most)
{
    (void)page;
    double card = CARD_W_MM * block->ruler.scale;
    double ruler = RULER_CM_MAX * 10 * block->ruler.scale + 10;
    return fmin(fmax(card, ruler <= most ? ruler : 0), most);
}

void
ruler_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double wanted = CARD_H_MM * block->ruler.scale + 3 + RULER_MM;
    row_add(page, block, fmin(wanted, page->content.h), page->theme->gap_mm);
}

/* Draws three sides of the card, or four when all of it has room. */
static void
draw_card(struct page *page, const struct block *block, struct rect_mm card)
{
    const struct theme *theme = page->theme;
    double line = theme->chosen_border_mm;
    double whole = CARD_H_MM * block->ruler.scale;
    if (card.h >= whole - 0.1) {
        sketch_box(
            page, card,
            (struct box_style){TINT_CARD, TINT_ACCENT, line, 3.2 * block->ruler.scale});
    } else {
        struct box_style fill = {.fill = TINT_ACCENT};
        sketch_box(page, card, (struct box_style){.fill = TINT_CARD});
        sketch_box(page, (struct rect_mm){card.x, card.y, card.w, line}, fill);
        sketch_box(page, (struct rect_mm){card.x, card.y, line, card.h}, fill);
        sketch_box(page, (struct rect_mm){card.x + card.w - line, card.y, line, card.h},
                   fill);
    }
    struct rect_mm words = rect_inset(card, 5, 1);
    double side = fmin(12, card.h / 4), text = 0;
    text = text_height(page, block->ruler.text, TYPE_CAPTION, false, words.w);
    words.y = card.y + (card.h - side - 2 - text) / 2;
    sketch_icon(page,
                (struct rect_mm){card.x + (card.w - side) / 2, words.y, side, side},
                "book", TINT_ACCENT);
    words.y += side + 2;
    words.h = text;
    sketch_text(page, words, block->ruler.text,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_CARD,
                                    .align = ALIGN_CENTER});
}

static void
draw_ruler(struct page *page, const struct block *block, struct rect_mm rect)
{
    double cm = 10 * block->ruler.scale, inset = 3;
    int count = (int)fmin(RULER_CM_MAX, floor((rect.w - 2 * inset) / cm));
    struct box_style ink = {.fill = TINT_INK};
    double x = rect.x + inset, line = 0.35;
    sketch_box(page, (struct rect_mm){x, rect.y, count * cm + line, line}, ink);
    for (int mm = 0; mm <= 10 * count; mm++) {
        double height = mm % 10 == 0 ? 5 : mm % 5 == 0 ? 3.6 : 2.2;
        sketch_box(page, (struct rect_mm){x + mm * cm / 10, rect.y, line, height}, ink);
    }
    for (int i = 0; i <= count; i++) {
        char number[16];
        snprintf(number, sizeof number, i == count ? "%d cm" : "%d", i);
        double wide = text_width(page, number, TYPE_CAPTION, true);
        double left = x + i * cm - wide / 2;
        left = fmax(rect.x, fmin(left, rect.x + rect.w - wide));
        sketch_text(page, (struct rect_mm){left, rect.y + 5.4, wide, RULER_MM - 5.4},
                    number,
                    (struct text_style){.type = TYPE_CAPTION,
                                        .bold = true,
                                        .tint = TINT_INK,
                                        .ground = TINT_PAPER});
    }
}

void
ruler_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double width = CARD_W_MM * block->ruler.scale;
    struct rect_mm card = {rect.x, rect.y, width, card_height(page, block, rect.h)};
    sketch_node(page,
                (struct node_words){"ruler", block->ruler.text, block->ruler.say, NULL},
                NODE_PICTURE, 0, rect);
    draw_card(page, block, card);
    draw_ruler(page, block,
               (struct rect_mm){rect.x, card.y + card.h + 3, rect.w, RULER_MM});
}

#include "widget.h"

#include <math.h>

/* The keys to type with. */

static double
row_units(const struct page_key_row *row)
{
    double units = 0;
    for (size_t i = 0; i < row->count; i++)
        units += row->keys[i].width > 0 ? row->keys[i].width : 1;
    return units;
}

static double
widest_row(const struct block *block)
{
    double widest = 1;
    for (size_t i = 0; i < block->count; i++)
        widest = fmax(widest, row_units(&block->keys[i]));
    return widest;
}

static double
key_gap(const struct page *page, const struct block *block)
{
    return page->theme->compact && block->kind == BLOCK_KEYBOARD
               ? 1.5
               : THEME_GAP_MIN_MM + 0.1;
}

static double
key_height(const struct page *page, const struct block *block)
{
    const struct theme *theme = page->theme;
    if (block->kind == BLOCK_KEYBOARD)
        return theme->compact ? 8.2 : theme->tall ? 20 : THEME_TARGET_MIN_MM;
    double gap = key_gap(page, block);
    double room = (page->rest_mm - gap * (double)(block->count - 1)) /
                  (double)(block->count > 0 ? block->count : 1);
    if (theme->tall)
        return 20;
    return fmin(fmax(room, THEME_TARGET_MIN_MM), 20);
}

void
keys_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double gap = key_gap(page, block);
    double height = key_height(page, block) * (double)block->count +
                    gap * (double)(block->count > 0 ? block->count - 1 : 0);
    struct row *row = row_add(page, block, height, field_gap(page));
    row->at_bottom = true;
}

static void
draw_key(struct page *page, const struct page_key *key, struct rect_mm rect)
{
    const char *words = key->text ? key->text : key->say ? key->say : "";
    sketch_node(page, (struct node_words){key->id, words, key->say, NULL}, NODE_KEY,
                key->chosen ? NODE_CHOSEN : 0, rect);
    struct card_style style = card_style(page, key->chosen);
    style.box.radius_mm = 2.4;
    sketch_box(page, rect, style.box);
    if (key->icon &&
        (!key->text || text_width(page, key->text, TYPE_CAPTION, true) > rect.w - 1)) {
        double side = fmin(rect.h * 0.6, 9);
        sketch_icon(page,
                    (struct rect_mm){rect.x + (rect.w - side) / 2,
                                     rect.y + (rect.h - side) / 2, side, side},
                    key->icon, style.icon);
        return;
    }
    enum type type = TYPE_LABEL;
    if (text_width(page, words, type, true) > rect.w - 1 ||
        line_height(page, type) > rect.h)
        type = TYPE_CAPTION;
    /* the widest letters of some scripts, at the largest size */
    bool bold = text_width(page, words, type, true) <= rect.w;
    if (line_height(page, type) > rect.h) /* marks above a capital stay inside */
        rect.y += 0.8;
    sketch_text_middle(page, rect, words,
                       (struct text_style){.type = type,
                                           .bold = bold,
                                           .tint = style.text,
                                           .ground = style.ground,
                                           .align = ALIGN_CENTER});
}

void
keys_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double gap = key_gap(page, block), height = key_height(page, block);
    double units = widest_row(block);
    double unit = (rect.w - gap * (units - 1)) / units;
    if (block->kind == BLOCK_PAD)
        unit = fmin(unit, 20);
    else if (page->theme->tall)
        unit = fmin(unit, 24);
    for (size_t r = 0; r < block->count; r++) {
        const struct page_key_row *keys = &block->keys[r];
        double row_w = row_units(keys) * (unit + gap) - gap;
        double x = rect.x + (rect.w - row_w) / 2;
        /* Keyboards and pads are not mirrored: keys of Arabic go left to right too. */
        bool rtl = page->frame.rtl;
        x += rtl ? row_w : 0;
        for (size_t i = 0; i < keys->count; i++) {
            const struct page_key *key = &keys->keys[i];
            double width = (key->width > 0 ? key->width : 1) * (unit + gap) - gap;
            x -= rtl ? width : 0;
            if (key->id)
                draw_key(page, key, (struct rect_mm){x, rect.y, width, height});
            x += rtl ? -gap : width + gap;
        }
        rect.y += height + gap;
    }
}

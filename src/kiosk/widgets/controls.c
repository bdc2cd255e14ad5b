/* controls: draws pairs of buttons that set something in steps, with the value between
 * them. Every button keeps its place, also when it cannot be pressed. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define AMOUNT_MM 4.4 /* the bar of an amount and the air around it */

/* Where room is short the value stands alone; its name is spoken all the same. */
static double
label_height(struct page *page, const struct page_control *control, double width)
{
    return page->snug >= SNUG_WORDS
               ? 0
               : text_height(page, control->label, TYPE_CAPTION, false, width);
}

static double
button_width(struct page *page, const struct block *block, double width)
{
    double widest = page->theme->target_mm;
    for (size_t i = 0; i < block->count; i++) {
        const struct page_control *control = &block->controls[i];
        if (control->less.text) {
            widest = fmax(widest,
                          text_width(page, control->less.text, TYPE_CAPTION, true) + 4);
        }
        widest =
            fmax(widest, text_width(page, control->more.text, TYPE_CAPTION, true) + 4);
    }
    /* no word of the value may be cut */
    double word = 0;
    for (size_t i = 0; i < block->count; i++) {
        const struct page_control *control = &block->controls[i];
        if (control->less.text) {
            word = fmax(word, word_width(page, control->label, TYPE_CAPTION, false));
            word = fmax(word, word_width(page, control->value, TYPE_CAPTION, true));
        }
    }
    double most = fmin(width * 0.36, (width - 3.2 - word) / 2);
    return fmin(widest, fmax(most, page->theme->target_mm));
}

void
controls_measure(struct page *page, const struct block *block, double width)
{
    double button = button_width(page, block, width);
    double between = width - 2 * button - 3;
    for (size_t i = 0; i < block->count; i++) {
        const struct page_control *control = &block->controls[i];
        bool has_bar = !control->less.text; /* its words stand in one line above it */
        double words = label_height(page, control, between) +
                       text_height(page, control->value, TYPE_CAPTION, true, between);
        words = has_bar ? line_height(page, TYPE_CAPTION) + AMOUNT_MM : words;
        struct row *row = row_add(page, block, fmax(page->theme->target_mm, words),
                                  THEME_GAP_MIN_MM + 0.2);
        row->first = i;
    }
}

static void
draw_button(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    sketch_node(page, (struct node_words){item->id, item->text, item->say, NULL},
                NODE_BUTTON, item->disabled ? NODE_DISABLED : 0, rect);
    struct text_style style = {.type = TYPE_CAPTION,
                               .bold = !item->disabled,
                               .tint = TINT_INK,
                               .ground = TINT_CARD,
                               .align = ALIGN_CENTER};
    if (item->disabled) {
        sketch_dashes(page, rect, TINT_DISABLED);
        style.tint = TINT_DISABLED;
        style.ground = TINT_PAPER;
    } else {
        sketch_box(page, rect, card_style(page, false).box);
    }
    sketch_text_middle(page, rect_inset(rect, 1, 0), item->text, style);
}

/* Draws how far it is: label and value above a bar. */
static void
draw_amount(struct page *page, const struct page_control *control, struct rect_mm rect)
{
    double value = text_width(page, control->value, TYPE_CAPTION, false);
    double label = text_width(page, control->label, TYPE_CAPTION, true);
    bool has_value = label + value + 2 <= rect.w; /* it is spoken all the same */
    double line = line_height(page, TYPE_CAPTION);
    struct rect_mm bar = {rect.x, rect.y + rect.h - 3.4, rect.w, 2};
    struct text_style style = {
        .type = TYPE_CAPTION, .bold = true, .tint = TINT_INK, .ground = TINT_PAPER};
    rect.y += fmax(0, rect.h - AMOUNT_MM - line);
    rect.h = line;
    sketch_text(page, (struct rect_mm){rect.x, rect.y, fmin(label, rect.w), rect.h},
                control->label, style);
    style.bold = false;
    style.align = ALIGN_END;
    if (has_value) {
        sketch_text(page,
                    (struct rect_mm){rect.x + rect.w - value, rect.y, value, rect.h},
                    control->value, style);
    }
    sketch_box(page, bar, (struct box_style){.fill = TINT_REST, .radius_mm = 1});
    bar.w *= fmin(fmax(control->amount, 0), 1);
    if (bar.w >= bar.h) {
        sketch_box(page, bar, (struct box_style){.fill = TINT_ACCENT, .radius_mm = 1});
    }
}

void
controls_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_control *control = &row->block->controls[row->first];
    double button = button_width(page, row->block, rect.w);
    char said[TYPESET_TEXT_MAX_BYTES];
    struct rect_mm less = {rect.x, rect.y, button, rect.h};
    struct rect_mm more = {rect.x + rect.w - button, rect.y, button, rect.h};
    struct rect_mm between = {rect.x + button + 1.5, rect.y, rect.w - 2 * button - 3,
                              rect.h};
    if (control->less.text) {
        draw_button(page, &control->less, less);
    } else {
        between.w += between.x - rect.x - 1.5;
        between.x = rect.x;
    }
    snprintf(said, sizeof said, "%s: %s", control->label, control->value);
    sketch_node(page, (struct node_words){control->id, said, NULL, NULL}, NODE_TEXT, 0,
                between);
    if (!control->less.text) {
        draw_amount(page, control, between);
    } else {
        struct text_style style = {.type = TYPE_CAPTION,
                                   .tint = TINT_INK,
                                   .ground = TINT_PAPER,
                                   .align = ALIGN_CENTER};
        double label = label_height(page, control, between.w);
        double value = text_height(page, control->value, TYPE_CAPTION, true, between.w);
        between.y += (between.h - label - value) / 2;
        between.h = label;
        if (label > 0) {
            sketch_text(page, between, control->label, style);
        }
        between.y += label;
        between.h = value;
        style.bold = true;
        sketch_text(page, between, control->value, style);
    }
    draw_button(page, &control->more, more);
}

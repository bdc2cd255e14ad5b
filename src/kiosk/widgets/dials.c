/* dials: draws values that are set in steps, beside each other: the name, a button up,
 * the value, a button down. A button that cannot be pressed keeps its place. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

static double
gap_mm(void)
{
    return THEME_GAP_MIN_MM + 0.2;
}

static enum type
value_type(const struct page *page)
{
    return page->theme->compact ? TYPE_LABEL : TYPE_QUESTION;
}

static double
value_height(const struct page *page)
{
    return line_height(page, value_type(page)) + (page->theme->compact ? 1.5 : 6);
}

static double
button_height(const struct page *page)
{
    return fmax(page->theme->target_mm, page->theme->tall ? 18 : THEME_TARGET_MIN_MM);
}

void
dials_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double label = line_height(page, TYPE_CAPTION) + 1;
    row_add(page, block,
            label + 2 * button_height(page) + value_height(page) + 2 * gap_mm(),
            page->theme->gap_mm);
}

/* The least width of a column. */
static double
least_width(struct page *page, const struct page_stepper *dial)
{
    double value = text_width(page, dial->value, value_type(page), true) + 3;
    double label = text_width(page, dial->label, TYPE_CAPTION, true) + 0.5;
    return fmax(fmax(value, label), page->theme->target_mm);
}

static void
draw_button(struct page *page, const struct page_stepper *dial, bool is_more,
            struct rect_mm rect)
{
    char id[96];
    const char *say = is_more ? dial->more_say : dial->less_say;
    bool disabled = is_more ? dial->no_more : dial->no_less;
    snprintf(id, sizeof id, "%s-%s", dial->id, is_more ? "more" : "less");
    sketch_node(page, (struct node_words){id, say ? say : "", say, NULL}, NODE_KEY,
                disabled ? NODE_DISABLED : 0, rect);
    if (disabled) {
        sketch_dashes(page, rect, TINT_DISABLED);
    } else {
        sketch_box(page, rect, card_style(page, false).box);
    }
    double side = fmin(rect.h * 0.5, 8);
    sketch_icon(page,
                (struct rect_mm){rect.x + (rect.w - side) / 2,
                                 rect.y + (rect.h - side) / 2, side, side},
                is_more ? "arrow-up" : "arrow-down",
                disabled ? TINT_DISABLED : TINT_INK);
}

static void
draw_value(struct page *page, const struct page_stepper *dial, struct rect_mm rect)
{
    sketch_node(page, (struct node_words){dial->id, dial->value, dial->say, NULL},
                NODE_FIELD, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_CARD, TINT_HAIRLINE, page->theme->hairline_mm,
                                  page->theme->radius_mm});
    enum type type = value_type(page);
    while (type != TYPE_CAPTION && text_width(page, dial->value, type, true) > rect.w) {
        type = type == TYPE_QUESTION ? TYPE_LABEL : TYPE_CAPTION;
    }
    sketch_text_middle(page, rect, dial->value,
                       (struct text_style){.type = type,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_CARD,
                                           .align = ALIGN_CENTER});
}

static void
draw_dial(struct page *page, const struct page_stepper *dial, struct rect_mm rect)
{
    char id[96];
    double label = line_height(page, TYPE_CAPTION) + 1;
    struct rect_mm at = {rect.x, rect.y, rect.w, label};
    snprintf(id, sizeof id, "%s-label", dial->id);
    sketch_node(page, (struct node_words){id, dial->label, NULL, NULL}, NODE_TEXT, 0,
                at);
    sketch_text(page, at, dial->label,
                (struct text_style){.type = TYPE_CAPTION,
                                    .bold = true,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .align = ALIGN_CENTER});
    at.y += label;
    at.h = button_height(page);
    draw_button(page, dial, true, at);
    at.y += at.h + gap_mm();
    at.h = value_height(page);
    draw_value(page, dial, at);
    at.y += at.h + gap_mm();
    at.h = button_height(page);
    draw_button(page, dial, false, at);
}

void
dials_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    double sum = 0, count = (double)block->count;
    for (size_t i = 0; i < block->count; i++) {
        sum += least_width(page, &block->steppers[i]);
    }
    double rest = rect.w - sum - (count - 1) * gap_mm();
    double more = fmin(rest / count, page->theme->tall ? 16 : 10);
    double scale = rest < 0 ? (rect.w - (count - 1) * gap_mm()) / sum : 1;
    struct rect_mm at = rect;
    for (size_t i = 0; i < block->count; i++) {
        at.w = least_width(page, &block->steppers[i]) * scale + fmax(more, 0);
        draw_dial(page, &block->steppers[i], at);
        at.x += at.w + gap_mm();
    }
}

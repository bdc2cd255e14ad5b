/* steppers: draws values that are set in steps, one below the other. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

/* Each has its name, a button for less, the value, and a button for more. Where single
 * steps would take too long, there are buttons for longer steps at both ends. A scale
 * may stand below. */

#define MIDDLE_LEAST_MM 18 /* between the buttons, so that a value may grow */
#define SCALE_MM 3.0

static double
stepper_gap(void)
{
    return THEME_GAP_MIN_MM + 0.1;
}

static double
button_width(struct page *page, const struct block *block)
{
    double width = fmax(page->theme->target_mm, page->theme->compact ? 14 : 18);
    char words[16];
    for (size_t i = 0; i < block->count; i++) {
        if (!block->steppers[i].leap) {
            continue;
        }
        snprintf(words, sizeof words, "+%s", block->steppers[i].leap);
        width = fmax(width, text_width(page, words, TYPE_CAPTION, true) + 3);
    }
    return width;
}

/* All names are as wide as the widest, so that the buttons stand below each other. */
static double
label_width(struct page *page, const struct block *block)
{
    double widest = 0;
    for (size_t i = 0; i < block->count; i++) {
        const char *label = block->steppers[i].label;
        if (label) {
            widest = fmax(widest, text_width(page, label, TYPE_CAPTION, true) + 3);
        }
    }
    return widest;
}

static bool
has_leap(const struct block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        if (block->steppers[i].leap) {
            return true;
        }
    }
    return false;
}

static double
scale_height(const struct page *page)
{
    return SCALE_MM + 3 + line_height(page, TYPE_CAPTION);
}

void
steppers_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double most = page->theme->compact ? 16
                  : page->theme->tall  ? 30
                                       : 22,
           count = (double)block->count;
    double height = page->theme->target_mm;
    height = fmax(height, fmin(most, height + page->rest_mm / fmax(count, 1)));
    for (size_t i = 0; i < block->count; i++) {
        bool scale = block->steppers[i].low != NULL;
        struct row *row =
            row_add(page, block, height + (scale ? scale_height(page) : 0),
                    i == 0 ? page->theme->gap_mm : stepper_gap());
        row->first = i;
        row->glued = i + 1 < block->count;
    }
}

struct step_button {
    const char *suffix, *icon, *words, *say;
    bool disabled;
};

/* Draws a button. Its role is that of a key, since it may be pressed twice quickly. */
static void
draw_button(struct page *page, const struct page_stepper *stepper,
            const struct step_button *button, struct rect_mm rect)
{
    char id[96];
    snprintf(id, sizeof id, "%s-%s", stepper->id, button->suffix);
    const char *say = button->say ? button->say : "";
    sketch_node(page,
                (struct node_words){id, button->words ? button->words : say, say, NULL},
                NODE_KEY, button->disabled ? NODE_DISABLED : 0, rect);
    struct card_style style = card_style(page, false);
    if (button->disabled) {
        style.icon = style.text = style.box.border = TINT_DISABLED;
    }
    sketch_box(page, rect, style.box);
    if (button->words) {
        sketch_text_middle(page, rect, button->words,
                           (struct text_style){.type = TYPE_CAPTION,
                                               .bold = true,
                                               .tint = style.text,
                                               .ground = style.ground,
                                               .align = ALIGN_CENTER});
        return;
    }
    double side = fmin(rect.h * 0.55, 9);
    sketch_icon(page,
                (struct rect_mm){rect.x + (rect.w - side) / 2,
                                 rect.y + (rect.h - side) / 2, side, side},
                button->icon, style.icon);
}

static void
draw_value(struct page *page, const struct page_stepper *stepper, struct rect_mm rect)
{
    sketch_node(page,
                (struct node_words){stepper->id, stepper->value, stepper->say, NULL},
                NODE_FIELD, 0, rect);
    enum type type = page->theme->compact ? TYPE_LABEL : TYPE_BUTTON;
    if (text_width(page, stepper->value, type, true) > rect.w) {
        type = TYPE_CAPTION;
    }
    sketch_text_middle(page, rect, stepper->value,
                       (struct text_style){.type = type,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER,
                                           .align = ALIGN_CENTER});
}

static void
draw_label(struct page *page, const struct page_stepper *stepper, struct rect_mm rect)
{
    char id[96];
    snprintf(id, sizeof id, "%s-label", stepper->id);
    sketch_node(page, (struct node_words){id, stepper->label, NULL, NULL}, NODE_TEXT, 0,
                rect);
    sketch_text_middle(page, rect, stepper->label,
                       (struct text_style){.type = TYPE_CAPTION,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER});
}

static void
draw_scale(struct page *page, const struct page_stepper *stepper, struct rect_mm rect)
{
    double words = line_height(page, TYPE_CAPTION);
    struct rect_mm bar = {rect.x, rect.y, rect.w, SCALE_MM};
    char id[96], ends[200];
    snprintf(id, sizeof id, "%s-scale", stepper->id);
    snprintf(ends, sizeof ends, "%s \u2013 %s", stepper->low, stepper->high);
    sketch_node(page, (struct node_words){id, ends, NULL, NULL}, NODE_PICTURE, 0, rect);
    sketch_box(page, bar, (struct box_style){TINT_CARD, TINT_INK, 0.5, SCALE_MM / 2});
    if (stepper->at >= 0) {
        bar.w = fmax(SCALE_MM, rect.w * fmin(stepper->at, 1));
        sketch_box(page, bar,
                   (struct box_style){.fill = TINT_MARK, .radius_mm = SCALE_MM / 2});
    }
    struct rect_mm place = {rect.x, rect.y + SCALE_MM + 1, rect.w / 2, words};
    struct text_style style = {
        .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_PAPER};
    sketch_text(page, place, stepper->low, style);
    place.x += place.w;
    style.align = ALIGN_END;
    sketch_text(page, place, stepper->high, style);
}

/* The room for a value between its buttons. Beside a name it is not much wider than the
 * widest value of the block, so that the eye keeps to the line. */
static double
middle_width(struct page *page, const struct block *block)
{
    double widest = 0, most = page->theme->tall ? 120 : 90;
    for (size_t i = 0; i < block->count; i++) {
        widest =
            fmax(widest, text_width(page, block->steppers[i].value, TYPE_BUTTON, true));
        if (!block->steppers[i].label) {
            return most;
        }
    }
    return fmin(most, fmax(widest, MIDDLE_LEAST_MM) + 4 * stepper_gap());
}

void
steppers_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    const struct page_stepper *stepper = &block->steppers[row->first];
    double gap = stepper_gap(), width = button_width(page, block);
    double label = label_width(page, block), far = has_leap(block) ? width + gap : 0;
    struct rect_mm line = rect, at = rect;
    if (stepper->low) {
        line.h -= scale_height(page);
    }
    char back[16], ahead[16];
    snprintf(back, sizeof back, "\u2212%s", stepper->leap ? stepper->leap : "");
    snprintf(ahead, sizeof ahead, "+%s", stepper->leap ? stepper->leap : "");
    const struct step_button buttons[] = {
        {"back", NULL, back, stepper->back_say, stepper->no_less},
        {"less", "minus", NULL, stepper->less_say, stepper->no_less},
        {"more", "plus", NULL, stepper->more_say, stepper->no_more},
        {"ahead", NULL, ahead, stepper->ahead_say, stepper->no_more}};

    double middle = line.w - label - 2 * (width + gap + far);
    if (!stepper->low) { /* with a scale below, it is as wide as the page */
        middle = fmin(middle, middle_width(page, block));
    }
    double x = line.x + label + far;
    at.h = line.h;
    if (stepper->label) {
        draw_label(page, stepper, (struct rect_mm){line.x, line.y, label - 1, line.h});
    }
    at.w = width;
    if (stepper->leap) {
        at.x = line.x + label;
        draw_button(page, stepper, &buttons[0], at);
    }
    at.x = x;
    draw_button(page, stepper, &buttons[1], at);
    at = (struct rect_mm){x + width + gap, line.y, middle - 2 * gap, line.h};
    draw_value(page, stepper, at);
    at.x += at.w + gap;
    at.w = width;
    draw_button(page, stepper, &buttons[2], at);
    at.x += width + gap;
    if (stepper->leap) {
        draw_button(page, stepper, &buttons[3], at);
    }
    if (stepper->low) {
        draw_scale(page, stepper,
                   (struct rect_mm){rect.x, line.y + line.h + 2, rect.w,
                                    scale_height(page) - 2});
    }
}

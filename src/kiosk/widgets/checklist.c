/* checklist: draws steps that are done one after the other, in one card. Each has a
 * mark that says how far it is, and, where something has to be chosen, two buttons. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

static double
pad(const struct page *page)
{
    return page->snug >= SNUG_HEADING || page->theme->compact ? 1.8 : 3;
}

static double
mark_side(const struct page *page)
{
    return page->theme->compact ? 5.5 : 7.4;
}

static double
bar_mm(void)
{
    return 2.2;
}

static double
words_width(const struct page *page, double width)
{
    return width - mark_side(page) - 3.4 * page->theme->pad_mm;
}

static double
choices_height(const struct page *page)
{
    return page->theme->target_mm + pad(page);
}

static double
step_height(struct page *page, const struct page_step *step, double width)
{
    double inner = words_width(page, width);
    double words = text_height(page, step->text, TYPE_LABEL, true, inner);
    if (step->detail) {
        words += text_height(page, step->detail, TYPE_CAPTION, false, inner) + 0.6;
    }
    words += step->amount >= 0 ? bar_mm() + 1.6 : 0;
    return fmax(words, mark_side(page)) + 2 * pad(page);
}

void
checklist_measure(struct page *page, const struct block *block, double width)
{
    for (size_t i = 0; i < block->count; i++) {
        struct row *row =
            row_add(page, block, step_height(page, &block->steps[i], width),
                    i == 0 ? page->theme->gap_mm : 0);
        row->first = i;
        row->count = 1;
        if (block->steps[i].choice_count > 0) {
            row = row_add(page, block, choices_height(page), 0);
            row->first = i;
            row->columns = 2;
        }
    }
}

static void
draw_mark(struct page *page, enum page_step_mark mark, struct rect_mm rect)
{
    double thick = fmax(page->theme->chosen_border_mm, 0.8);
    struct rect_mm dot = rect_inset(rect, rect.w * 0.3, rect.h * 0.3);
    switch (mark) {
    case PAGE_STEP_DONE:
        sketch_tick_disc(page, rect);
        break;
    case PAGE_STEP_PROBLEM:
        sketch_icon(page, rect, "problem", TINT_INK);
        break;
    case PAGE_STEP_WORKING:
        sketch_box(page, rect,
                   (struct box_style){TINT_CARD, TINT_ACCENT, thick, rect.w / 2});
        sketch_box(page, dot,
                   (struct box_style){.fill = TINT_ACCENT, .radius_mm = dot.w / 2});
        break;
    case PAGE_STEP_NONE:
        sketch_box(page, rect,
                   (struct box_style){TINT_CARD, TINT_INK, page->theme->border_mm,
                                      rect.w / 2});
        break;
    case PAGE_STEP_TO_DO:
        sketch_ring(page, rect, 1, page->theme->border_mm, TINT_REST);
        break;
    }
}

static void
draw_choice(struct page *page, const struct page_item *item, struct rect_mm rect)
{
    struct card_style style = card_style(page, item->chosen);
    double side = item->chosen ? fmin(5, rect.h * 0.4) : 0;
    double words = text_width(page, item->text, TYPE_CAPTION, true);
    double x = rect.x + fmax(1, (rect.w - words - side - (side > 0 ? 1.5 : 0)) / 2);
    sketch_node(page, (struct node_words){item->id, item->text, item->say, NULL},
                NODE_ANSWER, item->chosen ? NODE_CHOSEN : 0, rect);
    sketch_box(page, rect, style.box);
    if (item->chosen) {
        sketch_tick_disc(page,
                         (struct rect_mm){x, rect.y + (rect.h - side) / 2, side, side});
        x += side + 1.5;
    }
    sketch_text_middle(
        page, (struct rect_mm){x, rect.y, rect.x + rect.w - x - 1, rect.h}, item->text,
        (struct text_style){.type = TYPE_CAPTION,
                            .bold = true,
                            .tint = style.text,
                            .ground = style.ground});
}

static void
draw_choices(struct page *page, const struct page_step *step, struct rect_mm rect)
{
    double gap = THEME_GAP_MIN_MM + 0.2;
    double each = (rect.w - gap) / (double)step->choice_count;
    double widest = page->theme->target_mm;
    for (size_t i = 0; i < step->choice_count; i++) {
        widest = fmax(widest,
                      text_width(page, step->choices[i].text, TYPE_CAPTION, true) + 12);
    }
    rect.w = fmin(each, widest);
    for (size_t i = 0; i < step->choice_count; i++) {
        draw_choice(page, &step->choices[i], rect);
        rect.x += rect.w + gap;
    }
}

/* Draws the card around all steps of this page, below the first of them. */
static void
draw_card(struct page *page, const struct row *row, struct rect_mm rect)
{
    size_t at = (size_t)(row - page->rows);
    bool is_listed = row >= page->rows && at < page->row_count;
    for (size_t i = at + 1;
         is_listed && i < page->row_count && page->rows[i].block == row->block &&
         page->of_page[i] == page->of_page[at];
         i++) {
        rect.h += page->rows[i].height;
    }
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_CARD, TINT_HAIRLINE, page->theme->hairline_mm,
                                  page->theme->radius_mm});
}

static bool
is_first_of_page(const struct page *page, const struct row *row)
{
    size_t at = (size_t)(row - page->rows);
    bool begins = row->first == 0 && row->columns != 2;
    return begins || at == 0 || page->of_page[at - 1] != page->of_page[at];
}

static void
draw_bar(struct page *page, double amount, struct rect_mm rect)
{
    sketch_box(page, rect,
               (struct box_style){.fill = TINT_REST, .radius_mm = rect.h / 2});
    rect.w *= fmin(fmax(amount, 0), 1);
    if (rect.w >= rect.h) {
        sketch_box(page, rect,
                   (struct box_style){.fill = TINT_ACCENT, .radius_mm = rect.h / 2});
    }
}

void
checklist_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_step *step = &row->block->steps[row->first];
    double inset = page->theme->pad_mm, side = mark_side(page);
    char said[2 * TYPESET_TEXT_MAX_BYTES];
    snprintf(said, sizeof said, "%s%s%s", step->text, step->detail ? ". " : "",
             step->detail ? step->detail : "");
    if (is_first_of_page(page, row)) {
        draw_card(page, row, rect);
    }
    if (row->columns == 2) {
        draw_choices(page, step,
                     (struct rect_mm){rect.x + side + 2 * inset, rect.y,
                                      words_width(page, rect.w),
                                      page->theme->target_mm});
        return;
    }
    sketch_node(page, (struct node_words){step->id, said, NULL, NULL}, NODE_TEXT, 0,
                rect);
    if (!is_first_of_page(page, row)) {
        sketch_box(page,
                   (struct rect_mm){rect.x, rect.y, rect.w, page->theme->hairline_mm},
                   (struct box_style){.fill = TINT_HAIRLINE});
    }
    struct rect_mm mark = {rect.x + inset, rect.y + pad(page), side, side};
    draw_mark(page, step->mark, mark);
    struct rect_mm line = {rect.x + side + 2 * inset, rect.y + pad(page),
                           words_width(page, rect.w), 0};
    struct text_style style = {
        .type = TYPE_LABEL, .bold = true, .tint = TINT_INK, .ground = TINT_CARD};
    line.h = text_height(page, step->text, TYPE_LABEL, true, line.w);
    sketch_text(page, line, step->text, style);
    line.y += line.h;
    if (step->detail) {
        style.type = TYPE_CAPTION;
        style.bold = false;
        line.y += 0.6;
        line.h = text_height(page, step->detail, TYPE_CAPTION, false, line.w);
        sketch_text(page, line, step->detail, style);
        line.y += line.h;
    }
    if (step->amount >= 0) {
        draw_bar(page, step->amount,
                 (struct rect_mm){line.x, line.y + 1.2, line.w, bar_mm()});
    }
}

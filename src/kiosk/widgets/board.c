/* board: draws the two halves of the staff's menu. One half shows what residents see,
 * and two switches; the other is a card that says how the kiosk is doing. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

/* when there is less room, the halves stand below each other */
#define HALVES_FROM_MM 150.0

static double
gap(void)
{
    return THEME_GAP_MIN_MM + 0.2;
}

static bool
is_in_halves(const struct page *page, double width)
{
    return width >= HALVES_FROM_MM && !page->theme->tall;
}

static double
half(const struct page *page, double width)
{
    return is_in_halves(page, width) ? (width - 4) / 2 : width;
}

static double
switch_height(const struct page *page)
{
    return page->theme->target_mm;
}

static double
tick_side(double height)
{
    return fmin(5, height * 0.4);
}

/* The width of a choice when choices and the switch stand in one line. It is the same
 * whether it is chosen or not, so that a touch moves nothing. */
static double
choice_width(struct page *page, const struct page_item *item, double air)
{
    double words = text_width(page, item->text, TYPE_CAPTION, true);
    return fmax(words + tick_side(switch_height(page)) + air, THEME_TARGET_MIN_MM);
}

/* What the choices leave of the line for the switch; 0 when that is not enough. */
static double
switch_width(struct page *page, const struct page_board *board, double width,
             double air)
{
    for (size_t i = 0; i < board->choice_count; i++) {
        width -= choice_width(page, &board->choices[i], air) + gap();
    }
    double words = text_width(page, board->switches[0].text, TYPE_CAPTION, true);
    double needed =
        words + tick_side(switch_height(page)) + 2.2 + 1.4 * page->theme->pad_mm;
    return width >= needed ? width : 0;
}

/* How much air choices have beside their words when one line has room for them and the
 * switch; 0 when it has not. Only small panels need that. */
static double
air_of_line(struct page *page, const struct page_board *board, double width)
{
    static const double airs[] = {8, 6, 4.5};
    bool can_be = page->theme->compact && board->switch_count == 1;
    for (size_t i = 0; can_be && i < sizeof airs / sizeof *airs; i++) {
        if (switch_width(page, board, width, airs[i]) > 0) {
            return airs[i];
        }
    }
    return 0;
}

static double
left_height(struct page *page, const struct page_board *board, double width)
{
    bool is_one_line = air_of_line(page, board, width) > 0;
    return line_height(page, TYPE_CAPTION) + 1 + switch_height(page) +
           (is_one_line ? 0 : switch_height(page) + gap());
}

/* The width of the labels in front of the values. */
static double
label_width(struct page *page, const struct page_board *board, double width)
{
    double widest = 0;
    for (size_t i = 0; i < board->line_count; i++) {
        widest =
            fmax(widest, text_width(page, board->lines[i].text, TYPE_CAPTION, true));
    }
    return fmin(widest + 3, width * 0.45);
}

static double
line_of_card(struct page *page, const struct page_board *board, size_t i, double width)
{
    double inner = width - 2 * page->theme->pad_mm;
    double label = label_width(page, board, inner);
    const struct page_item *line = &board->lines[i];
    return fmax(text_height(page, line->text, TYPE_CAPTION, true, label),
                text_height(page, line->detail, TYPE_CAPTION, false, inner - label));
}

static double
card_height(struct page *page, const struct page_board *board, double width)
{
    double height = fmax(line_height(page, TYPE_BODY), 5) + 3;
    for (size_t i = 0; i < board->line_count; i++) {
        height += line_of_card(page, board, i, width);
    }
    return height + (page->theme->compact ? 1 : 2.4);
}

void
board_measure(struct page *page, const struct block *block, double width)
{
    const struct page_board *board = &block->board;
    double left = left_height(page, board, half(page, width));
    double right = card_height(page, board, half(page, width));
    double above = page->snug >= SNUG_ROWS ? gap() : 3;
    if (is_in_halves(page, width)) {
        row_add(page, block, fmax(left, right), above)->columns = 2;
        return;
    }
    row_add(page, block, left, above)->columns = 1;
    struct row *row = row_add(page, block, right, above);
    row->columns = 1;
    row->first = 1;
}

/* Draws a ring for a switch that is off, and a disc with a tick for one that is on. */
static void
draw_state(struct page *page, struct rect_mm rect, bool is_on)
{
    if (is_on) {
        sketch_tick_disc(page, rect);
    } else {
        sketch_box(page, rect,
                   (struct box_style){TINT_CARD, TINT_INK, page->theme->border_mm,
                                      rect.w / 2});
    }
}

static void
draw_switch(struct page *page, const struct page_item *item, enum node_role role,
            struct rect_mm rect)
{
    struct card_style style = card_style(page, item->chosen);
    bool has_ring = role == NODE_TOGGLE && !item->leads;
    double side = tick_side(rect.h);
    double words = text_width(page, item->text, TYPE_CAPTION, true);
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page, (struct node_words){item->id, item->text, item->say, NULL},
                item->leads ? NODE_BUTTON : role, state, rect);
    sketch_box(page, rect, style.box);
    struct text_style text = {.type = TYPE_CAPTION,
                              .bold = true,
                              .tint = item->disabled ? TINT_DISABLED : style.text,
                              .ground = style.ground};
    struct rect_mm place = rect_inset(rect, page->theme->pad_mm * 0.7, 0);
    struct rect_mm mark = {rect.x + rect.w - page->theme->pad_mm * 0.7 - side,
                           rect.y + (rect.h - side) / 2, side, side};
    /* the tick stands before the word, and both in the middle */
    if (role == NODE_ANSWER) {
        double all = words + (item->chosen ? side + 1.5 : 0);
        double x = rect.x + fmax(1, (rect.w - all) / 2);
        if (item->chosen) {
            mark.x = x;
            sketch_tick_disc(page, mark);
            x += side + 1.5;
        }
        place = (struct rect_mm){x, rect.y, rect.x + rect.w - x - 1, rect.h};
    } else {
        place.w -= side + 2;
        if (has_ring) {
            draw_state(page, mark, item->chosen);
        } else {
            sketch_icon(page, mark, "arrow", style.text);
        }
    }
    sketch_text_middle(page, place, item->text, text);
}

static void
draw_line_of(struct page *page, const struct page_item *items, size_t count,
             enum node_role role, struct rect_mm rect)
{
    double each = (rect.w - (double)(count - 1) * gap()) / (double)count;
    for (size_t i = 0; i < count; i++) {
        draw_switch(page, &items[i], role,
                    (struct rect_mm){rect.x, rect.y, each, rect.h});
        rect.x += each + gap();
    }
}

static void
draw_left(struct page *page, const struct page_board *board, struct rect_mm rect)
{
    double line = line_height(page, TYPE_CAPTION);
    struct rect_mm label = {rect.x, rect.y, rect.w, line};
    sketch_node(page, (struct node_words){"residents", board->label, NULL, NULL},
                NODE_TEXT, 0, label);
    sketch_text(page, label, board->label,
                (struct text_style){.type = TYPE_CAPTION,
                                    .bold = true,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER});
    double air = air_of_line(page, board, rect.w);
    if (air > 0) {
        struct rect_mm place = {rect.x, rect.y + line + 1, 0, switch_height(page)};
        for (size_t i = 0; i < board->choice_count; i++) {
            place.w = choice_width(page, &board->choices[i], air);
            draw_switch(page, &board->choices[i], NODE_ANSWER, place);
            place.x += place.w + gap();
        }
        place.w = switch_width(page, board, rect.w, air);
        draw_switch(page, &board->switches[0], NODE_TOGGLE, place);
        return;
    }
    double height = (rect.h - line - 1 - gap()) / 2;
    height = fmin(height, switch_height(page) + 2);
    rect.y += line + 1;
    rect.h = height;
    draw_line_of(page, board->choices, board->choice_count, NODE_ANSWER, rect);
    rect.y += height + gap();
    draw_line_of(page, board->switches, board->switch_count, NODE_TOGGLE, rect);
}

static void
draw_card_head(struct page *page, const struct page_board *board, struct rect_mm rect,
               enum tint ground)
{
    const struct page_item *card = &board->card;
    double side = fmin(rect.h, 5.5);
    struct rect_mm mark = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    if (board->warns) {
        sketch_icon(page, mark, "problem", TINT_INK);
    } else {
        sketch_tick_disc(page, mark);
    }
    double link = text_width(page, card->detail, TYPE_CAPTION, true);
    struct text_style style = {
        .type = TYPE_BODY, .bold = true, .tint = TINT_INK, .ground = ground};
    sketch_text_middle(page,
                       (struct rect_mm){rect.x + side + 2, rect.y,
                                        rect.w - side - 4 - link - 6, rect.h},
                       card->text, style);
    style.type = TYPE_CAPTION;
    style.tint = TINT_ACCENT;
    style.underline = true;
    double arrow = fmax(4, page->theme->cap_mm[TYPE_CAPTION] * 1.05);
    double x = rect.x + rect.w - link - arrow - 1;
    sketch_text_middle(page, (struct rect_mm){x, rect.y, link, rect.h}, card->detail,
                       style);
    sketch_icon(
        page,
        (struct rect_mm){x + link + 1, rect.y + (rect.h - arrow) / 2, arrow, arrow},
        "arrow", TINT_ACCENT);
}

static void
draw_card(struct page *page, const struct page_board *board, struct rect_mm rect)
{
    const struct theme *theme = page->theme;
    enum tint ground = board->warns ? TINT_SAND : TINT_CARD;
    char said[4 * TYPESET_TEXT_MAX_BYTES];
    int size = snprintf(said, sizeof said, "%s. ", board->card.text);
    for (size_t i = 0; i < board->line_count && size < (int)sizeof said; i++) {
        size += snprintf(said + size, sizeof said - (size_t)size, "%s: %s. ",
                         board->lines[i].text, board->lines[i].detail);
    }
    sketch_node(page, (struct node_words){board->card.id, said, NULL, NULL},
                NODE_BUTTON, 0, rect);
    sketch_box(
        page, rect,
        (struct box_style){ground, TINT_INK,
                           board->warns ? theme->chosen_border_mm : theme->border_mm,
                           theme->radius_mm});
    struct rect_mm inner = rect_inset(rect, theme->pad_mm, 1.2);
    double head = fmax(line_height(page, TYPE_BODY), 5);
    draw_card_head(page, board, (struct rect_mm){inner.x, inner.y, inner.w, head},
                   ground);
    double y = inner.y + head + 1, label = label_width(page, board, inner.w);
    struct text_style style = {
        .type = TYPE_CAPTION, .bold = true, .tint = TINT_INK, .ground = ground};
    for (size_t i = 0; i < board->line_count; i++) {
        double height = line_of_card(page, board, i, rect.w);
        style.bold = true;
        sketch_text(page, (struct rect_mm){inner.x, y, label, height},
                    board->lines[i].text, style);
        style.bold = false;
        sketch_text(page, (struct rect_mm){inner.x + label, y, inner.w - label, height},
                    board->lines[i].detail, style);
        y += height;
    }
}

void
board_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_board *board = &row->block->board;
    if (row->columns == 1) {
        if (row->first == 0) {
            draw_left(page, board, rect);
        } else {
            draw_card(page, board, rect);
        }
        return;
    }
    double width = half(page, rect.w);
    draw_left(page, board, (struct rect_mm){rect.x, rect.y, width, rect.h});
    draw_card(page, board,
              (struct rect_mm){rect.x + rect.w - width, rect.y, width, rect.h});
}

/* answer_dots: draws how many people gave each answer to a question, on a card: one dot
 * for ten people, or for more where there would be too many dots. The resident's own
 * answer has a ring. What the marks mean stands below the cards. */
#include "widget.h"

#include <math.h>

#define DOTS_MAX 7
#define DOT_STEP 1.5     /* from one dot to the next, in dots */
#define RING 1.55        /* around one's own answer, in dots */
#define LINE_LEADING 1.2 /* of labels, which are one line where they can be */

static double
dot_mm(const struct page *page)
{
    return page->theme->cap_mm[TYPE_CAPTION] * 0.95;
}

static double
pad_mm(const struct page *page)
{
    return page->theme->wide || page->theme->tall ? 5 : 3.4;
}

static double
dots_width(const struct page *page)
{
    return ((DOTS_MAX - 1) * DOT_STEP + (1 + RING) / 2) * dot_mm(page);
}

/* The longest label has one line where that leaves room for all dots. */
static double
label_width(struct page *page, const struct page_answered *asked, double inner)
{
    double widest = 0;
    for (size_t i = 0; i < asked->count; i++) {
        widest = fmax(widest, text_width(page, asked->rows[i].label, TYPE_CAPTION,
                                         asked->rows[i].own));
    }
    return fmin(widest + 2, inner - dots_width(page));
}

static double
words_height(struct page *page, const char *words, enum type type, bool bold,
             double width)
{
    struct part part = {.kind = PART_TEXT,
                        .text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = bold,
                        .rtl = page->frame.rtl,
                        .leading = LINE_LEADING,
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
line_mm(struct page *page, const struct page_answered *asked, size_t i, double inner)
{
    double least = page->theme->wide || page->theme->tall ? 11 : 8.3;
    return fmax(least,
                words_height(page, asked->rows[i].label, TYPE_CAPTION,
                             asked->rows[i].own, label_width(page, asked, inner)) +
                    0.8);
}

static double
card_height(struct page *page, const struct page_answered *asked, double width)
{
    double inner = width - 2 * pad_mm(page);
    double height = 1.4 + words_height(page, asked->title, TYPE_LABEL, true, inner) +
                    pad_mm(page) * 0.6;
    for (size_t i = 0; i < asked->count; i++) {
        height += line_mm(page, asked, i, inner);
    }
    return height;
}

static int
columns_of(const struct page *page, const struct block *block, double width)
{
    return block->count > 1 && !page->theme->tall && width > 160 ? 2 : 1;
}

static double
gap_mm(const struct page *page)
{
    return page->theme->wide || page->theme->tall ? 5 : 2.8;
}

static double
card_width(const struct page *page, int columns, double width)
{
    return (width - (columns - 1) * gap_mm(page)) / columns;
}

/* ---- what the marks mean ---- */

enum mark { MARK_DOT, MARK_OWN, MARK_FEW, MARKS };

static const char *
legend_words(const struct block *block, int mark)
{
    const char *const words[MARKS] = {block->legend.dot, block->legend.own,
                                      block->legend.few};
    return words[mark];
}

static double
mark_width(const struct page *page)
{
    return dot_mm(page) * 2.2;
}

static void
draw_mark(struct page *page, enum mark mark, struct rect_mm rect)
{
    double side = dot_mm(page), ring = side * RING, line = page->theme->border_mm;
    double x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    if (mark == MARK_FEW) {
        sketch_box(page, (struct rect_mm){x - side / 2, y - line / 2, side, line * 1.2},
                   (struct box_style){.fill = TINT_MARK});
        return;
    }
    sketch_box(page, (struct rect_mm){x - side / 2, y - side / 2, side, side},
               (struct box_style){.fill = TINT_MARK, .radius_mm = side / 2});
    if (mark == MARK_OWN) {
        sketch_box(page, (struct rect_mm){x - ring / 2, y - ring / 2, ring, ring},
                   (struct box_style){TINT_NONE, TINT_MARK, line, ring / 2});
    }
}

/* Puts the marks beside each other, and what has no room into a further line. Draws
 * them when `rect` is given; the height that they need is returned. */
static double
flow_legend(struct page *page, const struct block *block, double width,
            const struct rect_mm *rect)
{
    static const char *const ids[MARKS] = {"legend-dot", "legend-own", "legend-few"};
    double line = line_height(page, TYPE_CAPTION), x = 0, y = 0;
    for (int i = 0; i < MARKS; i++) {
        const char *words = legend_words(block, i);
        double w = mark_width(page) + text_width(page, words, TYPE_CAPTION, false) + 1;
        if (x > 0 && x + w > width) {
            x = 0;
            y += line;
        }
        if (rect) {
            struct rect_mm place = {rect->x + x, rect->y + y, w, line};
            sketch_node(page, (struct node_words){ids[i], words, NULL, NULL}, NODE_TEXT,
                        0, place);
            draw_mark(page, (enum mark)i,
                      (struct rect_mm){place.x, place.y, dot_mm(page) * 1.6, line});
            place.x += mark_width(page);
            place.w -= mark_width(page);
            sketch_text_middle(page, place, words,
                               (struct text_style){.type = TYPE_CAPTION,
                                                   .tint = TINT_INK,
                                                   .ground = TINT_PAPER});
        }
        x += w + 8;
    }
    return y + line;
}

/* The lines below the cards: what the marks mean, and the note where it has room. */
static double
below_mm(struct page *page, const struct block *block, double width, bool has_note)
{
    double note =
        has_note && block->legend.note
            ? text_height(page, block->legend.note, TYPE_CAPTION, false, width)
            : 0;
    return flow_legend(page, block, width, NULL) + gap_mm(page) +
           (note > 0 ? note + 1 : 0);
}

/* ---- the cards ---- */

/* The height of the cards that stand beside each other from `first` on. */
static double
line_of_cards(struct page *page, const struct block *block, size_t first, int columns,
              double card)
{
    double height = 0;
    for (size_t i = first; i < first + (size_t)columns && i < block->count; i++) {
        height = fmax(height, card_height(page, &block->answered[i], card));
    }
    return height;
}

/* A row has as many cards as a page holds, with what the marks mean below them. */
void
answer_dots_measure(struct page *page, const struct block *block, double width)
{
    int columns = columns_of(page, block, width);
    double card = card_width(page, columns, width);
    double with_note = below_mm(page, block, width, true);
    double without = below_mm(page, block, width, false);
    for (size_t i = 0; i < block->count;) {
        size_t first = i;
        double cards = line_of_cards(page, block, i, columns, card);
        for (i += (size_t)columns; i < block->count; i += (size_t)columns) {
            double next = gap_mm(page) + line_of_cards(page, block, i, columns, card);
            if (cards + next + with_note > page->content.h) {
                break;
            }
            cards += next;
        }
        bool has_note = cards + with_note <= page->content.h;
        struct row *row = row_add(page, block, cards + (has_note ? with_note : without),
                                  page->theme->gap_mm);
        row->first = first;
        row->count = (i < block->count ? i : block->count) - first;
        row->columns = columns;
        row->bold = has_note; /* the note stands below it too */
    }
    if (page->row_count > 0 && !page->rows[page->row_count - 1].bold &&
        block->legend.note) { /* it must stand somewhere */
        row_add(page, block, with_note - without, page->theme->gap_mm);
    }
}

static void
draw_dots(struct page *page, const struct page_tens *tens, unsigned people_a_dot,
          struct rect_mm rect)
{
    double side = dot_mm(page), step = side * DOT_STEP, ring = side * RING;
    double line = page->theme->border_mm, y = rect.y + rect.h / 2;
    unsigned dots = tens->people / people_a_dot;
    dots = dots < DOTS_MAX ? dots : DOTS_MAX;
    for (unsigned i = 0; i < dots; i++) {
        sketch_box(page, (struct rect_mm){rect.x + i * step, y - side / 2, side, side},
                   (struct box_style){.fill = TINT_MARK, .radius_mm = side / 2});
    }
    if (dots == 0 && !tens->own) {
        sketch_box(page, (struct rect_mm){rect.x, y - line / 2, side, line * 1.2},
                   (struct box_style){.fill = TINT_MARK});
    }
    if (tens->own) { /* around the last one; without a dot: among fewer than ten */
        double x = rect.x + (dots > 0 ? dots - 1 : 0) * step + side / 2;
        sketch_box(page, (struct rect_mm){x - ring / 2, y - ring / 2, ring, ring},
                   (struct box_style){TINT_NONE, TINT_MARK, line, ring / 2});
    }
}

static void
draw_card(struct page *page, const struct page_answered *asked, unsigned people_a_dot,
          struct rect_mm rect)
{
    double pad = pad_mm(page), inner = rect.w - 2 * pad;
    struct rect_mm at = {rect.x + pad, rect.y + 1.4, inner, 0};
    at.h = words_height(page, asked->title, TYPE_LABEL, true, inner);
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_box(
        page, rect,
        (struct box_style){.fill = TINT_CARD, .radius_mm = page->theme->radius_mm});
    sketch_node(page, (struct node_words){asked->id, asked->title, asked->say, NULL},
                NODE_HEADING, 0, at);
    struct text_style style = {.type = TYPE_LABEL,
                               .bold = true,
                               .tint = TINT_INK,
                               .ground = TINT_CARD,
                               .leading = LINE_LEADING};
    sketch_text(page, at, asked->title, style);
    at.y += at.h;
    style.type = TYPE_CAPTION;
    double labels = label_width(page, asked, inner);
    for (size_t i = 0; i < asked->count; i++) {
        const struct page_tens *tens = &asked->rows[i];
        at.h = line_mm(page, asked, i, inner);
        sketch_node(page, (struct node_words){tens->id, tens->say, NULL, NULL},
                    NODE_COUNT, 0, at);
        style.bold = tens->own;
        sketch_text_middle(page, (struct rect_mm){at.x, at.y, labels, at.h},
                           tens->label, style);
        draw_dots(page, tens, people_a_dot,
                  (struct rect_mm){at.x + labels, at.y, inner - labels, at.h});
        at.y += at.h;
    }
}

static void
draw_note(struct page *page, const char *note, struct rect_mm rect)
{
    sketch_node(page, (struct node_words){"note-1", note, NULL, NULL}, NODE_TEXT, 0,
                rect);
    sketch_text(page, rect, note,
                (struct text_style){
                    .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_PAPER});
}

void
answer_dots_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    if (row->count == 0) {
        draw_note(page, block->legend.note, rect);
        return;
    }
    double card = card_width(page, row->columns, rect.w), gap = gap_mm(page);
    double y = rect.y, height = 0;
    for (size_t i = 0; i < row->count; i++) {
        size_t column = i % (size_t)row->columns, at = row->first + i;
        if (column == 0) {
            y += i > 0 ? height + gap : 0;
            height = line_of_cards(page, block, at, row->columns, card);
        }
        draw_card(
            page, &block->answered[at], block->legend.people_a_dot,
            (struct rect_mm){rect.x + (double)column * (card + gap), y, card, height});
    }
    struct rect_mm below = {rect.x, y + height + gap, rect.w,
                            flow_legend(page, block, rect.w, NULL)};
    flow_legend(page, block, rect.w, &below);
    if (row->bold && block->legend.note) {
        below.y += below.h + 1;
        below.h = rect.y + rect.h - below.y;
        draw_note(page, block->legend.note, below);
    }
}

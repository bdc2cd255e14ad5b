#include "widget.h"

#include <math.h>
#include <string.h>

/* What was typed. */

#define SLOT_MM 14.0
#define LINES_MAX 4

static double
field_pad(const struct page *page)
{
    return page->theme->compact ? 1.2 : page->theme->tall ? 3 : 1.4;
}

/* Closer than a paragraph: more of what was typed is in sight. */
static double
field_leading(const struct page *page)
{
    double leading = theme_leading(TYPE_BODY, page->frame.language);
    return leading > 1.31 ? leading : 1.2;
}

static double
field_line(const struct page *page)
{
    return round(field_leading(page) * theme_font_px(page->theme, TYPE_BODY)) /
           page->theme->px_per_mm;
}

static double
slot_height(const struct page *page)
{
    return fmax(page->theme->compact ? 11 : 17, line_height(page, TYPE_QUESTION) + 2);
}

double
field_gap(const struct page *page)
{
    if (page->snug != SNUG_NOT)
        return 1.4;
    return page->theme->compact ? 1.5 : page->theme->tall ? page->theme->gap_mm : 2;
}

void
field_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double gap = field_gap(page);
    struct row *row;
    if (block->field.slots > 0 || block->field.masked || block->field.number) {
        row = row_add(page, block, slot_height(page), gap);
    } else {
        double line = field_line(page);
        int lines = 1;
        if (page->rest_mm > 0)
            lines += (int)(page->rest_mm / line);
        int most = page->theme->tall ? LINES_MAX + 2 : LINES_MAX;
        lines = lines > most ? most : lines;
        double left = block->field.left ? line_height(page, TYPE_CAPTION) + 0.6 : 0;
        row = row_add(page, block, lines * line + left + 2 * field_pad(page), gap);
    }
    row->glued = page_block(page, BLOCK_KEYBOARD) != NULL;
}

static void
draw_slots(struct page *page, const struct page_field *field, struct rect_mm rect)
{
    size_t filled = 0;
    char one[5];
    const char *at = field->text ? field->text : "";
    double gap = page->theme->compact ? 1 : 2;
    double width = fmin(SLOT_MM, (rect.w - gap * (double)(field->slots - 1)) /
                                     (double)field->slots);
    for (size_t i = 0; i < field->slots; i++) {
        struct rect_mm slot = {rect.x + (double)i * (width + gap), rect.y, width,
                               rect.h};
        bool next = field->focus && *at == '\0' && (i == 0 || filled == i);
        sketch_box(page, slot,
                   (struct box_style){TINT_CARD, next ? TINT_MARK : TINT_INK,
                                      next ? page->theme->chosen_border_mm
                                           : page->theme->border_mm,
                                      2});
        if (*at == '\0')
            continue;
        size_t size = 1;
        while (((unsigned char)at[size] & 0xC0) == 0x80 && size < 4)
            size++;
        memcpy(one, at, size);
        one[size] = '\0';
        at += size;
        filled = i + 1;
        if (field->masked) {
            double disc = fmin(4, width * 0.4);
            sketch_box(page,
                       (struct rect_mm){slot.x + (slot.w - disc) / 2,
                                        slot.y + (slot.h - disc) / 2, disc, disc},
                       (struct box_style){.fill = TINT_INK, .radius_mm = disc / 2});
        } else {
            sketch_text_middle(page, slot, one,
                               (struct text_style){.type = TYPE_BUTTON,
                                                   .tint = TINT_INK,
                                                   .ground = TINT_CARD,
                                                   .align = ALIGN_CENTER});
        }
    }
}

/* The end of a text too long for the field, and where its last line ends. */
struct tail {
    const char *text;
    double x, y; /* of the caret */
};

static struct tail
find_tail(struct page *page, const char *words, double width, int lines)
{
    double line = field_line(page);
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = TYPE_BODY,
                        .leading = field_leading(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    int all = text_size(page, &part).lines;
    struct text_spec spec = part_text_spec(&part, page->theme);
    struct tail tail = {words, 0, 0};
    if (all > lines)
        tail.text = words + typeset_cut(page->typeset, &spec, all - lines);
    const char *last =
        all > 1 ? words + typeset_cut(page->typeset, &spec, all - 1) : words;
    size_t size = strlen(words);
    if (size > 0 && words[size - 1] == '\n') { /* the caret is already a line below */
        tail.y = line * fmin(all, lines - 1);
        return tail;
    }
    tail.x = *last ? text_width(page, last, TYPE_BODY, false) : 0;
    tail.y = line * (fmin(all > 0 ? all : 1, lines) - 1);
    /* spaces at the end are typed but not drawn */
    for (size_t i = size; i > 0 && words[i - 1] == ' '; i--)
        tail.x += page->theme->cap_mm[TYPE_BODY] * 0.36;
    tail.x = fmin(tail.x, width);
    return tail;
}

#define MASKED_BYTES 200

/* A dot for each character. */
static const char *
mask(const char *words, char out[MASKED_BYTES])
{
    size_t at = 0;
    for (; *words && at + 4 < MASKED_BYTES; words++) {
        if (((unsigned char)*words & 0xC0) == 0x80)
            continue;
        memcpy(out + at, "\xE2\x80\xA2", 3); /* a bullet */
        at += 3;
    }
    out[at] = '\0';
    return out;
}

/* As dark as what is typed, and smaller: beside the caret, in the first line or over
 * all of them. */
static void
draw_placeholder(struct page *page, const struct page_field *field,
                 struct rect_mm inner)
{
    double line = field_line(page), caret = field->focus ? 2 : 0;
    inner.x += caret;
    inner.w -= caret;
    struct text_style style = {.type = TYPE_CAPTION,
                               .tint = TINT_INK,
                               .ground = TINT_CARD,
                               .leading = field_leading(page)};
    double height = text_height(page, field->placeholder, TYPE_CAPTION, false, inner.w);
    if (height > inner.h + line * 0.3) /* it is spoken only */
        return;
    if (height <= line)
        inner.h = line;
    sketch_text_middle(page, inner, field->placeholder, style);
}

static void
draw_text_field(struct page *page, const struct page_field *field, struct rect_mm rect)
{
    const struct theme *theme = page->theme;
    sketch_box(
        page, rect,
        (struct box_style){TINT_CARD, field->focus ? TINT_MARK : TINT_INK,
                           field->focus ? theme->chosen_border_mm : theme->border_mm,
                           theme->radius_mm});
    double line = field_line(page);
    struct rect_mm inner = rect_inset(rect, theme->pad_mm, field_pad(page));
    if (field->masked || field->number) { /* one line in a box as high as a button */
        inner.y += fmax(0, (inner.h - line) / 2);
        inner.h = line;
    }
    int lines = (int)(inner.h / line + 0.01);
    char masked[MASKED_BYTES];
    const char *words = field->text ? field->text : "";
    if (field->masked)
        words = mask(words, masked);
    struct text_style style = {.type = TYPE_BODY,
                               .tint = TINT_INK,
                               .ground = TINT_CARD,
                               .leading = field_leading(page)};
    if (words[0] == '\0' && field->placeholder)
        draw_placeholder(page, field, inner);
    struct tail tail = find_tail(page, words, inner.w, lines > 0 ? lines : 1);
    if (words[0])
        sketch_text(page, inner, tail.text, style);
    if (field->focus)
        sketch_box(page,
                   (struct rect_mm){inner.x + tail.x + 0.4,
                                    inner.y + tail.y + line * 0.12, 0.6, line * 0.76},
                   (struct box_style){.fill = TINT_MARK});
}

void
field_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_field *field = &row->block->field;
    double left = field->left ? line_height(page, TYPE_CAPTION) + 0.6 : 0;
    rect.h -= left;
    const char *shown = field->text && field->text[0] ? field->text
                        : field->placeholder          ? field->placeholder
                                                      : "";
    sketch_node(
        page,
        (struct node_words){field->id, field->masked ? "" : shown, field->say, NULL},
        NODE_FIELD, 0, rect);
    if (field->slots > 0)
        draw_slots(page, field, rect);
    else
        draw_text_field(page, field, rect);
    if (!field->left)
        return;
    rect = (struct rect_mm){rect.x, rect.y + rect.h + 0.6, rect.w, left - 0.6};
    sketch_node(page, (struct node_words){"left", field->left, NULL, NULL}, NODE_TEXT,
                0, rect);
    sketch_text(page, rect, field->left,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .align = ALIGN_END});
}

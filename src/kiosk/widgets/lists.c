/* lists: draws facts (icon, title, text), counts (label, number) and pills (small
 * buttons). */
#include "widget.h"

#include "words.h"

#include <math.h>
#include <stdio.h>

static double
fact_icon_mm(const struct page *page)
{
    double most = page->theme->compact                     ? 10
                  : page->theme->tall || page->theme->wide ? 20
                                                           : 15.6;
    double least = fmax(12.7, page->theme->cap_mm[TYPE_BODY] * 1.75);
    return page->snug >= SNUG_HEADING ? fmin(most, least) : most;
}

static double
fact_leading(const struct page *page)
{
    if (theme_leading(TYPE_BODY, page->frame.language) > 1.31) {
        return page->snug >= SNUG_ROWS ? 1.3 : 1.4;
    }
    return page->theme->compact ? 1.12 : 1.2;
}

static enum type
fact_type(const struct page *page)
{
    bool large = page->theme->display.size >= TEXT_SIZE_L;
    return page->snug >= SNUG_WORDS && large ? TYPE_CAPTION : TYPE_BODY;
}

/* Whether title and text stand in one paragraph. Where there is little room, this saves
 * a line for each fact. */
static bool
is_run_in(const struct page *page, const struct page_item *item)
{
    return page->snug >= SNUG_HEADING && item->run_in;
}

/* The words of such a paragraph: title and text, or the one that there is. */
static const char *
fact_paragraph(const struct page *page, const struct page_item *item)
{
    return is_run_in(page, item) ? item->run_in : item->detail;
}

static double
fact_text_height(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .leading = fact_leading(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
fact_words_width(const struct page *page, double width)
{
    return width - fact_icon_mm(page) - page->theme->pad_mm;
}

static void
measure_facts(struct page *page, const struct block *block, double width)
{
    double inner = fact_words_width(page, width);
    double air = page->theme->compact ? 0.8 : page->theme->tall ? 5 : 2.6;
    if (page->snug >= SNUG_ROWS) {
        air = fmin(air, page->snug >= SNUG_BARE ? 0.8 : 1.4);
    }
    if (page->snug == SNUG_NOT && block->count > 0) {
        bool has_code = page_block(page, BLOCK_CODE); /* which takes its part of it */
        double rest = page->rest_mm * (has_code ? 0.5 : 1);
        air += fmin(rest / (double)block->count / 2, page->theme->tall ? 8 : 4);
    }
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        const char *words = fact_paragraph(page, item);
        double height = 0;
        if (item->text && !is_run_in(page, item)) {
            height = fact_text_height(page, item->text, TYPE_LABEL, inner);
        }
        if (words) {
            height += fact_text_height(page, words, fact_type(page), inner);
        }
        struct row *row =
            row_add(page, block, fmax(height, fact_icon_mm(page)) + 2 * air, 0);
        row->first = i;
        row->count = 1;
    }
}

/* They stand in the middle of the row's height. */
static void
draw_fact_words(struct page *page, const struct page_item *item, struct rect_mm place)
{
    bool has_title = item->text && !is_run_in(page, item);
    const char *words = fact_paragraph(page, item);
    double title =
        has_title ? fact_text_height(page, item->text, TYPE_LABEL, place.w) : 0;
    double below = words ? fact_text_height(page, words, fact_type(page), place.w) : 0;
    struct text_style style = {.type = TYPE_LABEL,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .leading = fact_leading(page),
                               .language = item->language};
    place.y += (place.h - title - below) / 2;
    place.h = title;
    if (has_title) {
        sketch_text(page, place, item->text, style);
    }
    place.y += title;
    place.h = below;
    style.type = fact_type(page);
    if (words) {
        sketch_text(page, place, words, style);
    }
}

static void
draw_fact(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_item *item = &row->block->items[row->first];
    const struct theme *theme = page->theme;
    double side = fact_icon_mm(page);
    char both[2 * TYPESET_TEXT_MAX_BYTES], said[2 * TYPESET_TEXT_MAX_BYTES];
    const char *title = item->text ? item->text : "";
    const char *detail = item->detail ? item->detail : "";
    if (*title && *detail) {
        words_labeled(both, sizeof both, title, detail);
        words_sentences(said, sizeof said, title, detail);
    } else {
        snprintf(both, sizeof both, "%s", *title ? title : detail);
        snprintf(said, sizeof said, "%s", both);
    }
    sketch_node(page,
                (struct node_words){item->id, both, item->say ? item->say : said,
                                    item->language},
                NODE_TEXT, 0, rect);
    sketch_speech(page, item->aloud, item->recording);
    enum tint ground = row->first % 2 == 0 ? TINT_SAGE : TINT_SAND;
    struct rect_mm square = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    sketch_box(page, square,
               (struct box_style){.fill = ground, .radius_mm = theme->radius_mm});
    if (item->icon) {
        sketch_icon(page, rect_inset(square, side * 0.21, side * 0.21), item->icon,
                    TINT_ON_TINT);
    }
    struct rect_mm place = {rect.x + side + theme->pad_mm, rect.y,
                            fact_words_width(page, rect.w), rect.h};
    draw_fact_words(page, item, place);
    if (row->first + 1 < row->block->count) {
        sketch_box(page,
                   (struct rect_mm){rect.x, rect.y + rect.h - theme->hairline_mm,
                                    rect.w, theme->hairline_mm},
                   (struct box_style){.fill = TINT_HAIRLINE});
    }
}

static enum type
count_type(const struct page *page)
{
    return page->frame.staff && page->snug >= SNUG_ROWS ? TYPE_CAPTION : TYPE_BODY;
}

/* Where staff have little room, the counts stand beside each other, each number above
 * its label. */
static bool
counts_are_beside(const struct page *page, double width)
{
    return page->frame.staff && page->snug >= SNUG_HEADING && width > 120;
}

static double
count_width(const struct page *page, const struct block *block, double width)
{
    double gaps = page->theme->gap_mm * (double)(block->count - 1);
    return (width - gaps) / (double)block->count;
}

/* Of the numbers above the labels: one line, unless one of them is rather a name. */
static double
numbers_height(struct page *page, const struct block *block, double each)
{
    double tallest = line_height(page, TYPE_LABEL);
    for (size_t i = 0; i < block->count; i++) {
        const char *number = block->items[i].detail ? block->items[i].detail : "";
        tallest = fmax(tallest, text_height(page, number, TYPE_LABEL, true, each));
    }
    return tallest;
}

static void
measure_counts_beside(struct page *page, const struct block *block, double width)
{
    double tallest = 0, each = count_width(page, block, width);
    for (size_t i = 0; i < block->count; i++) {
        tallest = fmax(tallest, text_height(page, block->items[i].text, TYPE_CAPTION,
                                            false, each));
    }
    row_add(page, block, tallest + numbers_height(page, block, each),
            page->theme->gap_mm * 0.6)
        ->columns = (int)block->count;
}

static void
draw_counts_beside(struct page *page, const struct block *block, struct rect_mm rect)
{
    double each = count_width(page, block, rect.w);
    double line = numbers_height(page, block, each);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        char both[TYPESET_TEXT_MAX_BYTES];
        words_labeled(both, sizeof both, item->text, item->detail ? item->detail : "");
        rect.w = each;
        sketch_node(page,
                    (struct node_words){item->id, both, item->say, item->language},
                    NODE_COUNT, 0, rect);
        sketch_speech(page, item->aloud, item->recording);
        struct text_style style = {.type = TYPE_LABEL,
                                   .bold = true,
                                   .tint = TINT_INK,
                                   .ground = TINT_PAPER,
                                   .language = item->language};
        sketch_text(page, (struct rect_mm){rect.x, rect.y, each, line},
                    item->detail ? item->detail : "", style);
        style.type = TYPE_CAPTION;
        style.bold = false;
        sketch_text(page, (struct rect_mm){rect.x, rect.y + line, each, rect.h - line},
                    item->text, style);
        rect.x += each + page->theme->gap_mm;
    }
}

static void
measure_counts(struct page *page, const struct block *block, double width)
{
    if (counts_are_beside(page, width)) {
        measure_counts_beside(page, block, width);
        return;
    }
    enum type type = count_type(page);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        double number = text_width(page, item->detail ? item->detail : "", type, true);
        double height = text_height(page, item->text, type, false, width - number - 3);
        struct row *row = row_add(page, block,
                                  height + (page->theme->compact ? 1.6
                                            : page->frame.staff  ? 3
                                                                 : 4.6),
                                  i == 0 ? page->theme->gap_mm * 0.6 : 0);
        row->first = i;
        row->count = 0;
    }
}

static void
draw_count(struct page *page, const struct row *row, struct rect_mm rect)
{
    if (row->columns > 0) {
        draw_counts_beside(page, row->block, rect);
        return;
    }
    const struct page_item *item = &row->block->items[row->first];
    enum type type = count_type(page);
    const char *number = item->detail ? item->detail : "";
    char both[TYPESET_TEXT_MAX_BYTES];
    words_labeled(both, sizeof both, item->text, number);
    sketch_node(page, (struct node_words){item->id, both, item->say, item->language},
                NODE_COUNT, 0, rect);
    sketch_speech(page, item->aloud, item->recording);
    double width = text_width(page, number, type, true);
    struct rect_mm place = rect;
    place.w -= width + 3;
    struct text_style style = {.type = type,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .language = item->language};
    sketch_text_middle(page, place, item->text, style);
    style.align = ALIGN_END;
    style.bold = true;
    style.language = NULL;
    place.x = rect.x + rect.w - width;
    place.w = width;
    sketch_text_middle(page, place, number, style);
    if (row->first + 1 < row->block->count) {
        sketch_box(page,
                   (struct rect_mm){rect.x, rect.y + rect.h - page->theme->hairline_mm,
                                    rect.w, page->theme->hairline_mm},
                   (struct box_style){.fill = TINT_HAIRLINE});
    }
}

static double
pill_gap(void)
{
    return THEME_GAP_MIN_MM + 0.3;
}

/* Where one of several pills may be chosen, each has room for a tick, so that none
 * moves when another is chosen. */
static double
pill_tick_mm(const struct page *page, const struct block *block)
{
    bool may_be_chosen = block->count > 1 && !page->frame.staff;
    return may_be_chosen ? page->theme->cap_mm[TYPE_CAPTION] * 1.25 : 0;
}

static double
pill_width(struct page *page, const struct block *block, const struct page_item *item)
{
    double tick = pill_tick_mm(page, block);
    return fmax(page->theme->target_mm,
                text_width(page, item->text, TYPE_CAPTION, true) + 5 +
                    (tick > 0 ? tick + 1 : 0));
}

/* Whether all pills have the same width. They do if they fit into one line in this way;
 * otherwise each is as wide as its words. */
static bool
pills_are_equal(struct page *page, const struct block *block, double width)
{
    double widest = 0;
    for (size_t i = 0; i < block->count; i++) {
        widest = fmax(widest, pill_width(page, block, &block->items[i]));
    }
    return (widest + pill_gap()) * (double)block->count - pill_gap() <= width;
}

static void
measure_pills(struct page *page, const struct block *block, double width)
{
    bool equal = pills_are_equal(page, block, width);
    for (size_t i = 0; i < block->count;) {
        double above = page->snug >= SNUG_HEADING ? pill_gap() : page->theme->gap_mm;
        struct row *row =
            row_add(page, block, page->theme->target_mm, i == 0 ? above : pill_gap());
        double used = 0;
        row->first = i;
        row->columns = 0;
        do {
            used += pill_width(page, block, &block->items[i++]) + pill_gap();
            row->columns++;
        } while (i < block->count &&
                 (equal || used + pill_width(page, block, &block->items[i]) <= width));
    }
}

static void
draw_pill(struct page *page, const struct page_item *item, double tick,
          struct rect_mm rect)
{
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                item->sets == SETS_ONE      ? NODE_ANSWER
                : item->sets == SETS_ITSELF ? NODE_TOGGLE
                                            : NODE_BUTTON,
                state, rect);
    struct card_style style = card_style(page, item->chosen);
    style.box.radius_mm = rect.h / 2;
    sketch_box(page, rect, style.box);
    if (item->chosen && tick > 0) {
        double words = text_width(page, item->text, TYPE_CAPTION, true);
        double x = rect.x + (rect.w - tick - 1 - words) / 2;
        sketch_icon(page, (struct rect_mm){x, rect.y + (rect.h - tick) / 2, tick, tick},
                    "check", style.text);
        rect = (struct rect_mm){x + tick + 1, rect.y, words, rect.h};
    }
    sketch_text_middle(
        page, rect, item->text,
        (struct text_style){.type = TYPE_CAPTION,
                            .bold = true,
                            .tint = item->disabled ? TINT_DISABLED : style.text,
                            .ground = style.ground,
                            .align = ALIGN_CENTER,
                            .language = item->language});
}

static void
draw_pills(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    bool equal = pills_are_equal(page, block, rect.w);
    double widest = 0, share = (rect.w + pill_gap()) / row->columns - pill_gap();
    for (size_t i = 0; i < block->count; i++) {
        widest = fmax(widest, pill_width(page, block, &block->items[i]));
    }
    for (size_t i = row->first; i < row->first + (size_t)row->columns; i++) {
        rect.w = equal ? fmin(share, fmax(widest, 45))
                       : pill_width(page, block, &block->items[i]);
        draw_pill(page, &block->items[i], pill_tick_mm(page, block), rect);
        rect.x += rect.w + pill_gap();
    }
}

void
lists_measure(struct page *page, const struct block *block, double width)
{
    if (block->kind == BLOCK_FACTS) {
        measure_facts(page, block, width);
    } else if (block->kind == BLOCK_COUNTS) {
        measure_counts(page, block, width);
    } else {
        measure_pills(page, block, width);
    }
}

void
lists_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    if (row->block->kind == BLOCK_FACTS) {
        draw_fact(page, row, rect);
    } else if (row->block->kind == BLOCK_COUNTS) {
        draw_count(page, row, rect);
    } else {
        draw_pills(page, row, rect);
    }
}

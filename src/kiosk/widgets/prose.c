/* prose: draws titles, headings and paragraphs, and divides long ones into pieces. */
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum type
type_of(const struct page *page, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        return page->snug >= SNUG_BARE      ? TYPE_BUTTON
               : page->snug >= SNUG_HEADING ? TYPE_QUESTION
                                            : TYPE_TITLE;
    case BLOCK_HEADING: /* what somebody types needs the room */
        if (page_block(page, BLOCK_KEYBOARD)) {
            return page->snug != SNUG_NOT ? TYPE_CAPTION : TYPE_BUTTON;
        }
        if (page->snug >= SNUG_WORDS && page_block(page, BLOCK_ANSWERS)) {
            return TYPE_CAPTION; /* all answers stand on the page of their question */
        }
        return page->snug >= SNUG_HEADING || page_block(page, BLOCK_QR) ? TYPE_BUTTON
                                                                        : TYPE_QUESTION;
    case BLOCK_ASK:
        return TYPE_LABEL;
    case BLOCK_NOTE:
        return TYPE_CAPTION;
    default:
        if (page->frame.staff) { /* smaller text is allowed here where it is needed */
            return page->snug >= SNUG_ROWS ? TYPE_CAPTION : TYPE_BODY;
        }
        return page->snug >= SNUG_WORDS && page->theme->display.size >= TEXT_SIZE_L
                   ? TYPE_CAPTION
                   : TYPE_BODY;
    }
}

/* On a page with little room the lines stand closer. */
static double
leading_of(const struct page *page, enum type type)
{
    double leading = theme_leading(type, page->frame.language);
    bool text = type == TYPE_BODY || type == TYPE_CAPTION;
    if (!text && page->snug >= SNUG_BARE && page_block(page, BLOCK_ANSWERS)) {
        return fmin(leading, 1.2);
    }
    if (!text || page->snug < SNUG_HEADING) {
        return leading;
    }
    return leading > 1.31 ? 1.35 : 1.15;
}

static double
words_height(struct page *page, const char *words, enum type type, bool bold,
             double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = bold,
                        .leading = leading_of(page, type),
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

/* A line has at most 65 letters, or 35 Chinese ones; longer lines are hard to read. */
static double
line_width(const struct page *page, enum type type, double width)
{
    double font = theme_font_px(page->theme, type) / page->theme->px_per_mm;
    return fmin(width, 65 * 0.54 * font);
}

enum type
prose_again_type(const struct page *page)
{
    return page->theme->display.size >= TEXT_SIZE_L ? TYPE_CAPTION : TYPE_LABEL;
}

/* The height of a repeated heading. One that takes much of the page is smaller on the
 * next. */
static double
again_height(struct page *page, const char *words, double height, double width)
{
    if (height <= page->content.h * 0.3) {
        return height;
    }
    enum type type = prose_again_type(page);
    width = line_width(page, type, width);
    return fmin(height, words_height(page, words, type, true, width));
}

static double
words_line(struct page *page, enum type type)
{
    return round(leading_of(page, type) * theme_font_px(page->theme, type)) /
           page->theme->px_per_mm;
}

/* How many lines fit below a repeated heading. */
static int
lines_that_fit(const struct page *page, double line)
{
    double repeated = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        repeated += page->rows[i].again_mm;
    }
    if (repeated > page->content.h / 2) {
        repeated = 0;
    } else if (repeated > 0) {
        repeated += page->theme->gap_mm;
    }
    int lines = (int)((page->content.h - repeated) / line);
    return lines > 0 ? lines : 1;
}

/* The spans (bold, italic) that are open at the end of a piece. The next piece begins
 * with them. */
struct open_spans {
    char marks[3];
};

static struct open_spans
open_at_end(const char *from, size_t size)
{
    struct open_spans open = {""};
    bool bold = false, italic = false;
    for (size_t i = 0; i < size; i++) {
        bold = from[i] == TYPESET_BOLD_ON || (bold && from[i] != TYPESET_BOLD_OFF);
        italic =
            from[i] == TYPESET_ITALIC_ON || (italic && from[i] != TYPESET_ITALIC_OFF);
    }
    size_t count = 0;
    if (bold) {
        open.marks[count++] = TYPESET_BOLD_ON;
    }
    if (italic) {
        open.marks[count++] = TYPESET_ITALIC_ON;
    }
    return open;
}

/* Divides a long text into several rows, each with some of its lines. */
static void
cut_into_rows(struct page *page, const struct block *block, enum type type,
              double width)
{
    double line = words_line(page, type);
    int lines = lines_that_fit(page, line);
    const char *at = block->text;
    size_t number = 0;
    struct open_spans open = {""};
    while (*at && !page->failed) {
        size_t left = strlen(at);
        char *piece = malloc(left + sizeof open.marks);
        if (!piece) {
            page->failed = true;
            return;
        }
        size_t mark = strlen(open.marks);
        memcpy(piece, open.marks, mark);
        memcpy(piece + mark, at, left + 1);
        struct part part = {.text = piece,
                            .language = page->frame.language,
                            .type = type,
                            .leading = leading_of(page, type),
                            .rtl = page->frame.rtl,
                            .rect = {.w = width}};
        struct text_spec spec = part_text_spec(&part, page->theme);
        size_t size = typeset_cut(page->typeset, &spec, lines);
        if (size <= mark) {
            size = left + mark;
        }
        piece[size] = '\0';
        open = open_at_end(piece, size);
        at += size - mark;
        struct row *row =
            row_add(page, block, words_height(page, piece, type, false, width),
                    number == 0 ? page->theme->gap_mm : 0);
        row->type = type;
        row->text = piece;
        row->first = number++;
    }
}

/* Whether a heading comes next: then a note belongs to what is above it. */
static bool
is_before_heading(const struct page *page, const struct block *block)
{
    const struct block *next = block + 1;
    return next < page->blocks + page->block_count &&
           (next->kind == BLOCK_HEADING || next->kind == BLOCK_ASK);
}

void
prose_measure(struct page *page, const struct block *block, double width)
{
    enum type type = type_of(page, block);
    width = line_width(page, type, width);
    bool is_bold = block->kind == BLOCK_HEADING;
    double height = words_height(page, block->text, type, is_bold, width);
    double line = words_line(page, type);
    if (height > lines_that_fit(page, line) * line + 0.01) {
        cut_into_rows(page, block, type, width);
        return;
    }
    double gap = page->theme->gap_mm;
    if (block->kind == BLOCK_NOTE) {
        gap *= page->snug >= SNUG_HEADING ? 0.3 : 0.7;
    } else if (page->snug >= SNUG_HEADING) {
        gap = fmin(gap, 2.6);
    }
    struct row *row = row_add(page, block, height, gap);
    row->type = type;
    row->bold = is_bold;
    bool heads = block->kind == BLOCK_HEADING || block->kind == BLOCK_TITLE;
    row->again_mm = heads ? again_height(page, block->text, height, width) : 0;
    bool is_hint = block->kind == BLOCK_NOTE && !page->picture_leads &&
                   !is_before_heading(page, block);
    row->glued = heads || is_hint || block->kind == BLOCK_ASK;
    if (block->kind == BLOCK_ASK) {
        row->gap = block->number > 1 ? 2 * page->theme->gap_mm : gap;
    }
}

/* Writes "heading", "body-1", or "body-1-2" for the second piece of "body-1". */
static void
block_id(const struct row *row, char *out, size_t size)
{
    const struct block *block = row->block;
    bool title = block->kind == BLOCK_TITLE, heading = block->kind == BLOCK_HEADING;
    const char *kind = title                       ? "title"
                       : heading                   ? "heading"
                       : block->kind == BLOCK_ASK  ? "ask"
                       : block->kind == BLOCK_NOTE ? "note"
                                                   : "body";
    if ((title || heading) && block->number == 1) {
        snprintf(out, size, "%s", kind);
    } else {
        snprintf(out, size, "%s-%d", kind, block->number);
    }
    if (row->text && row->first > 0) {
        snprintf(out + strlen(out), size - strlen(out), "-%zu", row->first + 1);
    }
}

/* What is said about the dot on the map waits until the dot is there. Its place is
 * kept, and it is spoken in any case. */
static double
fade_of(const struct page *page, const struct block *block)
{
    const struct block *map = page_block(page, BLOCK_MAP);
    return map && map->map.way < 1 && block->kind == BLOCK_BODY ? 1 : 0;
}

/* The place of the words in a cell: as far from its edge as those of a card. */
static struct rect_mm
cell_place(const struct page *page, struct rect_mm rect)
{
    double pad = page->theme->pad_mm;
    return (struct rect_mm){rect.x + pad, rect.y, rect.w - pad, rect.h};
}

bool
prose_fits(struct page *page, const struct block *block, struct rect_mm rect)
{
    enum type type = type_of(page, block);
    struct rect_mm place = cell_place(page, rect);
    return word_width(page, block->text, type, false) <= place.w &&
           words_height(page, block->text, type, false, place.w) <= place.h;
}

void
prose_draw_in(struct page *page, const struct block *block, struct rect_mm rect)
{
    const struct row row = {.block = block};
    struct rect_mm place = cell_place(page, rect);
    enum type type = type_of(page, block);
    char id[48];
    block_id(&row, id, sizeof id);
    sketch_node(page, (struct node_words){id, block->text, block->say, NULL}, NODE_TEXT,
                0, place);
    sketch_text_middle(page, place, block->text,
                       (struct text_style){.type = type,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER,
                                           .leading = leading_of(page, type)});
}

void
prose_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    bool heading = block->kind == BLOCK_HEADING || block->kind == BLOCK_TITLE ||
                   block->kind == BLOCK_ASK;
    const char *words = row->text ? row->text : block->text;
    rect.w = line_width(page, row->type, rect.w);
    char id[48];
    block_id(row, id, sizeof id);
    sketch_node(page,
                (struct node_words){id, words, row->text ? NULL : block->say, NULL},
                heading ? NODE_HEADING : NODE_TEXT, 0, rect);
    sketch_speech(page, block->aloud, row->text ? NULL : block->recording);
    const struct text_style style = {.type = row->type,
                                     .bold = row->bold,
                                     .tint = TINT_INK,
                                     .ground = TINT_PAPER,
                                     .fade = fade_of(page, block),
                                     .leading = leading_of(page, row->type)};
    if (block->kind == BLOCK_HEADING) { /* no word alone on its last line */
        rect.w = fmin(rect.w, sketch_balanced_width(page, words, style, rect.w));
    }
    sketch_text(page, rect, words, style);
}

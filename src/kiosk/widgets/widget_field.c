/* widget_field: draws a field with what was typed, and what stands below it. */
#include "townline/characters.h"
#include "widget.h"

#include "words.h"

#include <math.h>
#include <string.h>

#define SLOT_MM 14.0
#define SLOT_GROUP 4
#define SLOT_GROUP_MANY 6 /* up to so many boxes stand in one row */
#define LINES_MAX 3
/* Around lines that stand close, and above the hint, where the page has room. */
#define FIELD_AIR_MM 3
#define HINT_AIR_MM 1.6

/* A problem takes the place of the hint. */
static const char *
hint_words(const struct page_field *field)
{
    return field->problem ? field->problem : field->hint;
}

/* Whether the words below the field stand close to it. Above a keyboard there is little
 * room. */
static bool
is_close(const struct page *page)
{
    const struct block *field = page_block(page, BLOCK_FIELD);
    return field && hint_words(&field->field) && !page->theme->tall &&
           !page->theme->wide;
}

static double
field_pad(const struct page *page)
{
    if (is_close(page)) {
        return 1;
    }
    return page->theme->compact ? 1.2 : page->theme->tall ? 3 : 1.4;
}

/* On the smallest panel two lines of what is typed are seen above its keys. */
static enum type
field_type(const struct page *page)
{
    return page->theme->compact && page_block(page, BLOCK_KEYBOARD) ? TYPE_CAPTION
                                                                    : TYPE_BODY;
}

/* The lines stand closer than in a paragraph, so that more of the text can be seen. */
static double
field_leading(const struct page *page)
{
    double leading = theme_leading(TYPE_BODY, page->frame.language);
    return leading > 1.31 && !is_close(page) ? leading : 1.2;
}

static double
field_line(const struct page *page)
{
    return round(field_leading(page) * theme_font_px(page->theme, field_type(page))) /
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
    if (is_close(page)) {
        return page->theme->compact ? 0.8 : 1.4;
    }
    if (page->snug != SNUG_NOT) {
        return 1.4;
    }
    return page->theme->compact ? 1.5 : page->theme->tall ? page->theme->gap_mm : 2;
}

/* The height of its capitals where there is little room. */
#define HINT_LEAST_MM 3.5

static double
below_gap(const struct page *page)
{
    return is_close(page) ? 0.3 : 0.6;
}

/* The words below the field, in a size of their own. */
static struct part
below_part(const struct page *page, const char *words, int font_px, double width)
{
    bool stacked = theme_leading(TYPE_CAPTION, page->frame.language) > 1.31;
    double close = page->theme->compact ? 1 : stacked ? 1.1 : 1.05;
    return (struct part){.text = words,
                         .language = page->frame.language,
                         .type = TYPE_CAPTION,
                         .font_px = font_px,
                         .leading = is_close(page) ? close : 0,
                         .rect = {.w = width},
                         .rtl = page->frame.rtl};
}

static double
below_width(struct page *page, const char *words, int font_px)
{
    struct part part = below_part(page, words, font_px, 0);
    return (text_size(page, &part).width + 1) / page->theme->px_per_mm;
}

/* The icon before the hint is about as high as its capitals and tails. */
static double
hint_icon(const struct page *page, const struct page_field *field, int font_px)
{
    return field->hint_icon && !field->problem ? font_px / page->theme->px_per_mm : 0;
}

static double
hint_before(const struct page *page, const struct page_field *field, int font_px)
{
    double icon = hint_icon(page, field, font_px);
    return icon > 0 ? icon * 1.35 : 0;
}

/* A problem has its sign, as high as a line, and a ground of its own around its words.
 * Above a keyboard there is less room for air, and none where words are large. */
#define PROBLEM_AIR_MM 1.2
#define TYPED_AIR_MM 0.9

static double
problem_sign(const struct page *page, int font_px)
{
    double share = page->theme->compact ? 0.9 : 1.1;
    return share * font_px / page->theme->px_per_mm;
}

static double
problem_air(const struct page *page)
{
    const struct theme *theme = page->theme;
    if (!page_block(page, BLOCK_KEYBOARD) || theme->tall) {
        return PROBLEM_AIR_MM;
    }
    return theme->compact || theme->display.size > TEXT_SIZE_M ? 0 : TYPED_AIR_MM;
}

static double
words_width(const struct page *page, const struct page_field *field, int font_px,
            double width)
{
    return field->problem ? width - problem_sign(page, font_px) - 4 * PROBLEM_AIR_MM
                          : width - hint_before(page, field, font_px);
}

/* The font size of the hint. It is as large as a caption, if that takes one line and
 * the page has room for it. */
static int
below_font_px(struct page *page, const struct page_field *field, double width)
{
    int caption = theme_font_px(page->theme, TYPE_CAPTION);
    if (!hint_words(field) || !is_close(page)) {
        return caption;
    }
    width = words_width(page, field, caption, width);
    int least = (int)ceil(caption * HINT_LEAST_MM / page->theme->cap_mm[TYPE_CAPTION]);
    double one_line = caption * width / below_width(page, hint_words(field), caption);
    /* a second line of what is typed comes first */
    double rest = page->rest_mm - (page->theme->compact ? field_line(page) : 0);
    double room = least + fmax(0, rest) * page->theme->px_per_mm / 1.1;
    return (int)fmax(least, fmin(caption, fmin(floor(one_line), floor(room))));
}

/* Whether the hint is shown. How much is left is more important, where both have no
 * room. */
static bool
has_hint(struct page *page, const struct page_field *field, int font_px, double width)
{
    return hint_words(field) && (field->problem || !field->left ||
                                 hint_before(page, field, font_px) +
                                         below_width(page, field->hint, font_px) +
                                         below_width(page, field->left, font_px) + 4 <=
                                     width);
}

static double
below_height(struct page *page, const struct page_field *field, int font_px,
             double width)
{
    const char *words =
        has_hint(page, field, font_px, width) ? hint_words(field) : field->left;
    if (!words) {
        return 0;
    }
    struct part part =
        below_part(page, words, font_px, words_width(page, field, font_px, width));
    double height = text_size(page, &part).height / page->theme->px_per_mm;
    if (field->problem) {
        height = fmax(height, problem_sign(page, font_px)) + 2 * problem_air(page);
    }
    return below_gap(page) + height;
}

void
field_measure(struct page *page, const struct block *block, double width)
{
    const struct page_field *field = &block->field;
    double gap = field_gap(page), pads = 2 * field_pad(page);
    int font_px = below_font_px(page, field, width);
    double below = below_height(page, field, font_px, width);
    struct row *row;
    if (field->slots > 0 || field->masked || field->number) {
        row = row_add(page, block, slot_height(page) + below, gap);
    } else {
        double line = field_line(page), rest = page->rest_mm;
        page->rest_mm = 0; /* the hint took some of it */
        double smallest =
            below_height(page, field, below_font_px(page, field, width), width);
        page->rest_mm = rest;
        int lines = 1 + (int)(fmax(0, rest - (below - smallest)) / line);
        int most = LINES_MAX + (page->theme->tall ? 4 : page->theme->wide ? 2 : 0);
        lines = lines > most ? most : lines;
        double air = fmax(0, rest - (below - smallest) - (lines - 1) * line);
        double lines_air = is_close(page) ? fmin(air, FIELD_AIR_MM) : 0;
        double hint_air = is_close(page) ? fmin((air - lines_air) / 2, HINT_AIR_MM) : 0;
        row = row_add(page, block, lines * line + lines_air + hint_air + below + pads,
                      gap);
        row->inner_mm = hint_air;
    }
    row->font_px = font_px;
    row->glued = page_block(page, BLOCK_KEYBOARD) != NULL;
}

/* Digits are read from the left in every language, and in fours where there are many,
 * as they are printed: 1234 5678 90. */
static struct rect_mm
slot_place(struct page *page, const struct page_field *field, struct rect_mm rect,
           size_t i)
{
    double gap = page->theme->compact ? 1 : 2;
    size_t at = page->frame.rtl ? field->slots - 1 - i : i;
    size_t groups =
        field->slots > SLOT_GROUP_MANY ? (field->slots - 1) / SLOT_GROUP : 0;
    size_t before = groups == 0 ? 0 : i / SLOT_GROUP;
    before = page->frame.rtl ? groups - before : before;
    double gaps = gap * (double)(field->slots - 1 + groups);
    double width = fmin(SLOT_MM, (rect.w - gaps) / (double)field->slots);
    return (struct rect_mm){rect.x + (double)at * (width + gap) + (double)before * gap,
                            rect.y, width, rect.h};
}

static void
draw_slots(struct page *page, const struct page_field *field, struct rect_mm rect)
{
    size_t filled = 0;
    char one[5];
    const char *at = field->text ? field->text : "";
    for (size_t i = 0; i < field->slots; i++) {
        struct rect_mm slot = slot_place(page, field, rect, i);
        bool next = field->focus && *at == '\0' && (i == 0 || filled == i);
        sketch_box(page, slot,
                   (struct box_style){TINT_CARD, next ? TINT_MARK : TINT_INK,
                                      next ? page->theme->chosen_border_mm
                                           : page->theme->border_mm,
                                      2});
        if (*at == '\0') {
            continue;
        }
        size_t size = 1;
        while (character_is_inside(at[size]) && size < 4) {
            size++;
        }
        memcpy(one, at, size);
        one[size] = '\0';
        at += size;
        filled = i + 1;
        if (field->masked) {
            double disc = fmin(4, slot.w * 0.4);
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

/* The end of a text that is too long for the field, and where its last line ends. */
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
                        .type = field_type(page),
                        .leading = field_leading(page),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    int all = text_size(page, &part).lines;
    struct text_spec spec = part_text_spec(&part, page->theme);
    struct tail tail = {words, 0, 0};
    if (all > lines) {
        tail.text = words + typeset_cut(page->typeset, &spec, all - lines);
    }
    const char *last =
        all > 1 ? words + typeset_cut(page->typeset, &spec, all - 1) : words;
    size_t size = strlen(words);
    /* the caret is on the next line already */
    if (size > 0 && words[size - 1] == '\n') {
        tail.y = line * fmin(all, lines - 1);
        return tail;
    }
    tail.x = *last ? text_width(page, last, field_type(page), false) : 0;
    tail.y = line * (fmin(all > 0 ? all : 1, lines) - 1);
    /* blanks at the end were typed, but are not drawn */
    for (size_t i = size; i > 0 && words[i - 1] == ' '; i--) {
        tail.x += page->theme->cap_mm[field_type(page)] * 0.36;
    }
    tail.x = fmin(tail.x, width);
    return tail;
}

#define MASKED_BYTES 200

/* Writes a dot for each character. */
static const char *
mask(const char *words, char out[MASKED_BYTES])
{
    size_t at = 0;
    for (; *words && at + 4 < MASKED_BYTES; words++) {
        if (character_is_inside(*words)) {
            continue;
        }
        memcpy(out + at, "\xE2\x80\xA2", 3); /* a bullet */
        at += 3;
    }
    out[at] = '\0';
    return out;
}

/* Draws the placeholder as dark as typed text and smaller, beside the caret, in the
 * first line or over all lines. */
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
    if (height > inner.h + line * 0.3) { /* then it is only spoken */
        return;
    }
    if (height <= line * 1.3) { /* so that it begins where the caret is */
        inner.h = line;
    }
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
    /* one line in a box that is as high as a button */
    if (field->masked || field->number) {
        inner.y += fmax(0, (inner.h - line) / 2);
        inner.h = line;
    }
    int lines = (int)(inner.h / line + 0.01);
    inner.y += fmax(0, inner.h - lines * line) / 2;
    char masked[MASKED_BYTES];
    const char *words = field->text ? field->text : "";
    if (field->masked) {
        words = mask(words, masked);
    }
    struct text_style style = {.type = field_type(page),
                               .tint = TINT_INK,
                               .ground = TINT_CARD,
                               .leading = field_leading(page)};
    if (words[0] == '\0' && field->placeholder) {
        draw_placeholder(page, field, inner);
    }
    struct tail tail = find_tail(page, words, inner.w, lines > 0 ? lines : 1);
    if (words[0]) {
        sketch_text(page, inner, tail.text, style);
    }
    if (field->focus) {
        sketch_box(page,
                   (struct rect_mm){inner.x + tail.x + 0.4,
                                    inner.y + tail.y + line * 0.12, 0.6, line * 0.76},
                   (struct box_style){.fill = TINT_MARK});
    }
}

/* Draws the problem on sand with a smaller sign than above answers. */
static void
draw_problem(struct page *page, const struct page_field *field, int font_px,
             struct rect_mm rect)
{
    double side = problem_sign(page, font_px);
    double before = side + 3 * PROBLEM_AIR_MM;
    struct part part = below_part(page, field->problem, font_px,
                                  words_width(page, field, font_px, rect.w));
    double height = text_size(page, &part).height / page->theme->px_per_mm;
    char say[2 * TYPESET_TEXT_MAX_BYTES];
    const char *spoken = field->below_say;
    words_sentences(say, sizeof say, tr("There is a problem"),
                    spoken ? spoken : field->problem);
    bool is_whole = !spoken && field->problem[0] == TYPESET_BOLD_ON;
    sketch_node(
        page,
        (struct node_words){"problem", field->problem, is_whole ? NULL : say, NULL},
        NODE_TEXT, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_SAND, TINT_INK, page->theme->border_mm,
                                  page->theme->radius_mm});
    sketch_icon(page,
                (struct rect_mm){rect.x + 1.5 * PROBLEM_AIR_MM,
                                 rect.y + (rect.h - side) / 2, side, side},
                "problem", TINT_ON_TINT);
    rect.x += before;
    rect.w = words_width(page, field, font_px, rect.w);
    rect.y += (rect.h - height) / 2;
    rect.h = height;
    sketch_text(page, rect, field->problem,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_SAND,
                                    .font_px = font_px,
                                    .leading = below_part(page, "", 0, 0).leading});
}

static void
draw_below(struct page *page, const struct page_field *field, int font_px,
           struct rect_mm rect)
{
    if (field->problem) {
        draw_problem(page, field, font_px, rect);
        return;
    }
    bool hint = has_hint(page, field, font_px, rect.w);
    struct text_style style = {.type = TYPE_CAPTION,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .font_px = font_px,
                               .leading = below_part(page, "", 0, 0).leading};
    struct rect_mm end = rect;
    if (hint && field->left) {
        end.w = below_width(page, field->left, font_px);
        end.x += rect.w - end.w;
        rect.w -= end.w + 4;
    }
    if (hint) {
        double icon = hint_icon(page, field, font_px);
        double before = hint_before(page, field, font_px);
        sketch_node(page,
                    (struct node_words){"hint", field->hint, field->below_say, NULL},
                    NODE_TEXT, 0, rect);
        if (icon > 0) {
            sketch_icon(
                page,
                (struct rect_mm){rect.x, rect.y + (rect.h - icon) / 2, icon, icon},
                field->hint_icon, TINT_INK);
        }
        rect.x += before;
        rect.w -= before;
        sketch_text(page, rect, field->hint, style);
    }
    if (!field->left) {
        return;
    }
    style.align = ALIGN_END;
    sketch_node(page, (struct node_words){"left", field->left, NULL, NULL}, NODE_TEXT,
                0, end);
    sketch_text(page, end, field->left, style);
}

void
field_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_field *field = &row->block->field;
    double below = below_height(page, field, row->font_px, rect.w);
    rect.h -= below + row->inner_mm;
    const char *shown = field->text && field->text[0] ? field->text
                        : field->placeholder          ? field->placeholder
                                                      : "";
    sketch_node(
        page,
        (struct node_words){field->id, field->masked ? "" : shown, field->say, NULL},
        NODE_FIELD, 0, rect);
    if (field->slots > 0) {
        draw_slots(page, field, rect);
    } else {
        draw_text_field(page, field, rect);
    }
    if (below <= 0) {
        return;
    }
    double gap = below_gap(page);
    rect.y += row->inner_mm;
    draw_below(page, field, row->font_px,
               (struct rect_mm){rect.x, rect.y + rect.h + gap, rect.w, below - gap});
}

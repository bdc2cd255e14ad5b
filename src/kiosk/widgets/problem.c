/* problem: draws "There is a problem": what is wrong and what to do. */
#include "widget.h"

#include "words.h"

#include <math.h>
#include <stdio.h>

/* The size of its icon. On the smallest panel it is small, so that the answers below
 * can still be seen. */
static double
problem_icon(const struct page *page)
{
    return page->theme->compact ? 7 : page->theme->icon_mm;
}

static double
problem_pad(const struct page *page)
{
    return page->theme->compact ? 1.3 : page->theme->pad_mm;
}

static enum type
problem_type(const struct page *page)
{
    return page->theme->compact ? TYPE_CAPTION : TYPE_LABEL;
}

/* The sizes of its parts. */
struct problem_look {
    double pad_mm, icon_mm, border_mm;
    double grows_mm; /* in a place that is there in any case: above it and below it */
    enum type heading;
    double leading; /* 0: the usual one */
    /* one of the two is left out where there is no room for both */
    bool has_heading, has_words;
};

#define IN_PLACE_PAD_MM 1.6

/* Whether its heading is shown. When words are large, the message and the choice above
 * it fit on a page only without the heading, which is then only spoken. */
static bool
has_heading(const struct page *page, const struct block *block)
{
    const struct theme *theme = page->theme;
    bool is_large = theme->height_mm < 150 && theme->display.size > TEXT_SIZE_M;
    return !block->say || block->at < 0 || !block->in_place ||
           !(is_large || theme->compact);
}

/* Where there is little room the lines stand closer. */
static double
close_leading(const struct page *page)
{
    return theme_leading(TYPE_CAPTION, page->frame.language) > 1.31 ? 1.35 : 1.15;
}

/* In a row of its own. */
static struct problem_look
look_of(const struct page *page, const struct block *block)
{
    struct problem_look look = {.pad_mm = problem_pad(page),
                                .icon_mm = problem_icon(page),
                                .border_mm = page->theme->chosen_border_mm,
                                .heading = problem_type(page),
                                .has_heading = has_heading(page, block),
                                .has_words = block->say != NULL};
    if (block->in_place && page->message_form != MESSAGE_WHOLE) {
        look.pad_mm = fmin(look.pad_mm, IN_PLACE_PAD_MM);
        look.icon_mm = fmin(look.icon_mm, line_height(page, TYPE_CAPTION));
        look.heading = TYPE_CAPTION;
        look.leading = close_leading(page);
        look.has_words = look.has_words && page->message_form == MESSAGE_CLOSE;
        look.has_heading = !look.has_words;
    }
    return look;
}

static double
words_height(struct page *page, const char *words, struct text_style style,
             double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = style.type,
                        .bold = style.bold,
                        .leading = style.leading,
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static struct text_style
style_of(const struct problem_look *look, bool heading)
{
    return (struct text_style){.type = heading ? look->heading : TYPE_CAPTION,
                               .bold = heading,
                               .tint = TINT_INK,
                               .ground = TINT_SAND,
                               .leading = look->leading};
}

/* Of its words in the width that the icon leaves them. */
static double
look_height(struct page *page, const struct block *block,
            const struct problem_look *look, double width)
{
    double height = 0;
    if (look->has_heading) {
        height += words_height(page, block->text, style_of(look, true), width);
    }
    if (look->has_words) {
        height += words_height(page, block->say, style_of(look, false), width);
    }
    return height;
}

void
problem_measure(struct page *page, const struct block *block, double width)
{
    struct problem_look look = look_of(page, block);
    double height =
        look_height(page, block, &look, width - look.icon_mm - 3 * look.pad_mm);
    double gap = page->theme->gap_mm;
    if (look.leading > 0) {
        gap = fmin(gap, 3);
    }
    row_add(page, block, fmax(height, look.icon_mm) + 2 * look.pad_mm, gap)->glued =
        block->in_place; /* to the answers that it is about */
}

static void
add_node(struct page *page, const struct block *block, struct rect_mm rect,
         double border_mm)
{
    char shown[2 * TYPESET_TEXT_MAX_BYTES], say[2 * TYPESET_TEXT_MAX_BYTES];
    const char *spoken = block->spoken ? block->spoken : block->say;
    words_sentences(shown, sizeof shown, block->text, block->say ? block->say : "");
    words_sentences(say, sizeof say, block->text, spoken ? spoken : "");
    char id[24] = "problem";
    if (block->number > 1) {
        snprintf(id, sizeof id, "problem-%d", block->number);
    }
    sketch_node(page, (struct node_words){id, shown, say, NULL}, NODE_TEXT, 0, rect);
    sketch_speech(page, block->aloud, NULL);
    sketch_box(
        page, rect,
        (struct box_style){TINT_SAND, TINT_INK, border_mm, page->theme->radius_mm});
}

static void
draw_words(struct page *page, const struct block *block, struct rect_mm place,
           const struct problem_look *look)
{
    if (look->has_heading) {
        struct text_style style = style_of(look, true);
        place.h = words_height(page, block->text, style, place.w);
        sketch_text(page, place, block->text, style);
        place.y += place.h;
    }
    if (look->has_words) {
        struct text_style style = style_of(look, false);
        place.h = words_height(page, block->say, style, place.w);
        sketch_text(page, place, block->say, style);
    }
}

static void
draw_in(struct page *page, const struct block *block, struct rect_mm rect,
        const struct problem_look *look, double above_mm)
{
    add_node(page, block, rect, look->border_mm);
    struct rect_mm icon = {rect.x + look->pad_mm, rect.y + look->pad_mm, look->icon_mm,
                           look->icon_mm};
    if (above_mm != look->pad_mm) { /* in the middle, as its words */
        icon.y = rect.y + (rect.h - look->icon_mm) / 2;
    }
    sketch_icon(page, icon, "problem", TINT_ON_TINT);
    double before = look->icon_mm + 2 * look->pad_mm;
    draw_words(page, block,
               (struct rect_mm){rect.x + before, rect.y + above_mm,
                                rect.w - before - look->pad_mm, 0},
               look);
}

void
problem_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    struct problem_look look = look_of(page, row->block);
    draw_in(page, row->block, rect, &look, look.pad_mm);
}

/* Behind the answers, into the gaps around that cell, which nobody touches. */
static double
most_growth(const struct page *page)
{
    bool in_cell = page->message == MESSAGE_CELL && !page->theme->compact;
    return in_cell ? page->theme->gap_mm * 0.45 : 0;
}

/* In a place that is there in any case: whole; else with lines that stand closer, a
 * little into the gaps around it; else without the heading. False when its words are
 * too high for it even then. */
static bool
find_look(struct page *page, const struct block *block, struct rect_mm rect,
          struct problem_look *out, double *height_out)
{
    *out = (struct problem_look){
        .pad_mm = IN_PLACE_PAD_MM,
        .icon_mm = fmin(problem_icon(page), rect.h - 2 * IN_PLACE_PAD_MM),
        .border_mm = page->theme->border_mm,
        .heading = TYPE_CAPTION,
        .has_words = block->say && page->message_form != MESSAGE_SHORT};
    double leading = page->message_form == MESSAGE_SHORT ? close_leading(page) : 0;
    double width = rect.w - out->icon_mm - 3 * IN_PLACE_PAD_MM;
    for (int pass = 0; pass < 3; pass++) {
        bool close = pass == 1;
        out->has_heading = pass < 2 || !out->has_words;
        out->leading = close ? close_leading(page) : leading;
        *height_out = look_height(page, block, out, width);
        out->grows_mm = close ? most_growth(page) : 0;
        if (*height_out + 1 <= rect.h + 2 * (close ? most_growth(page) : 0)) {
            return width > 30;
        }
    }
    return false;
}

bool
problem_fits(struct page *page, const struct block *block, struct rect_mm rect)
{
    struct problem_look look;
    double height;
    return find_look(page, block, rect, &look, &height);
}

void
problem_draw_in(struct page *page, const struct block *block, struct rect_mm rect)
{
    struct problem_look look;
    double height;
    find_look(page, block, rect, &look, &height);
    rect = rect_inset(rect, 0, -look.grows_mm);
    draw_in(page, block, rect, &look, (rect.h - height) / 2);
}

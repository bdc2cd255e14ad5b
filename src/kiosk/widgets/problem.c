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

static double
problem_text_width(const struct page *page, double width)
{
    return width - problem_icon(page) - 3 * problem_pad(page);
}

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

void
problem_measure(struct page *page, const struct block *block, double width)
{
    double inner = problem_text_width(page, width), height = 0;
    if (has_heading(page, block)) {
        height += text_height(page, block->text, problem_type(page), true, inner);
    }
    if (block->say) {
        height += text_height(page, block->say, TYPE_CAPTION, false, inner);
    }
    row_add(page, block, fmax(height, problem_icon(page)) + 2 * problem_pad(page),
            page->theme->gap_mm)
        ->glued = block->in_place; /* to the answers that it is about */
}

static void
add_node(struct page *page, const struct block *block, struct rect_mm rect)
{
    char say[2 * TYPESET_TEXT_MAX_BYTES];
    words_sentences(say, sizeof say, block->text, block->say ? block->say : "");
    char id[24] = "problem";
    if (block->number > 1) {
        snprintf(id, sizeof id, "problem-%d", block->number);
    }
    sketch_node(page, (struct node_words){id, say, say, NULL}, NODE_TEXT, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_SAND, TINT_INK, page->theme->chosen_border_mm,
                                  page->theme->radius_mm});
}

/* The sizes of its parts. */
struct problem_look {
    double pad_mm, icon_mm;
    enum type heading;
    /* else only what to do is shown, since there is no room for both */
    bool has_heading;
};

static void
draw_words(struct page *page, const struct block *block, struct rect_mm place,
           const struct problem_look *look)
{
    struct text_style style = {
        .type = look->heading, .bold = true, .tint = TINT_INK, .ground = TINT_SAND};
    if (look->has_heading) {
        place.h = text_height(page, block->text, look->heading, true, place.w);
        sketch_text(page, place, block->text, style);
        place.y += place.h;
    }
    const char *words = block->say          ? block->say
                        : look->has_heading ? NULL
                                            : block->text;
    if (!words) {
        return;
    }
    style.type = TYPE_CAPTION;
    style.bold = false;
    place.h = text_height(page, words, TYPE_CAPTION, false, place.w);
    sketch_text(page, place, words, style);
}

static void
draw_in(struct page *page, const struct block *block, struct rect_mm rect,
        const struct problem_look *look, double above_mm)
{
    add_node(page, block, rect);
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
    struct problem_look look = {problem_pad(page), problem_icon(page),
                                problem_type(page), has_heading(page, row->block)};
    draw_in(page, row->block, rect, &look, look.pad_mm);
}

#define IN_PLACE_PAD_MM 1.6

static double
words_height(struct page *page, const struct block *block, double width, bool heading)
{
    double height =
        heading ? text_height(page, block->text, TYPE_CAPTION, true, width) : 0;
    const char *words = block->say ? block->say : heading ? NULL : block->text;
    return words ? height + text_height(page, words, TYPE_CAPTION, false, width)
                 : height;
}

/* False when its words are too high for the place, even without the heading. */
static bool
find_look(struct page *page, const struct block *block, struct rect_mm rect,
          struct problem_look *out, double *height_out)
{
    *out = (struct problem_look){IN_PLACE_PAD_MM,
                                 fmin(problem_icon(page), rect.h - 2 * IN_PLACE_PAD_MM),
                                 TYPE_CAPTION, true};
    double width = rect.w - out->icon_mm - 3 * IN_PLACE_PAD_MM;
    for (int pass = 0; pass < 2; pass++) {
        out->has_heading = pass == 0;
        *height_out = words_height(page, block, width, out->has_heading);
        if (*height_out <= rect.h - 1) {
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
    draw_in(page, block, rect, &look, (rect.h - height) / 2);
}

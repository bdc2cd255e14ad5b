/* where: measures and draws the words that say where one is, in the top row. */
#include "where.h"

#include "pills.h"
#include "widget.h"

#include <math.h>

bool
where_has_pad(const struct page *page)
{
    return page_block(page, BLOCK_PAD) && !page_block(page, BLOCK_QR) &&
           !page->theme->tall;
}

double
where_row_width(const struct page *page)
{
    bool is_beside = where_has_pad(page) && page->theme->compact && !page->frame.staff;
    return page->area.w - (is_beside ? keys_pad_mm(page->theme) + 4 : 0);
}

#define WHERE_LEADING 1.05
#define WHERE_LEAST_MM 4.4 /* its capitals where it gives way */
#define ASKED_LEAST_MM 5.4 /* the same of a question above a keyboard */
#define COMPACT_LEAST_MM 3.6

/* The service's picture before the words, and the gap behind it. */
static double
spot_mm(const struct page *page)
{
    const struct theme *theme = page->theme;
    bool has_spot = page->frame.icon && page->frame.where && !theme->tall &&
                    !page->frame.staff && page->frame.band == PAGE_BAND_NONE;
    return !has_spot ? 0 : theme->compact ? 9 : theme->wide ? 14 : 11.5;
}

static double
spot_gap(const struct page *page)
{
    return spot_mm(page) <= 0 ? 0 : page->theme->compact ? 2 : 3.2;
}

static struct text_size_px
where_size(struct page *page, const struct where *where, double width)
{
    struct part part = {.text = where->words,
                        .language = page->frame.language,
                        .type = where->type,
                        .font_px = where->font_px,
                        .bold = true,
                        .leading = WHERE_LEADING,
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    return text_size(page, &part);
}

/* Whether the words fit beside the pills in this height and number of lines. */
static bool
where_fits(struct page *page, struct where *where, double width, double most, int lines)
{
    struct text_size_px size = where_size(page, where, width);
    where->height =
        fmax(page->theme->target_mm, size.height / page->theme->px_per_mm - 0.6);
    return !size.overflows && size.lines <= lines && where->height <= most;
}

/* The width beside the pills; that of "Listen" is kept free. */
static double
where_width(struct page *page)
{
    struct pill pills[PILLS_MAX];
    return where_row_width(page) - pills_width(page, pills, pills_list(page, pills)) -
           WHERE_GAP_MM - spot_mm(page) - spot_gap(page);
}

/* Where one is gives way to what is asked, and a question to the keyboard below it. */
static bool
find_where_small(struct page *page, struct where *where, double width)
{
    const struct page_frame *frame = &page->frame;
    const struct theme *theme = page->theme;
    bool asks = frame->where_asks, is_typed = page_block(page, BLOCK_KEYBOARD);
    double least = theme->compact ? COMPACT_LEAST_MM
                   : asks         ? ASKED_LEAST_MM
                                  : WHERE_LEAST_MM;
    double most = theme->target_mm + (theme->compact ? 0 : asks ? 3 : 0.6);
    int font_px = theme_font_px(theme, TYPE_CAPTION);
    where->words = frame->where_short && !asks ? frame->where_short : frame->where;
    where->type = TYPE_CAPTION;
    for (where->font_px = font_px;
         (!asks || is_typed) &&
         where->font_px > font_px * fmin(1, least / theme->cap_mm[TYPE_CAPTION]);
         where->font_px--) {
        if (where_fits(page, where, width, most, 2)) {
            return true;
        }
    }
    where->font_px = 0;
    where->words = frame->where;
    if (!asks || where_fits(page, where, width, theme->target_mm + 12, 3)) {
        return asks;
    }
    /* below the pills it would take the room of answers */
    int least_px = (int)(font_px * least / theme->cap_mm[TYPE_CAPTION]);
    for (where->font_px = font_px - 1; theme->compact && where->font_px >= least_px;
         where->font_px--) {
        if (where_fits(page, where, width, theme->target_mm + 12, 3)) {
            return true;
        }
    }
    where->font_px = 0;
    return false;
}

/* The forms in which the words stand beside the pills, the best first. */
static bool
find_where_beside(struct page *page, struct where *where)
{
    const struct page_frame *frame = &page->frame;
    const struct {
        const char *words;
        enum type type;
        int lines;
    } steps[] = {{frame->where, TYPE_LABEL, 1},
                 {frame->where, TYPE_CAPTION, 1},
                 {frame->where, TYPE_CAPTION, 2},
                 {frame->where_short, TYPE_LABEL, 1},
                 {frame->where_short, TYPE_CAPTION, 2}},
      questions[] = {{frame->where, TYPE_BUTTON, 1},  {frame->where, TYPE_LABEL, 1},
                     {frame->where, TYPE_BUTTON, 2},  {frame->where, TYPE_LABEL, 2},
                     {frame->where, TYPE_CAPTION, 2}, {frame->where, TYPE_CAPTION, 3}};
    double width = where_width(page), target = page->theme->target_mm;
    bool is_low = page->theme->display.size > TEXT_SIZE_M || page->theme->compact;
    double most = target + (is_low ? page->theme->compact ? 0 : 0.6 : 3);
    size_t count = 5;
    for (size_t i = 0; i < count; i++) {
        where->words = frame->where_asks ? questions[i].words : steps[i].words;
        where->type = frame->where_asks ? questions[i].type : steps[i].type;
        int lines = frame->where_asks ? questions[i].lines : steps[i].lines;
        bool is_last = frame->where_asks && i + 1 == count;
        if (where->words &&
            where_fits(page, where, width, is_last ? target + 12 : most, lines)) {
            return true;
        }
    }
    return find_where_small(page, where, width);
}

struct where
where_find(struct page *page)
{
    const struct page_frame *frame = &page->frame;
    struct where where = {frame->where, TYPE_CAPTION, 0, true, 0};
    if (!frame->where) {
        return where;
    }
    if (pills_are_at_top(page) && where_width(page) >= 20 &&
        find_where_beside(page, &where)) {
        where.own_line = false;
        return where;
    }
    where = (struct where){frame->where, TYPE_CAPTION, 0, true, 0};
    where.height =
        where_size(page, &where, where_row_width(page)).height / page->theme->px_per_mm;
    if (page->theme->display.reach || page->theme->tall) { /* a message may take it */
        where.height = fmax(where.height, line_height(page, TYPE_CAPTION)) + 4;
    }
    return where;
}

void
where_draw(struct page *page, struct rect_mm line, const struct where *where)
{
    const struct page_frame *frame = &page->frame;
    struct node_words words = {frame->where_asks ? "heading" : "where", where->words,
                               frame->where_say ? frame->where_say : frame->where,
                               NULL};
    sketch_node(page, words, frame->where_asks ? NODE_HEADING : NODE_PROGRESS, 0, line);
    double side = where->own_line ? 0 : spot_mm(page);
    if (side > 0) {
        sketch_icon(page,
                    (struct rect_mm){line.x, line.y + (line.h - side) / 2, side, side},
                    frame->icon, TINT_ACCENT);
        line.x += side + spot_gap(page);
        line.w -= side + spot_gap(page);
    }
    struct text_style style = {.type = where->type,
                               .font_px = where->font_px,
                               .bold = true,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .leading = WHERE_LEADING};
    line.w = fmin(line.w, sketch_balanced_width(page, where->words, style, line.w));
    sketch_text_middle(page, line, where->words, style);
}

/* page_frame: lays out and draws what stands around the content of every page. */
#include "page_frame.h"

#include "bar.h"
#include "message.h"
#include "pills.h"
#include "staff_bar.h"
#include "widget.h"

#include <math.h>
#include <string.h>

/* The gap between the frame and the content. */
static double
air(const struct page *page)
{
    if (page->theme->compact) {
        return 2.6;
    }
    if (page->snug >= SNUG_BARE) {
        return 2.6;
    }
    if (page->theme->tall ||
        (page->theme->wide && page->theme->display.size <= TEXT_SIZE_M)) {
        return 8;
    }
    return page_block(page, BLOCK_KEYBOARD) || page->theme->display.size > TEXT_SIZE_M
               ? 3
               : 4.2;
}

/* The gap above the content. It may be smaller above a field, which nobody touches,
 * than above keys. */
static double
air_above(const struct page *page)
{
    const struct block *field = page_block(page, BLOCK_FIELD);
    bool has_words = field && (field->field.hint || field->field.problem);
    return has_words && page->theme->compact ? 0.8 : air(page);
}

static double
edge(const struct page *page) /* above the top bar and below the bottom bar */
{
    const struct theme *theme = page->theme;
    if (theme->compact) {
        return 1.5;
    }
    if (theme->wide && theme->display.size <= TEXT_SIZE_M) {
        return 8;
    }
    return theme->tall ? 10 : theme->display.size > TEXT_SIZE_M ? 3.5 : 4.5;
}

#define WHERE_LEADING 1.05

/* The height of the words that say where one is, in as many lines as they need beside
 * the pills. */
static double
where_beside_height(struct page *page, const char *words, double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = TYPE_CAPTION,
                        .bold = page->frame.where_asks,
                        .leading = WHERE_LEADING,
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    struct text_size_px size = text_size(page, &part);
    return size.overflows ? 1000 : size.height / page->theme->px_per_mm;
}

/* How the words that say where one is stand: beside the pills, in a shorter form if
 * they must. When they are a question, the bar may become higher. If nothing fits, they
 * have a line of their own below. */
struct where {
    const char *words; /* NULL: there are none */
    bool own_line;
    double height; /* of the bar, or of the line */
};

static struct where
find_where(struct page *page)
{
    const struct page_frame *frame = &page->frame;
    struct where where = {frame->where, true, 0};
    if (!frame->where) {
        return where;
    }
    struct pill pills[PILLS_MAX];
    double left = page->area.w - pills_width(page, pills, pills_list(page, pills)) - 4;
    double target = page->theme->target_mm;
    double most = frame->where_asks ? target + 12 : target + 0.6;
    const char *const forms[] = {frame->where, frame->where_short};
    where.height =
        text_height(page, frame->where, TYPE_CAPTION, frame->where_asks, page->area.w) +
        (frame->progress >= 0 ? 4 : 0);
    if (!pills_are_at_top(page) || left < 20) {
        return where;
    }
    double own = target + 2 + where.height;
    double limits[] = {most, fmin(own, 2 * target)};
    for (size_t i = 0; i < 4; i++) {
        const char *form = forms[i % 2];
        double height = form ? where_beside_height(page, form, left) : own + 1;
        if (height <= limits[i / 2]) {
            return (struct where){form, false, fmax(target, height)};
        }
    }
    return where;
}

static double
top_height(struct page *page)
{
    struct where where = find_where(page);
    double pills = pills_are_at_top(page) ? page->theme->target_mm : 0;
    if (where.words && !where.own_line) {
        return where.height;
    }
    return pills + (pills > 0 && where.words ? 2 : 0) + where.height;
}

static void
draw_progress(struct page *page, struct rect_mm rect)
{
    bool two_colors = page->theme->display.colors == COLORS_BLACK_ON_WHITE ||
                      page->theme->display.colors == COLORS_WHITE_ON_BLACK;
    sketch_box(page, rect,
               (struct box_style){TINT_REST, two_colors ? TINT_HAIRLINE : TINT_NONE,
                                  page->theme->hairline_mm, rect.h / 2});
    rect.w *= fmin(fmax(page->frame.progress, 0), 1);
    if (rect.w >= rect.h) {
        sketch_box(page, rect,
                   (struct box_style){.fill = TINT_ACCENT, .radius_mm = rect.h / 2});
    }
}

static void
draw_where(struct page *page, struct rect_mm line, const struct where *where)
{
    const struct page_frame *frame = &page->frame;
    struct node_words words = {frame->where_asks ? "heading" : "where", where->words,
                               frame->where_say ? frame->where_say : frame->where,
                               NULL};
    struct text_style style = {
        .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_PAPER};
    style.bold = frame->where_asks;
    sketch_node(page, words, frame->where_asks ? NODE_HEADING : NODE_PROGRESS, 0, line);
    if (where->own_line) {
        struct rect_mm place = line;
        place.h = text_height(page, where->words, TYPE_CAPTION, style.bold, line.w);
        sketch_text(page, place, where->words, style);
        if (frame->progress >= 0) {
            draw_progress(page, (struct rect_mm){line.x, line.y + place.h + 1.5, line.w,
                                                 page->theme->tall ? 2.4 : 2});
        }
        return;
    }
    double width = text_width(page, where->words, TYPE_CAPTION, frame->where_asks);
    if (width > line.w) {
        style.leading = WHERE_LEADING;
        sketch_text_middle(page, line, where->words, style);
        return;
    }
    sketch_text_middle(page, (struct rect_mm){line.x, line.y, width, line.h},
                       where->words, style);
    struct rect_mm bar = {line.x + width + 4, line.y + line.h / 2 - 1,
                          line.w - width - 4, 2};
    if (frame->progress >= 0 && bar.w >= 15) {
        draw_progress(page, bar);
    }
}

static struct rect_mm
where_line(struct page *page, const struct where *where)
{
    struct rect_mm area = page->area;
    double y = page->theme->tall ? page->content.y - air(page) - top_height(page)
                                 : area.y + edge(page);
    double pills_h = 0, pills_w = 0;
    if (pills_are_at_top(page)) {
        struct pill pills[PILLS_MAX];
        pills_w = pills_width(page, pills, pills_list(page, pills)) + 4;
        pills_h = page->theme->target_mm;
    }
    struct rect_mm line = {area.x, y, area.w, where->height};
    if (where->own_line) {
        line.y += pills_h + (pills_h > 0 ? 2 : 0);
    } else {
        line.w -= pills_w;
    }
    return line;
}

bool
frame_where_rect(struct page *page, struct rect_mm *out)
{
    struct where where = find_where(page);
    *out = where_line(page, &where);
    return where.words != NULL;
}

void
frame_draw_top(struct page *page)
{
    staff_bar_draw(page);
    struct where where = find_where(page);
    struct rect_mm line = where_line(page, &where);
    if (page->message == MESSAGE_TOP) {
        problem_draw_in(page, message_in_place(page), line);
    } else if (where.words) {
        draw_where(page, line, &where);
    }
}

static double
bottom_height(struct page *page)
{
    double height = bar_height(page);
    if (pills_are_below(page) && pills_any(page)) {
        height += page->theme->target_mm + (height > 0 ? pills_gap_above(page) : 0);
    }
    return height;
}

void
frame_draw_bottom(struct page *page, int pages_left)
{
    struct pill pills[PILLS_MAX];
    size_t count = pills_list(page, pills);
    double y = page->theme->height_mm - edge(page) - bottom_height(page);
    bar_draw(page, pages_left, y);
    if (count == 0) {
        return;
    }
    if (pills_are_below(page)) {
        pills_draw(page, pills, count, page->area.x,
                   page->theme->height_mm - edge(page) - page->theme->target_mm);
    } else {
        pills_draw(page, pills, count,
                   page->area.x + page->area.w - pills_width(page, pills, count),
                   page->area.y + edge(page));
    }
}

/* When words are large, they need the width that the band would take. */
static double
band_share(const struct page *page)
{
    const struct theme *theme = page->theme;
    if (theme->compact) {
        return 0;
    }
    if (theme->height_mm < 150) {
        return theme->display.size < TEXT_SIZE_XL ? 0.2 : 0;
    }
    return 0.32;
}

/* Takes the side of the screen that a QR code, a pad or a band needs. */
static void
take_panel(struct page *page)
{
    const struct theme *theme = page->theme;
    struct rect_mm *area = &page->area;
    bool qr = page_block(page, BLOCK_QR), pad = page_block(page, BLOCK_PAD);
    double width = 0;
    if (theme->tall) {
        if (!pad || qr) {
            page->panel =
                (struct rect_mm){0, 0, theme->width_mm,
                                 qr ? fmin(theme->width_mm, theme->height_mm * 0.5)
                                    : theme->height_mm * 0.28};
        }
        return;
    }
    if (qr && page->frame.staff_bar.name) {
        width = fmin(theme->height_mm * 0.94,
                     theme->width_mm * (theme->compact ? 0.5 : 0.587));
    } else if (qr) {
        width = fmin(theme->height_mm * 0.865,
                     theme->width_mm * (theme->compact ? 0.45 : 0.55));
    } else if (pad) {
        width = theme->compact ? 50 : fmin(80, theme->width_mm * 0.36);
    } else if (page->frame.band == PAGE_BAND_SIDE) {
        width = theme->width_mm * band_share(page);
    }
    if (width <= 0) {
        return;
    }
    page->panel = (struct rect_mm){pad && !qr ? theme->width_mm - width : 0, 0, width,
                                   theme->height_mm};
    if (pad && !qr) {
        area->w -= width;
    } else {
        area->x += width;
        area->w -= width;
    }
}

void
frame_areas(struct page *page)
{
    const struct theme *theme = page->theme;
    page->panel = (struct rect_mm){0};
    page->area = (struct rect_mm){
        theme->margin_mm, 0, theme->width_mm - 2 * theme->margin_mm, theme->height_mm};
    take_panel(page);
    double top = top_height(page), bottom = bottom_height(page);
    double y = top > 0 ? edge(page) + top + air_above(page) : theme->margin_mm;
    double staff = staff_bar_height(page);
    if (staff > 0 && !theme->tall) {
        bool led = page->block_count > 0 && page->blocks[0].kind == BLOCK_BANNER;
        y = staff + (led ? 0 : theme->compact ? 2 : 4);
    }
    if (theme->tall) {
        double line = fmax(theme->height_mm / 3, page->panel.y + page->panel.h + 8);
        if (staff > 0 && page_block(page, BLOCK_QR)) {
            line += staff;
        }
        y = line + 2 + (top > 0 ? top + air(page) : 8);
    } else if (theme->display.reach) {
        y = fmax(y, theme->height_mm * 0.25);
    }
    if (page->frame.band == PAGE_BAND_SIDE && top <= 0 && !theme->compact &&
        !theme->tall) {
        y = 15;
    }
    double end = theme->height_mm -
                 (bottom > 0 ? edge(page) + bottom + air(page) : theme->margin_mm);
    page->content = (struct rect_mm){page->area.x, y, page->area.w, end - y};
}

void
frame_draw_bands(struct page *page)
{
    const struct theme *theme = page->theme;
    struct rect_mm panel = page->panel;
    /* Staff screens are quiet: the room stays, so that nothing is out of reach. */
    if (panel.w <= 0 || page->frame.staff || page_block(page, BLOCK_QR) ||
        page_block(page, BLOCK_PAD)) {
        return;
    }
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, panel);
    sketch_box(page, panel, (struct box_style){.fill = TINT_ACCENT});
    double side = fmin(theme->tall ? 64 : panel.w * 0.5, panel.h * 0.5);
    const char *name = page->frame.icon ? page->frame.icon : "people";
    if (side > 0) {
        sketch_icon(page,
                    (struct rect_mm){panel.x + (panel.w - side) / 2,
                                     panel.y + (panel.h - side) / 2, side, side},
                    name, TINT_ON_ACCENT);
    }
}

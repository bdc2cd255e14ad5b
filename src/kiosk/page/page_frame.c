/* page_frame: lays out and draws what stands around the content of every page. */
#include "page_frame.h"

#include "bar.h"
#include "message.h"
#include "pills.h"
#include "staff_bar.h"
#include "where.h"
#include "widget.h"

#include <math.h>

/* The gap between the frame and the content. */
static double
air(const struct page *page)
{
    if (page->theme->compact) {
        return 2.6;
    }
    if (page->snug >= SNUG_BARE || sides_fix_answers(page)) {
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
 * than above keys, and where the question stands in the top row. */
static double
air_above(const struct page *page)
{
    bool is_usual = !page->theme->tall && !page->theme->compact;
    bool is_read =
        page_block(page, BLOCK_SHARING) ||
        (page_block(page, BLOCK_SIDES) && page->theme->display.size <= TEXT_SIZE_M);
    if (is_read && is_usual) { /* nothing there is touched */
        return page->theme->wide ? 4 : 1.8;
    }
    if (page->frame.where_asks && is_usual) {
        return THEME_GAP_MIN_MM;
    }
    const struct block *field = page_block(page, BLOCK_FIELD);
    bool has_words = field && (field->field.hint || field->field.problem);
    return has_words && page->theme->compact ? 0.8 : air(page);
}

static double
edge_below(const struct page *page) /* below the bottom bar */
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

/* The height of the progress bar; where it lies, progress_rect says. */
static double
progress_mm(const struct page *page)
{
    return page->theme->compact                     ? 1.2
           : page->theme->tall || page->theme->wide ? 2.6
                                                    : 2;
}

/* Above the top row. The progress bar lies in it; where a screen has none, its place
 * stays, so that the row is in the same place on every screen. */
static double
edge_above(const struct page *page)
{
    const struct theme *theme = page->theme;
    if (theme->tall || page->frame.staff) {
        return edge_below(page);
    }
    double air = theme->compact                                      ? 0.4
                 : theme->wide && theme->display.size <= TEXT_SIZE_M ? 6
                 : theme->display.size > TEXT_SIZE_M                 ? 1.5
                                                                     : 2.9;
    return progress_mm(page) + air;
}

static double
top_height(struct page *page)
{
    struct where where = where_find(page);
    double pills = pills_are_at_top(page) ? page->theme->target_mm : 0;
    if (where.words && !where.own_line) {
        return where.height;
    }
    return pills + (pills > 0 && where.words ? 2 : 0) + where.height;
}

/* Along the whole top edge; on tall panels, whose top is of the same color, below the
 * words that say the same. */
static struct rect_mm
progress_rect(const struct page *page)
{
    double height = progress_mm(page), gap = air_above(page);
    if (!page->theme->tall) {
        return (struct rect_mm){0, 0, page->theme->width_mm, height};
    }
    height = fmin(height, gap * 0.4);
    return (struct rect_mm){page->area.x, page->content.y - (gap + height) / 2,
                            page->area.w, height};
}

/* How much was done. */
static void
draw_progress(struct page *page)
{
    if (page->frame.progress < 0 || !page->frame.where || page->frame.staff) {
        return;
    }
    bool two_colors = page->theme->display.colors == COLORS_BLACK_ON_WHITE ||
                      page->theme->display.colors == COLORS_WHITE_ON_BLACK;
    struct rect_mm rect = progress_rect(page);
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_REST, two_colors ? TINT_HAIRLINE : TINT_NONE,
                                  page->theme->hairline_mm, 0});
    rect.w *= fmin(fmax(page->frame.progress, 0), 1);
    if (rect.w > 0) {
        sketch_box(page, rect, (struct box_style){.fill = TINT_ACCENT});
    }
}

static struct rect_mm
where_line(struct page *page, const struct where *where)
{
    struct rect_mm area = page->area;
    double y = page->theme->tall ? page->content.y - air(page) - top_height(page)
                                 : area.y + edge_above(page);
    double pills_h = 0, pills_w = 0;
    if (pills_are_at_top(page)) {
        struct pill pills[PILLS_MAX];
        pills_w = pills_width(page, pills, pills_list(page, pills)) + WHERE_GAP_MM;
        pills_h = page->theme->target_mm;
    }
    struct rect_mm line = {area.x, y, where_row_width(page), where->height};
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
    struct where where = where_find(page);
    *out = where_line(page, &where);
    return where.words != NULL;
}

void
frame_draw_top(struct page *page)
{
    staff_bar_draw(page);
    draw_progress(page);
    struct where where = where_find(page);
    struct rect_mm line = where_line(page, &where);
    if (page->message == MESSAGE_TOP) {
        problem_draw_in(page, message_in_place(page), line);
    } else if (where.words) {
        where_draw(page, line, &where);
    }
}

/* On a tall panel the place of the pills stays where a screen has none, so that Close
 * stands where Next does. */
static double
bottom_height(struct page *page)
{
    double height = bar_height(page), pills = page->theme->target_mm;
    bool has_place = page->theme->tall && !page->frame.staff && height > 0;
    if (pills_are_below(page) && (pills_any(page) || has_place)) {
        height += pills + (height > 0 ? pills_gap_above(page) : 0);
    }
    return height;
}

void
frame_draw_bottom(struct page *page, int pages_left)
{
    struct pill pills[PILLS_MAX];
    size_t count = pills_drop_hidden(pills, pills_list(page, pills));
    double y = page->theme->height_mm - edge_below(page) - bottom_height(page);
    bar_draw(page, pages_left, y);
    if (count == 0) {
        return;
    }
    if (pills_are_below(page)) {
        pills_draw(page, pills, count, page->area.x,
                   page->theme->height_mm - edge_below(page) - page->theme->target_mm);
    } else {
        pills_draw(page, pills, count,
                   page->area.x + where_row_width(page) -
                       pills_width(page, pills, count),
                   page->area.y + edge_above(page));
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

/* How wide it is for a code, or on tall panels how high. */
static double
staff_qr_mm(const struct theme *theme)
{
    if (theme->tall) {
        return fmin(theme->width_mm, theme->height_mm * 0.5);
    }
    return fmin(theme->height_mm * 0.94,
                theme->width_mm * (theme->compact ? 0.53 : 0.587));
}

int
page_qr_room_px(const struct theme *theme)
{
    return (int)(staff_qr_mm(theme) * theme->px_per_mm);
}

/* Takes the right side of the content for the pad. The frame around both keeps its
 * places. */
static void
take_pad(struct page *page)
{
    if (where_has_pad(page)) {
        struct rect_mm *content = &page->content;
        double width = keys_pad_mm(page->theme);
        page->panel = (struct rect_mm){content->x + content->w - width, content->y,
                                       width, content->h};
        content->w -= width + (page->theme->compact ? 4 : 8);
        if (where_row_width(page) < page->area.w) {
            page->panel.h += page->panel.y - edge_above(page);
            page->panel.y = edge_above(page);
        } else if (page->theme->compact) { /* keys of 12.7 mm need all of it */
            page->panel.h += 0.7;
            page->panel.y -= 0.7;
        }
    }
}

/* Takes the side of the screen that a QR code or a band needs. */
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
                                 qr ? staff_qr_mm(theme) : theme->height_mm * 0.28};
        }
        return;
    }
    if (qr && page->frame.staff_bar.name) {
        width = staff_qr_mm(theme);
    } else if (qr) {
        width = fmin(theme->height_mm * 0.865,
                     theme->width_mm * (theme->compact ? 0.45 : 0.55));
    } else if (page->frame.band == PAGE_BAND_SIDE && !pad) {
        width = theme->width_mm * band_share(page);
    }
    if (width <= 0) {
        return;
    }
    page->panel = (struct rect_mm){0, 0, width, theme->height_mm};
    area->x += width;
    area->w -= width;
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
    double y = top > 0 ? edge_above(page) + top + air_above(page) : theme->margin_mm;
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
    double end = theme->height_mm - (bottom > 0 ? edge_below(page) + bottom + air(page)
                                                : theme->margin_mm);
    page->content = (struct rect_mm){page->area.x, y, page->area.w, end - y};
    take_pad(page);
}

/* The towns on a tile as high as that of an icon, and as wide as the words below. */
static void
draw_scenery(struct page *page, struct rect_mm panel, double side)
{
    double height = side * 1.16, in = 4;
    struct rect_mm tile = {page->area.x, panel.y + (panel.h - height) / 2, page->area.w,
                           height};
    sketch_box(page, tile,
               (struct box_style){.fill = TINT_PAPER, .radius_mm = side * 0.17});
    sketch_picture(page, rect_inset(tile, in, in),
                   page->frame.scenery ? page->frame.scenery : "towns-wide", 0);
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
    if (theme->tall && !page->frame.icon) {
        draw_scenery(page, panel, side);
        return;
    }
    const char *name = page->frame.icon ? page->frame.icon : "people";
    if (side > 0) {
        sketch_icon(page,
                    (struct rect_mm){panel.x + (panel.w - side) / 2,
                                     panel.y + (panel.h - side) / 2, side, side},
                    name, TINT_ON_ACCENT);
    }
}

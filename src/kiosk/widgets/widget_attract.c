/* widget_attract: draws the first screen, whose buttons are the languages. */
#include "widget.h"

#include <math.h>

/* How the languages stand. */

struct grid {
    int columns, rows;
    double gap, w, h;
};

static struct rect_mm
cell(const struct grid *grid, double x, double y, size_t i)
{
    int column = (int)i % grid->columns, row = (int)i / grid->columns;
    return (struct rect_mm){x + column * (grid->w + grid->gap),
                            y + row * (grid->h + grid->gap), grid->w, grid->h};
}

static void
draw_icons(struct page *page, const struct page_attract *attract, struct rect_mm room)
{
    int columns = page->theme->tall ? 5 : 3;
    if (attract->icon_count > 0 && attract->icon_count <= 4) {
        columns = 2;
    }
    int rows = ((int)attract->icon_count + columns - 1) / columns;
    if (rows == 0) {
        return;
    }
    double gap = page->theme->compact ? 2 : 3;
    double side = fmin((room.w - gap * (columns - 1)) / columns,
                       (room.h - gap * (rows - 1)) / rows);
    side = fmin(side, page->theme->tall ? 34 : page->theme->compact ? 11 : 20);
    struct grid grid = {columns, rows, gap, side, side};
    double x = page->theme->tall ? room.x + (room.w - (side + gap) * columns + gap) / 2
                                 : room.x + room.w - (side + gap) * columns + gap;
    double y = room.y + (room.h - (side + gap) * rows + gap) / 2;
    for (size_t i = 0; i < attract->icon_count; i++) {
        struct rect_mm place = cell(&grid, x, y, i);
        sketch_box(page, place,
                   (struct box_style){TINT_NONE, TINT_ON_ACCENT, page->theme->border_mm,
                                      page->theme->radius_mm});
        sketch_icon(page, rect_inset(place, side * 0.25, side * 0.25),
                    attract->icons[i], TINT_ON_ACCENT);
    }
}

static double
draw_words(struct page *page, const struct page_attract *attract, struct rect_mm place,
           enum type type, bool on_accent)
{
    struct text_style style = {.type = type,
                               .tint = on_accent ? TINT_ON_ACCENT : TINT_INK,
                               .ground = on_accent ? TINT_ACCENT : TINT_PAPER};
    place.h = text_height(page, attract->title, type, false, place.w);
    sketch_node(page, (struct node_words){"title", attract->title, NULL, NULL},
                NODE_HEADING, 0, place);
    sketch_text(page, place, attract->title, style);
    place.y += place.h + (page->theme->compact ? 2 : 5);
    place.h = text_height(page, attract->text, TYPE_BODY, false, place.w);
    sketch_node(page, (struct node_words){"body-1", attract->text, NULL, NULL},
                NODE_TEXT, 0, place);
    style.type = TYPE_BODY;
    sketch_text(page, place, attract->text, style);
    return place.y + place.h;
}

static struct grid
language_grid(struct page *page, const struct page_attract *attract, double width,
              double height)
{
    const struct theme *theme = page->theme;
    int count = (int)attract->language_count;
    double least = theme->tall ? 80 : theme->compact ? 38 : 50;
    int columns = 1;
    if (count > 1) {
        columns = count <= 2 ? count : count == 4 ? 2 : 3;
    }
    if (theme->tall && columns > 2) {
        columns = 2;
    }
    double gap = theme->compact ? 3 : 4;
    while (columns > 1 && (width - gap * (columns - 1)) / columns < least) {
        columns--;
    }
    int rows = count > 0 ? (count + columns - 1) / columns : 1;
    double w = (width - gap * (columns - 1)) / columns;
    double h = fmin((height - gap * (rows - 1)) / rows, theme->tall ? 28 : 24);
    return (struct grid){columns, rows, gap, w, fmax(h, theme->target_mm)};
}

static void
draw_languages(struct page *page, const struct page_attract *attract,
               struct rect_mm room)
{
    struct grid grid = language_grid(page, attract, room.w, room.h);
    double used = (grid.h + grid.gap) * grid.rows - grid.gap;
    double y = page->theme->tall ? room.y : room.y + (room.h - used) / 2;
    for (size_t i = 0; i < attract->language_count; i++) {
        const struct page_item *item = &attract->languages[i];
        struct rect_mm place = cell(&grid, room.x, y, i);
        sketch_node(
            page, (struct node_words){item->id, item->text, item->say, item->language},
            NODE_BUTTON, item->disabled ? NODE_DISABLED : 0, place);
        sketch_box(page, place,
                   (struct box_style){TINT_CARD, TINT_INK, page->theme->border_mm,
                                      page->theme->radius_mm});
        sketch_text_middle(page, place, item->text,
                           (struct text_style){.type = TYPE_BUTTON,
                                               .tint = TINT_INK,
                                               .ground = TINT_CARD,
                                               .align = ALIGN_CENTER,
                                               .language = item->language});
    }
}

void
attract_draw(struct page *page, const struct page_attract *attract)
{
    const struct theme *theme = page->theme;
    double margin = theme->compact ? 5 : theme->tall ? 16 : 11;
    double note = attract->note ? line_height(page, TYPE_CAPTION) + 2 : 0;
    double share = theme->tall ? 0.3 : attract->language_count > 3 ? 0.5875 : 0.68;
    if (theme->compact && attract->note) {
        share = 0.55;
    }
    struct rect_mm band = {0, 0, theme->width_mm, theme->height_mm * share};
    struct rect_mm inner = rect_inset(band, margin, theme->compact ? 3 : 12);
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, band);
    sketch_box(page, band, (struct box_style){.fill = TINT_ACCENT});
    draw_icons(page, attract, inner);

    struct rect_mm below = {margin, band.h, theme->width_mm - 2 * margin,
                            theme->height_mm - band.h - note};
    if (theme->tall) {
        below.y += margin;
        double end = draw_words(page, attract, below, TYPE_TITLE, false);
        below.y = fmax(end + margin, theme->height_mm / 2);
        below.h = theme->height_mm - margin - note - below.y;
    } else {
        struct rect_mm words = inner;
        words.w -= attract->icon_count > 0 ? (theme->compact ? 40 : 70) : 0;
        enum type type = TYPE_TITLE;
        double air = theme->compact ? 2 : 5;
        double title = text_height(page, attract->title, type, false, words.w);
        double body = text_height(page, attract->text, TYPE_BODY, false, words.w);
        if (title + body + air > inner.h) {
            type = TYPE_QUESTION;
            title = text_height(page, attract->title, type, false, words.w);
        }
        words.y += fmax(0, (inner.h - title - body - air) / 2);
        draw_words(page, attract, words, type, true);
        below = rect_inset(below, 0, theme->compact ? 2.6 : 5);
    }
    draw_languages(page, attract, below);
    if (!attract->note) {
        return;
    }
    struct rect_mm line = {margin, theme->height_mm - note - (theme->compact ? 0 : 1),
                           theme->width_mm - 2 * margin, note};
    sketch_node(page, (struct node_words){"note-1", attract->note, NULL, NULL},
                NODE_TEXT, 0, line);
    sketch_text_middle(page, line, attract->note,
                       (struct text_style){.type = TYPE_CAPTION,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER});
}

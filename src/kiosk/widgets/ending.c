/* ending: draws the end of a session on one page: the towns again, what was recorded,
 * what happens next, and a code that leads to the results. */
#include "widget.h"

#include <math.h>

#define CODE_MM 34.0       /* of the code, without its quiet zone */
#define CODE_ALONE_MM 56.0 /* the most where it stands in rows that leave it room */
#define QUIET_MODULES 4
#define COLUMN_SHARE 0.62 /* of the width, for the words */
/* Of our wide picture, in its own units: where its hills begin, and the least and the
 * most of it that is shown. */
#define HILLS 110.0
#define SHOWN_LEAST 168.0
#define SHOWN_MOST 206.0
#define ABOVE_MM 4.0 /* that it begins above the content, close below the buttons */
#define PICTURE_WIDTH 1280.0
#define PICTURE_HEIGHT 330.0

#define LEADING_MOST 1.25 /* lines are few, so marks above and below have room */

static double
leading_of(const struct page *page, enum type type)
{
    return fmin(theme_leading(type, page->frame.language), LEADING_MOST);
}

/* ---- the code ---- */

static double
module_mm(const struct page *page, const struct page_qr *code, double code_mm)
{
    double side_px = floor(code_mm * page->theme->px_per_mm);
    return code->size > 0
               ? fmax(1, floor(side_px / code->size)) / page->theme->px_per_mm
               : 0;
}

static double
card_mm(const struct page *page, const struct page_qr *code, double code_mm)
{
    return module_mm(page, code, code_mm) * (code->size + 2 * QUIET_MODULES);
}

/* In a corner of whole pixels, or cameras would see stripes. */
static void
draw_code(struct page *page, const struct page_qr *code, struct rect_mm card)
{
    double ppm = page->theme->px_per_mm;
    double quiet = card.w * QUIET_MODULES / (code->size + 2 * QUIET_MODULES);
    card.x = floor(card.x * ppm) / ppm;
    card.y = floor(card.y * ppm) / ppm;
    sketch_node(
        page, (struct node_words){"code", code->say ? code->say : "", code->say, NULL},
        NODE_QR, 0, card);
    sketch_box(
        page, card,
        (struct box_style){.fill = TINT_QR_LIGHT, .radius_mm = page->theme->radius_mm});
    struct rect_mm inner = rect_inset(card, quiet, quiet);
    struct rect_mm node = page->tree->nodes[page->tree->count - 1].rect;
    inner.x = node.x + quiet; /* the node is where it is also in a mirrored page */
    struct part part = {.kind = PART_QR,
                        .rect = inner,
                        .tint = TINT_QR_DARK,
                        .modules = code->modules,
                        .size = code->size};
    tree_add_part(page->tree, &part);
}

static void
draw_address(struct page *page, const char *address, struct rect_mm rect,
             enum text_align align)
{
    sketch_node(page, (struct node_words){"address", address, NULL, "en"}, NODE_TEXT, 0,
                rect);
    sketch_text(page, rect, address,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .align = align,
                                    .leading = leading_of(page, TYPE_CAPTION)});
}

/* Where there is room, it is read from farther away. */
void
code_measure(struct page *page, const struct block *block, double width)
{
    const struct page_qr *code = &block->ending.code;
    double least = card_mm(page, code, CODE_MM), side = least;
    for (double most = CODE_MM; most <= CODE_ALONE_MM; most++) {
        double card = card_mm(page, code, most);
        side = card - least <= page->rest_mm * 0.45 ? card : side;
    }
    (void)width;
    row_add(page, block, side, page->theme->gap_mm);
}

void
code_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_ending *ending = &row->block->ending;
    double side = rect.h, x = side + page->theme->gap_mm * 1.5;
    draw_code(page, &ending->code, (struct rect_mm){rect.x, rect.y, side, side});
    struct rect_mm words = {rect.x + x, rect.y, rect.w - x, 0};
    words.h = text_height(page, ending->address, TYPE_CAPTION, false, words.w);
    words.y += fmax(0, (rect.h - words.h) / 2);
    draw_address(page, ending->address, words, ALIGN_START);
}

/* ---- the page ---- */

/* The heights of what stands in the column, and the type of the facts. `more` is what
 * each fact has above that where the page leaves room. */
struct heights {
    double title, note, next, more, all;
    enum type type;
};

static double
gap_of(const struct page *page)
{
    return page->theme->wide ? 3 : 1.1;
}

static double
tile_of(const struct page *page, enum type type)
{
    return page->theme->wide ? 12 : type == TYPE_CAPTION ? 6.6 : 8.2;
}

static double
words_height(struct page *page, const char *words, enum type type, double width)
{
    struct part part = {.kind = PART_TEXT,
                        .text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = type == TYPE_QUESTION || type == TYPE_LABEL,
                        .rtl = page->frame.rtl,
                        .leading = leading_of(page, type),
                        .rect = {.w = width}};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

static double
disc_of(const struct page *page)
{
    return page->theme->cap_mm[TYPE_QUESTION] * 1.6;
}

static double
fact_height(struct page *page, const struct page_item *fact, enum type type,
            double column)
{
    double tile = tile_of(page, type);
    return fmax(tile, words_height(page, fact->detail, type, column - tile - 3)) + 0.6;
}

static struct heights
heights_in(struct page *page, const struct page_ending *ending, double column,
           enum type type)
{
    double disc = disc_of(page);
    struct heights heights = {
        .title = fmax(
            disc, words_height(page, ending->title, TYPE_QUESTION, column - disc - 3)),
        .note = words_height(page, ending->note, TYPE_CAPTION, column),
        .type = type};
    if (ending->fact_count > 0 && ending->next) {
        heights.next = words_height(page, ending->next, TYPE_LABEL, column) + 0.6;
    }
    heights.all = heights.title + heights.note + heights.next + 2 * gap_of(page);
    for (size_t i = 0; i < ending->fact_count; i++) {
        heights.all += fact_height(page, &ending->facts[i], type, column);
    }
    return heights;
}

static double
picture_least_mm(const struct page *page)
{
    return SHOWN_LEAST * page->theme->width_mm / PICTURE_WIDTH;
}

/* Where the towns would have no room, the facts are in smaller words. */
static struct heights
heights_of(struct page *page, const struct page_ending *ending, double width)
{
    double column = width * COLUMN_SHARE;
    double room =
        page->content.h + ABOVE_MM - picture_least_mm(page) - 2 * gap_of(page);
    struct heights heights = heights_in(page, ending, column, TYPE_BODY);
    return heights.all <= room ? heights
                               : heights_in(page, ending, column, TYPE_CAPTION);
}

#define MORE_MOST_MM 2.4
#define MORE_OF_TILE 0.75 /* of it, the rest is air */
#define ABOVE_BAR_MM 3.0  /* what stays free above the buttons */

/* Gives the facts what the page leaves free: larger tiles, with air between. */
static void
spread(const struct page *page, struct heights *heights, size_t facts, double left)
{
    double spare = left - heights->all - ABOVE_BAR_MM;
    if (page->theme->wide || facts == 0 || spare <= 0) {
        return;
    }
    heights->more = fmin(spare / (double)facts, MORE_MOST_MM);
    heights->all += heights->more * (double)facts;
}

/* What stands beside the column: the code, its address, and how long the page stays. */
struct beside {
    double x, width, side, line, stays, all;
};

static struct beside
beside_of(struct page *page, const struct page_ending *ending, struct rect_mm rect)
{
    struct beside beside = {.x = rect.x + rect.w * COLUMN_SHARE + 4};
    beside.width = rect.x + rect.w - beside.x;
    beside.stays = words_height(page, ending->stays, TYPE_CAPTION, beside.width);
    if (ending->code.size > 0) {
        beside.side = card_mm(page, &ending->code, CODE_MM);
        beside.line = words_height(page, ending->address, TYPE_CAPTION, beside.width);
    }
    beside.all = beside.side + beside.line + beside.stays;
    return beside;
}

/* How high the picture is: down to the boat on the river, or to the ground where the
 * words leave less, since half a boat is none; 0 where that is too little. */
static double
picture_mm(const struct page *page, double words_mm)
{
    double most = SHOWN_MOST * page->theme->width_mm / PICTURE_WIDTH;
    double left = page->content.h + ABOVE_MM - words_mm - 2 * gap_of(page);
    double least = picture_least_mm(page);
    return left < least ? 0 : left < most ? least : most;
}

void
ending_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    row_add(page, block, page->content.h, 0);
}

static void
draw_picture(struct page *page, const struct page_ending *ending, double y,
             double height)
{
    double unit = page->theme->width_mm / PICTURE_WIDTH;
    struct rect_mm rect = {0, y, page->theme->width_mm, height};
    double shift = (PICTURE_HEIGHT - HILLS) * unit - height;
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_picture(page, rect,
                   ending->place.picture ? ending->place.picture : "towns-wide",
                   ending->place.picture ? 0 : shift);
    sketch_box(page, (struct rect_mm){0, y + height - 1, rect.w, 1},
               (struct box_style){.fill = TINT_ACCENT});
}

static void
draw_title(struct page *page, const struct page_ending *ending, struct rect_mm rect)
{
    double disc = disc_of(page);
    sketch_node(page, (struct node_words){"title", ending->title, NULL, NULL},
                NODE_HEADING, 0, rect);
    sketch_tick_disc(
        page, (struct rect_mm){rect.x, rect.y + (rect.h - disc) / 2, disc, disc});
    rect.x += disc + 3;
    rect.w -= disc + 3;
    sketch_text_middle(page, rect, ending->title,
                       (struct text_style){.type = TYPE_QUESTION,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER});
}

static void
draw_fact(struct page *page, const struct page_item *fact, struct rect_mm rect,
          enum tint ground, const struct heights *heights)
{
    enum type type = heights->type;
    double side = tile_of(page, type) + heights->more * MORE_OF_TILE;
    struct rect_mm tile = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    sketch_node(page, (struct node_words){fact->id, fact->detail, fact->say, NULL},
                NODE_TEXT, 0, rect);
    sketch_box(
        page, tile,
        (struct box_style){.fill = ground, .radius_mm = page->theme->radius_mm * 0.7});
    sketch_icon(page, rect_inset(tile, side * 0.17, side * 0.17), fact->icon,
                TINT_ON_TINT);
    rect.x += side + 3;
    rect.w -= side + 3;
    sketch_text_middle(page, rect, fact->detail,
                       (struct text_style){.type = type,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER,
                                           .leading = leading_of(page, type)});
}

static void
draw_column(struct page *page, const struct page_ending *ending,
            const struct heights *heights, struct rect_mm rect)
{
    rect.h = heights->title;
    draw_title(page, ending, rect);
    rect.y += rect.h + gap_of(page);
    rect.h = heights->note;
    sketch_node(page, (struct node_words){"note-1", ending->note, NULL, NULL},
                NODE_TEXT, 0, rect);
    sketch_text(page, rect, ending->note,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .leading = leading_of(page, TYPE_CAPTION)});
    rect.y += rect.h + gap_of(page);
    if (heights->next > 0) {
        rect.h = heights->next;
        sketch_node(page, (struct node_words){"heading", ending->next, NULL, NULL},
                    NODE_HEADING, 0, rect);
        sketch_text(page, rect, ending->next,
                    (struct text_style){.type = TYPE_LABEL,
                                        .bold = true,
                                        .tint = TINT_INK,
                                        .ground = TINT_PAPER});
        rect.y += rect.h;
    }
    for (size_t i = 0; i < ending->fact_count; i++) {
        rect.h =
            fact_height(page, &ending->facts[i], heights->type, rect.w) + heights->more;
        draw_fact(page, &ending->facts[i], rect, i % 2 == 0 ? TINT_SAGE : TINT_SAND,
                  heights);
        rect.y += rect.h;
    }
}

static void
draw_beside(struct page *page, const struct page_ending *ending,
            const struct beside *beside, double y)
{
    if (beside->side > 0) {
        double x = beside->x + (beside->width - beside->side) / 2;
        draw_code(page, &ending->code,
                  (struct rect_mm){x, y, beside->side, beside->side});
        y += beside->side;
        draw_address(page, ending->address,
                     (struct rect_mm){beside->x, y, beside->width, beside->line},
                     ALIGN_CENTER);
        y += beside->line;
    }
    struct rect_mm below = {beside->x, y, beside->width, beside->stays};
    sketch_node(page, (struct node_words){"note-2", ending->stays, NULL, NULL},
                NODE_TEXT, 0, below);
    sketch_text(page, below, ending->stays,
                (struct text_style){.type = TYPE_CAPTION,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .align = ALIGN_CENTER,
                                    .leading = leading_of(page, TYPE_CAPTION)});
}

void
ending_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_ending *ending = &row->block->ending;
    struct heights heights = heights_of(page, ending, rect.w);
    struct beside beside = beside_of(page, ending, rect);
    double picture = picture_mm(page, fmax(heights.all, beside.all));
    double y = rect.y;
    if (picture > 0) {
        draw_picture(page, ending, y - ABOVE_MM, picture);
        y += picture - ABOVE_MM + 2 * gap_of(page);
    }
    double left = rect.y + rect.h - y;
    spread(page, &heights, ending->fact_count, left);
    struct rect_mm column = {rect.x, y + fmax(0, left - heights.all) / 3,
                             rect.w * COLUMN_SHARE, heights.all};
    draw_column(page, ending, &heights, column);
    draw_beside(page, ending, &beside, y + fmax(0, left - beside.all) / 3);
}

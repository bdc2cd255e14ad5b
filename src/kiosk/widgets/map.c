/* map: draws the identity x control map, and the way of the dot to its place. */
#include "widget.h"

#include <math.h>

/* Four quarters, with the dot's quarter in sage. The four ends of the axes are named:
 * those of control at the side, those of identity below. */

#define SIDE_SHARE_MOST 0.32 /* of the width, for the words at the side */
#define SIDE_GAP_MM 2.6
#define SIDE_LINES_MOST 3
/* The sentence beside the map says the same in words of the resident's size. */
#define LABEL_MOST_MM 5.0
#define LABEL_COMPACT_MM 3.5
#define LABEL_LEADING 1.2

static struct part
label_of(const struct page *page, const char *words, double width)
{
    const struct theme *theme = page->theme;
    double large = theme->cap_mm[TYPE_CAPTION] /
                   (theme->compact ? LABEL_COMPACT_MM : LABEL_MOST_MM);
    int font_px = theme_font_px(theme, TYPE_CAPTION);
    bool is_large = large > 1 && !theme->tall && !theme->wide;
    return (struct part){.kind = PART_TEXT,
                         .rect = {.w = width},
                         .text = words ? words : "",
                         .language = page->frame.language,
                         .type = TYPE_CAPTION,
                         .bold = true,
                         .rtl = page->frame.rtl,
                         .leading = LABEL_LEADING,
                         .font_px = is_large ? (int)(font_px / large) : font_px};
}

static double
label_height(struct page *page, const char *words, double width)
{
    struct part part = label_of(page, words, width);
    return words ? text_size(page, &part).height / page->theme->px_per_mm : 0;
}

/* The narrowest box with as few lines as in that width, so that they are of one length.
 */
static double
label_width(struct page *page, const char *words, double width)
{
    struct part part = label_of(page, words, width);
    int lines = text_size(page, &part).lines;
    double least = 0, most = width;
    for (int i = 0; i < 8; i++) {
        part.rect.w = (least + most) / 2;
        struct text_size_px size = text_size(page, &part);
        bool fits = size.lines <= lines && !size.overflows;
        least = fits ? least : part.rect.w;
        most = fits ? part.rect.w : most;
    }
    return most;
}

static double
widest_word(struct page *page, const char *a, const char *b)
{
    double widest = 0;
    const char *const both[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        struct part part = label_of(page, both[i], 0);
        widest = fmax(widest, text_size(page, &part).longest_word + 1);
    }
    return widest / page->theme->px_per_mm;
}

struct places {
    double side; /* the width of the words at the side */
    double foot; /* the height of those below */
    double field_x, field_w;
};

/* The words at the side are as narrow as their longest word, where they need few lines
 * then. */
static double
side_width(struct page *page, const struct page_map *map, double most)
{
    double width = fmin(widest_word(page, map->control_label, map->control_low), most);
    double line = label_height(page, "x", 0);
    while (width < most && fmax(label_height(page, map->control_label, width),
                                label_height(page, map->control_low, width)) >
                               (SIDE_LINES_MOST + 0.5) * line) {
        width = fmin(width + 2, most);
    }
    return width;
}

static struct places
places_of(struct page *page, const struct page_map *map, double width)
{
    struct places places = {.side = side_width(page, map, width * SIDE_SHARE_MOST)};
    places.field_x = places.side + SIDE_GAP_MM;
    places.field_w = width - places.field_x;
    double half = places.field_w / 2 - 1;
    places.foot = 1 + fmax(label_height(page, map->identity_low, half),
                           label_height(page, map->identity_label, half));
    return places;
}

bool
map_labels_fit(struct page *page, const struct block *block, double width)
{
    const struct page_map *map = &block->map;
    struct places places = places_of(page, map, width);
    return widest_word(page, map->control_label, map->control_low) <=
               places.side + 0.01 &&
           widest_word(page, map->identity_label, map->identity_low) <=
               places.field_w / 2 - 1;
}

void
map_measure(struct page *page, const struct block *block, double width)
{
    struct places places = places_of(page, &block->map, width);
    /* on a tall panel the question stands below the map on the same page */
    static const double tall_mm[] = {[SNUG_NOT] = 165,
                                     [SNUG_ROWS] = 145,
                                     [SNUG_HEADING] = 120,
                                     [SNUG_BARE] = 100,
                                     [SNUG_WORDS] = 85};
    double most = page->theme->tall ? tall_mm[page->snug] : page->content.h;
    for (size_t i = 0; !page->theme->tall && i < page->row_count; i++) {
        most -= page->rows[i].height + page->theme->gap_mm;
    }
    double height = fmin(most, places.field_w * 0.8 + places.foot);
    row_add(page, block, height, page->theme->gap_mm);
}

/* A label that ends at the end of the box is as narrow as its lines. */
static void
draw_label(struct page *page, struct rect_mm rect, const char *words,
           enum text_align align)
{
    double width = words ? label_width(page, words, rect.w) : 0;
    struct part part = label_of(page, words, width);
    if (align == ALIGN_END) {
        rect.x += rect.w - width;
    }
    rect.w = width;
    sketch_text(page, rect, part.text,
                (struct text_style){.type = part.type,
                                    .bold = true,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .align = align,
                                    .leading = part.leading,
                                    .font_px = part.font_px});
}

static void
draw_labels(struct page *page, const struct page_map *map, const struct places *places,
            struct rect_mm rect, struct rect_mm field)
{
    struct rect_mm side = {rect.x, field.y, places->side, field.h / 2};
    draw_label(page, side, map->control_label, ALIGN_END);
    double low = label_height(page, map->control_low, places->side);
    side.y = field.y + field.h - low;
    side.h = low;
    draw_label(page, side, map->control_low, ALIGN_END);
    double half = field.w / 2 - 1;
    struct rect_mm below = {field.x, field.y + field.h + 1, half, places->foot - 1};
    draw_label(page, below, map->identity_low, ALIGN_START);
    below.x = field.x + field.w - half;
    draw_label(page, below, map->identity_label, ALIGN_END);
}

static struct rect_mm
around(double x, double y, double side)
{
    return (struct rect_mm){x - side / 2, y - side / 2, side, side};
}

/* Where the dot's way has brought it, and how far each ring lies behind it. The rings
 * say where it comes from while it moves. */
static void
draw_dot(struct page *page, struct rect_mm field, const struct page_map *map)
{
    static const struct {
        double at, size;
    } rings[] = {{0, 0.21}, {0.26, 0.25}, {0.5, 0.32}, {0.72, 0.42}};
    double size = fmin(15.5, field.h * 0.24), way = fmin(fmax(map->way, 0), 1);
    /* the whole dot stays inside of the frame, also at the ends of the scale */
    struct rect_mm room = rect_inset(field, size * 0.75, size * 0.75);
    double from_x = field.x + field.w / 2, from_y = field.y + field.h / 2;
    double to_x = room.x + fmin(map->identity, 1) * room.w;
    double to_y = room.y + (1 - fmin(map->control, 1)) * room.h;
    struct rect_mm all = {fmin(from_x, to_x) - size / 2, fmin(from_y, to_y) - size / 2,
                          fabs(to_x - from_x) + size, fabs(to_y - from_y) + size};
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, all);
    for (size_t i = 0; way < 1 && i < sizeof rings / sizeof *rings; i++) {
        double at = rings[i].at, ring = rings[i].size * size;
        if (at <= way) {
            sketch_box(page,
                       around(from_x + at * (to_x - from_x),
                              from_y + at * (to_y - from_y), ring),
                       (struct box_style){TINT_CARD, TINT_MARK, 0.5, ring / 2});
        }
    }
    struct rect_mm dot =
        around(from_x + way * (to_x - from_x), from_y + way * (to_y - from_y), size);
    sketch_box(page, dot, (struct box_style){TINT_NONE, TINT_MARK, 0.6, size / 2});
    dot = rect_inset(dot, size * 0.17, size * 0.17);
    sketch_box(page, dot,
               (struct box_style){.fill = TINT_MARK, .radius_mm = dot.w / 2});
}

/* The dot's quarter, unless the dot stands on a line between two. */
static void
draw_quarter(struct page *page, struct rect_mm field, const struct page_map *map)
{
    struct rect_mm quarter = {field.x, field.y, field.w / 2, field.h / 2};
    if (map->identity == 0.5 || map->control == 0.5) {
        return;
    }
    if (map->identity > 0.5) {
        quarter.x += field.w / 2;
    }
    if (map->control < 0.5) {
        quarter.y += field.h / 2;
    }
    double in = page->theme->border_mm / 2;
    sketch_box(page, rect_inset(quarter, in, in),
               (struct box_style){.fill = TINT_SAGE,
                                  .radius_mm = page->theme->radius_mm * 0.8});
}

void
map_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_map *map = &row->block->map;
    const struct theme *theme = page->theme;
    struct places places = places_of(page, map, rect.w);
    sketch_node(page,
                (struct node_words){"map", map->say ? map->say : "", map->say, NULL},
                NODE_MAP, 0, rect);
    struct rect_mm field = {rect.x + places.field_x, rect.y, places.field_w,
                            rect.h - places.foot};
    bool has_dot = map->identity >= 0 && map->control >= 0;
    sketch_box(page, field,
               (struct box_style){TINT_CARD, TINT_NONE, 0, theme->radius_mm});
    if (has_dot && map->way >= 1) {
        draw_quarter(page, field, map);
    }
    double line = 0.4;
    sketch_box(page,
               (struct rect_mm){field.x + (field.w - line) / 2, field.y, line, field.h},
               (struct box_style){.fill = TINT_INK});
    sketch_box(page,
               (struct rect_mm){field.x, field.y + (field.h - line) / 2, field.w, line},
               (struct box_style){.fill = TINT_INK});
    sketch_box(
        page, field,
        (struct box_style){TINT_NONE, TINT_INK, theme->border_mm, theme->radius_mm});
    draw_labels(page, map, &places, rect, field);
    if (has_dot) {
        draw_dot(page, field, map);
    }
}

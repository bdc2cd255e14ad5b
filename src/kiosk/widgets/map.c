/* map: draws the identity x control map. */
#include "widget.h"

#include <math.h>

/* Four quarters, with the dot's quarter in sage, and labels above and below with arrows
 * that tell which way is more. */

static double
arrow_mm(const struct page *page)
{
    return page->theme->cap_mm[TYPE_CAPTION] * 1.5;
}

static double
label_mm(struct page *page, const char *words, double width)
{
    double inner = width - arrow_mm(page) - 1.5;
    return text_height(page, words ? words : "", TYPE_CAPTION, true, inner) + 1;
}

bool
map_labels_fit(struct page *page, const struct block *block, double width)
{
    const char *const labels[] = {block->map.identity_label, block->map.control_label};
    for (size_t i = 0; i < 2; i++) {
        if (labels[i] && word_width(page, labels[i], TYPE_CAPTION, true) >
                             width - arrow_mm(page) - 1.6) {
            return false;
        }
    }
    return true;
}

void
map_measure(struct page *page, const struct block *block, double width)
{
    double labels = label_mm(page, block->map.identity_label, width) +
                    label_mm(page, block->map.control_label, width);
    /* on a tall panel the question stands below the map on the same page */
    static const double tall_mm[] = {[SNUG_NOT] = 150,
                                     [SNUG_ROWS] = 130,
                                     [SNUG_HEADING] = 110,
                                     [SNUG_BARE] = 95,
                                     [SNUG_WORDS] = 80};
    double most = page->theme->tall ? tall_mm[page->snug] : page->content.h;
    for (size_t i = 0; !page->theme->tall && i < page->row_count; i++) {
        most -= page->rows[i].height + page->theme->gap_mm;
    }
    double height = fmin(most, width * 0.77 + labels);
    row_add(page, block, height, page->theme->gap_mm);
}

static void
draw_label(struct page *page, struct rect_mm rect, const char *words, const char *arrow)
{
    double side = arrow_mm(page);
    sketch_icon(page,
                (struct rect_mm){rect.x, rect.y + (rect.h - side) / 2, side, side},
                arrow, TINT_INK);
    rect.x += side + 1.5;
    rect.w -= side + 1.5;
    sketch_text_middle(page, rect, words ? words : "",
                       (struct text_style){.type = TYPE_CAPTION,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_PAPER});
}

static void
draw_dot(struct page *page, struct rect_mm field, double x, double y)
{
    double size = fmin(15.5, field.h * 0.24);
    /* the whole dot stays inside of the frame, also at the ends of the scale */
    struct rect_mm room = rect_inset(field, size * 0.75, size * 0.75);
    struct rect_mm dot = {room.x + x * room.w - size / 2,
                          room.y + (1 - y) * room.h - size / 2, size, size};
    sketch_box(page, dot, (struct box_style){TINT_NONE, TINT_MARK, 0.6, size / 2});
    dot = rect_inset(dot, size * 0.17, size * 0.17);
    sketch_box(page, dot,
               (struct box_style){.fill = TINT_MARK, .radius_mm = dot.w / 2});
}

void
map_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_map *map = &row->block->map;
    const struct theme *theme = page->theme;
    double above = label_mm(page, map->control_label, rect.w);
    double below = label_mm(page, map->identity_label, rect.w);
    sketch_node(page,
                (struct node_words){"map", map->say ? map->say : "", map->say, NULL},
                NODE_MAP, 0, rect);
    struct rect_mm field = {rect.x, rect.y + above, rect.w, rect.h - above - below};
    bool dot = map->identity >= 0 && map->control >= 0;
    sketch_box(page, field,
               (struct box_style){TINT_CARD, TINT_NONE, 0, theme->radius_mm});
    if (dot) {
        struct rect_mm quarter = {field.x, field.y, field.w / 2, field.h / 2};
        if (map->identity > 0.5) {
            quarter.x += field.w / 2;
        }
        if (map->control <= 0.5) {
            quarter.y += field.h / 2;
        }
        if (map->identity != 0.5 && map->control != 0.5) {
            sketch_box(page, quarter,
                       (struct box_style){.fill = TINT_SAGE, .radius_mm = 0});
        }
    }
    double line = 0.4;
    sketch_box(page,
               (struct rect_mm){field.x + (field.w - line) / 2, field.y, line, field.h},
               (struct box_style){.fill = TINT_DISABLED});
    sketch_box(page,
               (struct rect_mm){field.x, field.y + (field.h - line) / 2, field.w, line},
               (struct box_style){.fill = TINT_DISABLED});
    sketch_box(page, field,
               (struct box_style){TINT_NONE, TINT_INK, theme->border_mm, 0});
    if (dot) {
        draw_dot(page, field, fmin(map->identity, 1), fmin(map->control, 1));
    }
    draw_label(page, (struct rect_mm){rect.x, rect.y, rect.w, above},
               map->control_label, "arrow-up");
    double words = text_width(page, map->identity_label ? map->identity_label : "",
                              TYPE_CAPTION, true) +
                   arrow_mm(page) + 1.6;
    double x = rect.x + fmax(0, rect.w - words);
    draw_label(page,
               (struct rect_mm){x, rect.y + rect.h - below, fmin(words, rect.w), below},
               map->identity_label, "arrow");
}

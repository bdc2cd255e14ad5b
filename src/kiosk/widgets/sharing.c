/* sharing: draws houses, the circles above them and the lines between them. */
#include "sharing.h"

#include <math.h>

#define LINE_MM 0.5

/* The measures of one diagram. */
struct plan {
    struct rect_mm rect;
    double cell, house, roof_y; /* width of a place, side of a house, top of its roof */
    double circle;
};

static struct plan
plan_in(const struct page_sharing *sharing, struct rect_mm rect)
{
    double cell = rect.w / (double)sharing->towns;
    double house = fmin(cell * 0.8, rect.h * 0.52);
    return (struct plan){.rect = rect,
                         .cell = cell,
                         .house = house,
                         /* of the drawing: see house.svg */
                         .roof_y = rect.y + rect.h - house * (1 - 7.5 / 48),
                         .circle = fmin(house * 0.81, rect.h * 0.42)};
}

static double
middle_of(const struct plan *plan, size_t town)
{
    return plan->rect.x + ((double)town + 0.5) * plan->cell;
}

static void
draw_line(struct page *page, double x, double y, double w, double h)
{
    if (w <= 0 || h <= 0) {
        return;
    }
    sketch_box(page, (struct rect_mm){x, y, w, h},
               (struct box_style){.fill = TINT_ACCENT});
}

static void
draw_houses(struct page *page, const struct page_sharing *sharing,
            const struct plan *plan, enum sharing_side side)
{
    double line = fmin(LINE_MM, plan->house * 0.03);
    for (size_t i = 0; i < sharing->towns; i++) {
        struct rect_mm house = {middle_of(plan, i) - plan->house / 2,
                                plan->rect.y + plan->rect.h - plan->house, plan->house,
                                plan->house};
        bool is_closed = side == SHARING_CHANGE && sharing->closes[i];
        if (!is_closed) {
            sketch_icon(page, house, "house-roof", TINT_SAND);
        }
        sketch_icon(page, house, is_closed ? "house-closed" : "house", TINT_ACCENT);
    }
    draw_line(page, plan->rect.x, plan->rect.y + plan->rect.h - line, plan->rect.w,
              line);
}

static void
draw_circle(struct page *page, const struct page_sharing *sharing,
            const struct plan *plan, double x)
{
    double side = plan->circle, icon = side * 0.56;
    sketch_box(page, (struct rect_mm){x - side / 2, plan->rect.y, side, side},
               (struct box_style){TINT_CARD, TINT_ACCENT, fmin(LINE_MM, side * 0.04),
                                  side / 2});
    sketch_icon(
        page,
        (struct rect_mm){x - icon / 2, plan->rect.y + (side - icon) / 2, icon, icon},
        sharing->icon ? sharing->icon : "people", TINT_ACCENT);
}

/* How much of a stretch is there when `grown` of the whole is; the stretch lasts from
 * `from` to `to`. */
static double
part_of(double grown, double from, double to)
{
    return fmin(1, fmax(0, (grown - from) / (to - from)));
}

/* The lines grow from the picture: down, to both sides, and down to the roofs. */
static void
draw_tree(struct page *page, const struct page_sharing *sharing,
          const struct plan *plan)
{
    double line = fmin(LINE_MM, plan->house * 0.03), grown = sharing->grown;
    double begin = plan->rect.y + plan->circle;
    double bar_y = begin + (plan->roof_y - begin) * 0.4;
    double first = middle_of(plan, 0), last = middle_of(plan, sharing->towns - 1);
    double middle = (first + last) / 2;
    struct rect_mm place = {first - line, begin, last - first + 2 * line,
                            plan->roof_y - begin + line};
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, place);
    draw_line(page, middle - line / 2, begin, line,
              (bar_y - begin) * part_of(grown, 0, 0.2));
    double half = (last - first + line) / 2 * part_of(grown, 0.2, 0.65);
    draw_line(page, middle - half, bar_y, 2 * half, line);
    for (size_t i = 0; i < sharing->towns; i++) {
        draw_line(page, middle_of(plan, i) - line / 2, bar_y, line,
                  (plan->roof_y + line - bar_y) * part_of(grown, 0.65, 1));
    }
}

void
sharing_draw(struct page *page, const struct page_sharing *sharing,
             enum sharing_side side, struct rect_mm rect)
{
    struct plan plan = plan_in(sharing, rect);
    draw_houses(page, sharing, &plan, side);
    if (side == SHARING_CHANGE) {
        draw_circle(page, sharing, &plan,
                    (middle_of(&plan, 0) + middle_of(&plan, sharing->towns - 1)) / 2);
        draw_tree(page, sharing, &plan);
        return;
    }
    double line = fmin(LINE_MM, plan.house * 0.03);
    for (size_t i = 0; i < sharing->towns; i++) {
        double x = middle_of(&plan, i), begin = rect.y + plan.circle;
        draw_circle(page, sharing, &plan, x);
        draw_line(page, x - line / 2, begin, line, plan.roof_y + line - begin);
    }
}

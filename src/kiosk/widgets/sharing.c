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
    double house = fmin(cell * 0.95, rect.h * 0.52);
    return (struct plan){.rect = rect,
                         .cell = cell,
                         .house = house,
                         /* of the drawing: see house.svg */
                         .roof_y = rect.y + rect.h - house * (1 - 7.5 / 48),
                         .circle = fmin(cell * 0.9, rect.h * 0.42)};
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
    double side = plan->circle, icon = side * (side < 10 ? 0.68 : 0.56);
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

/* The towns from `from` to `to`, which have one picture. */
struct span {
    size_t from, to;
};

static double
middle_of_span(const struct plan *plan, struct span span)
{
    return (middle_of(plan, span.from) + middle_of(plan, span.to)) / 2;
}

/* The lines grow from the picture: down, to both sides, and down to the roofs. */
static void
draw_tree(struct page *page, const struct plan *plan, struct span span, double grown)
{
    double line = fmin(LINE_MM, plan->house * 0.03);
    double begin = plan->rect.y + plan->circle;
    double bar_y = begin + (plan->roof_y - begin) * 0.4;
    double first = middle_of(plan, span.from), last = middle_of(plan, span.to);
    double middle = (first + last) / 2;
    draw_line(page, middle - line / 2, begin, line,
              (bar_y - begin) * part_of(grown, 0, 0.2));
    double half = (last - first + line) / 2 * part_of(grown, 0.2, 0.65);
    draw_line(page, middle - half, bar_y, 2 * half, line);
    for (size_t i = span.from; i <= span.to; i++) {
        draw_line(page, middle_of(plan, i) - line / 2, bar_y, line,
                  (plan->roof_y + line - bar_y) * part_of(grown, 0.65, 1));
    }
}

/* The lines are a node of their own, since they are drawn again while they grow. */
static void
draw_change(struct page *page, const struct page_sharing *sharing,
            const struct plan *plan)
{
    struct span all = {0, sharing->towns - 1};
    double line = fmin(LINE_MM, plan->house * 0.03);
    double first = middle_of(plan, all.from), last = middle_of(plan, all.to);
    double begin = plan->rect.y + plan->circle;
    struct rect_mm place = {first - line, begin, last - first + 2 * line,
                            plan->roof_y - begin + line};
    draw_circle(page, sharing, plan, middle_of_span(plan, all));
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, place);
    draw_tree(page, plan, all, sharing->grown);
}

/* Towns that run it together have one picture. */
static void
draw_today(struct page *page, const struct page_sharing *sharing,
           const struct plan *plan)
{
    for (struct span span = {0, 0}; span.from < sharing->towns;
         span.from = span.to = span.to + 1) {
        int group = sharing->together[span.from];
        while (group > 0 && span.to + 1 < sharing->towns &&
               sharing->together[span.to + 1] == group) {
            span.to++;
        }
        draw_circle(page, sharing, plan, middle_of_span(plan, span));
        draw_tree(page, plan, span, 1);
    }
}

void
sharing_draw(struct page *page, const struct page_sharing *sharing,
             enum sharing_side side, struct rect_mm rect)
{
    struct plan plan = plan_in(sharing, rect);
    draw_houses(page, sharing, &plan, side);
    if (side == SHARING_CHANGE) {
        draw_change(page, sharing, &plan);
    } else {
        draw_today(page, sharing, &plan);
    }
}

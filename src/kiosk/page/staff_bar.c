/* staff_bar: draws the bar above the staff's screens. */
#include "staff_bar.h"

#include "sketch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEPS_AIR_MM 4 /* between a name and the steps */

double
staff_bar_height(const struct page *page)
{
    if (!page->frame.staff_bar.name) {
        return 0;
    }
    return page->theme->compact ? 9 : page->theme->tall ? 16 : 12;
}

struct bar_look {
    enum tint ground, ink;
};

static double
draw_badge(struct page *page, const char *words, struct rect_mm rect,
           struct bar_look look)
{
    double width = text_width(page, words, TYPE_CAPTION, true) + 5;
    double height = rect.h * 0.55;
    struct rect_mm pill = {rect.x, rect.y + (rect.h - height) / 2, width, height};
    sketch_box(page, pill,
               (struct box_style){look.ground, look.ink, page->theme->hairline_mm,
                                  height / 2});
    sketch_text_middle(page, pill, words,
                       (struct text_style){.type = TYPE_CAPTION,
                                           .bold = true,
                                           .tint = look.ink,
                                           .ground = look.ground,
                                           .align = ALIGN_CENTER});
    return width;
}

/* Draws a dot for each step of the first start; that of the present step is long.
 * Beside a code the bar may be too short for them; `begin` is where the name ends. */
static double
draw_steps(struct page *page, const struct page_staff_bar *bar, double begin,
           double end, double y, struct bar_look look)
{
    double dot = 2.4, gap = 1.4;
    double width = (dot + gap) * bar->steps - gap + 3.6, x = end - width;
    if (x - STEPS_AIR_MM < begin) {
        return end;
    }
    for (int i = 1; i <= bar->steps; i++) {
        double wide = i == bar->step ? dot + 3.6 : dot;
        struct box_style style = {.fill = look.ink, .radius_mm = dot / 2};
        if (i > bar->step) {
            style = (struct box_style){look.ground, look.ink, 0.4, dot / 2};
        }
        sketch_box(page, (struct rect_mm){x, y - dot / 2, wide, dot}, style);
        x += wide + gap;
    }
    return end - width - STEPS_AIR_MM;
}

/* Draws a name in one line; what is too long ends in dots. */
static void
draw_name(struct page *page, const char *name, struct rect_mm rect,
          struct text_style style)
{
    static const char dots[] = "\u2026";
    char words[256];
    size_t size = strlen(name);
    if (text_width(page, name, style.type, style.bold) <= rect.w + 0.01 ||
        size + sizeof dots > sizeof words) {
        sketch_text_middle(page, rect, name, style);
        return;
    }
    do {
        do {
            size -= size > 0;
        } while (((unsigned char)name[size] & 0xC0) == 0x80); /* to a whole letter */
        snprintf(words, sizeof words, "%.*s%s", (int)size, name, dots);
    } while (size > 0 && text_width(page, words, style.type, style.bold) > rect.w);
    sketch_text_middle(page, rect, words, style);
}

void
staff_bar_draw(struct page *page)
{
    const struct page_staff_bar *bar = &page->frame.staff_bar;
    const struct theme *theme = page->theme;
    double height = staff_bar_height(page);
    if (height <= 0) {
        return;
    }
    /* It is as wide as the screen, but leaves out the white ground of a QR code. */
    double begin =
        page_block(page, BLOCK_QR) && !theme->tall ? page->panel.x + page->panel.w : 0;
    bool is_below = page_block(page, BLOCK_QR) && theme->tall;
    double top = is_below ? page->panel.y + page->panel.h : 0;
    struct rect_mm rect = {begin, top, theme->width_mm - begin, height};
    struct bar_look look = {TINT_ACCENT, TINT_ON_ACCENT};
    char said[TYPESET_TEXT_MAX_BYTES];
    if (bar->is_test) {
        look = (struct bar_look){TINT_SAND, TINT_INK};
    }
    snprintf(said, sizeof said, "%s%s%s%s%s%s%s", bar->name, bar->badge ? ", " : "",
             bar->badge ? bar->badge : "", bar->about ? ". " : "",
             bar->about ? bar->about : "", bar->when ? ". " : "",
             bar->when ? bar->when : "");
    sketch_node(page, (struct node_words){"staff-bar", said, NULL, NULL}, NODE_TEXT, 0,
                rect);
    sketch_box(page, rect,
               (struct box_style){look.ground, bar->is_test ? TINT_INK : TINT_NONE,
                                  bar->is_test ? theme->border_mm : 0, 0});
    struct text_style style = {
        .type = TYPE_CAPTION, .bold = true, .tint = look.ink, .ground = look.ground};
    double x = page->area.x, end = theme->width_mm - theme->margin_mm;
    double name = text_width(page, bar->name, TYPE_CAPTION, true);
    if (bar->steps > 0) {
        end = draw_steps(page, bar, x + name, end, top + height / 2, look);
    }
    bool is_bold = bar->steps > 0;
    double about = bar->about ? text_width(page, bar->about, TYPE_CAPTION, is_bold) : 0;
    if (bar->when) {
        double width = text_width(page, bar->when, TYPE_CAPTION, true);
        sketch_text_middle(page, (struct rect_mm){end - width, top, width, height},
                           bar->when, style);
        end -= width + 4;
    }
    name = fmin(name, end - x);
    draw_name(page, bar->name, (struct rect_mm){x, top, name, height}, style);
    x += name + 3;
    if (bar->badge && x + text_width(page, bar->badge, TYPE_CAPTION, true) + 5 < end) {
        x +=
            draw_badge(page, bar->badge, (struct rect_mm){x, top, 0, height}, look) + 4;
    }
    if (about > 0 && x + about <= end) {
        style.bold = is_bold;
        sketch_text_middle(page, (struct rect_mm){end - about, top, about, height},
                           bar->about, style);
    }
}

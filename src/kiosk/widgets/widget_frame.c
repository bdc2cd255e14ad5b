#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the frame leaves between itself and the content. */
static double
air(const struct page *page)
{
    if (page->theme->compact)
        return 2.6;
    if (page->theme->tall)
        return 8;
    return page_block(page, BLOCK_KEYBOARD) ? 3 : 4.6;
}

static double
edge(const struct page *page) /* above the top bar, below the bottom bar */
{
    const struct theme *theme = page->theme;
    return theme->compact ? 2.6 : theme->tall ? 10 : 4.5;
}

static bool
has_pills(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    return frame->settings.text || frame->listen.text || frame->language_name.text;
}

static bool
has_buttons(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    return frame->back.text || frame->extra.text || frame->skip.text ||
           frame->next.text || page->more;
}

/* Answers in rows take the "no opinion" among them. */
static bool
has_extra(const struct page *page)
{
    bool among = page_block(page, BLOCK_ANSWERS) &&
                 (page->answers == ANSWERS_GRID ||
                  (page->answers == ANSWERS_ROWS && page->theme->tall));
    return page->frame.extra.text && !among;
}

/* ---- pills: Aa, Listen, language ---- */

struct pill {
    const char *id, *icon;
    struct page_button button;
    double width;
};

static size_t
list_pills(struct page *page, struct pill pills[3])
{
    const struct page_frame *frame = &page->frame;
    struct pill all[3] = {
        {"settings", NULL, frame->settings, 0},
        {"listen", "speaker", frame->listen, 0},
        {"language", NULL, frame->language_name, 0},
    };
    if (page->theme->tall && frame->settings_long.text)
        all[0].button = frame->settings_long;
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        if (!all[i].button.text)
            continue;
        double pad = page->theme->compact ? 2.6 : 4.2;
        double width = text_width(page, all[i].button.text, TYPE_CAPTION, true);
        if (all[i].icon)
            width += page->theme->cap_mm[TYPE_CAPTION] * 1.5 + 2.5;
        all[i].width = fmax(width + 2 * pad, page->theme->target_mm);
        pills[count++] = all[i];
    }
    return count;
}

static double
pill_gap(const struct page *page)
{
    return page->theme->compact ? 2.6 : 4;
}

static double
pills_width(const struct page *page, const struct pill *pills, size_t count)
{
    double width = 0;
    for (size_t i = 0; i < count; i++)
        width += pills[i].width + (i > 0 ? pill_gap(page) : 0);
    return width;
}

static void
draw_pill(struct page *page, const struct pill *pill, struct rect_mm rect)
{
    struct node_words words = {pill->id, pill->button.text, pill->button.say, NULL};
    sketch_node(page, words, NODE_BUTTON, pill->button.disabled ? NODE_DISABLED : 0,
                rect);
    sketch_box(
        page, rect,
        (struct box_style){TINT_CARD, TINT_INK, page->theme->border_mm, rect.h / 2});
    struct text_style style = {.type = TYPE_CAPTION,
                               .bold = true,
                               .tint = pill->button.disabled ? TINT_DISABLED : TINT_INK,
                               .ground = TINT_CARD,
                               .align = ALIGN_CENTER};
    if (!pill->icon) {
        sketch_text_middle(page, rect, pill->button.text, style);
        return;
    }
    double pad = page->theme->compact ? 2.6 : 4.2;
    double side = page->theme->cap_mm[TYPE_CAPTION] * 1.5;
    sketch_icon(
        page, (struct rect_mm){rect.x + pad, rect.y + (rect.h - side) / 2, side, side},
        pill->icon, style.tint);
    rect.x += pad + side + 1;
    rect.w -= pad + side + 1;
    style.align = ALIGN_CENTER;
    rect.w -= pad - 1.5;
    sketch_text_middle(page, rect, pill->button.text, style);
}

static void
draw_pills(struct page *page, const struct pill *pills, size_t count, double x,
           double y)
{
    for (size_t i = 0; i < count; i++) {
        draw_pill(page, &pills[i],
                  (struct rect_mm){x, y, pills[i].width, page->theme->target_mm});
        x += pills[i].width + pill_gap(page);
    }
}

/* ---- top ---- */

#define WHERE_LEADING 1.05

/* Height of the place words in two lines at most, beside the pills. */
static double
where_beside_height(struct page *page, double width)
{
    struct part part = {.text = page->frame.where,
                        .language = page->frame.language,
                        .type = TYPE_CAPTION,
                        .leading = WHERE_LEADING,
                        .rtl = page->frame.rtl,
                        .rect = {.w = width}};
    struct text_size_px size = text_size(page, &part);
    return size.overflows ? 1000 : size.height / page->theme->px_per_mm;
}

/* The place words stand beside the pills when they fit; else below, on their own. */
static bool
where_has_own_line(struct page *page)
{
    if (!page->frame.where)
        return false;
    if (page->theme->tall || !has_pills(page))
        return true;
    struct pill pills[3];
    size_t count = list_pills(page, pills);
    double left = page->area.w - pills_width(page, pills, count) - 4;
    return left < 20 || where_beside_height(page, left) > page->theme->target_mm + 0.6;
}

static double
where_height(struct page *page)
{
    double bar = page->frame.progress >= 0 ? 4 : 0;
    return text_height(page, page->frame.where, TYPE_CAPTION, false, page->area.w) +
           bar;
}

static double
top_height(struct page *page)
{
    double height = 0;
    if (has_pills(page) && !page->theme->tall)
        height += page->theme->target_mm;
    if (where_has_own_line(page))
        height += (height > 0 ? 2 : 0) + where_height(page);
    return height;
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
    if (rect.w >= rect.h)
        sketch_box(page, rect,
                   (struct box_style){.fill = TINT_ACCENT, .radius_mm = rect.h / 2});
}

static void
draw_where(struct page *page, struct rect_mm line, bool own_line)
{
    const struct page_frame *frame = &page->frame;
    struct node_words words = {"where", frame->where, NULL, NULL};
    struct text_style style = {
        .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_PAPER};
    sketch_node(page, words, NODE_PROGRESS, 0, line);
    if (own_line) {
        struct rect_mm place = line;
        place.h = text_height(page, frame->where, TYPE_CAPTION, false, line.w);
        sketch_text(page, place, frame->where, style);
        if (frame->progress >= 0)
            draw_progress(page, (struct rect_mm){line.x, line.y + place.h + 1.5, line.w,
                                                 page->theme->tall ? 2.4 : 2});
        return;
    }
    double width = text_width(page, frame->where, TYPE_CAPTION, false);
    if (width > line.w) {
        style.leading = WHERE_LEADING;
        sketch_text_middle(page, line, frame->where, style);
        return;
    }
    sketch_text_middle(page, (struct rect_mm){line.x, line.y, width, line.h},
                       frame->where, style);
    struct rect_mm bar = {line.x + width + 4, line.y + line.h / 2 - 1,
                          line.w - width - 4, 2};
    if (frame->progress >= 0 && bar.w >= 15)
        draw_progress(page, bar);
}

void
frame_draw_top(struct page *page)
{
    struct rect_mm area = page->area;
    double y = page->theme->tall ? page->content.y - air(page) - top_height(page)
                                 : area.y + edge(page);
    double pills_h = 0, pills_w = 0;
    if (has_pills(page) && !page->theme->tall) {
        struct pill pills[3];
        pills_w = pills_width(page, pills, list_pills(page, pills)) + 4;
        pills_h = page->theme->target_mm;
    }
    if (!page->frame.where)
        return;
    if (where_has_own_line(page))
        draw_where(page,
                   (struct rect_mm){area.x, y + pills_h + (pills_h > 0 ? 2 : 0), area.w,
                                    where_height(page)},
                   true);
    else
        draw_where(page, (struct rect_mm){area.x, y, area.w - pills_w, pills_h}, false);
}

/* ---- bottom ---- */

#define BUTTONS_MAX 4
struct bar_button {
    const char *id, *text, *say;
    enum { BAR_PLAIN, BAR_FILLED, BAR_QUIET, BAR_CHOSEN } look;
    enum tint ink;
    bool disabled;
    double width;
};

/* "{left} left" with the numbers put in. */
static void
fill_in(const struct page *page, int pages_left, const char *pattern, char *out,
        size_t size)
{
    size_t left = page->items_all - page->items_shown;
    if (page->items_all == 0)
        left = (size_t)(pages_left > 0 ? pages_left : 0);
    const struct {
        const char *name;
        size_t value;
    } names[] = {
        {"{left}", left}, {"{shown}", page->items_shown}, {"{all}", page->items_all}};
    size_t at = 0;
    while (*pattern && at + 24 < size) {
        size_t n = 0;
        while (n < 3 && strncmp(pattern, names[n].name, strlen(names[n].name)) != 0)
            n++;
        if (n == 3) {
            out[at++] = *pattern++;
            continue;
        }
        at += (size_t)snprintf(out + at, size - at, "%zu", names[n].value);
        pattern += strlen(names[n].name);
    }
    out[at] = '\0';
}

static size_t
list_buttons(struct page *page, struct bar_button list[BUTTONS_MAX], const char *more)
{
    const struct page_frame *frame = &page->frame;
    size_t count = 0;
    if (frame->back.text)
        list[count++] =
            (struct bar_button){"back",    frame->back.text, frame->back.say,
                                BAR_PLAIN, TINT_ACCENT,      frame->back.disabled,
                                0};
    if (has_extra(page))
        list[count++] =
            (struct bar_button){"extra",
                                frame->extra.text,
                                frame->extra.say,
                                frame->extra_chosen ? BAR_CHOSEN : BAR_PLAIN,
                                TINT_INK,
                                frame->extra.disabled,
                                0};
    if (frame->skip.text)
        list[count++] =
            (struct bar_button){"skip",    frame->skip.text, frame->skip.say,
                                BAR_QUIET, TINT_ACCENT,      frame->skip.disabled,
                                0};
    if (page->more)
        list[count++] = (struct bar_button){"more",         more,  NULL, BAR_FILLED,
                                            TINT_ON_ACCENT, false, 0};
    else if (frame->next.text)
        list[count++] =
            (struct bar_button){"next",     frame->next.text, frame->next.say,
                                BAR_FILLED, TINT_ON_ACCENT,   frame->next.disabled,
                                0};
    return count;
}

static double
buttons_width(struct page *page, struct bar_button *list, size_t count, enum type type,
              double pad)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double around = list[i].look == BAR_QUIET ? 2 : pad;
        list[i].width = fmax(text_width(page, list[i].text, type, true) + 2 * around,
                             list[i].look == BAR_QUIET ? 16 : 20);
        sum += list[i].width + (i > 0 ? THEME_GAP_MIN_MM + 0.5 : 0);
    }
    return sum;
}

/* The bar in one line with large words, with smaller ones, or in two lines. */
struct bar_plan {
    enum type type;
    double pad;
    int lines;
};

static struct bar_plan
plan_bar(struct page *page, struct bar_button *list, size_t count)
{
    double wide = page->theme->compact ? 5 : page->theme->tall ? 11 : 8;
    const struct bar_plan plans[] = {
        {TYPE_BUTTON, wide, 1}, {TYPE_BUTTON, 4, 1}, {TYPE_CAPTION, 3.5, 1}};
    for (size_t i = 0; i < 3; i++)
        if (buttons_width(page, list, count, plans[i].type, plans[i].pad) <=
            page->area.w)
            return plans[i];
    return (struct bar_plan){TYPE_CAPTION, 3.5, 2};
}

/* What is too wide all the same gives of its width; its words take two lines. */
static void
squeeze(const struct page *page, struct bar_button *list, size_t count)
{
    double gaps = count > 0 ? (double)(count - 1) * (THEME_GAP_MIN_MM + 0.5) : 0;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += list[i].width;
    double scale = (page->area.w - gaps) / fmax(sum, 1);
    for (size_t i = 0; scale < 1 && i < count; i++)
        list[i].width *= scale;
}

static double
bar_height(struct page *page, int lines)
{
    return lines * page->theme->bar_mm + (lines - 1) * (THEME_GAP_MIN_MM + 0.5);
}

static double
bottom_height(struct page *page)
{
    struct bar_button list[BUTTONS_MAX];
    char more[160] = "";
    if (page->frame.more)
        fill_in(page, 9, page->frame.more, more, sizeof more);
    size_t count = list_buttons(page, list, more);
    double height = 0;
    if (has_buttons(page))
        height = bar_height(page, plan_bar(page, list, count).lines);
    if (page->theme->tall && has_pills(page))
        height += page->theme->target_mm + (height > 0 ? 6 : 0);
    return height;
}

static void
draw_button(struct page *page, const struct bar_button *button, struct rect_mm rect,
            enum type type)
{
    unsigned state = (button->disabled ? NODE_DISABLED : 0) |
                     (button->look == BAR_CHOSEN ? NODE_CHOSEN : 0);
    sketch_node(page, (struct node_words){button->id, button->text, button->say, NULL},
                button->look == BAR_CHOSEN || strcmp(button->id, "extra") == 0
                    ? NODE_ANSWER
                    : NODE_BUTTON,
                state, rect);
    struct box_style style = {TINT_CARD, button->ink, page->theme->border_mm,
                              page->theme->radius_mm};
    enum tint ground = TINT_CARD, ink = button->ink;
    if (button->look == BAR_FILLED || button->look == BAR_CHOSEN) {
        style.fill = style.border = ground = TINT_ACCENT;
        ink = TINT_ON_ACCENT;
    }
    if (button->look == BAR_QUIET)
        ground = TINT_PAPER;
    else
        sketch_box(page, rect, style);
    if (button->disabled && ground != TINT_ACCENT)
        ink = TINT_DISABLED;
    if (button->look == BAR_CHOSEN) {
        double side = fmin(rect.h * 0.4, 6);
        sketch_icon(page, (struct rect_mm){rect.x + 1.5, rect.y + 1.5, side, side},
                    "check", ink);
    }
    sketch_text_middle(page, rect, button->text,
                       (struct text_style){.type = type,
                                           .bold = true,
                                           .tint = ink,
                                           .ground = ground,
                                           .align = ALIGN_CENTER,
                                           .underline = button->look == BAR_QUIET});
}

/* Equal air between the buttons; one alone stands where it always does. */
static void
draw_line(struct page *page, const struct bar_button *list, size_t count, double y,
          enum type type)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += list[i].width;
    bool starts = count > 0 && strcmp(list[0].id, "back") == 0;
    bool ends = count > 0 && list[count - 1].look == BAR_FILLED;
    size_t gaps = count + 1 - (starts ? 1 : 0) - (ends ? 1 : 0);
    double gap = gaps > 0 ? (page->area.w - sum) / (double)gaps : 0;
    double x = page->area.x + (starts ? 0 : gap);
    if (page->theme->tall && count > 0) /* the words stay near Back */
        gap = fmin(gap, 14);
    if (count == 1 && ends)
        x = page->area.x + page->area.w - list[0].width;
    for (size_t i = 0; i < count; i++) {
        if (ends && i + 1 == count)
            x = page->area.x + page->area.w - list[i].width;
        draw_button(page, &list[i],
                    (struct rect_mm){x, y, list[i].width, page->theme->bar_mm}, type);
        x += list[i].width + gap;
    }
}

static void
draw_bar(struct page *page, int pages_left, double y)
{
    struct bar_button list[BUTTONS_MAX];
    char more[160] = "...";
    if (page->frame.more)
        fill_in(page, pages_left, page->frame.more, more, sizeof more);
    size_t count = list_buttons(page, list, more);
    struct bar_plan plan = plan_bar(page, list, count);
    if (plan.lines == 1) {
        draw_line(page, list, count, y, plan.type);
        return;
    }
    /* above, what stands between; below, back and next in their places */
    size_t first = strcmp(list[0].id, "back") == 0 ? 1 : 0;
    size_t last = list[count - 1].look == BAR_FILLED ? count - 1 : count;
    squeeze(page, list + first, last - first);
    draw_line(page, list + first, last - first, y, plan.type);
    struct bar_button ends[2];
    size_t end_count = 0;
    if (first > 0)
        ends[end_count++] = list[0];
    if (last < count)
        ends[end_count++] = list[count - 1];
    squeeze(page, ends, end_count);
    draw_line(page, ends, end_count, y + page->theme->bar_mm + THEME_GAP_MIN_MM + 0.5,
              plan.type);
}

void
frame_draw_bottom(struct page *page, int pages_left)
{
    struct pill pills[3];
    size_t count = list_pills(page, pills);
    double y = page->theme->height_mm - edge(page) - bottom_height(page);
    if (has_buttons(page)) {
        draw_bar(page, pages_left, y);
    }
    if (count == 0)
        return;
    if (page->theme->tall)
        draw_pills(page, pills, count, page->area.x,
                   page->theme->height_mm - edge(page) - page->theme->target_mm);
    else
        draw_pills(page, pills, count,
                   page->area.x + page->area.w - pills_width(page, pills, count),
                   page->area.y + edge(page));
}

/* ---- areas ---- */

/* The side of the screen that a QR code, a pad or a band takes from the frame. */
static void
take_panel(struct page *page)
{
    const struct theme *theme = page->theme;
    struct rect_mm *area = &page->area;
    bool qr = page_block(page, BLOCK_QR), pad = page_block(page, BLOCK_PAD);
    double width = 0;
    if (theme->tall) {
        if (!pad || qr)
            page->panel =
                (struct rect_mm){0, 0, theme->width_mm,
                                 qr ? fmin(theme->width_mm, theme->height_mm * 0.5)
                                    : theme->height_mm * 0.28};
        return;
    }
    if (qr)
        width = fmin(theme->height_mm * 0.865,
                     theme->width_mm * (theme->compact ? 0.45 : 0.55));
    else if (pad)
        width = theme->compact ? 50 : fmin(80, theme->width_mm * 0.36);
    else if (page->frame.band == PAGE_BAND_SIDE)
        width = theme->width_mm * 0.32;
    if (width <= 0)
        return;
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
    double y = top > 0 ? edge(page) + top + air(page) : theme->margin_mm;
    if (theme->tall) {
        double line = fmax(theme->height_mm / 3, page->panel.y + page->panel.h + 8);
        y = line + 2 + (top > 0 ? top + air(page) : 8);
    } else if (theme->display.reach) {
        y = fmax(y, theme->height_mm * 0.25);
    }
    if (page->frame.band == PAGE_BAND_SIDE && top <= 0 && !theme->compact &&
        !theme->tall)
        y = 15;
    double end = theme->height_mm -
                 (bottom > 0 ? edge(page) + bottom + air(page) : theme->margin_mm);
    page->content = (struct rect_mm){page->area.x, y, page->area.w, end - y};
}

void
frame_draw_bands(struct page *page)
{
    const struct theme *theme = page->theme;
    struct rect_mm panel = page->panel;
    if (panel.w <= 0 || page_block(page, BLOCK_QR) || page_block(page, BLOCK_PAD))
        return;
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, panel);
    sketch_box(page, panel, (struct box_style){.fill = TINT_ACCENT});
    double side = fmin(theme->tall ? 64 : panel.w * 0.5, panel.h * 0.5);
    const char *name = page->frame.icon ? page->frame.icon : "people";
    if (side > 0)
        sketch_icon(page,
                    (struct rect_mm){panel.x + (panel.w - side) / 2,
                                     panel.y + (panel.h - side) / 2, side, side},
                    name, TINT_ON_ACCENT);
}

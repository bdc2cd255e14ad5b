/* pills: lists, sizes and draws the round buttons for settings, voice and language. */
#include "pills.h"

#include "sketch.h"

#include <math.h>

bool
pills_any(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    return frame->settings.text || frame->listen.text || frame->language_name.text;
}

bool
pills_are_below(const struct page *page)
{
    return page->theme->tall || (page->theme->display.reach && !page->theme->compact);
}

bool
pills_are_at_top(const struct page *page)
{
    return pills_any(page) && !pills_are_below(page);
}

double
pills_gap_above(const struct page *page)
{
    return page->theme->tall ? 6 : THEME_GAP_MIN_MM + 0.5;
}

/* Where words are large, or the panel small, "Listen" is its picture alone. */
static bool
has_no_room(const struct page *page)
{
    return !page->theme->tall &&
           (page->theme->compact || page->theme->display.size > TEXT_SIZE_M);
}

static double
icon_mm(const struct page *page)
{
    return page->theme->cap_mm[TYPE_CAPTION] * 1.5;
}

size_t
pills_list(struct page *page, struct pill pills[PILLS_MAX])
{
    const struct page_frame *frame = &page->frame;
    struct pill all[PILLS_MAX] = {
        {"settings", NULL, frame->settings, 0, false},
        {"listen", "speaker", frame->listen, 0, has_no_room(page)},
        {"language", NULL, frame->language_name, 0, false},
    };
    if (page->theme->tall && frame->settings_long.text) {
        all[0].button = frame->settings_long;
    }
    size_t count = 0;
    for (size_t i = 0; i < PILLS_MAX; i++) {
        if (!all[i].button.text) {
            continue;
        }
        double pad = page->theme->compact ? 2.6 : 4.2;
        double width = text_width(page, all[i].button.text, TYPE_CAPTION, true);
        if (all[i].is_bare) {
            width = icon_mm(page);
        } else if (all[i].icon) {
            width += icon_mm(page) + 2.5;
        }
        all[i].width = fmax(width + 2 * pad, page->theme->target_mm);
        pills[count++] = all[i];
    }
    return count;
}

struct pill
pills_bare_listen(const struct page *page, const struct page_button *listen)
{
    return (struct pill){"listen", "speaker", *listen, page->theme->target_mm, true};
}

size_t
pills_drop_hidden(struct pill *pills, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!pills[i].button.hidden) {
            pills[kept++] = pills[i];
        }
    }
    return kept;
}

static double
pill_gap(const struct page *page)
{
    return page->theme->compact ? 2.6 : page->theme->tall ? 4 : 2.8;
}

double
pills_width(const struct page *page, const struct pill *pills, size_t count)
{
    double width = 0;
    for (size_t i = 0; i < count; i++) {
        width += pills[i].width + (i > 0 ? pill_gap(page) : 0);
    }
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
    double side = icon_mm(page);
    if (pill->is_bare) {
        pad = (rect.w - side) / 2;
    }
    sketch_icon(
        page, (struct rect_mm){rect.x + pad, rect.y + (rect.h - side) / 2, side, side},
        pill->icon, style.tint);
    if (pill->is_bare) {
        return;
    }
    rect.x += pad + side + 1;
    rect.w -= pad + side + 1;
    style.align = ALIGN_CENTER;
    rect.w -= pad - 1.5;
    sketch_text_middle(page, rect, pill->button.text, style);
}

void
pills_draw(struct page *page, const struct pill *pills, size_t count, double x,
           double y)
{
    for (size_t i = 0; i < count; i++) {
        draw_pill(page, &pills[i],
                  (struct rect_mm){x, y, pills[i].width, page->theme->target_mm});
        x += pills[i].width + pill_gap(page);
    }
}

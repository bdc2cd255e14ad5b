/* bar: chooses, sizes and draws the buttons at the bottom of a screen. */
#include "bar.h"

#include "sketch.h"
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool
has_buttons(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    return frame->back.text || frame->extra.text || frame->skip.text ||
           frame->next.text || page->more;
}

const struct block *
bar_pill(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    const struct block *pills = page_block(page, BLOCK_PILLS);
    bool is_free = !frame->skip.text && !frame->extra.text && !frame->staff;
    return pills && pills->count == 1 && frame->next.text && is_free ? pills : NULL;
}

#define BUTTONS_MAX 5
#define BAR_GAP_MM (THEME_GAP_MIN_MM + 0.5)
struct bar_button {
    const char *id, *text, *say;
    enum { BAR_PLAIN, BAR_FILLED, BAR_QUIET, BAR_CHOSEN } look;
    enum tint ink;
    bool disabled;
    bool small; /* a link, which is no step of the way */
    double width;
    bool hidden;
};

/* The bar stands in one line with large words, in one line with smaller words, or in
 * two lines; the first that fits is taken. */
struct bar {
    struct bar_button list[BUTTONS_MAX];
    size_t count;
    char more[160], more_say[160];
    enum type type;
    double pad;
    int lines;
    bool is_full;             /* "Skip" has given up its place */
    const struct block *link; /* that stands between Back and Skip, or NULL */
    const struct block *keys; /* whose last row stands between Back and Next, or NULL */
};

/* Puts the numbers into words such as "{left} left". */
static void
fill_in(const struct page *page, int pages_left, const char *pattern, char *out,
        size_t size)
{
    size_t left = page->items_all - page->items_shown;
    if (left == 0) { /* what is left is words and no items, so pages are counted */
        left = (size_t)(pages_left > 0 ? pages_left : 0);
    }
    const struct {
        const char *name;
        size_t value;
    } names[] = {
        {"{left}", left}, {"{shown}", page->items_shown}, {"{all}", page->items_all}};
    size_t at = 0;
    while (*pattern && at + 24 < size) {
        size_t n = 0;
        while (n < 3 && strncmp(pattern, names[n].name, strlen(names[n].name)) != 0) {
            n++;
        }
        if (n == 3) {
            out[at++] = *pattern++;
            continue;
        }
        at += (size_t)snprintf(out + at, size - at, "%zu", names[n].value);
        pattern += strlen(names[n].name);
    }
    out[at] = '\0';
}

static struct bar_button *
add_button(struct bar *bar, const char *id, const struct page_button *button)
{
    struct bar_button *out = &bar->list[bar->count++];
    *out = (struct bar_button){.id = id,
                               .text = button->text,
                               .say = button->say,
                               .look = BAR_PLAIN,
                               .ink = TINT_ACCENT,
                               .disabled = button->disabled,
                               .hidden = button->hidden};
    return out;
}

static void
add_filled(struct bar *bar, const char *id, const struct page_button *button)
{
    struct bar_button *out = add_button(bar, id, button);
    out->look = BAR_FILLED;
    out->ink = TINT_ON_ACCENT;
}

static void
list_buttons(struct page *page, struct bar *bar)
{
    const struct page_frame *frame = &page->frame;
    const struct block *pill = bar_pill(page);
    bar->count = 0;
    if (frame->back.text) {
        add_button(bar, "back", &frame->back);
    }
    if (frame->extra.text && !page_block(page, BLOCK_ANSWERS)) {
        struct bar_button *extra = add_button(bar, "extra", &frame->extra);
        extra->look = frame->extra_chosen ? BAR_CHOSEN : BAR_PLAIN;
        extra->ink = TINT_INK;
    }
    if (bar->link) {
        const struct page_item *link = bar->link->items;
        const struct page_button button = {link->text, link->say, link->disabled,
                                           false};
        struct bar_button *out = add_button(bar, link->id, &button);
        out->look = BAR_QUIET;
        out->small = true;
    }
    if (frame->skip.text && !bar->is_full) {
        add_button(bar, "skip", &frame->skip)->look = BAR_QUIET;
    }
    if (pill) {
        const struct page_button button = {pill->items->text, pill->items->say,
                                           pill->items->disabled, false};
        add_button(bar, pill->items->id, &button)->look = BAR_QUIET;
    }
    const struct page_button more = {bar->more, bar->more_say, false, false};
    if (page->more && frame->next_always) {
        add_button(bar, "more", &more);
    }
    if (page->more && !frame->next_always) { /* in the place of Next */
        add_filled(bar, "more", &more);
    } else if (frame->next.text && frame->next_is_plain) {
        add_button(bar, "next", &frame->next);
    } else if (frame->next.text) {
        add_filled(bar, "next", &frame->next);
    }
}

static enum type
type_of(const struct bar *bar, const struct bar_button *button)
{
    return button->small ? TYPE_CAPTION : bar->type;
}

static double
buttons_width(struct page *page, struct bar *bar)
{
    double sum = 0;
    for (size_t i = 0; i < bar->count; i++) {
        struct bar_button *button = &bar->list[i];
        bool quiet = button->look == BAR_QUIET;
        double around = quiet ? 2 : bar->pad;
        button->width = fmax(
            text_width(page, button->text, type_of(bar, button), true) + 2 * around,
            quiet ? 16 : 20);
        sum += button->width + (i > 0 ? BAR_GAP_MM : 0);
    }
    return sum;
}

/* The keyboard whose last row may stand between Back and Next; NULL when there is none,
 * or other buttons stand there. */
static const struct block *
find_keys(const struct page *page)
{
    const struct page_frame *frame = &page->frame;
    bool is_free = frame->back.text && frame->next.text && !frame->skip.text &&
                   !frame->extra.text && !frame->staff && !page->theme->tall &&
                   !page->more;
    return is_free ? page_block(page, BLOCK_KEYBOARD) : NULL;
}

static const struct block *
find_link(const struct page *page)
{
    bool is_free = !page->theme->tall && !page->more && !page->paged;
    for (size_t i = 0; is_free && i < page->block_count; i++) {
        if (page->blocks[i].kind == BLOCK_LINKS && page->blocks[i].in_bar) {
            return &page->blocks[i];
        }
    }
    return NULL;
}

/* Takes the first plan that leaves this width free. */
static bool
try_sizes(struct page *page, int pages_left, double free_mm, struct bar *bar)
{
    const struct page_frame *frame = &page->frame;
    double wide = page->theme->compact ? 5 : page->theme->tall ? 11 : 8;
    const struct {
        const char *more;
        enum type type;
        double pad;
    } plans[] = {{frame->more, TYPE_BUTTON, wide},
                 {frame->more, TYPE_BUTTON, 4},
                 {frame->more_short, TYPE_BUTTON, 4},
                 {frame->more_short, TYPE_CAPTION, 3.5}};
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        const char *more = plans[i].more ? plans[i].more : frame->more;
        fill_in(page, pages_left, more ? more : "", bar->more, sizeof bar->more);
        list_buttons(page, bar);
        bar->type = plans[i].type;
        bar->pad = plans[i].pad;
        if (buttons_width(page, bar) + free_mm <= page->area.w) {
            return true;
        }
    }
    return false;
}

/* The same; where "More" stands beside Next, "Skip" is left out if it has no room. */
static bool
try_plans(struct page *page, int pages_left, double free_mm, struct bar *bar)
{
    bar->is_full = false;
    if (try_sizes(page, pages_left, free_mm, bar)) {
        return true;
    }
    bar->is_full = page->paged && page->frame.next_always;
    return bar->is_full && try_sizes(page, pages_left, free_mm, bar);
}

static void
plan_bar(struct page *page, int pages_left, struct bar *bar)
{
    const struct page_frame *frame = &page->frame;
    *bar = (struct bar){.lines = 1, .keys = find_keys(page), .link = find_link(page)};
    fill_in(page, pages_left, frame->more ? frame->more : "", bar->more_say,
            sizeof bar->more_say);
    double keys = bar->keys ? keys_bar_least_mm(page, bar->keys) + BAR_GAP_MM : 0;
    if (bar->keys && try_plans(page, pages_left, keys, bar)) {
        return;
    }
    bar->keys = NULL;
    if (bar->link && try_plans(page, pages_left, 0, bar) && bar->type == TYPE_BUTTON) {
        return;
    }
    bar->link = NULL;
    bar->lines = try_plans(page, pages_left, 0, bar) ? 1 : 2;
}

const struct block *
bar_link(struct page *page)
{
    struct bar bar;
    if (!find_link(page)) {
        return NULL;
    }
    plan_bar(page, 0, &bar);
    return bar.link;
}

bool
bar_has_keys(struct page *page)
{
    struct bar bar;
    if (!page_block(page, BLOCK_KEYBOARD)) {
        return false;
    }
    plan_bar(page, 0, &bar);
    return bar.keys != NULL;
}

/* Makes buttons narrower when they are still too wide. Their words then take two lines.
 */
static void
squeeze(const struct page *page, struct bar_button *list, size_t count)
{
    double gaps = count > 0 ? (double)(count - 1) * (BAR_GAP_MM) : 0;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += list[i].width;
    }
    double scale = (page->area.w - gaps) / fmax(sum, 1);
    for (size_t i = 0; scale < 1 && i < count; i++) {
        list[i].width *= scale;
    }
}

/* Of two lines, the upper one has what stands in the middle. Back and Next stay in
 * their places in the lower one. */
static void
split_lines(const struct page *page, struct bar *bar, struct bar *lower)
{
    size_t count = bar->count;
    size_t first = strcmp(bar->list[0].id, "back") == 0 ? 1 : 0;
    size_t last = bar->list[count - 1].look == BAR_FILLED ? count - 1 : count;
    *lower = *bar;
    lower->count = 0;
    if (first > 0) {
        lower->list[lower->count++] = bar->list[0];
    }
    if (last < count) {
        lower->list[lower->count++] = bar->list[count - 1];
    }
    bar->count = last - first;
    memmove(bar->list, bar->list + first, bar->count * sizeof *bar->list);
    squeeze(page, bar->list, bar->count);
    squeeze(page, lower->list, lower->count);
}

/* The height of one line of buttons. */
static double
line_height_of(struct page *page, const struct bar *bar)
{
    double tallest = page->theme->bar_mm;
    for (size_t i = 0; bar->lines > 1 && i < bar->count; i++) {
        tallest = fmax(tallest, text_height(page, bar->list[i].text, bar->type, true,
                                            bar->list[i].width));
    }
    return tallest;
}

/* The height of all buttons; 0 when there are none. */
double
bar_height(struct page *page)
{
    struct bar bar, lower;
    if (!has_buttons(page)) {
        return 0;
    }
    plan_bar(page, 9, &bar);
    if (bar.lines == 1) {
        return line_height_of(page, &bar);
    }
    split_lines(page, &bar, &lower);
    return line_height_of(page, &bar) + BAR_GAP_MM + line_height_of(page, &lower);
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
    /* Staff see which buttons cannot be pressed now. A resident's button can always be
     * pressed. */
    bool is_dashed = button->disabled && page->frame.staff;
    if (button->look == BAR_QUIET || is_dashed) {
        ground = TINT_PAPER;
    }
    if (is_dashed) {
        sketch_dashes(page, rect, TINT_DISABLED);
    } else if (button->look != BAR_QUIET) {
        sketch_box(page, rect, style);
    }
    if (button->disabled && ground != TINT_ACCENT) {
        ink = TINT_DISABLED;
    }
    if (button->look == BAR_CHOSEN) {
        double side = fmin(rect.h * 0.4, 6);
        sketch_icon(page, (struct rect_mm){rect.x + 1.5, rect.y + 1.5, side, side},
                    "check", ink);
    }
    sketch_text_middle(page, rect, button->text,
                       (struct text_style){.type = type,
                                           .bold = !is_dashed,
                                           .tint = ink,
                                           .ground = ground,
                                           .align = ALIGN_CENTER,
                                           .underline = button->look == BAR_QUIET});
}

/* Where the one between Back and Next stands: in the middle of the panel, so that it is
 * in one place however wide the others are; at `x` where it has no room there. */
static double
steady_x(const struct page *page, const struct bar_button list[3], double x)
{
    double middle = page->area.x + (page->area.w - list[1].width) / 2;
    double end = page->area.x + page->area.w - list[2].width;
    bool has_room = middle >= page->area.x + list[0].width + BAR_GAP_MM &&
                    middle + list[1].width <= end - BAR_GAP_MM;
    return has_room ? middle : x;
}

/* Draws the buttons with equal gaps. A button that stands alone stays in its usual
 * place. */
static void
draw_line(struct page *page, const struct bar *bar, double y)
{
    const struct bar_button *list = bar->list;
    size_t count = bar->count;
    double height = line_height_of(page, bar);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += list[i].width;
    }
    bool starts = count > 0 && strcmp(list[0].id, "back") == 0;
    bool ends = count > 0 && list[count - 1].look == BAR_FILLED;
    size_t gaps = count + 1 - (starts ? 1 : 0) - (ends ? 1 : 0);
    double gap = gaps > 0 ? (page->area.w - sum) / (double)gaps : 0;
    double x = page->area.x + (starts ? 0 : gap);
    if (page->theme->tall && count > 0) { /* the words stay near Back */
        gap = fmin(gap, 14);
    }
    if (count == 1 && ends) {
        x = page->area.x + page->area.w - list[0].width;
    }
    /* Back stands alone, and the others together at the end */
    bool grouped = page->frame.staff && starts;
    if (grouped) {
        gap = THEME_GAP_MIN_MM + 0.8;
    }
    for (size_t i = 0; i < count; i++) {
        if (grouped && i == 1) {
            x = page->area.x + page->area.w - (sum - list[0].width) -
                (double)(count - 2) * gap;
        }
        if (ends && i + 1 == count) {
            x = page->area.x + page->area.w - list[i].width;
        }
        if (starts && ends && !grouped && !page->theme->tall && count == 3 && i == 1) {
            x = steady_x(page, list, x);
        }
        if (!list[i].hidden) {
            draw_button(page, &list[i], (struct rect_mm){x, y, list[i].width, height},
                        type_of(bar, &list[i]));
        }
        x += list[i].width + gap;
    }
}

/* Back, the keys and Next in one line. */
static void
draw_with_keys(struct page *page, const struct bar *bar, double y)
{
    const struct bar_button *back = &bar->list[0], *next = &bar->list[1];
    struct rect_mm rect = {page->area.x, y, back->width, page->theme->bar_mm};
    draw_button(page, back, rect, bar->type);
    rect.x += back->width + BAR_GAP_MM;
    rect.w = page->area.w - back->width - next->width - 2 * BAR_GAP_MM;
    keys_draw_bar(page, bar->keys, rect);
    rect.x += rect.w + BAR_GAP_MM;
    rect.w = next->width;
    draw_button(page, next, rect, bar->type);
}

#define TALLY_LEADING 1.15

/* What was chosen, in at most two lines. It moves nothing: where it has no room, its
 * short form stands there, or nothing. */
static void
draw_tally(struct page *page, struct rect_mm rect)
{
    const struct page_frame *frame = &page->frame;
    const char *const forms[] = {frame->tally, frame->tally_short};
    struct text_style style = {.type = TYPE_CAPTION,
                               .tint = TINT_INK,
                               .ground = TINT_PAPER,
                               .align = ALIGN_CENTER,
                               .leading = TALLY_LEADING};
    for (size_t i = 0; i < 2 && frame->tally; i++) {
        struct part part = {.text = forms[i],
                            .language = frame->language,
                            .type = style.type,
                            .leading = style.leading,
                            .rtl = frame->rtl,
                            .rect = {.w = rect.w}};
        struct text_size_px size = text_size(page, &part);
        if (size.overflows || size.lines > 2 ||
            size.height > rect.h * page->theme->px_per_mm) {
            continue;
        }
        sketch_node(page,
                    (struct node_words){"chosen", forms[i], frame->tally_say, NULL},
                    NODE_TEXT, 0, rect);
        sketch_speech(page, frame->tally_aloud, NULL);
        double width = sketch_balanced_width(page, forms[i], style, rect.w);
        rect.x += (rect.w - width) / 2;
        rect.w = width;
        sketch_text_middle(page, rect, forms[i], style);
        return;
    }
}

void
bar_draw(struct page *page, int pages_left, double y)
{
    struct bar bar, lower;
    if (!has_buttons(page)) {
        return;
    }
    plan_bar(page, pages_left, &bar);
    if (bar.keys) {
        draw_with_keys(page, &bar, y);
        return;
    }
    if (bar.lines == 1) {
        struct rect_mm free;
        bool has_room = bar_free_rect(page, pages_left, &free);
        free.y = y;
        if (has_room && page->message == MESSAGE_BAR) {
            problem_draw_in(page, page_block(page, BLOCK_PROBLEM), free);
        } else if (has_room) {
            draw_tally(page, free);
        }
        draw_line(page, &bar, y);
        return;
    }
    split_lines(page, &bar, &lower);
    draw_line(page, &bar, y);
    draw_line(page, &lower, y + line_height_of(page, &bar) + BAR_GAP_MM);
}

bool
bar_free_rect(struct page *page, int pages_left, struct rect_mm *out)
{
    struct bar bar;
    if (!has_buttons(page) || bar_has_keys(page)) {
        return false;
    }
    plan_bar(page, pages_left, &bar);
    double begin = page->area.x, end = page->area.x + page->area.w;
    for (size_t i = 0; i < bar.count; i++) {
        const struct bar_button *button = &bar.list[i];
        if (strcmp(button->id, "back") == 0) {
            begin += button->width + 2 * THEME_GAP_MIN_MM;
        } else if (button->look == BAR_FILLED && i + 1 == bar.count) {
            end -= button->width + 2 * THEME_GAP_MIN_MM;
        } else if (!button->hidden) {
            return false;
        }
    }
    *out = (struct rect_mm){begin, 0, end - begin, line_height_of(page, &bar)};
    return bar.lines == 1 && out->w > 0;
}

/* sketch: adds boxes, texts and icons to a page, mirrored in right-to-left pages. */
#include "sketch.h"

#include <math.h>
#include <string.h>

struct rect_mm
rect_inset(struct rect_mm rect, double x_mm, double y_mm)
{
    return (struct rect_mm){rect.x + x_mm, rect.y + y_mm, rect.w - 2 * x_mm,
                            rect.h - 2 * y_mm};
}

static struct rect_mm
mirrored(const struct page *page, struct rect_mm rect)
{
    if (page->frame.rtl) {
        rect.x = page->theme->width_mm - rect.x - rect.w;
    }
    return rect;
}

struct text_size_px
text_size(struct page *page, const struct part *part)
{
    struct text_spec spec = part_text_spec(part, page->theme);
    return typeset_measure(page->typeset, &spec);
}

static struct part
text_part(const struct page *page, const char *words, enum type type, bool bold,
          double width_mm)
{
    return (struct part){
        .kind = PART_TEXT,
        .rect = {.w = width_mm},
        .text = words,
        .language = page->frame.language,
        .type = type,
        .bold = bold,
        .rtl = page->frame.rtl,
        /* paint knows the theme of the frame alone */
        .font_px = page->theme == &page->larger ? theme_font_px(page->theme, type) : 0,
    };
}

double
text_height(struct page *page, const char *words, enum type type, bool bold,
            double width_mm)
{
    struct part part = text_part(page, words, type, bold, width_mm);
    return text_size(page, &part).height / page->theme->px_per_mm;
}

double
text_width(struct page *page, const char *words, enum type type, bool bold)
{
    struct part part = text_part(page, words, type, bold, 0);
    return (text_size(page, &part).width + 1) / page->theme->px_per_mm;
}

double
word_width(struct page *page, const char *words, enum type type, bool bold)
{
    struct part part = text_part(page, words, type, bold, 0);
    return (text_size(page, &part).longest_word + 1) / page->theme->px_per_mm;
}

double
line_height(const struct page *page, enum type type)
{
    struct part part = text_part(page, "", type, false, 0);
    return part_text_spec(&part, page->theme).pitch_px / page->theme->px_per_mm;
}

void
sketch_node(struct page *page, struct node_words words, enum node_role role,
            unsigned state, struct rect_mm rect)
{
    struct node added = {
        .id = words.id,
        .role = role,
        .text = words.text,
        .say = words.say,
        .state = state,
        .rect = mirrored(page, rect),
        .language = words.language ? words.language : page->frame.language,
    };
    tree_add(page->tree, &added);
}

void
sketch_speech(struct page *page, const char *aloud, const char *recording)
{
    tree_speak(page->tree, aloud, recording);
}

void
sketch_box(struct page *page, struct rect_mm rect, struct box_style style)
{
    struct part part = {
        .kind = PART_BOX,
        .rect = mirrored(page, rect),
        .tint = style.fill,
        .border = style.border,
        .border_mm = style.border_mm,
        .radius_mm = fmin(style.radius_mm, fmin(rect.w, rect.h) / 2),
    };
    tree_add_part(page->tree, &part);
}

static struct part
styled(const struct page *page, const char *words, struct text_style style,
       double width_mm)
{
    struct part part = text_part(page, words, style.type, style.bold, width_mm);
    part.tint = style.tint;
    part.ground = style.ground;
    part.align = style.align;
    part.underline = style.underline;
    part.leading = style.leading;
    part.font_px = style.font_px > 0 ? style.font_px : part.font_px;
    part.fade = style.fade;
    if (style.language) {
        bool is_rtl = strncmp(style.language, "ar", 2) == 0;
        part.language = style.language;
        part.rtl = style.own_side ? is_rtl : page->frame.rtl || is_rtl;
        if (!style.own_side && part.rtl && !page->frame.rtl &&
            part.align == ALIGN_START) {
            /* the name of a language stands at the same side as the other words */
            part.align = ALIGN_END;
        }
    }
    return part;
}

void
sketch_text(struct page *page, struct rect_mm rect, const char *words,
            struct text_style style)
{
    struct part part = styled(page, words, style, rect.w);
    part.rect = mirrored(page, rect);
    tree_add_part(page->tree, &part);
}

void
sketch_text_middle(struct page *page, struct rect_mm rect, const char *words,
                   struct text_style style)
{
    struct part part = styled(page, words, style, rect.w);
    double height = text_size(page, &part).height / page->theme->px_per_mm;
    rect.y += (rect.h - height) / 2;
    rect.h = height;
    part.rect = mirrored(page, rect);
    tree_add_part(page->tree, &part);
}

struct rect_mm
sketch_ink(struct page *page, struct rect_mm rect, const char *words,
           struct text_style style)
{
    struct part part = styled(page, words, style, rect.w);
    struct text_spec spec = part_text_spec(&part, page->theme);
    struct text_ink_px ink = typeset_ink(page->typeset, &spec);
    double scale = page->theme->px_per_mm, width = (ink.right - ink.left) / scale;
    double x = rect.x + ink.left / scale;
    if (page->frame.rtl) { /* it is mirrored when it is drawn */
        x = 2 * rect.x + rect.w - x - width;
    }
    return (struct rect_mm){x, rect.y + ink.top / scale, width,
                            (ink.bottom - ink.top) / scale};
}

static bool
letters_reach(struct page *page, const struct part *part, struct rect_mm rect)
{
    struct text_spec spec = part_text_spec(part, page->theme);
    double scale = page->theme->px_per_mm, top = rect.y - part->rect.y;
    struct text_ink_px ink =
        typeset_ink_between(page->typeset, &spec, (int)floor(top * scale),
                            (int)ceil((top + rect.h) * scale));
    double from = part->rect.x + ink.left / scale;
    double end = part->rect.x + ink.right / scale;
    return end > from && end > rect.x && from < rect.x + rect.w;
}

bool
sketch_is_clear(struct page *page, struct rect_mm rect)
{
    const struct tree *tree = page->tree;
    if (tree->count == 0) {
        return true;
    }
    const struct node *node = &tree->nodes[tree->count - 1];
    rect = mirrored(page, rect);
    for (size_t i = node->first_part; i < node->first_part + node->part_count; i++) {
        if (tree->parts[i].kind == PART_TEXT &&
            letters_reach(page, &tree->parts[i], rect)) {
            return false;
        }
    }
    return true;
}

#define BORDER_AIR_MM 0.3 /* between a border and the letters beside it */

double
sketch_nudge(struct rect_mm card, double border_mm, struct rect_mm first,
             struct rect_mm last)
{
    double edge = border_mm + BORDER_AIR_MM;
    double above = first.y - card.y - edge;
    double below = card.y + card.h - edge - last.y - last.h;
    if (above >= 0 && below >= 0) {
        return 0;
    }
    if (above + below < 0) {
        return (below - above) / 2;
    }
    return above < 0 ? -above : below;
}

void
sketch_text_on_card(struct page *page, struct rect_mm card, double border_mm,
                    struct rect_mm rect, const char *words, struct text_style style)
{
    struct part part = styled(page, words, style, rect.w);
    double height = text_size(page, &part).height / page->theme->px_per_mm;
    rect.y += (rect.h - height) / 2;
    rect.h = height;
    if (card.h - height < SKETCH_NUDGED_MM) {
        struct rect_mm ink = sketch_ink(page, rect, words, style);
        rect.y += sketch_nudge(card, border_mm, ink, ink);
    }
    sketch_text(page, rect, words, style);
}

double
sketch_balanced_width(struct page *page, const char *words, struct text_style style,
                      double width_mm)
{
    struct part part = styled(page, words, style, 0);
    double scale = page->theme->px_per_mm;
    double one_line = (text_size(page, &part).width + 1) / scale;
    if (one_line <= width_mm) {
        return one_line;
    }
    double low = fmin((text_size(page, &part).longest_word + 1) / scale, width_mm);
    double high = width_mm;
    part.rect.w = width_mm;
    int height = text_size(page, &part).height;
    while (high - low > 1) {
        part.rect.w = (low + high) / 2;
        if (text_size(page, &part).height > height) {
            low = part.rect.w;
        } else {
            high = part.rect.w;
        }
    }
    return high;
}

void
sketch_icon(struct page *page, struct rect_mm rect, const char *name, enum tint tint)
{
    struct part part = {
        .kind = PART_ICON, .rect = mirrored(page, rect), .tint = tint, .icon = name};
    if (page->frame.rtl && strcmp(name, "arrow") == 0) {
        part.icon = "arrow-back";
    }
    tree_add_part(page->tree, &part);
}

void
sketch_picture(struct page *page, struct rect_mm rect, const char *name,
               double shift_mm)
{
    struct part part = {.kind = PART_PICTURE,
                        .rect = mirrored(page, rect),
                        .icon = name,
                        .shift_mm = shift_mm};
    tree_add_part(page->tree, &part);
}

void
sketch_ring(struct page *page, struct rect_mm rect, double amount, double width_mm,
            enum tint tint)
{
    struct part part = {
        .kind = PART_RING,
        .rect = mirrored(page, rect),
        .tint = tint,
        .border_mm = width_mm,
        .amount = amount,
    };
    tree_add_part(page->tree, &part);
}

/* Draws dashes of one length that begin and end at the corners. */
static void
dash_side(struct page *page, struct rect_mm side, bool upright, enum tint tint)
{
    double length = upright ? side.h : side.w;
    int count = (int)fmax(2, floor(length / 3));
    double step = (length + 1) / count, dash = step - 1;
    for (int i = 0; i < count; i++) {
        struct rect_mm rect = side;
        if (upright) {
            rect.y += i * step;
            rect.h = dash;
        } else {
            rect.x += i * step;
            rect.w = dash;
        }
        sketch_box(page, rect, (struct box_style){.fill = tint});
    }
}

void
sketch_dashes(struct page *page, struct rect_mm rect, enum tint tint)
{
    double line = page->theme->hairline_mm, in = page->theme->radius_mm * 0.6;
    dash_side(page, (struct rect_mm){rect.x + in, rect.y, rect.w - 2 * in, line}, false,
              tint);
    dash_side(
        page,
        (struct rect_mm){rect.x + in, rect.y + rect.h - line, rect.w - 2 * in, line},
        false, tint);
    dash_side(page, (struct rect_mm){rect.x, rect.y + in, line, rect.h - 2 * in}, true,
              tint);
    dash_side(
        page,
        (struct rect_mm){rect.x + rect.w - line, rect.y + in, line, rect.h - 2 * in},
        true, tint);
}

static void
tick_disc(struct page *page, struct rect_mm rect, struct mark_tints tints)
{
    sketch_box(
        page, rect,
        (struct box_style){.fill = tints.fill, .radius_mm = fmin(rect.w, rect.h) / 2});
    sketch_icon(page, rect_inset(rect, rect.w * 0.14, rect.h * 0.14), "check",
                tints.sign);
}

void
sketch_tick_disc(struct page *page, struct rect_mm rect)
{
    tick_disc(page, rect, (struct mark_tints){TINT_MARK, TINT_ON_MARK});
}

#define SEEN_CONTRAST 2.0

struct mark_tints
sketch_mark_on_chosen(const struct page *page)
{
    const struct color *colors = page->theme->colors;
    if (color_contrast(colors[TINT_MARK], colors[TINT_CHOSEN]) < SEEN_CONTRAST) {
        return (struct mark_tints){TINT_ON_MARK, TINT_MARK};
    }
    return (struct mark_tints){TINT_MARK, TINT_ON_MARK};
}

void
sketch_tick_on_chosen(struct page *page, struct rect_mm rect)
{
    tick_disc(page, rect, sketch_mark_on_chosen(page));
}

struct card_style
card_style(const struct page *page, bool chosen)
{
    const struct theme *theme = page->theme;
    if (chosen) {
        return (struct card_style){
            .box = {TINT_CHOSEN, TINT_MARK, theme->chosen_border_mm, theme->radius_mm},
            .text = TINT_ON_CHOSEN,
            .ground = TINT_CHOSEN,
            .icon = TINT_ON_CHOSEN,
        };
    }
    return (struct card_style){
        .box = {TINT_CARD, TINT_INK, theme->border_mm, theme->radius_mm},
        .text = TINT_INK,
        .ground = TINT_CARD,
        .icon = TINT_ACCENT,
    };
}

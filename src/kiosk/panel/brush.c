/* brush: draws the parts of nodes into a picture. */
#include "brush.h"

#include "part.h"

#include <math.h>

static struct canvas_box
pixels(const struct brush *brush, struct rect_mm rect, double radius_mm)
{
    double scale = brush->theme->px_per_mm;
    double x = round(rect.x * scale), y = round(rect.y * scale);
    return (struct canvas_box){x, y, fmax(round((rect.x + rect.w) * scale) - x, 1),
                               fmax(round((rect.y + rect.h) * scale) - y, 1),
                               radius_mm * scale};
}

static void
draw_box(struct brush *brush, const struct part *part)
{
    struct canvas_box shape = pixels(brush, part->rect, part->radius_mm);
    shape.radius = fmin(shape.radius, fmin(shape.w, shape.h) / 2);
    double width = fmax(1, round(part->border_mm * brush->theme->px_per_mm));
    if (part->border == TINT_NONE) {
        canvas_round(&brush->canvas, shape, brush->colors[part->tint]);
        return;
    }
    if (part->tint != TINT_NONE) {
        /* kept away from the outer edge, since two smooth edges would show a thin light
         * line */
        struct canvas_box inner = {shape.x + width / 2, shape.y + width / 2,
                                   shape.w - width, shape.h - width,
                                   fmax(shape.radius - width / 2, 0)};
        canvas_round(&brush->canvas, inner, brush->colors[part->tint]);
    }
    canvas_outline(&brush->canvas, shape, width, brush->colors[part->border]);
}

/* On a ground of one color this is what a text looks like that is half transparent. */
static struct color
faded(const struct brush *brush, const struct part *part)
{
    struct color color = brush->colors[part->tint];
    if (part->fade <= 0) {
        return color;
    }
    struct color ground = brush->colors[part->ground];
    double rest = 1 - part->fade;
    return (struct color){(uint8_t)lround(color.r * rest + ground.r * part->fade),
                          (uint8_t)lround(color.g * rest + ground.g * part->fade),
                          (uint8_t)lround(color.b * rest + ground.b * part->fade)};
}

static void
draw_text(struct brush *brush, const struct part *part)
{
    struct text_spec spec = part_text_spec(part, brush->theme);
    struct text_picture picture = typeset_draw(brush->typeset, &spec);
    int x = theme_px(brush->theme, part->rect.x),
        y = theme_px(brush->theme, part->rect.y);
    struct color color = faded(brush, part);
    if (!picture.surface || part->fade >= 1) {
        return;
    }
    canvas_stamp(&brush->canvas, picture.surface, x + picture.x, y + picture.y, color);
    if (!part->underline) {
        return;
    }
    struct text_size_px size = typeset_measure(brush->typeset, &spec);
    int thick = theme_px(brush->theme, 0.6) > 1 ? theme_px(brush->theme, 0.6) : 1;
    SDL_Rect line = {x + (spec.width_px - size.width) / 2,
                     y + size.height / 2 + (int)(spec.font_px * 0.56), size.width,
                     thick};
    canvas_fill(&brush->canvas, &line, color);
}

/* Whether the tint says that an icon stands on a ground that would hide the quiet
 * colors of a filled drawing. */
static bool
is_on_ground(enum tint tint)
{
    return tint == TINT_ON_ACCENT || tint == TINT_ON_CHOSEN || tint == TINT_ON_TINT;
}

/* Such a drawing stands on a white tile there. */
static void
draw_filled(struct brush *brush, const struct part *part, const SDL_Surface *surface,
            SDL_Point at)
{
    double side = surface->w, around = round(side * 0.08);
    if (is_on_ground(part->tint)) {
        struct canvas_box tile = {at.x - around, at.y - around, side + 2 * around,
                                  side + 2 * around, side * 0.17};
        canvas_round(&brush->canvas, tile, brush->theme->colors[TINT_CARD]);
    }
    canvas_blend(&brush->canvas, surface, at.x, at.y);
}

static void
draw_icon(struct brush *brush, const struct part *part)
{
    int side = theme_px(brush->theme, fmin(part->rect.w, part->rect.h));
    int x = theme_px(brush->theme, part->rect.x),
        y = theme_px(brush->theme, part->rect.y);
    struct icon icon = icons_find(brush->icons, brush->theme, part->icon, side);
    if (!icon.surface) {
        return;
    }
    switch (icon.kind) {
    case ICON_MASK:
        canvas_stamp(&brush->canvas, icon.surface, x, y, brush->colors[part->tint]);
        break;
    case ICON_FILLED:
        draw_filled(brush, part, icon.surface, (SDL_Point){x, y});
        break;
    case ICON_PICTURE:
        canvas_picture(&brush->canvas, icon.surface, x + (side - icon.surface->w) / 2,
                       y + (side - icon.surface->h) / 2);
        break;
    }
}

/* A picture of the pack that cannot be drawn leaves paper, as any place without one. */
static void
draw_picture(struct brush *brush, const struct part *part)
{
    struct canvas_box box = pixels(brush, part->rect, 0);
    SDL_Rect window = {(int)box.x, (int)box.y, (int)box.w, (int)box.h}, inside;
    SDL_Surface *surface =
        scenery_find(brush->scenery, brush->theme, part->icon, window.w);
    if (!surface || !SDL_IntersectRect(&window, &brush->canvas.clip, &inside)) {
        return;
    }
    int below = theme_px(brush->theme, part->shift_mm);
    SDL_Rect to = {window.x, window.y + window.h + below - surface->h, 0, 0};
    SDL_SetClipRect(brush->canvas.surface, &inside);
    SDL_BlitSurface(surface, NULL, brush->canvas.surface, &to);
    SDL_SetClipRect(brush->canvas.surface, NULL);
}

static void
draw_part(struct brush *brush, const struct part *part)
{
    struct canvas_box shape;
    switch (part->kind) {
    case PART_BOX:
        draw_box(brush, part);
        break;
    case PART_TEXT:
        if (part->text) {
            draw_text(brush, part);
        }
        break;
    case PART_ICON:
        if (part->icon) {
            draw_icon(brush, part);
        }
        break;
    case PART_RING:
        shape = pixels(brush, part->rect, 0);
        canvas_arc(&brush->canvas, shape, part->border_mm * brush->theme->px_per_mm,
                   part->amount, brush->colors[part->tint]);
        break;
    case PART_PICTURE:
        if (part->icon) {
            draw_picture(brush, part);
        }
        break;
    case PART_QR:
        shape = pixels(brush, part->rect, 0);
        if (part->modules) {
            canvas_modules(&brush->canvas, part->modules, part->size,
                           (SDL_Point){(int)shape.x, (int)shape.y},
                           (int)lround(shape.w / part->size),
                           brush->colors[part->tint]);
        }
        break;
    }
}

/* What was drawn there; the paper where that is outside of the picture. */
static struct color
color_at(const struct brush *brush, int x, int y)
{
    const SDL_Surface *surface = brush->canvas.surface;
    if (x < 0 || y < 0 || x >= surface->w || y >= surface->h) {
        return brush->theme->colors[TINT_PAPER];
    }
    const unsigned char *bytes = surface->pixels;
    const uint32_t *row =
        (const uint32_t *)(const void *)(bytes + (ptrdiff_t)y * surface->pitch);
    return (struct color){(uint8_t)(row[x] >> 16), (uint8_t)(row[x] >> 8),
                          (uint8_t)row[x]};
}

void
brush_focus(struct brush *brush, const struct tree *tree, const struct node *node)
{
    const struct part *box = &tree->parts[node->first_part];
    double radius = node->part_count > 0 && box->kind == PART_BOX ? box->radius_mm : 2;
    double air = 0.7, width = brush->theme->focus_mm;
    struct rect_mm around = {node->rect.x - air - width, node->rect.y - air - width,
                             node->rect.w + 2 * (air + width),
                             node->rect.h + 2 * (air + width)};
    struct canvas_box shape = pixels(brush, around, radius + air + width);
    struct color color = brush->theme->colors[TINT_FOCUS];
    shape.radius = fmin(shape.radius, fmin(shape.w, shape.h) / 2);
    if (color_contrast(
            color, color_at(brush, (int)shape.x, (int)(shape.y + shape.h / 2))) < 3) {
        color = brush->theme->colors[TINT_ON_ACCENT];
    }
    canvas_outline(&brush->canvas, shape, round(width * brush->theme->px_per_mm),
                   color);
}

void
brush_node(struct brush *brush, const struct tree *tree, const struct node *node)
{
    brush->colors =
        node->state & NODE_PRESSED ? brush->theme->pressed : brush->theme->colors;
    for (size_t i = 0; i < node->part_count; i++) {
        draw_part(brush, &tree->parts[node->first_part + i]);
    }
}

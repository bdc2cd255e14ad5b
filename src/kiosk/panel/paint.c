/* paint: finds what changed in a tree, and draws it into the picture. */
#include "paint.h"

#include "canvas.h"
#include "icons.h"
#include "part.h"
#include "scenery.h"
#include "townline/file.h"

#include <SDL2/SDL_image.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct painted {
    uint64_t hash;
    SDL_Rect rect;
};

struct paint {
    SDL_Surface *surface;
    struct typeset *typeset;
    struct icons *icons;
    struct scenery *scenery;
    struct theme theme; /* that the picture was drawn with */
    /* nothing was painted yet, or all of it has to be painted again */
    bool whole;
    struct painted *painted;
    size_t painted_count;
    SDL_Rect damage[PAINT_DAMAGE_MAX];
    size_t damage_count;
};

/* The folder with the assets: `wanted` if it is given, else that of the source tree
 * when the program runs from there, else the installed one. In static storage, or
 * `wanted`. */
static const char *
paint_assets_dir(const char *wanted)
{
    static const char *const places[] = {"assets", "../assets", "../../assets",
                                         "../../../assets"};
    if (wanted) {
        return wanted;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/icons/check.svg", places[i]);
        if (file_exists(path)) {
            return places[i];
        }
    }
    return "/usr/share/townline";
}

bool
paint_open(const struct paint_options *options, struct paint **out, struct error *err)
{
    struct paint *paint = calloc(1, sizeof *paint);
    if (!paint) {
        return error_no_memory(err);
    }
    paint->typeset = options->typeset;
    paint->whole = true;
    paint->surface = SDL_CreateRGBSurfaceWithFormat(0, options->panel->width_px,
                                                    options->panel->height_px, 32,
                                                    SDL_PIXELFORMAT_XRGB8888);
    if (!paint->surface) {
        error_set(err, ERROR_FULL, "not enough memory for the screen: %s",
                  SDL_GetError());
        goto out;
    }
    const char *assets = paint_assets_dir(options->assets_dir);
    if (!icons_open(assets, options->media_dir, &paint->icons, err) ||
        !scenery_open(assets, options->media_dir, &paint->scenery, err)) {
        goto out;
    }
    *out = paint;
    return true;
out:
    paint_close(paint);
    return false;
}

void
paint_close(struct paint *paint)
{
    if (!paint) {
        return;
    }
    icons_close(paint->icons);
    scenery_close(paint->scenery);
    SDL_FreeSurface(paint->surface);
    free(paint->painted);
    free(paint);
}

void
paint_forget(struct paint *paint)
{
    paint->whole = true;
}

void
paint_dark(struct paint *paint)
{
    paint->whole = true; /* of the next tree */
    paint->damage[0] = (SDL_Rect){0, 0, paint->surface->w, paint->surface->h};
    paint->damage_count = 1;
    SDL_FillRect(paint->surface, NULL, 0);
}

struct brush {
    struct paint *paint;
    const struct theme *theme;
    struct canvas canvas;
    const struct color *colors;
};

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
    struct text_picture picture = typeset_draw(brush->paint->typeset, &spec);
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
    struct text_size_px size = typeset_measure(brush->paint->typeset, &spec);
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
    struct icon icon = icons_find(brush->paint->icons, brush->theme, part->icon, side);
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
        scenery_find(brush->paint->scenery, brush->theme, part->icon, window.w);
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

/* Draws a gap and then the ring. Its color has a contrast of at least 3:1 against what
 * is at both sides, which is paper, or the accent color. */
static void
draw_focus(struct brush *brush, const struct tree *tree, const struct node *node)
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

static void
draw_node(struct brush *brush, const struct tree *tree, const struct node *node)
{
    brush->colors =
        node->state & NODE_PRESSED ? brush->theme->pressed : brush->theme->colors;
    for (size_t i = 0; i < node->part_count; i++) {
        draw_part(brush, &tree->parts[node->first_part + i]);
    }
}

/* The area that drawing the node may touch. Letters that stand free and the focus ring
 * reach out of its rectangle; what can be pressed keeps its letters inside. */
static SDL_Rect
reach_of(const struct paint *paint, const struct theme *theme, const struct node *node)
{
    bool is_inside = node_is_active(node) && !(node->state & NODE_FOCUSED);
    int out = theme_px(theme, is_inside ? 1 : 2.2) + 1;
    SDL_Rect rect = {theme_px(theme, node->rect.x) - out,
                     theme_px(theme, node->rect.y) - out,
                     theme_px(theme, node->rect.w) + 2 * out + 1,
                     theme_px(theme, node->rect.h) + 2 * out + 1};
    SDL_Rect all = {0, 0, paint->surface->w, paint->surface->h}, inside = {0};
    SDL_IntersectRect(&rect, &all, &inside);
    return inside;
}

static void
add_damage(struct paint *paint, SDL_Rect rect)
{
    if (SDL_RectEmpty(&rect)) {
        return;
    }
    for (size_t i = 0; i < paint->damage_count; i++) {
        if (!SDL_HasIntersection(&paint->damage[i], &rect)) {
            continue;
        }
        SDL_UnionRect(&paint->damage[i], &rect, &rect);
        paint->damage[i] = paint->damage[--paint->damage_count];
        add_damage(paint, rect); /* the larger one may overlap others */
        return;
    }
    if (paint->damage_count == PAINT_DAMAGE_MAX) {
        SDL_UnionRect(&paint->damage[0], &rect, &rect);
        paint->damage[0] = paint->damage[--paint->damage_count];
        add_damage(paint, rect);
        return;
    }
    paint->damage[paint->damage_count++] = rect;
}

static bool
was_painted(const struct painted *list, size_t count, size_t hint, uint64_t hash)
{
    if (hint < count && list[hint].hash == hash) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (list[i].hash == hash) {
            return true;
        }
    }
    return false;
}

/* The rectangles of nodes that are new, changed or gone have to be drawn again. */
static void
find_damage(struct paint *paint, const struct painted *now, size_t count)
{
    paint->damage_count = 0;
    if (paint->whole) {
        add_damage(paint, (SDL_Rect){0, 0, paint->surface->w, paint->surface->h});
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (!was_painted(paint->painted, paint->painted_count, i, now[i].hash)) {
            add_damage(paint, now[i].rect);
        }
    }
    for (size_t i = 0; i < paint->painted_count; i++) {
        if (!was_painted(now, count, i, paint->painted[i].hash)) {
            add_damage(paint, paint->painted[i].rect);
        }
    }
}

static void
draw_ring(struct brush *brush, const struct tree *tree, const struct painted *now)
{
    for (size_t i = 0; i < tree->count; i++) {
        if ((tree->nodes[i].state & NODE_FOCUSED) &&
            SDL_HasIntersection(&now[i].rect, &brush->canvas.clip)) {
            draw_focus(brush, tree, &tree->nodes[i]);
        }
    }
}

static int
draw_damage(struct paint *paint, const struct theme *theme, const struct tree *tree,
            const struct painted *now)
{
    int drawn = 0;
    for (size_t d = 0; d < paint->damage_count; d++) {
        struct brush brush = {.paint = paint,
                              .theme = theme,
                              .canvas = {paint->surface, paint->damage[d]}};
        canvas_fill(&brush.canvas, &paint->damage[d], theme->colors[TINT_PAPER]);
        for (size_t i = 0; i < tree->count; i++) {
            if (!SDL_HasIntersection(&now[i].rect, &paint->damage[d])) {
                continue;
            }
            draw_node(&brush, tree, &tree->nodes[i]);
            drawn++;
        }
        draw_ring(&brush, tree, now); /* what stands beside it does not cover it */
    }
    return drawn;
}

static bool
same_look(const struct theme *a, const struct theme *b)
{
    return a->display.size == b->display.size &&
           a->display.colors == b->display.colors &&
           a->display.reach == b->display.reach &&
           memcmp(a->colors, b->colors, sizeof a->colors) == 0;
}

int
paint_tree(struct paint *paint, const struct theme *theme, const struct tree *tree)
{
    struct painted *now = calloc(tree->count + 1, sizeof *now);
    if (!now) {
        return 0;
    }
    if (!same_look(&paint->theme, theme)) {
        paint->whole = true;
    }
    for (size_t i = 0; i < tree->count; i++) {
        now[i].hash = node_hash(tree, &tree->nodes[i]);
        now[i].rect = reach_of(paint, theme, &tree->nodes[i]);
    }
    find_damage(paint, now, tree->count);
    int drawn = draw_damage(paint, theme, tree, now);
    free(paint->painted);
    paint->painted = now;
    paint->painted_count = tree->count;
    paint->theme = *theme;
    paint->whole = false;
    return drawn;
}

size_t
paint_damage(const struct paint *paint, const struct SDL_Rect **rects_out)
{
    *rects_out = paint->damage;
    return paint->damage_count;
}

struct SDL_Surface *
paint_surface(const struct paint *paint)
{
    return paint->surface;
}

bool
paint_save_png(const struct paint *paint, const char *path, struct error *err)
{
    struct SDL_RWops *file = SDL_RWFromFile(path, "wb");
    bool ok = file && IMG_SavePNG_RW(paint->surface, file, 0) == 0;
    /* Only closing it tells that the disk took the last bytes. */
    ok = file && SDL_RWclose(file) == 0 && ok;
    return ok || error_set(err, ERROR_SYSTEM, "the picture %s cannot be written: %s",
                           path, SDL_GetError());
}

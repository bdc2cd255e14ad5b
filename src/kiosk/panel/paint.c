/* paint: finds what changed in a tree, and draws it into the picture. */
#include "paint.h"

#include "brush.h"
#include "part.h"
#include "townline/file.h"

#include <SDL2/SDL_image.h>
#include <errno.h>
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
            brush_focus(brush, tree, &tree->nodes[i]);
        }
    }
}

static int
draw_damage(struct paint *paint, const struct theme *theme, const struct tree *tree,
            const struct painted *now)
{
    int drawn = 0;
    for (size_t d = 0; d < paint->damage_count; d++) {
        struct brush brush = {.typeset = paint->typeset,
                              .icons = paint->icons,
                              .scenery = paint->scenery,
                              .theme = theme,
                              .canvas = {paint->surface, paint->damage[d]}};
        canvas_fill(&brush.canvas, &paint->damage[d], theme->colors[TINT_PAPER]);
        for (size_t i = 0; i < tree->count; i++) {
            if (!SDL_HasIntersection(&now[i].rect, &paint->damage[d])) {
                continue;
            }
            brush_node(&brush, tree, &tree->nodes[i]);
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

/* False with errno, or 0 when SDL alone knows why. */
static bool
write_png(SDL_Surface *surface, const char *path)
{
    SDL_RWops *file = SDL_RWFromFile(path, "wb");
    if (!file) {
        return false;
    }
    errno = 0;
    bool ok = IMG_SavePNG_RW(surface, file, 0) == 0;
    int why = errno;
    /* Only closing it tells that the disk took the last bytes. */
    ok = SDL_RWclose(file) == 0 && ok;
    errno = why != 0 ? why : errno;
    return ok;
}

bool
paint_save_png(const struct paint *paint, const char *path, struct error *err)
{
    errno = 0;
    if (write_png(paint->surface, path)) {
        return true;
    }
    if (errno == 0) {
        return error_set(err, ERROR_SYSTEM, "the picture %s cannot be written: %s",
                         path, SDL_GetError());
    }
    return file_error(err, errno, "written") ||
           error_prefix(err, "the picture %s", path);
}

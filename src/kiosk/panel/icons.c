/* icons: loads icons and a pack's pictures at the size that is asked for. */
#include "icons.h"

#include "svg_drawing.h"
#include "townline/buffer.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/pack.h"
#include "townline/picture_color.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 128
#define KEPT_MAX 128
#define LARGE_PX 240 /* a side of such a picture; it takes much memory */
#define LARGE_MAX 3
#define SVG_MAX_BYTES 65536

struct kept {
    char name[NAME_BYTES];
    int side_px;
    uint32_t look; /* that it was drawn for; LOOK_ANY when it is the same in each */
    SDL_Surface *surface;
    struct icon icon; /* of that surface */
};

/* Of a theme: what a filled drawing depends on. */
#define LOOK_ANY 0
#define LOOK_LINES 1 /* few colors, so lines alone are shown */

static uint32_t
look_of(const struct theme *theme)
{
    struct color line = theme->colors[TINT_ACCENT];
    return theme->display.colors != COLORS_DEFAULT
               ? LOOK_LINES
               : 0xFF000000u | (uint32_t)line.r << 16 | (uint32_t)line.g << 8 | line.b;
}

struct icons {
    char directory[400];
    char media[400]; /* "" when there is none */
    struct kept kept[KEPT_MAX];
    size_t count;
};

bool
icons_open(const char *assets_dir, const char *media_dir, struct icons **out,
           struct error *err)
{
    struct icons *icons = calloc(1, sizeof *icons);
    if (!icons) {
        return error_no_memory(err);
    }
    snprintf(icons->directory, sizeof icons->directory, "%s/icons", assets_dir);
    if (media_dir) {
        snprintf(icons->media, sizeof icons->media, "%s", media_dir);
    }
    char path[512];
    snprintf(path, sizeof path, "%s/check.svg", icons->directory);
    if (!file_exists(path)) {
        free(icons);
        return error_set(err, ERROR_MISSING,
                         "%s/icons holds no icons: give the folder the program was "
                         "installed with as --assets",
                         assets_dir);
    }
    *out = icons;
    return true;
}

void
icons_close(struct icons *icons)
{
    if (!icons) {
        return;
    }
    for (size_t i = 0; i < icons->count; i++) {
        SDL_FreeSurface(icons->kept[i].surface);
    }
    free(icons);
}

/* Only a plain name: what a pack says may not lead out of the folder. */
static bool
is_plain(const char *name)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    return size > 0 && size < NAME_BYTES && name[size] == '\0';
}

/* The same for a file of the pack, whose name the author chose. */
static bool
is_file(const char *name)
{
    return name[0] != '.' && !strpbrk(name, "/\\:") && strlen(name) < NAME_BYTES &&
           strchr(name, '.') != NULL;
}

static SDL_Surface *
to_argb(SDL_Surface *drawn)
{
    if (!drawn) {
        return NULL;
    }
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(drawn);
    return surface;
}

static SDL_Surface *
load_icon(const char *directory, const char *name, int side_px)
{
    char path[512];
    int size = snprintf(path, sizeof path, "%s/%s.svg", directory, name);
    SDL_RWops *file =
        size > 0 && (size_t)size < sizeof path ? SDL_RWFromFile(path, "rb") : NULL;
    if (!file) {
        return NULL;
    }
    SDL_Surface *drawn = NULL;
    if (SDL_RWsize(file) <= SVG_MAX_BYTES) {
        drawn = IMG_LoadSizedSVG_RW(file, side_px, side_px);
    }
    SDL_RWclose(file);
    return to_argb(drawn);
}

/* Makes it no larger than the square. A small picture stays as it is. */
static SDL_Surface *
fit(SDL_Surface *surface, int side_px)
{
    struct picture_color from, to;
    SDL_Surface *rgba =
        surface ? SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGBA32, 0) : NULL;
    SDL_FreeSurface(surface);
    if (!rgba) {
        return NULL;
    }
    from = (struct picture_color){(size_t)rgba->w, (size_t)rgba->h, rgba->pixels};
    size_t width, height;
    picture_color_fit(&from, (size_t)side_px, &width, &height);
    SDL_Surface *small = SDL_CreateRGBSurfaceWithFormat(0, (int)width, (int)height, 32,
                                                        SDL_PIXELFORMAT_RGBA32);
    bool ok = small && rgba->pitch == rgba->w * 4 && small->pitch == small->w * 4 &&
              picture_color_scale(&from, width, height, &to, NULL);
    if (ok) {
        memcpy(small->pixels, to.pixels, width * height * 4);
        picture_color_finish(&to);
    }
    SDL_FreeSurface(rgba);
    if (ok) {
        return to_argb(small);
    }
    SDL_FreeSurface(small);
    return NULL;
}

static bool
is_near(uint32_t pixel, uint32_t color)
{
    for (int shift = 0; shift <= 16; shift += 8) {
        int a = pixel >> shift & 0xff, b = color >> shift & 0xff;
        if (abs(a - b) > 8) { /* half transparent pixels have rounded colors */
            return false;
        }
    }
    return true;
}

/* Whether a picture has gaps and only one color, which is one of those that our icons
 * are drawn in. */
static bool
is_drawn_as_icon(const SDL_Surface *surface)
{
    bool has_gaps = false, is_white = true, is_accent = true;
    for (int y = 0; y < surface->h; y++) {
        const unsigned char *bytes = surface->pixels;
        const uint32_t *row =
            (const uint32_t *)(const void *)(bytes + (ptrdiff_t)y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            has_gaps = has_gaps || row[x] >> 24 == 0;
            if (row[x] >> 24 < 96) {
                continue;
            }
            is_white = is_white && is_near(row[x], 0xffffff);
            is_accent = is_accent && is_near(row[x], 0x0b3c49);
        }
    }
    return has_gaps && (is_white || is_accent);
}

static SDL_Surface *
draw_svg(const struct buffer *svg, const struct theme *theme, int side_px,
         enum icon_kind *kind_out)
{
    const char *text = (const char *)svg->data;
    SDL_Point size = {side_px, side_px};
    if (svg_drawing_kind(text, svg->size) == SVG_DRAWING_FILLED) {
        bool has_lines_alone = look_of(theme) == LOOK_LINES;
        *kind_out = has_lines_alone ? ICON_MASK : ICON_FILLED;
        return has_lines_alone ? svg_drawing_mask(text, svg->size, size)
                               : svg_drawing_colored(text, svg->size, theme, size);
    }
    SDL_RWops *file = SDL_RWFromConstMem(svg->data, (int)svg->size);
    SDL_Surface *surface =
        file ? to_argb(IMG_LoadSizedSVG_RW(file, side_px, side_px)) : NULL;
    if (file) {
        SDL_RWclose(file);
    }
    *kind_out = surface && is_drawn_as_icon(surface) ? ICON_MASK : ICON_PICTURE;
    return surface;
}

/* Loads a file of the pack. */
static SDL_Surface *
load_media(const struct icons *icons, const struct theme *theme, const char *name,
           int side_px, enum icon_kind *kind_out)
{
    char path[600];
    struct buffer bytes;
    int size = snprintf(path, sizeof path, "%s/%s", icons->media, name);
    if (icons->media[0] == '\0' || size < 0 || (size_t)size >= sizeof path) {
        return NULL;
    }
    buffer_init(&bytes, PACK_MEDIA_MAX_BYTES);
    SDL_Surface *surface = NULL;
    /* Its size, and whether it is what its name says, are checked before anything
     * decodes it. */
    bool is_sound = file_load(path, &bytes, NULL) &&
                    pack_check_media(name, bytes.data, bytes.size, NULL);
    if (is_sound && characters_end_with_any_case(name, ".svg")) {
        surface = draw_svg(&bytes, theme, side_px, kind_out);
    } else if (is_sound) {
        SDL_RWops *file = SDL_RWFromConstMem(bytes.data, (int)bytes.size);
        surface = file ? fit(IMG_Load_RW(file, 0), side_px) : NULL;
        if (file) {
            SDL_RWclose(file);
        }
        *kind_out = ICON_PICTURE;
    }
    buffer_finish(&bytes);
    return surface;
}

/* A plain disc, which stands for an icon that is not there. */
static SDL_Surface *
disc(int side_px)
{
    SDL_Surface *mask = SDL_CreateRGBSurfaceWithFormat(0, side_px, side_px, 32,
                                                       SDL_PIXELFORMAT_ARGB8888);
    if (!mask) {
        return NULL;
    }
    SDL_FillRect(mask, NULL, 0);
    int radius = side_px / 4, middle = side_px / 2;
    for (int y = 0; y < side_px; y++) {
        SDL_Rect line = {0, y, 0, 1};
        for (int x = 0; x < side_px; x++) {
            if ((x - middle) * (x - middle) + (y - middle) * (y - middle) <=
                radius * radius) {
                line.x = x;
                line.w = 1;
                SDL_FillRect(mask, &line, 0xFFFFFFFF);
            }
        }
    }
    return mask;
}

/* Where a drawing of the pack is not there, the icon of the same name is taken. */
static SDL_Surface *
load(const struct icons *icons, const struct theme *theme, const char *name,
     int side_px, enum icon_kind *kind_out)
{
    char stem[NAME_BYTES];
    SDL_Surface *surface = NULL;
    if (is_file(name)) {
        surface = load_media(icons, theme, name, side_px, kind_out);
    }
    if (surface) {
        return surface;
    }
    *kind_out = ICON_MASK;
    snprintf(stem, sizeof stem, "%.*s", (int)strcspn(name, "."), name);
    if (is_plain(stem)) {
        surface = load_icon(icons->directory, stem, side_px);
    }
    return surface ? surface : disc(side_px);
}

/* The kept picture that is as it would be drawn now; NULL when there is none. */
static const struct kept *
find_kept(const struct icons *icons, const char *name, int side_px, uint32_t look)
{
    for (size_t i = 0; i < icons->count; i++) {
        const struct kept *kept = &icons->kept[i];
        if (kept->side_px == side_px &&
            (kept->look == LOOK_ANY || kept->look == look) &&
            strcmp(kept->name, name) == 0) {
            return kept;
        }
    }
    return NULL;
}

static void
drop(struct icons *icons, size_t index)
{
    SDL_FreeSurface(icons->kept[index].surface);
    icons->count--;
    memmove(&icons->kept[index], &icons->kept[index + 1],
            (icons->count - index) * sizeof icons->kept[0]);
}

/* The oldest makes room for the next; few of the large ones are kept. */
static void
make_room(struct icons *icons, int side_px)
{
    size_t large = 0, first = icons->count;
    for (size_t i = icons->count; i > 0; i--) {
        if (icons->kept[i - 1].side_px >= LARGE_PX) {
            first = i - 1;
            large++;
        }
    }
    if (side_px >= LARGE_PX && large >= LARGE_MAX) {
        drop(icons, first);
    } else if (icons->count == KEPT_MAX) {
        drop(icons, 0);
    }
}

struct icon
icons_find(struct icons *icons, const struct theme *theme, const char *name,
           int side_px)
{
    struct icon icon = {NULL, ICON_MASK};
    uint32_t look = look_of(theme);
    if (side_px <= 0) {
        return icon;
    }
    if (!is_plain(name) && !is_file(name)) {
        name = "none";
    }
    const struct kept *there = find_kept(icons, name, side_px, look);
    if (there) {
        return there->icon;
    }
    SDL_Surface *surface = load(icons, theme, name, side_px, &icon.kind);
    icon.surface = surface;
    if (!surface) {
        return icon;
    }
    make_room(icons, side_px);
    struct kept *kept = &icons->kept[icons->count++];
    snprintf(kept->name, sizeof kept->name, "%s", name);
    kept->side_px = side_px;
    /* a drawing of the pack that is a mask may be one for its lines alone */
    kept->look = icon.kind == ICON_PICTURE || !is_file(name) ? LOOK_ANY : look;
    kept->surface = surface;
    kept->icon = icon;
    return icon;
}

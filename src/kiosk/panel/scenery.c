/* scenery: loads a wide picture, and lays it on the paper of the theme. */
#include "scenery.h"

#include "svg_drawing.h"
#include "townline/buffer.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/pack.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 128

struct scenery {
    char directory[400];
    char media[400]; /* "" when there is none */
    char name[NAME_BYTES];
    int width_px;
    struct color colors[TINT_COUNT]; /* that it was drawn in */
    SDL_Surface *surface;
};

bool
scenery_open(const char *assets_dir, const char *media_dir, struct scenery **out,
             struct error *err)
{
    struct scenery *scenery = calloc(1, sizeof *scenery);
    if (!scenery) {
        return error_no_memory(err);
    }
    snprintf(scenery->directory, sizeof scenery->directory, "%s/pictures", assets_dir);
    snprintf(scenery->media, sizeof scenery->media, "%s", media_dir ? media_dir : "");
    *out = scenery;
    return true;
}

void
scenery_close(struct scenery *scenery)
{
    if (!scenery) {
        return;
    }
    SDL_FreeSurface(scenery->surface);
    free(scenery);
}

/* Puts the path of the file there; false for a name that leads elsewhere. */
static bool
find_path(const struct scenery *scenery, const char *name, char *out, size_t size)
{
    bool is_media = strchr(name, '.') != NULL;
    if (name[0] == '.' || name[0] == '\0' || strpbrk(name, "/\\:") ||
        strlen(name) >= NAME_BYTES || (is_media && scenery->media[0] == '\0')) {
        return false;
    }
    int written = is_media ? snprintf(out, size, "%s/%s", scenery->media, name)
                           : snprintf(out, size, "%s/%s.svg", scenery->directory, name);
    return written > 0 && (size_t)written < size;
}

static SDL_Surface *
draw_svg(const struct buffer *svg, const struct theme *theme, int width_px)
{
    const char *text = (const char *)svg->data;
    SDL_Point size = {width_px, 0};
    if (svg_drawing_kind(text, svg->size) != SVG_DRAWING_OTHER) {
        return svg_drawing_colored(text, svg->size, theme, size);
    }
    SDL_RWops *file = SDL_RWFromConstMem(svg->data, (int)svg->size);
    SDL_Surface *surface = file ? IMG_LoadSizedSVG_RW(file, width_px, 0) : NULL;
    if (file) {
        SDL_RWclose(file);
    }
    return surface;
}

/* Its size, and whether it is what its name says, are checked before anything decodes
 * it. */
static SDL_Surface *
load(const char *path, const char *name, const struct theme *theme, int width_px)
{
    struct buffer bytes;
    SDL_Surface *surface = NULL;
    bool is_ours = strchr(name, '.') == NULL;
    buffer_init(&bytes, PACK_MEDIA_MAX_BYTES);
    if (file_load(path, &bytes, NULL) &&
        (is_ours || pack_check_media(name, bytes.data, bytes.size, NULL))) {
        if (is_ours || characters_end_with_any_case(name, ".svg")) {
            surface = draw_svg(&bytes, theme, width_px);
        } else {
            SDL_RWops *file = SDL_RWFromConstMem(bytes.data, (int)bytes.size);
            surface = file ? IMG_Load_RW(file, 0) : NULL;
            if (file) {
                SDL_RWclose(file);
            }
        }
    }
    buffer_finish(&bytes);
    return surface;
}

/* On paper, and as wide as it is shown. */
static SDL_Surface *
on_paper(SDL_Surface *from, const struct theme *theme, int width_px)
{
    struct color paper = theme->colors[TINT_PAPER];
    if (!from || from->w <= 0) {
        SDL_FreeSurface(from);
        return NULL;
    }
    int height = (int)((int64_t)from->h * width_px / from->w);
    height = height < 1 ? 1 : height > 2 * width_px ? 2 * width_px : height;
    SDL_Surface *argb = SDL_ConvertSurfaceFormat(from, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(from);
    if (argb && (argb->w != width_px || argb->h != height)) {
        SDL_Surface *sized = SDL_CreateRGBSurfaceWithFormat(0, width_px, height, 32,
                                                            SDL_PIXELFORMAT_ARGB8888);
        if (!sized || SDL_SoftStretchLinear(argb, NULL, sized, NULL) != 0) {
            SDL_FreeSurface(sized);
            sized = NULL;
        }
        SDL_FreeSurface(argb);
        argb = sized;
    }
    SDL_Surface *out = !argb ? NULL
                             : SDL_CreateRGBSurfaceWithFormat(0, argb->w, argb->h, 32,
                                                              SDL_PIXELFORMAT_XRGB8888);
    if (out) {
        SDL_FillRect(out, NULL, SDL_MapRGB(out->format, paper.r, paper.g, paper.b));
        SDL_SetSurfaceBlendMode(argb, SDL_BLENDMODE_BLEND);
        SDL_BlitSurface(argb, NULL, out, NULL);
    }
    SDL_FreeSurface(argb);
    return out;
}

SDL_Surface *
scenery_find(struct scenery *scenery, const struct theme *theme, const char *name,
             int width_px)
{
    char path[600];
    bool is_there = scenery->surface && scenery->width_px == width_px &&
                    strcmp(scenery->name, name) == 0 &&
                    memcmp(scenery->colors, theme->colors, sizeof theme->colors) == 0;
    if (is_there || width_px <= 0 || !find_path(scenery, name, path, sizeof path)) {
        return is_there ? scenery->surface : NULL;
    }
    SDL_FreeSurface(scenery->surface);
    scenery->surface = on_paper(load(path, name, theme, width_px), theme, width_px);
    scenery->width_px = width_px;
    snprintf(scenery->name, sizeof scenery->name, "%s", name);
    memcpy(scenery->colors, theme->colors, sizeof scenery->colors);
    return scenery->surface;
}

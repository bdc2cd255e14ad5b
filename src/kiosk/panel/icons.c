#include "icons.h"

#include "townline/file.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 48
#define KEPT_MAX 128
#define SVG_MAX_BYTES 65536

struct kept {
    char name[NAME_BYTES];
    int side_px;
    SDL_Surface *mask;
};

struct icons {
    char directory[400];
    char media[400]; /* empty: none */
    struct kept kept[KEPT_MAX];
    size_t count;
};

bool
icons_open(const char *assets_dir, const char *media_dir, struct icons **out,
           struct error *err)
{
    struct icons *icons = calloc(1, sizeof *icons);
    if (!icons)
        return error_set(err, ERROR_FULL, "not enough memory for the icons");
    snprintf(icons->directory, sizeof icons->directory, "%s/icons", assets_dir);
    if (media_dir)
        snprintf(icons->media, sizeof icons->media, "%s", media_dir);
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
    if (!icons)
        return;
    for (size_t i = 0; i < icons->count; i++)
        SDL_FreeSurface(icons->kept[i].mask);
    free(icons);
}

/* Only plain names: what a pack says may not lead out of the folder. */
static bool
is_plain(const char *name)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    return size > 0 && size < NAME_BYTES && name[size] == '\0';
}

static SDL_Surface *
load(const char *directory, const char *name, int side_px)
{
    char path[512];
    if (directory[0] == '\0')
        return NULL;
    snprintf(path, sizeof path, "%s/%s.svg", directory, name);
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (!file)
        return NULL;
    SDL_Surface *drawn = NULL;
    if (SDL_RWsize(file) <= SVG_MAX_BYTES)
        drawn = IMG_LoadSizedSVG_RW(file, side_px, side_px);
    SDL_RWclose(file);
    if (!drawn)
        return NULL;
    SDL_Surface *mask = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(drawn);
    return mask;
}

/* In place of an icon that is not there: something was meant to stand here. */
static SDL_Surface *
disc(int side_px)
{
    SDL_Surface *mask = SDL_CreateRGBSurfaceWithFormat(0, side_px, side_px, 32,
                                                       SDL_PIXELFORMAT_ARGB8888);
    if (!mask)
        return NULL;
    SDL_FillRect(mask, NULL, 0);
    int radius = side_px / 4, middle = side_px / 2;
    for (int y = 0; y < side_px; y++) {
        SDL_Rect line = {0, y, 0, 1};
        for (int x = 0; x < side_px; x++)
            if ((x - middle) * (x - middle) + (y - middle) * (y - middle) <=
                radius * radius) {
                line.x = x;
                line.w = 1;
                SDL_FillRect(mask, &line, 0xFFFFFFFF);
            }
    }
    return mask;
}

const SDL_Surface *
icons_find(struct icons *icons, const char *name, int side_px)
{
    if (side_px <= 0)
        return NULL;
    if (!is_plain(name))
        name = "none";
    for (size_t i = 0; i < icons->count; i++)
        if (icons->kept[i].side_px == side_px && strcmp(icons->kept[i].name, name) == 0)
            return icons->kept[i].mask;
    SDL_Surface *mask = load(icons->media, name, side_px);
    if (!mask)
        mask = load(icons->directory, name, side_px);
    if (!mask)
        mask = disc(side_px);
    if (!mask)
        return NULL;
    if (icons->count == KEPT_MAX) { /* make room: the oldest goes */
        SDL_FreeSurface(icons->kept[0].mask);
        icons->count--;
        memmove(&icons->kept[0], &icons->kept[1], icons->count * sizeof icons->kept[0]);
    }
    struct kept *kept = &icons->kept[icons->count++];
    snprintf(kept->name, sizeof kept->name, "%s", name);
    kept->side_px = side_px;
    kept->mask = mask;
    return mask;
}

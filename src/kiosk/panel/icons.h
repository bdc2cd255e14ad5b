/*
 * icons: the drawings of assets/icons as masks, and a pack's pictures, at the size
 * asked for, loaded once. A name with an ending ("plow.png") is a file of the pack, one
 * without ("check") an icon. Private to paint.
 */
#ifndef TOWNLINE_ICONS_H
#define TOWNLINE_ICONS_H

#include "townline/error.h"

#include <SDL2/SDL.h>

struct icons;
/* `media_dir` is a pack's, and may be NULL. ERROR_MISSING when assets_dir has no icons.
 */
bool icons_open(const char *assets_dir, const char *media_dir, struct icons **out,
                struct error *err) __attribute__((warn_unused_result));
void icons_close(struct icons *icons);
struct icon {
    const SDL_Surface *surface; /* no side longer than asked for; NULL: no memory */
    /* A picture has colors of its own. What is no picture is a mask to be tinted: our
     * icons, a pack's drawings in one of their two colors (white, or the accent of
     * assets/packs), and the plain disc in place of a file that is not there. */
    bool is_picture;
};
/* Borrowed until the next call. */
struct icon icons_find(struct icons *icons, const char *name, int side_px);

#endif

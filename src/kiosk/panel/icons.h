/*
 * icons: the drawings of assets/icons as masks, and a pack's pictures, at the size that
 * is asked for. Each is loaded once. A name with an ending ("plow.png") is a file of
 * the pack, one without ("check") is an icon. For paint alone.
 */
#ifndef TOWNLINE_ICONS_H
#define TOWNLINE_ICONS_H

#include "theme.h"
#include "townline/error.h"

#include <SDL2/SDL.h>

struct icons;
/* `media_dir` is the pack's and may be NULL. ERROR_MISSING when assets_dir has no
 * icons. */
bool icons_open(const char *assets_dir, const char *media_dir, struct icons **out,
                struct error *err) __attribute__((warn_unused_result));
void icons_close(struct icons *icons);
enum icon_kind {
    /* Drawn in a color of the theme: our icons, a pack's drawings in white or in the
     * accent color of assets/packs, the plain disc that stands for a missing file, and
     * in themes of few colors the lines of a filled drawing. */
    ICON_MASK,
    ICON_FILLED,  /* a drawing in our colors (svg_drawing.h), which are those of the
                     theme */
    ICON_PICTURE, /* it has colors of its own */
};
struct icon {
    /* no side is longer than was asked for; NULL when memory ran out */
    const SDL_Surface *surface;
    enum icon_kind kind;
};
/* Borrowed until the next call. */
struct icon icons_find(struct icons *icons, const struct theme *theme, const char *name,
                       int side_px);

#endif

/*
 * svg_drawing: an SVG picture in the colors that our pictures are drawn in, shown in
 * the colors of a theme. Such a picture has each of its colors written in full: #0B3C49
 * for lines, #E3EEEA (sage), #F3EBDD (sand), #FBF8F2 (paper) and #FFFFFF or #FFF for
 * what is filled. They are replaced in its text before it is drawn. For icons and
 * scenery alone.
 */
#ifndef TOWNLINE_SVG_DRAWING_H
#define TOWNLINE_SVG_DRAWING_H

#include "theme.h"

#include <SDL2/SDL.h>

enum svg_drawing_kind {
    SVG_DRAWING_OTHER, /* it has other colors as well, so it is drawn as it is */
    SVG_DRAWING_LINES, /* lines alone, as our icons */
    SVG_DRAWING_FILLED,
};
enum svg_drawing_kind svg_drawing_kind(const char *svg, size_t size);

/* The drawing as an ARGB8888 picture; with a height of 0, the height that belongs to
 * the width. NULL when it cannot be read, or memory ran out. */
SDL_Surface *svg_drawing_colored(const char *svg, size_t size,
                                 const struct theme *theme, SDL_Point size_px);
/* Its lines as a mask: opaque where a line can be seen, so that what is filled hides
 * the lines behind it. */
SDL_Surface *svg_drawing_mask(const char *svg, size_t size, SDL_Point size_px);

#endif

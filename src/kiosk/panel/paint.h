/*
 * paint: draws trees into a picture in memory, only where something changed.
 *
 * The picture is the panel, pixel for pixel, drawn by the processor alone, so that the
 * same tree gives the same bytes with and without a display. A window (window.h) shows
 * it. Not thread-safe.
 */
#ifndef TOWNLINE_PAINT_H
#define TOWNLINE_PAINT_H

#include "tree.h"
#include "typeset.h"

struct SDL_Surface;
struct SDL_Rect;

struct paint;
struct paint_options {
    const char *assets_dir; /* holds icons/; NULL: found by paint_assets_dir */
    const char *media_dir;  /* a pack's pictures, looked at first; may be NULL */
    const struct panel *panel;
    struct typeset *typeset; /* borrowed until paint_close */
};
bool paint_open(const struct paint_options *options, struct paint **out,
                struct error *err) __attribute__((warn_unused_result));
void paint_close(struct paint *paint);

/* Draws what differs from the tree painted before; everything when the theme changed or
 * after paint_forget. Returns the number of nodes drawn: 0 when nothing changed. */
int paint_tree(struct paint *paint, const struct theme *theme, const struct tree *tree);
void paint_forget(struct paint *paint);

/* What the last paint_tree touched, in pixels; at most PAINT_DAMAGE_MAX. */
#define PAINT_DAMAGE_MAX 16
size_t paint_damage(const struct paint *paint, const struct SDL_Rect **rects_out);
struct SDL_Surface *paint_surface(const struct paint *paint); /* borrowed, XRGB8888 */
bool paint_save_png(const struct paint *paint, const char *path, struct error *err)
    __attribute__((warn_unused_result));

#endif

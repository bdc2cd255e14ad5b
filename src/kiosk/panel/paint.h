/*
 * paint: draws trees into a picture in memory, only where something changed.
 *
 * The picture has the panel's pixels. The processor alone draws it, so the same tree
 * gives the same bytes with and without a display. A window (window.h) shows it. For
 * one thread.
 */
#ifndef TOWNLINE_PAINT_H
#define TOWNLINE_PAINT_H

#include "tree.h"
#include "typeset.h"

struct SDL_Surface;
struct SDL_Rect;

struct paint;
struct paint_options {
    const char *assets_dir; /* it has icons/; NULL: paint_assets_dir finds it */
    /* a pack's pictures, which are searched first; may be NULL */
    const char *media_dir;
    const struct panel *panel;
    struct typeset *typeset; /* borrowed until paint_close */
};
bool paint_open(const struct paint_options *options, struct paint **out,
                struct error *err) __attribute__((warn_unused_result));
void paint_close(struct paint *paint);

/* Draws what differs from the tree that was painted before; everything when the theme
 * changed, or after paint_forget. Returns how many nodes were drawn: 0 when nothing
 * changed. */
int paint_tree(struct paint *paint, const struct theme *theme, const struct tree *tree);
void paint_forget(struct paint *paint);
/* Nothing but black, for whoever does not want to be watched. */
void paint_dark(struct paint *paint);

/* What the last paint_tree drew on, in pixels; at most PAINT_DAMAGE_MAX rectangles. */
#define PAINT_DAMAGE_MAX 16
size_t paint_damage(const struct paint *paint, const struct SDL_Rect **rects_out);
struct SDL_Surface *paint_surface(const struct paint *paint); /* borrowed, XRGB8888 */
bool paint_save_png(const struct paint *paint, const char *path, struct error *err)
    __attribute__((warn_unused_result));

#endif

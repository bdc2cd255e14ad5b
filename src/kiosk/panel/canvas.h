/*
 * canvas: shapes, icons and texts on a picture in memory, with smooth edges. Private to
 * paint. All lengths are pixels. What lies outside the clip rectangle is left alone.
 */
#ifndef TOWNLINE_CANVAS_H
#define TOWNLINE_CANVAS_H

#include "theme.h"

#include <SDL2/SDL.h>

struct canvas {
    SDL_Surface *surface; /* XRGB8888; owned by who made it */
    SDL_Rect clip;
};

struct canvas_box {
    double x, y, w, h, radius;
};
void canvas_fill(struct canvas *canvas, const SDL_Rect *rect, struct color color);
/* A rounded box, and its outline `width` thick inside the same edge. */
void canvas_round(struct canvas *canvas, struct canvas_box box, struct color color);
void canvas_outline(struct canvas *canvas, struct canvas_box box, double width,
                    struct color color);
/* `amount` of a circle's line from the top, clockwise. */
void canvas_arc(struct canvas *canvas, struct canvas_box box, double width,
                double amount, struct color color);
/* The alpha of an ARGB8888 picture in one color. */
void canvas_stamp(struct canvas *canvas, const SDL_Surface *mask, int x, int y,
                  struct color color);
/* An ARGB8888 picture in its own colors, on white. */
void canvas_picture(struct canvas *canvas, const SDL_Surface *picture, int x, int y);
/* A square of modules, each `module_px` wide. */
void canvas_modules(struct canvas *canvas, const uint8_t *modules, int size,
                    SDL_Point at, int module_px, struct color color);

#endif

/*
 * canvas: draws shapes, icons and texts with smooth edges into a picture in memory. For
 * paint alone. All lengths are pixels. Nothing outside of the clip rectangle changes.
 */
#ifndef TOWNLINE_CANVAS_H
#define TOWNLINE_CANVAS_H

#include "theme.h"

#include <SDL2/SDL.h>

struct canvas {
    SDL_Surface *surface; /* XRGB8888; owned by the file that made it */
    SDL_Rect clip;
};

struct canvas_box {
    double x, y, w, h, radius;
};
void canvas_fill(struct canvas *canvas, const SDL_Rect *rect, struct color color);
/* A rounded box, and its outline, which lies inside of the same edge and is `width`
 * thick. */
void canvas_round(struct canvas *canvas, struct canvas_box box, struct color color);
void canvas_outline(struct canvas *canvas, struct canvas_box box, double width,
                    struct color color);
/* A part of a circle's line, `amount` of it, clockwise from the top. */
void canvas_arc(struct canvas *canvas, struct canvas_box box, double width,
                double amount, struct color color);
/* Draws the alpha of an ARGB8888 picture in one color. */
void canvas_stamp(struct canvas *canvas, const SDL_Surface *mask, int x, int y,
                  struct color color);
/* Draws an ARGB8888 picture in its own colors on white. */
void canvas_picture(struct canvas *canvas, const SDL_Surface *picture, int x, int y);
/* Draws an ARGB8888 picture in its own colors on what is there. */
void canvas_blend(struct canvas *canvas, const SDL_Surface *picture, int x, int y);
/* A square of modules, each `module_px` wide. */
void canvas_modules(struct canvas *canvas, const uint8_t *modules, int size,
                    SDL_Point at, int module_px, struct color color);

#endif

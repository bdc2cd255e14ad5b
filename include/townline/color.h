/*
 * color: a color as screens have it, its contrast with another one, and which colors a
 * county may put in the place of the kiosk's own. Pure.
 */
#ifndef TOWNLINE_COLOR_H
#define TOWNLINE_COLOR_H

#include <stdbool.h>
#include <stdint.h>

struct color {
    uint8_t r, g, b;
};
/* Reads "#1f5f8b"; false for any other text. */
bool color_parse(const char *text, struct color *out);
/* The contrast ratio of WCAG 2.2, from 1 to 21. */
double color_contrast(struct color a, struct color b);

/* The accent color of a county fills buttons with white words, and is the color of
 * pictures and words on the kiosk's paper: it has this contrast with both. */
#define COLOR_ACCENT_CONTRAST 10.0
#define COLOR_PAPER 0xFBF8F2
double color_on_paper(struct color color);
double color_with_white(struct color color);
bool color_is_accent(struct color color);

#endif

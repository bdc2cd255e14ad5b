/*
 * slide: where two pictures stand while one screen makes way for the next. Plain
 * arithmetic over time; the window draws. The new screen answers touches from the first
 * moment on: a slide is only how it looks.
 */
#ifndef TOWNLINE_SLIDE_H
#define TOWNLINE_SLIDE_H

#include <stdbool.h>
#include <stdint.h>

#define SLIDE_MS 180 /* under 200, so that nobody waits for it */

struct slide {
    int direction; /* 1: the new one comes from the right; -1: from the left; 0: none */
    uint64_t begun_ms;
};
void slide_begin(struct slide *slide, int direction, uint64_t now_ms);
void slide_end(struct slide *slide);
bool slide_is_moving(const struct slide *slide, uint64_t now_ms);
/* How far from its place the new picture is, in pixels to the right (to the left below
 * 0); the old one is a width further on the other side. 0 once it has arrived. Fast at
 * first, slow at the end. */
int slide_offset_px(const struct slide *slide, uint64_t now_ms, int width_px);

#endif

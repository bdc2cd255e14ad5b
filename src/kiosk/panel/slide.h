/*
 * slide: computes where two pictures stand while one screen replaces another. It is
 * only arithmetic over time; the window draws. The new screen can be touched from the
 * first moment on: a slide changes only how it looks.
 */
#ifndef TOWNLINE_SLIDE_H
#define TOWNLINE_SLIDE_H

#include <stdbool.h>
#include <stdint.h>

#define SLIDE_MS 180 /* below 200, so that nobody waits for it */

struct slide {
    int direction; /* 1: the new one comes from the right; -1: from the left; 0: none */
    uint64_t begun_ms;
};
void slide_begin(struct slide *slide, int direction, uint64_t now_ms);
void slide_end(struct slide *slide);
bool slide_is_moving(const struct slide *slide, uint64_t now_ms);
/* How far the new picture is from its place, in pixels to the right, or to the left
 * when below 0. The old one is one width further on the other side. 0 once the new one
 * has arrived. It moves fast at first and slowly at the end. */
int slide_offset_px(const struct slide *slide, uint64_t now_ms, int width_px);

#endif

/*
 * text_width: how wide words will be, so that labels can be placed without a browser.
 * The widths are those of Noto Sans; where other fonts are used they are a good guess.
 */
#ifndef TOWNLINE_TEXT_WIDTH_H
#define TOWNLINE_TEXT_WIDTH_H

#include <stdbool.h>

/* In pixels, rounded up, of UTF-8 text in letters of `size_px`. */
int text_width_px(const char *text, int size_px, bool bold);

#endif

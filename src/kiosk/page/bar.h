/*
 * bar: the buttons at the bottom of a screen: Back, Skip, Next or More.
 */
#ifndef TOWNLINE_BAR_H
#define TOWNLINE_BAR_H

#include "page_parts.h"

double bar_height(struct page *page);
/* One pill by itself stands among the buttons, where "Skip" leaves it the room; NULL:
 * there is none. */
const struct block *bar_pill(const struct page *page);
void bar_draw(struct page *page, int pages_left, double y);

/* What is free between the first and the last button; false when another one stands
 * there. */
bool bar_free_rect(struct page *page, int pages_left, struct rect_mm *out);

#endif

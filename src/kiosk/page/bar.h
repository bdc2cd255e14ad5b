/*
 * bar: the buttons at the bottom of a screen: Back, Skip, and Next or More.
 */
#ifndef TOWNLINE_BAR_H
#define TOWNLINE_BAR_H

#include "page_parts.h"

double bar_height(struct page *page);
/* The pill that stands alone and has room among the buttons, in the place of "Skip";
 * NULL when there is none. */
const struct block *bar_pill(const struct page *page);
void bar_draw(struct page *page, int pages_left, double y);

/* The link that stands between the buttons; NULL when there is none. */
const struct block *bar_link(struct page *page);
/* Whether the last row of the keyboard stands between Back and Next. */
bool bar_has_keys(struct page *page);
/* The free room between the first and the last button; false when another button stands
 * there. */
bool bar_free_rect(struct page *page, int pages_left, struct rect_mm *out);

#endif

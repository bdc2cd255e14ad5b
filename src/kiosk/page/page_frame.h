/*
 * page_frame: what stands in the same places on every screen, around its content.
 */
#ifndef TOWNLINE_PAGE_FRAME_H
#define TOWNLINE_PAGE_FRAME_H

#include "page_parts.h"

void frame_areas(struct page *page); /* sets area, content and panel of the page */
/* The place of the words that say where one is; false when there are none. */
bool frame_where_rect(struct page *page, struct rect_mm *out);
void frame_draw_top(struct page *page);
void frame_draw_bottom(struct page *page, int pages_left);
void frame_draw_bands(struct page *page);

#endif

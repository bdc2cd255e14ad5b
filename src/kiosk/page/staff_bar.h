/*
 * staff_bar: the accent bar over every screen of the staff: the kiosk's name, always in
 * the same place, what it asks, and the time. Residents never see it, so whoever looks
 * at the screen from afar knows who is at it.
 */
#ifndef TOWNLINE_STAFF_BAR_H
#define TOWNLINE_STAFF_BAR_H

#include "page_parts.h"

/* 0 where the frame has none. */
double staff_bar_height(const struct page *page);
void staff_bar_draw(struct page *page);

#endif

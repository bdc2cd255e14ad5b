/*
 * staff_bar: the accent bar above every screen for staff: the kiosk's name, always in
 * the same place, what it asks, and the time. Residents never see it, so anybody can
 * tell from afar that staff are at the kiosk.
 */
#ifndef TOWNLINE_STAFF_BAR_H
#define TOWNLINE_STAFF_BAR_H

#include "page_parts.h"

/* 0 when the frame has no such bar. */
double staff_bar_height(const struct page *page);
void staff_bar_draw(struct page *page);

#endif

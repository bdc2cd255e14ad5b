/*
 * towns_bar: one row of the chart of towns, a line from the lowest to the highest share
 * with a mark for each town. Marks that lie close step up and down, so that each is
 * seen. Grid lines at quarters join those of the rows above and below.
 */
#ifndef TOWNLINE_TOWNS_BAR_H
#define TOWNLINE_TOWNS_BAR_H

#include "drawing.h"

struct towns_bar_mark {
    bool is_shown;
    int percent;
    enum mark mark;
};
struct towns_bar {
    const struct towns_bar_mark *marks;
    size_t count;
    int width_px; /* about; what "close" is depends on it */
    int height;
};
void towns_bar_add(const struct writer *writer, const struct towns_bar *bar,
                   const char *label);
/* The numbers below the rows. */
void towns_scale_add(const struct writer *writer);
/* The mark alone, as legends show it. */
void towns_mark_add(const struct writer *writer, enum mark mark);

#endif

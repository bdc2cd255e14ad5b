/*
 * map_chart: services on the map of two statements, by how many agree with each. Every
 * service has a mark, arms for those who say the opposite, and its name in a place
 * where it covers little.
 */
#ifndef TOWNLINE_MAP_CHART_H
#define TOWNLINE_MAP_CHART_H

#include "drawing.h"

struct map_dot {
    int x_percent, y_percent; /* who agree: 0 to 100 */
    /* half the length of the arms, as the smaller of agree and disagree in percent; -1:
     * no arm */
    int x_arm, y_arm;
    enum mark mark;
    const char *label; /* a name, or a number where names have no room */
};
struct map_chart {
    const struct map_dot *dots;
    size_t count;
    int plot_width, plot_height; /* pixels */
    int start_below;             /* percent: a line across */
    int leave_from;              /* percent: the box of high values on both */
    /* the titles of the axes and what is written at the two rules */
    const char *x_title, *y_title, *start_words, *leave_words;
};
/* False when memory is short. */
bool map_chart_add(const struct writer *writer, const struct map_chart *chart,
                   const char *label);

/* Where a label goes; for tests. */
struct map_label {
    int left, top, width, height;
    bool is_far;
};
/* `out` has chart->count places. */
bool map_chart_place(const struct map_chart *chart, struct map_label *out);

#endif

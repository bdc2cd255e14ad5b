/*
 * weights_chart: how the order inside one group moves under several sets of weights.
 * Each service is a line through its places; those that move are dark.
 */
#ifndef TOWNLINE_WEIGHTS_CHART_H
#define TOWNLINE_WEIGHTS_CHART_H

#include "drawing.h"

#define WEIGHTS_COLUMNS 5
struct weights_line {
    const char *name;
    const char *places;           /* "4–6" */
    size_t rows[WEIGHTS_COLUMNS]; /* the place inside the group, from 0 */
    bool has_points[WEIGHTS_COLUMNS];
    int points[WEIGHTS_COLUMNS];
    bool moves;
};
struct weights_chart {
    const struct weights_line *lines; /* in the order of the first column */
    size_t count;
    enum mark mark; /* of the group */
};
void weights_chart_add(const struct writer *writer, const struct weights_chart *chart,
                       const char *label);
/* The middle of a column, in pixels, of a chart that is WEIGHTS_WIDTH wide. */
enum { WEIGHTS_WIDTH = 730 };
int weights_column_x(size_t column);

#endif

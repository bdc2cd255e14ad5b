/*
 * map_chart: the identity x control map as SVG, a labelled dot for each service at its
 * two means. Services of which one axis is not shown have no dot.
 */
#ifndef TOWNLINE_MAP_CHART_H
#define TOWNLINE_MAP_CHART_H

#include "figures.h"

void map_chart_add(struct buffer *out, const struct figures *figures);

#endif

/* map_labels: the measures of the map that its drawing and its labels share. */
#ifndef TOWNLINE_MAP_LABELS_H
#define TOWNLINE_MAP_LABELS_H

#include "map_chart.h"

/* Pixels: room for the titles and numbers of the axes, and the size of a mark. */
enum {
    MAP_LEFT = 44,
    MAP_TOP = 6,
    MAP_BELOW = 38,
    MAP_AFTER = 8,
    MAP_MARK_PX = 5,
    MAP_LABEL_PX = 13,
};
int map_x(const struct map_chart *chart, int percent);
int map_y(const struct map_chart *chart, int percent);
int map_arm_px(int percent);
/* Where the words of the line stand. */
struct map_label map_words_box(const struct map_chart *chart);

#endif

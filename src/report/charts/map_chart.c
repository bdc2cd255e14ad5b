/* Draws the map. */
#include "map_chart.h"

#include "map_labels.h"
#include "markup.h"

#include <stdlib.h>

static void
add_frame(const struct drawing *drawing, const struct map_chart *chart)
{
    int right = map_x(chart, 100), bottom = map_y(chart, 0);
    int leave = map_x(chart, chart->leave_from);
    drawing_box(drawing, MAP_LEFT, MAP_TOP, chart->plot_width, chart->plot_height,
                FILL_WHITE);
    drawing_box(drawing, leave, MAP_TOP, right - leave,
                map_y(chart, chart->leave_from) - MAP_TOP, FILL_DASHED);
    drawing_line(drawing, MAP_LEFT, map_y(chart, chart->start_below), right,
                 map_y(chart, chart->start_below), "rule");
    for (int percent = 0; percent <= 100; percent += 25) {
        int x = map_x(chart, percent), y = map_y(chart, percent);
        drawing_line(drawing, x, bottom, x, bottom + 4, "rule");
        drawing_line(drawing, MAP_LEFT - 4, y, MAP_LEFT, y, "rule");
        if (percent % 50 == 0) {
            int down = percent == 0 ? 0 : percent == 100 ? 10 : 5;
            drawing_number(drawing, MAP_LEFT - 6, y + down, ANCHOR_END, "", percent);
        }
    }
    drawing_text(drawing, MAP_LEFT, bottom + 17, ANCHOR_START, "", "0");
    drawing_text(drawing, map_x(chart, 50), bottom + 17, ANCHOR_MIDDLE, "", "50");
    drawing_text(drawing, right, bottom + 17, ANCHOR_END, "", "100%");
}

static void
add_titles(const struct drawing *drawing, const struct map_chart *chart)
{
    struct buffer *out = drawing->writer->out;
    drawing_text(drawing, map_x(chart, 50), map_y(chart, 0) + 34, ANCHOR_MIDDLE, "axis",
                 chart->x_title);
    buffer_add_format(out, "<text class=\"axis\" text-anchor=\"middle\" "
                           "transform=\"translate(");
    drawing_x(drawing, 12);
    buffer_add_format(out, " %d) rotate(-90)\">", map_y(chart, 50));
    markup_add(out, chart->y_title);
    buffer_add_format(out, "</text>");
    drawing_text(drawing, map_x(chart, chart->leave_from) + 7, MAP_TOP + 15,
                 ANCHOR_START, "", chart->leave_words);
    struct map_label words = map_words_box(chart);
    drawing_text(drawing, words.left + 5, words.top + 15, ANCHOR_START, "",
                 chart->start_words);
}

static void
add_leader(const struct drawing *drawing, const struct map_chart *chart,
           const struct map_dot *dot, const struct map_label *label)
{
    int x = map_x(chart, dot->x_percent), y = map_y(chart, dot->y_percent);
    int end = label->left > x                  ? label->left - 2
              : label->left + label->width < x ? label->left + label->width + 2
                                               : x;
    drawing_line(drawing, x, y, end, label->top + label->height / 2, "leader");
}

static void
add_dot(const struct drawing *drawing, const struct map_chart *chart,
        const struct map_dot *dot)
{
    int x = map_x(chart, dot->x_percent), y = map_y(chart, dot->y_percent);
    int x_arm = map_arm_px(dot->x_arm), y_arm = map_arm_px(dot->y_arm);
    if (x_arm > 0) {
        drawing_line(drawing, x - x_arm, y, x + x_arm, y, "arm");
    }
    if (y_arm > 0) {
        drawing_line(drawing, x, y - y_arm, x, y + y_arm, "arm");
    }
    drawing_mark(drawing, x, y, MAP_MARK_PX, dot->mark);
}

bool
map_chart_add(const struct writer *writer, const struct map_chart *chart,
              const char *label)
{
    const struct drawing drawing = {writer, MAP_LEFT + chart->plot_width + MAP_AFTER,
                                    MAP_TOP + chart->plot_height + MAP_BELOW};
    struct map_label *labels = calloc(chart->count + 1, sizeof *labels);
    if (!labels || !map_chart_place(chart, labels)) {
        free(labels);
        return false;
    }
    drawing_begin(&drawing, label);
    add_frame(&drawing, chart);
    add_titles(&drawing, chart);
    for (size_t i = 0; i < chart->count; i++) {
        if (labels[i].is_far) {
            add_leader(&drawing, chart, &chart->dots[i], &labels[i]);
        }
    }
    for (size_t i = 0; i < chart->count; i++) {
        add_dot(&drawing, chart, &chart->dots[i]);
    }
    for (size_t i = 0; i < chart->count; i++) {
        drawing_text(&drawing, labels[i].left, labels[i].top + 13, ANCHOR_START,
                     "label", chart->dots[i].label);
    }
    drawing_end(&drawing);
    free(labels);
    return true;
}

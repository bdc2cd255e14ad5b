/* Draws how an order moves. */
#include "weights_chart.h"

enum {
    ROW = 26,
    TOP = 16,
    NAME_X = 28,
    PLACES_X = 206,
    FIRST_X = 257,
    STEP_X = 82,
    NODE_WIDTH = 28,
    NODE_HEIGHT = 18,
};

int
weights_column_x(size_t column)
{
    return FIRST_X + (int)column * STEP_X;
}

static int
row_y(size_t row)
{
    return TOP + (int)row * ROW;
}

static void
add_path(const struct drawing *drawing, const struct weights_line *line, size_t column)
{
    struct buffer *out = drawing->writer->out;
    int x1 = weights_column_x(column) + NODE_WIDTH / 2;
    int x2 = weights_column_x(column + 1) - NODE_WIDTH / 2;
    int y1 = row_y(line->rows[column]), y2 = row_y(line->rows[column + 1]);
    buffer_add_format(out, "<path class=\"%s\" d=\"M", line->moves ? "moves" : "stays");
    drawing_x(drawing, x1);
    buffer_add_format(out, " %dC", y1);
    drawing_x(drawing, (x1 + x2) / 2);
    buffer_add_format(out, " %d ", y1);
    drawing_x(drawing, (x1 + x2) / 2);
    buffer_add_format(out, " %d ", y2);
    drawing_x(drawing, x2);
    buffer_add_format(out, " %d\"/>", y2);
}

static void
add_node(const struct drawing *drawing, const struct weights_line *line, size_t column)
{
    struct buffer *out = drawing->writer->out;
    int x = weights_column_x(column), y = row_y(line->rows[column]);
    buffer_add_format(out, "<rect rx=\"4\" class=\"%s\" x=\"",
                      line->moves ? "node-moves" : "node");
    drawing_x(drawing, words_right_to_left(drawing->writer->words)
                           ? x + NODE_WIDTH / 2
                           : x - NODE_WIDTH / 2);
    buffer_add_format(out, "\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                      y - NODE_HEIGHT / 2, NODE_WIDTH, NODE_HEIGHT);
    if (line->has_points[column]) {
        drawing_number(drawing, x, y + 5, ANCHOR_MIDDLE,
                       line->moves ? "in-dark" : "in-light", line->points[column]);
    } else {
        drawing_text(drawing, x, y + 5, ANCHOR_MIDDLE,
                     line->moves ? "in-dark" : "in-light", "–");
    }
}

void
weights_chart_add(const struct writer *writer, const struct weights_chart *chart,
                  const char *label)
{
    const struct drawing drawing = {writer, WEIGHTS_WIDTH,
                                    2 * TOP + (int)(chart->count - 1) * ROW};
    drawing_begin(&drawing, label);
    for (int moving = 0; moving < 2; moving++) {
        for (size_t i = 0; i < chart->count; i++) {
            for (size_t column = 0; column + 1 < WEIGHTS_COLUMNS; column++) {
                if (chart->lines[i].moves == (moving == 1)) {
                    add_path(&drawing, &chart->lines[i], column);
                }
            }
        }
    }
    for (size_t i = 0; i < chart->count; i++) {
        const struct weights_line *line = &chart->lines[i];
        int last = row_y(line->rows[WEIGHTS_COLUMNS - 1]);
        drawing_mark(&drawing, 14, row_y(i), 4, chart->mark);
        drawing_text(&drawing, NAME_X, row_y(i) + 5, ANCHOR_START, "name", line->name);
        drawing_text(&drawing, PLACES_X, row_y(i) + 5, ANCHOR_END, "", line->places);
        for (size_t column = 0; column < WEIGHTS_COLUMNS; column++) {
            add_node(&drawing, line, column);
        }
        drawing_text(&drawing,
                     weights_column_x(WEIGHTS_COLUMNS - 1) + NODE_WIDTH / 2 + 7,
                     last + 5, ANCHOR_START, "", line->name);
    }
    drawing_end(&drawing);
}

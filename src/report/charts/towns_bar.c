/* Draws a row of the chart of towns. */
#include "towns_bar.h"

enum { CLOSE_PX = 8, STEP_PX = 3, RADIUS_PX = 4 };

/* So that marks at both ends lie inside. */
static int
along(int percent)
{
    return 300 + percent * (DRAWING_WIDE - 600) / 100;
}

/* The next one of those that are shown, by percent and then by number; -1: none. */
static int
next_mark(const struct towns_bar *bar, int after)
{
    int next = -1;
    for (size_t i = 0; i < bar->count; i++) {
        const struct towns_bar_mark *mark = &bar->marks[i];
        if (!mark->is_shown || (int)i == after) {
            continue;
        }
        if (after >= 0) {
            int last = bar->marks[after].percent;
            if (mark->percent < last || (mark->percent == last && (int)i < after)) {
                continue;
            }
        }
        if (next < 0 || mark->percent < bar->marks[next].percent) {
            next = (int)i;
        }
    }
    return next;
}

void
towns_bar_add(const struct writer *writer, const struct towns_bar *bar,
              const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, bar->height};
    int middle = bar->height / 2, first = next_mark(bar, -1), last = first;
    drawing_begin(&drawing, label);
    for (int percent = 0; percent <= 100; percent += 25) {
        drawing_line(&drawing, along(percent), 0, along(percent), bar->height,
                     percent == 50 ? "half" : "grid");
    }
    for (int i = first; i >= 0; i = next_mark(bar, i)) {
        last = i;
    }
    if (first >= 0 && last != first) {
        drawing_line(&drawing, along(bar->marks[first].percent), middle,
                     along(bar->marks[last].percent), middle, "arm");
    }
    int before = -1, shift = 0;
    for (int i = first; i >= 0; i = next_mark(bar, i)) {
        int x = along(bar->marks[i].percent);
        bool close =
            before >= 0 && (x - before) * bar->width_px / DRAWING_WIDE < CLOSE_PX;
        shift = !close ? 0 : shift == -STEP_PX ? STEP_PX : -STEP_PX;
        drawing_mark(&drawing, x, middle + shift, RADIUS_PX, bar->marks[i].mark);
        before = x;
    }
    drawing_end(&drawing);
}

void
towns_scale_add(const struct writer *writer)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, 16};
    drawing_begin(&drawing, "");
    for (int percent = 0; percent < 100; percent += 25) {
        drawing_number(&drawing, along(percent), 13, ANCHOR_MIDDLE, "", percent);
    }
    drawing_text(&drawing, along(100), 13, ANCHOR_MIDDLE, "", "100%");
    drawing_end(&drawing);
}

void
towns_mark_add(const struct writer *writer, enum mark mark)
{
    const struct drawing drawing = {writer, 14, 13};
    drawing_begin(&drawing, "");
    drawing_mark(&drawing, 7, 6, mark == MARK_TRIANGLE ? 4 : 5, mark);
    drawing_end(&drawing);
}

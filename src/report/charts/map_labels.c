/* Finds a place for the name of each service on the map. */
#include "map_labels.h"

#include "text_width.h"

#include <stdlib.h>

/* Names go to the first place where they cover least: eight places near the mark, then
 * those that are farther away and need a line. Whoever has most neighbours comes first,
 * since later nothing may be left. */
enum {
    LABEL_PX = MAP_LABEL_PX,
    LABEL_HEIGHT = 16,
    GAP = 4,
    FAR_COST = 50,
    OUTSIDE_COST = 400,
    OUTSIDE_PX_COST = 40,
    MARK_COST = 8, /* a mark that is covered is not seen */
    NEIGHBOUR_PX = 70,
    ROUNDS = 3,
};

static const struct {
    int side, shift; /* -1 before, 0 over the middle, 1 behind; pixels downwards */
    bool is_far;
} places[] = {
    /* clang-format off */
    {1, 0, false},   {-1, 0, false},   {0, -17, false}, {0, 17, false},
    {1, -11, false}, {-1, -11, false}, {1, 11, false},  {-1, 11, false},
    {1, -26, true},  {-1, -26, true},  {1, 26, true},   {-1, 26, true},
    {1, -44, true},  {-1, 44, true},   {1, 44, true},   {-1, -44, true},
    {0, -32, true},  {0, 32, true},    {1, -62, true},  {1, 62, true},
    {0, -50, true},  {0, 50, true},
    /* clang-format on */
};
#define PLACES (sizeof places / sizeof *places)

int
map_x(const struct map_chart *chart, int percent)
{
    return MAP_LEFT + chart->plot_width * percent / 100;
}

int
map_y(const struct map_chart *chart, int percent)
{
    return MAP_TOP + chart->plot_height - chart->plot_height * percent / 100;
}

int
map_arm_px(int percent)
{
    return percent < 0 ? 0 : (42 * percent + 50) / 100;
}

static int64_t
overlap(struct map_label a, struct map_label b)
{
    int left = a.left > b.left ? a.left : b.left;
    int top = a.top > b.top ? a.top : b.top;
    int right =
        a.left + a.width < b.left + b.width ? a.left + a.width : b.left + b.width;
    int bottom =
        a.top + a.height < b.top + b.height ? a.top + a.height : b.top + b.height;
    return right > left && bottom > top ? (int64_t)(right - left) * (bottom - top) : 0;
}

static struct map_label
mark_box(const struct map_chart *chart, const struct map_dot *dot)
{
    int r = MAP_MARK_PX + 2;
    return (struct map_label){map_x(chart, dot->x_percent) - r,
                              map_y(chart, dot->y_percent) - r, 2 * r, 2 * r, false};
}

static int64_t
cost_of_dot(const struct map_chart *chart, const struct map_dot *dot,
            struct map_label box)
{
    int x = map_x(chart, dot->x_percent), y = map_y(chart, dot->y_percent);
    int x_arm = map_arm_px(dot->x_arm), y_arm = map_arm_px(dot->y_arm);
    struct map_label across = {x - x_arm, y - 2, 2 * x_arm, 4, false};
    struct map_label upright = {x - 2, y - y_arm, 4, 2 * y_arm, false};
    return MARK_COST * overlap(box, mark_box(chart, dot)) + overlap(box, across) +
           overlap(box, upright);
}

static struct map_label
box_at(const struct map_chart *chart, size_t dot, size_t place)
{
    const struct map_dot *at = &chart->dots[dot];
    int width = text_width_px(at->label, LABEL_PX, false);
    int x = map_x(chart, at->x_percent);
    int away = MAP_MARK_PX + GAP + 1;
    if (places[place].is_far) {
        away += 14;
    } else if (places[place].shift == 0 && places[place].side != 0) {
        int arm = map_arm_px(at->x_arm);
        away = arm > MAP_MARK_PX ? arm + GAP : away;
    }
    int left = places[place].side > 0   ? x + away
               : places[place].side < 0 ? x - away - width
                                        : x - width / 2;
    int top = map_y(chart, at->y_percent) - LABEL_HEIGHT / 2 + places[place].shift;
    return (struct map_label){left, top, width, LABEL_HEIGHT, places[place].is_far};
}

/* What is written at the line stands below it: at its start, its middle or its end,
 * where it covers least of the marks. */
enum { WORDS_PLACES = 3 };

static struct map_label
words_box(const struct map_chart *chart, int place)
{
    int width = text_width_px(chart->start_words, LABEL_PX, false) + 8;
    int left = MAP_LEFT + (chart->plot_width - width) * place / (WORDS_PLACES - 1);
    return (struct map_label){left, map_y(chart, chart->start_below), width, 18, false};
}

struct map_label
map_words_box(const struct map_chart *chart)
{
    int best = WORDS_PLACES - 1;
    int64_t least = INT64_MAX;
    for (int place = WORDS_PLACES - 1; place >= 0; place--) {
        int64_t cost = 0;
        for (size_t i = 0; i < chart->count; i++) {
            cost += cost_of_dot(chart, &chart->dots[i], words_box(chart, place));
        }
        if (cost < least) {
            least = cost;
            best = place;
        }
    }
    return words_box(chart, best);
}

static int64_t
cost_of_words(const struct map_chart *chart, struct map_label box)
{
    struct map_label leave = {map_x(chart, chart->leave_from), MAP_TOP,
                              text_width_px(chart->leave_words, LABEL_PX, false) + 8,
                              18, false};
    struct map_label start = map_words_box(chart);
    int edge_x = map_x(chart, chart->leave_from),
        edge_y = map_y(chart, chart->leave_from);
    struct map_label upright = {edge_x - 1, MAP_TOP, 2, edge_y - MAP_TOP, false};
    struct map_label across = {edge_x, edge_y - 1,
                               MAP_LEFT + chart->plot_width - edge_x, 2, false};
    return overlap(box, leave) + overlap(box, start) + overlap(box, upright) / 2 +
           overlap(box, across) / 2;
}

static int
past(int end, int limit)
{
    return end > limit ? end - limit : 0;
}

static int
pixels_outside(const struct map_chart *chart, struct map_label box)
{
    return past(MAP_LEFT + 2, box.left) + past(MAP_TOP, box.top) +
           past(box.left + box.width, MAP_LEFT + chart->plot_width) +
           past(box.top + box.height, MAP_TOP + chart->plot_height);
}

static int64_t
cost_at(const struct map_chart *chart, const struct map_label *placed,
        const bool *is_placed, size_t dot, size_t place)
{
    struct map_label box = box_at(chart, dot, place);
    int64_t cost = (int64_t)place + (places[place].is_far ? FAR_COST : 0);
    int outside = pixels_outside(chart, box);
    if (outside > 0) {
        cost += OUTSIDE_COST + (int64_t)OUTSIDE_PX_COST * outside;
    }
    struct map_label line = {MAP_LEFT, map_y(chart, chart->start_below) - 1,
                             chart->plot_width, 2, false};
    cost += cost_of_words(chart, box) + overlap(box, line) / 4;
    for (size_t i = 0; i < chart->count; i++) {
        cost += cost_of_dot(chart, &chart->dots[i], box);
        if (is_placed[i]) {
            cost += overlap(box, placed[i]);
        }
    }
    return cost;
}

static size_t
neighbours(const struct map_chart *chart, size_t dot)
{
    size_t count = 0;
    for (size_t i = 0; i < chart->count; i++) {
        int x = map_x(chart, chart->dots[i].x_percent) -
                map_x(chart, chart->dots[dot].x_percent);
        int y = map_y(chart, chart->dots[i].y_percent) -
                map_y(chart, chart->dots[dot].y_percent);
        count += i != dot && abs(x) < NEIGHBOUR_PX && abs(y) < NEIGHBOUR_PX / 2;
    }
    return count;
}

/* The place that costs least among those labels that are placed. */
static struct map_label
best_place(const struct map_chart *chart, const struct map_label *placed,
           const bool *is_placed, size_t dot)
{
    size_t best = 0;
    int64_t least = INT64_MAX;
    for (size_t place = 0; place < PLACES; place++) {
        int64_t cost = cost_at(chart, placed, is_placed, dot, place);
        if (cost < least) {
            least = cost;
            best = place;
        }
    }
    return box_at(chart, dot, best);
}

/* The next one that is not placed, the most crowded first. */
static size_t
next_dot(const struct map_chart *chart, const size_t *crowd, const bool *is_placed)
{
    size_t next = chart->count;
    for (size_t i = 0; i < chart->count; i++) {
        if (!is_placed[i] && (next == chart->count || crowd[i] > crowd[next])) {
            next = i;
        }
    }
    return next;
}

bool
map_chart_place(const struct map_chart *chart, struct map_label *out)
{
    bool *is_placed = calloc(chart->count + 1, sizeof *is_placed);
    size_t *crowd = calloc(chart->count + 1, sizeof *crowd);
    bool ok = is_placed && crowd;
    for (size_t i = 0; ok && i < chart->count; i++) {
        crowd[i] = neighbours(chart, i);
    }
    for (size_t step = 0; ok && step < chart->count; step++) {
        size_t next = next_dot(chart, crowd, is_placed);
        out[next] = best_place(chart, out, is_placed, next);
        is_placed[next] = true;
    }
    /* Once all are there, each looks around again. */
    for (size_t step = 0; ok && step < ROUNDS * chart->count; step++) {
        size_t dot = step % chart->count;
        is_placed[dot] = false;
        out[dot] = best_place(chart, out, is_placed, dot);
        is_placed[dot] = true;
    }
    free(is_placed);
    free(crowd);
    return ok;
}

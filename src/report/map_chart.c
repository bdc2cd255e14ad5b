/* Draws the map of identity against control. */
#include "map_chart.h"

#include "markup.h"
#include "townline/characters.h"

/* In units of the SVG, which are CSS pixels when it is shown at its own size. */
enum {
    WIDTH = 720,
    HEIGHT = 548,
    LEFT = 64,
    TOP = 12,
    PLOT_WIDTH = 640,
    PLOT_HEIGHT = 460,
    RIGHT = LEFT + PLOT_WIDTH,
    BOTTOM = TOP + PLOT_HEIGHT,
    INSET = 28, /* so that a dot at the end of the scale lies inside */
    DOT = 7,
    LABEL_HEIGHT = 20,
    LETTER = 8, /* a generous mean, since fonts differ */
    LABEL_LETTERS = 30,
    LABELS_MAX = 24, /* of more services only the numbers fit */
};

struct box {
    int left, top, right, bottom;
};
struct dot {
    const struct service_figures *service;
    size_t number; /* from 1, as in the table */
    int x, y;
    int width; /* of the label */
    struct box label;
    bool is_left; /* the label ends before the dot */
};
struct chart {
    struct buffer *out;
    struct dot dots[LABELS_MAX];
    size_t count;
};

/* The names of the quarters, and the room they take. */
static const struct {
    int x, y;
    const char *anchor, *text;
    struct box box;
} corners[] = {
    {LEFT + 14,
     TOP + 24,
     "start",
     "Low identity, high control",
     {LEFT, TOP, LEFT + 200, TOP + 32}},
    {RIGHT - 14,
     TOP + 24,
     "end",
     "High identity, high control",
     {RIGHT - 200, TOP, RIGHT, TOP + 32}},
    {LEFT + 14,
     BOTTOM - 14,
     "start",
     "Low identity, low control",
     {LEFT, BOTTOM - 32, LEFT + 200, BOTTOM}},
    {RIGHT - 14,
     BOTTOM - 14,
     "end",
     "High identity, low control",
     {RIGHT - 200, BOTTOM - 32, RIGHT, BOTTOM}},
};

static void
add_frame(struct buffer *out, const struct figures *figures)
{
    const int middle_x = LEFT + PLOT_WIDTH / 2, middle_y = TOP + PLOT_HEIGHT / 2;
    buffer_add_format(
        out,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\" "
        "fill=\"#fff\" stroke=\"#16263A\" stroke-width=\"1.5\"/>"
        "<path d=\"M%d %dV%dM%d %dH%d\" stroke=\"#CFC6B6\" fill=\"none\"/>",
        LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, middle_x, TOP, BOTTOM, LEFT, middle_y,
        RIGHT);
    for (size_t i = 0; i < 4; i++) {
        buffer_add_format(
            out,
            "<text class=\"corner\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>",
            corners[i].x, corners[i].y, corners[i].anchor, corners[i].text);
    }
    buffer_add_format(
        out,
        "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"start\">%d "
        "disagree</text>"
        "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d agree</text>"
        "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">"
        "part of who we are →</text>",
        LEFT, BOTTOM + 22, (int)figures->identity.lowest, RIGHT, BOTTOM + 22,
        (int)figures->identity.highest, middle_x, BOTTOM + 48);
    buffer_add_format(out,
                      "<text class=\"tick\" transform=\"translate(%d %d) rotate(-90)\" "
                      "text-anchor=\"start\">%d disagree</text>"
                      "<text class=\"tick\" transform=\"translate(%d %d) rotate(-90)\" "
                      "text-anchor=\"end\">%d agree</text>"
                      "<text class=\"axis\" transform=\"translate(%d %d) rotate(-90)\" "
                      "text-anchor=\"middle\">decided here →</text>",
                      LEFT - 14, BOTTOM, (int)figures->control.lowest, LEFT - 14, TOP,
                      (int)figures->control.highest, LEFT - 38, middle_y);
}

static bool
overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom &&
           b->top < a->bottom;
}

static struct box
label_box(const struct dot *dot, int shift)
{
    int left = dot->is_left ? dot->x - DOT - 5 - dot->width : dot->x + DOT + 5;
    int top = dot->y - LABEL_HEIGHT / 2 + shift;
    return (struct box){left, top, left + dot->width, top + LABEL_HEIGHT};
}

static bool
is_free(const struct chart *chart, size_t self, const struct box *box)
{
    if (box->top < TOP + 2 || box->bottom > BOTTOM - 2 || box->left < LEFT + 2 ||
        box->right > RIGHT - 2) {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        if (overlap(box, &corners[i].box)) {
            return false;
        }
    }
    for (size_t i = 0; i < chart->count; i++) {
        const struct dot *other = &chart->dots[i];
        struct box dot = {other->x - DOT - 2, other->y - DOT - 2, other->x + DOT + 2,
                          other->y + DOT + 2};
        if (i != self && overlap(box, &dot)) {
            return false;
        }
        if (i < self && overlap(box, &other->label)) {
            return false;
        }
    }
    return true;
}

/* Finds a place for the label: beside the dot where there is room, else above or below
 * it, each time a little farther away. */
static void
place_label(struct chart *chart, size_t self)
{
    struct dot *dot = &chart->dots[self];
    for (int step = 0; step <= PLOT_HEIGHT / LABEL_HEIGHT * 2; step++) {
        int shift = (step + 1) / 2 * (LABEL_HEIGHT - 2) * (step % 2 == 0 ? 1 : -1);
        for (int side = 0; side < 2; side++) {
            dot->is_left = (side == 1) != (dot->x > LEFT + PLOT_WIDTH * 3 / 4);
            dot->label = label_box(dot, shift);
            if (is_free(chart, self, &dot->label)) {
                return;
            }
        }
    }
    dot->is_left = dot->x > LEFT + PLOT_WIDTH / 2;
    dot->label = label_box(dot, 0);
}

static void
add_dot(struct buffer *out, const struct dot *dot)
{
    int baseline = dot->label.top + LABEL_HEIGHT - 5;
    int end = dot->is_left ? dot->label.right : dot->label.left;
    if (dot->label.top + LABEL_HEIGHT / 2 != dot->y) {
        buffer_add_format(out, "<path d=\"M%d %dL%d %d\" stroke=\"#0B3C49\"/>", dot->x,
                          dot->y, end, dot->label.top + LABEL_HEIGHT / 2);
    }
    buffer_add_format(out,
                      "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#0B3C49\" "
                      "stroke=\"#fff\" stroke-width=\"2\"/>"
                      "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">",
                      dot->x, dot->y, DOT, end, baseline,
                      dot->is_left ? "end" : "start");
    buffer_add_format(out, "<tspan class=\"number\">%zu</tspan> ", dot->number);
    markup_add_short(out, dot->service->label, LABEL_LETTERS);
    buffer_add_format(out, "</text>");
}

static void
add_numbered_dot(struct buffer *out, const struct dot *dot)
{
    buffer_add_format(out,
                      "<circle cx=\"%d\" cy=\"%d\" r=\"12\" fill=\"#0B3C49\" "
                      "stroke=\"#fff\" stroke-width=\"2\"/><text class=\"inside\" "
                      "x=\"%d\" y=\"%d\" text-anchor=\"middle\">%zu</text>",
                      dot->x, dot->y, dot->x, dot->y + 4, dot->number);
}

static struct dot
make_dot(const struct figures *figures, size_t service)
{
    const struct service_figures *at = &figures->services[service];
    uint32_t across = axis_percent(&at->identity, &figures->identity);
    uint32_t up = axis_percent(&at->control, &figures->control);
    size_t letters = characters_count(at->label);
    if (letters > LABEL_LETTERS) {
        letters = LABEL_LETTERS;
    }
    return (struct dot){
        .service = at,
        .number = service + 1,
        .x = LEFT + INSET + (int)across * (PLOT_WIDTH - 2 * INSET) / 100,
        .y = BOTTOM - INSET - (int)up * (PLOT_HEIGHT - 2 * INSET) / 100,
        .width = (int)(letters + 3) * LETTER,
    };
}

static void
add_dots(struct buffer *out, const struct figures *figures)
{
    struct chart chart = {.out = out};
    bool labels = figures->service_count <= LABELS_MAX;
    for (size_t i = 0; i < figures->service_count; i++) {
        if (!figures_side(figures, &figures->services[i])) {
            continue;
        }
        struct dot dot = make_dot(figures, i);
        if (labels) {
            chart.dots[chart.count++] = dot;
        } else {
            add_numbered_dot(out, &dot);
        }
    }
    for (size_t i = 0; i < chart.count; i++) {
        place_label(&chart, i);
    }
    for (size_t i = 0; i < chart.count; i++) {
        add_dot(out, &chart.dots[i]);
    }
}

void
map_chart_add(struct buffer *out, const struct figures *figures)
{
    buffer_add_format(
        out,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"map-title "
        "map-desc\">"
        "<title id=\"map-title\">Identity and control map</title>"
        "<desc id=\"map-desc\">Each service at its average answers: to the right, more "
        "part of who we are; to the top, more to be decided here. The table below has "
        "the same figures.</desc>",
        WIDTH, HEIGHT);
    add_frame(out, figures);
    add_dots(out, figures);
    buffer_add_format(out, "</svg>");
}

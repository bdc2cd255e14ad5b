/* Writes SVG. */
#include "drawing.h"

#include "markup.h"

static const char *const fills[] = {
    [FILL_DARK] = "#0B3C49",
    [FILL_MIDDLE] = "#7F9BA1",
    [FILL_SAND] = "#E6DECF",
    [FILL_WIDE_HATCH] = "url(#wide)",
    [FILL_DENSE_HATCH] = "url(#dense)",
    [FILL_LIGHT] = "#CBDAD6",
    [FILL_WHITE] = "#fff",
    [FILL_DASHED] = "none",
};

static bool
is_mirrored(const struct drawing *drawing)
{
    return words_right_to_left(drawing->writer->words);
}

static int
mirrored(const struct drawing *drawing, int x, int width)
{
    return is_mirrored(drawing) ? drawing->width - x - width : x;
}

/* A length along x: pixels, or percent with two decimals. */
static void
add_length(const struct drawing *drawing, int length)
{
    struct buffer *out = drawing->writer->out;
    if (drawing->width != DRAWING_WIDE) {
        buffer_add_format(out, "%d", length);
        return;
    }
    int positive = length < 0 ? -length : length;
    buffer_add_format(out, "%s%d", length < 0 ? "-" : "", positive / 100);
    if (positive % 100 != 0) {
        buffer_add_format(out, ".%02d", positive % 100);
    }
    buffer_add_u8(out, '%');
}

void
drawing_x(const struct drawing *drawing, int x)
{
    add_length(drawing, mirrored(drawing, x, 0));
}

void
drawing_begin(const struct drawing *drawing, const char *label)
{
    struct buffer *out = drawing->writer->out;
    if (drawing->width == DRAWING_WIDE) {
        buffer_add_format(out, "<svg class=\"wide\" height=\"%d\"", drawing->height);
    } else {
        buffer_add_format(out, "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                          drawing->width, drawing->height, drawing->width,
                          drawing->height);
    }
    if (label[0] == '\0') {
        buffer_add_format(out, " aria-hidden=\"true\">");
    } else {
        buffer_add_format(out, " role=\"img\" aria-label=\"%s\">", label);
    }
}

void
drawing_end(const struct drawing *drawing)
{
    buffer_add_format(drawing->writer->out, "</svg>");
}

void
drawing_box(const struct drawing *drawing, int x, int y, int width, int height,
            enum fill fill)
{
    struct buffer *out = drawing->writer->out;
    if (width <= 0) {
        return;
    }
    buffer_add_format(out, "<rect x=\"");
    add_length(drawing, mirrored(drawing, x, width));
    buffer_add_format(out, "\" y=\"%d\" width=\"", y);
    add_length(drawing, width);
    buffer_add_format(out, "\" height=\"%d\" fill=\"%s\"%s/>", height, fills[fill],
                      fill == FILL_DASHED ? " class=\"dashed\"" : "");
}

void
drawing_line(const struct drawing *drawing, int x1, int y1, int x2, int y2,
             const char *style)
{
    struct buffer *out = drawing->writer->out;
    buffer_add_format(out, "<line x1=\"");
    drawing_x(drawing, x1);
    buffer_add_format(out, "\" y1=\"%d\" x2=\"", y1);
    drawing_x(drawing, x2);
    buffer_add_format(out, "\" y2=\"%d\"", y2);
    if (style[0] != '\0') {
        buffer_add_format(out, " class=\"%s\"", style);
    }
    buffer_add_format(out, "/>");
}

static void
begin_text(const struct drawing *drawing, int x, int y, enum anchor anchor,
           const char *style)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"",
                                          " text-anchor=\"end\""};
    struct buffer *out = drawing->writer->out;
    buffer_add_format(out, "<text x=\"");
    drawing_x(drawing, x);
    buffer_add_format(out, "\" y=\"%d\"%s", y, anchors[anchor]);
    if (style[0] != '\0') {
        buffer_add_format(out, " class=\"%s\"", style);
    }
    buffer_add_u8(out, '>');
}

void
drawing_text(const struct drawing *drawing, int x, int y, enum anchor anchor,
             const char *style, const char *text)
{
    begin_text(drawing, x, y, anchor, style);
    markup_add(drawing->writer->out, text);
    buffer_add_format(drawing->writer->out, "</text>");
}

void
drawing_number(const struct drawing *drawing, int x, int y, enum anchor anchor,
               const char *style, int64_t n)
{
    begin_text(drawing, x, y, anchor, style);
    say_number(drawing->writer, n);
    buffer_add_format(drawing->writer->out, "</text>");
}

/* At the origin. */
static void
add_mark(struct buffer *out, int r, enum mark mark)
{
    switch (mark) {
    case MARK_DISC:
        buffer_add_format(out, "<circle r=\"%d\" fill=\"#0B3C49\"/>", r);
        break;
    case MARK_RING:
        buffer_add_format(out, "<circle r=\"%d\" fill=\"#fff\"/>", r);
        break;
    case MARK_HALF_RING:
        buffer_add_format(out,
                          "<circle r=\"%d\" fill=\"#fff\"/>"
                          "<path d=\"M-%d 0a%d %d 0 0 1 %d 0z\" fill=\"#0B3C49\"/>",
                          r, r, r, r, 2 * r);
        break;
    case MARK_DIAMOND:
        buffer_add_format(out,
                          "<path d=\"M-%d 0l%d -%dl%d %dl-%d %dz\" fill=\"#E3EEEA\"/>",
                          r + 1, r + 1, r + 1, r + 1, r + 1, r + 1, r + 1);
        break;
    case MARK_SQUARE:
        buffer_add_format(out,
                          "<rect x=\"-%d\" y=\"-%d\" width=\"%d\" height=\"%d\" "
                          "fill=\"#fff\"/>",
                          r, r, 2 * r, 2 * r);
        break;
    case MARK_TRIANGLE:
        buffer_add_format(out, "<path d=\"M-%d %dh%dl-%d -%dz\" fill=\"#7F9BA1\"/>",
                          r + 1, r, 2 * r + 2, r + 1, 2 * r + 1);
        break;
    case MARK_CROSS:
        buffer_add_format(out, "<path d=\"M-%d -%dl%d %dm0 -%dl-%d %d\"/>", r, r, 2 * r,
                          2 * r, 2 * r, 2 * r, 2 * r);
        break;
    }
}

void
drawing_mark(const struct drawing *drawing, int x, int y, int radius, enum mark mark)
{
    struct buffer *out = drawing->writer->out;
    buffer_add_format(out, "<svg class=\"mark\" x=\"");
    drawing_x(drawing, x);
    buffer_add_format(out, "\" y=\"%d\">", y);
    add_mark(out, radius, mark);
    buffer_add_format(out, "</svg>");
}

int
chart_percent(uint32_t part, uint32_t whole)
{
    return (int)(((uint64_t)part * 200 + whole) / ((uint64_t)whole * 2));
}

void
drawing_patterns(struct buffer *out)
{
    buffer_add_format(
        out,
        "<svg width=\"0\" height=\"0\" class=\"patterns\" aria-hidden=\"true\"><defs>"
        "<pattern id=\"dense\" width=\"4\" height=\"4\" "
        "patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>"
        "<path class=\"d\" d=\"M-1 1l2-2M0 4l4-4M3 5l2-2\"/></pattern>"
        "<pattern id=\"wide\" width=\"6\" height=\"6\" "
        "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
        "<path class=\"w\" d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\"/></pattern></defs></svg>\n");
}

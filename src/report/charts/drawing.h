/*
 * drawing: the pieces of which every chart is made, as SVG. A chart is a pure function
 * of plain numbers: it asks nobody, hides nothing and knows no question. What must not
 * be told is not given to it.
 *
 * x goes from the start of a line to its end: in languages from right to left the whole
 * drawing is mirrored, but the letters in it are not. A drawing has a fixed size in
 * pixels, or it is as wide as its place; then x is in hundredths of a percent.
 */
#ifndef TOWNLINE_DRAWING_H
#define TOWNLINE_DRAWING_H

#include "say.h"

#define DRAWING_WIDE 10000 /* the width of a drawing that is as wide as its place */

enum fill {
    FILL_DARK,
    FILL_MIDDLE,
    FILL_SAND,
    FILL_WIDE_HATCH,
    FILL_DENSE_HATCH,
    FILL_LIGHT,
    FILL_WHITE,
    FILL_DASHED, /* empty, with a dashed edge: parts that are not told apart */
};

struct drawing {
    const struct writer *writer;
    int width;  /* pixels, or DRAWING_WIDE */
    int height; /* pixels */
};

/* `label` is what is read aloud in its place: plain text, already escaped. */
void drawing_begin(const struct drawing *drawing, const char *label);
void drawing_end(const struct drawing *drawing);
void drawing_box(const struct drawing *drawing, int x, int y, int width, int height,
                 enum fill fill);
void drawing_line(const struct drawing *drawing, int x1, int y1, int x2, int y2,
                  const char *style);
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
/* `style` is the name of a class of report.css, or "". */
void drawing_text(const struct drawing *drawing, int x, int y, enum anchor anchor,
                  const char *style, const char *text);
void drawing_number(const struct drawing *drawing, int x, int y, enum anchor anchor,
                    const char *style, int64_t n);
/* Where x is after mirroring, as SVG writes it. */
void drawing_x(const struct drawing *drawing, int x);

/* The marks of the three groups, and of towns. */
enum mark {
    MARK_DISC,
    MARK_DIAMOND,
    MARK_SQUARE,
    MARK_RING,
    MARK_TRIANGLE,
    MARK_CROSS,
    MARK_HALF_RING,
};
#define MARKS 7
void drawing_mark(const struct drawing *drawing, int x, int y, int radius,
                  enum mark mark);

/* Half-up: 12.5 is 13; `whole` is not 0. */
int chart_percent(uint32_t part, uint32_t whole);
/* The hatchings that FILL_... mean, once in a page before the first drawing. */
void drawing_patterns(struct buffer *out);

#endif

/*
 * attract_parts: where everything of the first screen stands (attract_plan.c), for the
 * file that draws it (widget_attract.c).
 */
#ifndef TOWNLINE_ATTRACT_PARTS_H
#define TOWNLINE_ATTRACT_PARTS_H

#include "widget.h"

/* Of the width: the room that each name has upon the river of our wide picture. */
#define ATTRACT_NAME_SHARE (230.0 / 1280)

/* How the languages stand. */
struct attract_grid {
    int columns, rows;
    double gap, w, h;
};
struct attract_plan {
    struct rect_mm brand;   /* logo and name, and the dots at its end */
    struct rect_mm words;   /* room for the headline, between brand and hills */
    struct rect_mm picture; /* as much of it as is seen */
    double picture_shift;   /* of its lower edge, below that of `picture` */
    struct rect_mm band;    /* with the languages */
    struct rect_mm buttons;
    struct attract_grid grid;
    double foot_y; /* of the buttons at the foot of a tall panel */
    int title_px, text_px;
    bool names_on_river; /* else they stand where our tall picture has its towns */
    double names_h;      /* 0: there is no room for them */
};
void attract_plan(struct page *page, const struct page_attract *attract,
                  struct attract_plan *out);

/* The title or the text of a headline, at that size, in a box of that width. */
struct part attract_words(const struct page_headline *headline, bool is_title,
                          int font_px, double width);
double attract_words_height(struct page *page, struct part *part);
/* Makes the box as narrow as it can be without more lines, so that they are of one
 * length, and returns its width. */
double attract_words_width(struct page *page, struct part *part);
/* The gap between title and text. */
double attract_words_gap(const struct page *page);

#endif

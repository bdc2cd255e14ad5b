/*
 * where: the words that say where one is, or what is asked, beside the pills of the top
 * row, with the service's picture before them.
 */
#ifndef TOWNLINE_WHERE_H
#define TOWNLINE_WHERE_H

#include "page_parts.h"

#define WHERE_GAP_MM 3.5 /* between the words and the pills */

/* How the words that say where one is stand beside the pills: in one of these forms.
 * Where the question stands there, the row may become higher. */
struct where {
    const char *words; /* NULL: there are none */
    enum type type;
    int font_px; /* 0: that of the type */
    bool own_line;
    double height; /* of the row, or of the line */
};

/* Whether it has a pad beside its words. On tall panels the pad stands below them. */
bool where_has_pad(const struct page *page);
/* The width of the top row. The smallest panel is too low for a pad between both rows,
 * so there the pad begins beside the top row. */
double where_row_width(const struct page *page);
/* If the words fit nowhere beside the pills, they have a line of their own below. */
struct where where_find(struct page *page);
void where_draw(struct page *page, struct rect_mm line, const struct where *where);

#endif

/*
 * arrange_answers: where the answers to one question stand on a page, so that all of
 * them are seen at once wherever the panel and the words allow it.
 */
#ifndef TOWNLINE_ARRANGE_ANSWERS_H
#define TOWNLINE_ARRANGE_ANSWERS_H

#include "page_parts.h"

/* A column of rows, and perhaps one block beside it. */
struct arrangement {
    const struct block *side; /* NULL: everything is in the column */
    struct rect_mm column, side_rect;
};

/* `side` takes `share` of the width, at the start or at the end; the column the rest.
 */
struct arrangement arrange_beside(const struct page *page, const struct block *side,
                                  double share, bool at_end);
/* Measures the rows of what stands beside the column instead of the column's own. */
void arrange_measure_side(struct page *page, const struct arrangement *arrangement);
struct arrangement arrange_answers(struct page *page, const struct block *answers);

#endif

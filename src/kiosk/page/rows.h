/*
 * rows: the content of a page as rows that cannot be split further. A block is measured
 * into rows by its kind, and its kind draws them: rows.c has the table of all kinds.
 */
#ifndef TOWNLINE_ROWS_H
#define TOWNLINE_ROWS_H

#include "page_parts.h"

/* Takes all rows away. */
void rows_drop(struct page *page);
/* Of all rows with the gaps between them. */
double rows_height(const struct page *page);
/* Whether they stand on one page. */
bool rows_fit(const struct page *page);
/* Measures the rows of the column anew; `side`, which stands beside it, is left out and
 * may be NULL. What can stretch gets the height that the others leave. */
void rows_measure(struct page *page, const struct block *side, double width);
/* Adds the rows of one block. */
void rows_measure_one(struct page *page, const struct block *block, double width);
void rows_draw(struct page *page, const struct row *row, struct rect_mm rect);

#endif

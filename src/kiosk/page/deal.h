/*
 * deal: decides which row of the content stands on which page.
 */
#ifndef TOWNLINE_DEAL_H
#define TOWNLINE_DEAL_H

#include "page_parts.h"

/* of_page[i] gets the page of row i. Returns the number of pages. */
int deal_rows(const struct page *page, int *of_page);
/* A lower cost is better: few pages, something on the first page that answers its
 * question, and answers that are compared on one page. */
int deal_cost(const struct page *page, const int *of_page, int pages);
/* Makes the cards of each page higher, so that they fill the room that is left on it.
 */
void deal_stretch(struct page *page, const int *of_page);
/* On a small panel: gives facts and replies the height that is left on their page, so
 * that their words keep off lines and borders. */
void deal_air(struct page *page, const int *of_page);
/* Whether a row is repeated on the page that begins with row `before`. A heading is,
 * until the next heading. */
bool deal_stands_again(const struct page *page, size_t index, size_t before);
/* The row as it is repeated: a high heading gets smaller letters. */
struct row deal_again(const struct page *page, const struct row *row);
/* The height of the rows that are repeated at the top of that page, and the gap above
 * the first of them. */
double deal_repeated_mm(const struct page *page, size_t before);
double deal_first_gap_mm(const struct page *page, size_t before);

#endif

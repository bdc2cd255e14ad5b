/*
 * deal: which row falls on which page.
 */
#ifndef TOWNLINE_DEAL_H
#define TOWNLINE_DEAL_H

#include "page_parts.h"

/* of_page[i] is the page of row i. Number of pages. */
int deal_rows(const struct page *page, int *of_page);
/* The less the better: few pages, the first with something that answers its question,
 * and answers that are compared on one of them. */
int deal_cost(const struct page *page, const int *of_page, int pages);
/* Gives the cards of each page the room that is left on it. */
void deal_stretch(struct page *page, const int *of_page);
/* Whether a row stands again on the page that begins with row `before`: a heading does
 * until the next one. */
bool deal_stands_again(const struct page *page, size_t index, size_t before);
/* How a row stands again: a high heading in smaller letters. */
struct row deal_again(const struct page *page, const struct row *row);
/* Height of the rows that stand again on top of that page; and the gap of the first of
 * them, which nothing is above. */
double deal_repeated_mm(const struct page *page, size_t before);
double deal_first_gap_mm(const struct page *page, size_t before);

#endif

/*
 * arrange: decides where everything on a page stands, and how many pages it takes.
 */
#ifndef TOWNLINE_ARRANGE_H
#define TOWNLINE_ARRANGE_H

#include "page_parts.h"

/* Measures, deals and draws; returns the number of pages. */
int arrange_page(struct page *page);

#endif

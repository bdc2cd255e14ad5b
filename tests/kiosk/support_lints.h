/* lints: what the lints of pages and those of screens ask alike. */
#ifndef TOWNLINE_SUPPORT_LINTS_H
#define TOWNLINE_SUPPORT_LINTS_H

#include "tree.h"

/* Between the edges of two rectangles; below 0 when they overlap. */
double gap(const struct rect_mm *a, const struct rect_mm *b);
/* A full stop behind a question mark is heard as a stumble. "etc., and" and three dots
 * are fine. */
bool has_doubled_mark(const char *text);

#endif

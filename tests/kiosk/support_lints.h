/* support_lints: what the tests that look for faults in pages and in screens share. */
#ifndef TOWNLINE_SUPPORT_LINTS_H
#define TOWNLINE_SUPPORT_LINTS_H

#include "tree.h"

/* The gap between the edges of two rectangles; below 0 when they overlap. */
double gap(const struct rect_mm *a, const struct rect_mm *b);
/* Whether a full stop follows a question mark or the like, which sounds wrong when it
 * is spoken. "etc., and" and three dots are fine. */
bool has_doubled_mark(const char *text);

#endif

/*
 * sharing: the two small diagrams of what sharing a service is. The same houses, one
 * for each town, stand in both: today each has the service's picture joined to its own
 * roof, and towns that run it together have one; then one picture is joined to all of
 * them. The picture is who runs the service, so no house loses anything. The house of a
 * town that would lose its place is dashed.
 */
#ifndef TOWNLINE_SHARING_H
#define TOWNLINE_SHARING_H

#include "sketch.h"

enum sharing_side { SHARING_TODAY, SHARING_CHANGE };

/* Draws one of them into the rectangle, standing on its lower edge. The lines of what
 * would change are nodes of their own, since they grow. */
void sharing_draw(struct page *page, const struct page_sharing *sharing,
                  enum sharing_side side, struct rect_mm rect);

#endif

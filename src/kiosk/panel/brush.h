/*
 * brush: draws what a node consists of, in the colors of a theme.
 */
#ifndef TOWNLINE_BRUSH_H
#define TOWNLINE_BRUSH_H

#include "canvas.h"
#include "icons.h"
#include "scenery.h"
#include "theme.h"
#include "tree.h"
#include "typeset.h"

/* All of it is borrowed. */
struct brush {
    struct typeset *typeset;
    struct icons *icons;
    struct scenery *scenery;
    const struct theme *theme;
    struct canvas canvas;
    const struct color *colors; /* of the node that is drawn */
};

void brush_node(struct brush *brush, const struct tree *tree, const struct node *node);
/* Draws a gap and then the ring. Its color has a contrast of at least 3:1 against what
 * is at both sides, which is paper, or the accent color. */
void brush_focus(struct brush *brush, const struct tree *tree, const struct node *node);

#endif

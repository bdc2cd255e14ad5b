/*
 * part: the boxes, texts, icons and lines a node is drawn with, and the calls that
 * build a tree. For page and widgets, which add nodes and parts, and for paint, which
 * draws them; nobody else looks at parts.
 */
#ifndef TOWNLINE_PART_H
#define TOWNLINE_PART_H

#include "tree.h"
#include "typeset.h"

enum part_kind {
    PART_BOX,  /* filled, with a border; radius up to half the height */
    PART_TEXT, /* a paragraph in a box */
    PART_ICON, /* an icon of assets/icons, tinted */
    PART_RING, /* an arc of `amount` of a circle, from the top, clockwise */
    PART_QR,
};

struct part {
    enum part_kind kind;
    struct rect_mm rect;
    enum tint tint;   /* fill of a box, color of a text or icon */
    enum tint border; /* TINT_NONE: without */
    double border_mm, radius_mm;

    const char *text;     /* text: UTF-8 with bold marks */
    const char *language; /* text */
    enum type type;
    enum tint ground; /* what it stands on, for the contrast lint */
    enum text_align align;
    bool rtl, bold, underline;
    double leading; /* 0: the type's */
    int font_px;    /* 0: the type's */

    const char *icon;       /* icon: its name */
    double amount;          /* ring: 0 to 1 */
    const uint8_t *modules; /* QR: size x size */
    int size;
};

/* A copy in the tree's memory; NULL, and tree->failed, when it ran out. NULL in, NULL
 * out. */
const char *tree_copy(struct tree *tree, const char *text);
/* Adds a node; its strings are copied, lose the marks of bold spans and of isolates,
 * and a NULL `say` becomes the text. Index, -1 when memory ran out. */
int tree_add(struct tree *tree, const struct node *node);
/* Adds a part to the node added last; its strings are copied. */
void tree_add_part(struct tree *tree, const struct part *part);

struct text_spec part_text_spec(const struct part *part, const struct theme *theme);
/* Of everything the node is drawn with. */
uint64_t node_hash(const struct tree *tree, const struct node *node);

#endif

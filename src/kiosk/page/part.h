/*
 * part: the boxes, texts, icons and lines that a node is drawn with, and the calls that
 * build a tree. Page and widgets add nodes and parts, and paint draws them; no other
 * file looks at parts.
 */
#ifndef TOWNLINE_PART_H
#define TOWNLINE_PART_H

#include "tree.h"
#include "typeset.h"

enum part_kind {
    PART_BOX,  /* filled, with a border; the radius is at most half of its height */
    PART_TEXT, /* a paragraph in a box */
    PART_ICON, /* an icon of assets/icons in one color */
    PART_RING, /* a part of a circle, `amount` of it, clockwise from the top */
    PART_QR,
    PART_PICTURE, /* a wide picture, as wide as the box and as high as it is */
};

struct part {
    enum part_kind kind;
    struct rect_mm rect;
    enum tint tint;   /* fill of a box; color of a text or an icon */
    enum tint border; /* TINT_NONE: no border */
    double border_mm, radius_mm;

    const char *text;     /* of a text: UTF-8 with marks for bold */
    const char *language; /* of a text */
    enum type type;
    enum tint ground; /* what it stands on, for the check of contrast */
    enum text_align align;
    bool rtl, bold, underline;
    double leading; /* 0: that of the type */
    double fade;    /* how far a text is on its way into its ground, 0 to 1 */
    int font_px;    /* 0: that of the type */

    const char *icon; /* of an icon and of a picture: its name */
    double shift_mm; /* of a picture: how far its lower edge is below that of the box */
    double amount;   /* of a ring: 0 to 1 */
    const uint8_t *modules; /* of a QR code: size x size */
    int size;
};

/* Copies a text into the tree's memory; NULL, with tree->failed set, when memory ran
 * out. NULL gives NULL. */
const char *tree_copy(struct tree *tree, const char *text);
/* Adds a node with copies of its strings. Marks for bold and for direction are taken
 * out of them, and a `say` that is NULL becomes the text. Returns its index, -1 when
 * memory ran out. */
int tree_add(struct tree *tree, const struct node *node);
/* Sets both texts of speech of the node that was added last; NULL changes nothing. */
void tree_speak(struct tree *tree, const char *aloud, const char *recording);
/* Adds a part, with copies of its strings, to the node that was added last. */
void tree_add_part(struct tree *tree, const struct part *part);

struct text_spec part_text_spec(const struct part *part, const struct theme *theme);
/* A hash of everything that the node is drawn with. */
uint64_t node_hash(const struct tree *tree, const struct node *node);

#endif

/*
 * tree: everything a resident meets on one screen, as one array of nodes. Painting,
 * focus, hit testing, speech and the test transcript read this array and nothing else,
 * so nothing can be visible and unspoken.
 *
 * A tree is built by page (page.h), then read; only the pressed and focused bits change
 * afterwards. All strings are copied into the tree and live until tree_finish or
 * tree_clear. Array order is reading order and focus order. Not thread-safe.
 */
#ifndef TOWNLINE_TREE_H
#define TOWNLINE_TREE_H

#include "theme.h"
#include "townline/arena.h"

enum node_role {
    NODE_TEXT,
    NODE_HEADING,
    NODE_BUTTON,
    NODE_ANSWER, /* one of several: choosing one un-chooses the others */
    NODE_TOGGLE, /* on or off by itself: checklists, settings */
    NODE_CARD,   /* a service */
    NODE_KEY,    /* of the on-screen keyboard or number pad */
    NODE_FIELD,  /* what was typed */
    NODE_PROGRESS,
    NODE_PICTURE, /* icons and drawings that say something */
    NODE_MAP,     /* identity x control */
    NODE_QR,
    NODE_COUNT, /* a label and its number */
    NODE_DECOR, /* lines and grounds: says nothing */
};

enum node_state {
    NODE_CHOSEN = 1,
    NODE_PRESSED = 2,
    NODE_DISABLED = 4,
    NODE_FOCUSED = 8,
};

struct rect_mm {
    double x, y, w, h;
};

struct part; /* what a node is drawn with: part.h, for page and paint only */

struct node {
    const char *id; /* unique in the tree; "" for what is never named */
    enum node_role role;
    const char *text; /* what is shown, bold spans without their marks */
    const char *say;  /* what is spoken: never NULL; "" only for NODE_DECOR */
    unsigned state;   /* bits of enum node_state */
    struct rect_mm rect;
    const char *language;          /* of the text, BCP 47 */
    size_t first_part, part_count; /* in tree->parts */
};

struct tree {
    const char *screen;   /* name of the screen, for transcripts */
    const char *language; /* BCP 47 */
    bool rtl;
    struct node *nodes;
    size_t count;
    /* private to tree, page and paint */
    struct part *parts;
    size_t part_count;
    size_t node_capacity, part_capacity;
    struct arena memory; /* of all texts */
    bool failed;         /* memory ran out while building */
};

void tree_init(struct tree *tree);
void tree_clear(struct tree *tree); /* empty again */
void tree_finish(struct tree *tree);
/* Exchanges two trees: build into the second, then swap. */
void tree_swap(struct tree *a, struct tree *b);

/* Index of the node, -1 when there is none. */
int tree_find(const struct tree *tree, const char *id);
/* Has an action: button, answer, toggle, card, key, and not disabled. */
bool node_is_active(const struct node *node);
/* The active node under a point, -1 in a gap or on what has no action. */
int tree_hit(const struct tree *tree, double x_mm, double y_mm);
/* The next (step 1) or previous (step -1) active node after `from`, round the ends;
 * -1 as `from` gives the first or last, -1 returned when nothing is active. */
int tree_next(const struct tree *tree, int from, int step);
/* Sets or clears a state bit on one node (by index; -1: on none) and clears it on all
 * others. For pressed and focused. */
void tree_mark(struct tree *tree, int index, unsigned bit);

/* The transcript of a screen as text, one node a line:
 *     button next "Next" [focused]
 * with `say "..."` where it differs from the text. Decor is left out. Owned by the tree
 * until it is cleared; NULL when memory ran out. */
const char *tree_dump(struct tree *tree);

#endif

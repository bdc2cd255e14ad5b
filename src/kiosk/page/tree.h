/*
 * tree: everything that a resident meets on one screen, as one array of nodes.
 * Painting, focus, touch, speech and the transcript for tests all read this array and
 * nothing else, so nothing can be seen that is not spoken.
 *
 * page.h builds a tree; then it is only read, except that the bits for pressed and
 * focused change. All strings are copied into it and live until tree_finish or
 * tree_clear. Nodes are read and get the focus in the order of the array. For one
 * thread.
 */
#ifndef TOWNLINE_TREE_H
#define TOWNLINE_TREE_H

#include "theme.h"
#include "townline/arena.h"

enum node_role {
    NODE_TEXT,
    NODE_HEADING,
    NODE_BUTTON,
    NODE_ANSWER, /* one of several: choosing one takes the choice off the others */
    NODE_TOGGLE, /* on or off by itself: checklists, settings */
    NODE_CARD,   /* a service */
    NODE_KEY,    /* of the keyboard or the number pad on the screen */
    NODE_ROW,    /* of those keys; they follow it. Only the focus can come to it */
    NODE_FIELD,  /* what was typed */
    NODE_PROGRESS,
    NODE_PICTURE, /* an icon or a drawing that says something */
    NODE_MAP,     /* the identity x control map */
    NODE_QR,
    NODE_COUNT, /* a label and its number */
    NODE_DECOR, /* lines and grounds, which say nothing */
};

enum node_state {
    NODE_CHOSEN = 1,
    NODE_PRESSED = 2,
    NODE_DISABLED = 4,
    NODE_FOCUSED = 8,
    NODE_OPEN = 16, /* of a row: the focus goes through its keys */
};

struct rect_mm {
    double x, y, w, h;
};

struct part; /* what a node is drawn with: part.h, for page and paint alone */

struct node {
    /* no other node of the tree has it; "" when nobody needs to name the node */
    const char *id;
    enum node_role role;
    const char *text; /* what is shown, without the marks for bold */
    const char *say;  /* what is spoken; never NULL, and "" only for NODE_DECOR */
    /* what is spoken where others can hear it, since `say` tells what was answered;
     * NULL: the same as `say` */
    const char *aloud;
    const char *recording; /* the pack's file that is heard for `say`; NULL: none */
    unsigned state;        /* bits of enum node_state */
    struct rect_mm rect;
    const char *language;          /* BCP 47, of the text */
    size_t first_part, part_count; /* its parts in tree->parts */
};

struct tree {
    const char *screen;   /* the name of the screen, for transcripts */
    const char *language; /* BCP 47 */
    bool rtl;
    struct node *nodes;
    size_t count;
    /* Only for tree, page and paint: */
    struct part *parts;
    size_t part_count;
    size_t node_capacity, part_capacity;
    struct arena memory; /* all texts lie in it */
    bool failed;         /* memory ran out while it was built */
};

void tree_init(struct tree *tree);
void tree_clear(struct tree *tree); /* empties it */
void tree_finish(struct tree *tree);
/* Exchanges two trees. A screen is built into the second one, and then they are
 * exchanged. */
void tree_swap(struct tree *a, struct tree *b);

/* The index of the node; -1 when there is none. */
int tree_find(const struct tree *tree, const char *id);
/* Whether it can be used now: a button, answer, toggle, card or key that is not
 * disabled. */
bool node_is_active(const struct node *node);
/* The node under a point that can be used now. -1 in a gap, and on other nodes. */
int tree_hit(const struct tree *tree, double x_mm, double y_mm);
/* What a finger is on: the node that tree_hit finds, else one that says something. */
int tree_at(const struct tree *tree, double x_mm, double y_mm);
/* The row that the key stands in; -1: it stands alone, or is no key. */
int tree_row(const struct tree *tree, int node);
/* The next node for the focus (step 1), or the one before (step -1): one that can be
 * used, and for keys in a row, the row. While a row is open there are only its keys,
 * and then the row itself, which leads out of it. Behind the last comes the first. With
 * `from` -1 it is the first or the last. Returns -1 when there is none. */
int tree_next(const struct tree *tree, int from, int step);
/* Sets a state bit on the node with this index and clears it on all others; -1 clears
 * it on all. For pressed, focused and open. */
void tree_mark(struct tree *tree, int index, unsigned bit);

/* Takes out what is there only for drawing, bold and direction: nobody reads or says
 * it.
 */
void tree_drop_marks(char *text);

/* Writes the screen as text, one node on each line: button next "Next" [focused], with
 * say "..." where that differs from the text. Decor is left out. The tree owns the text
 * until it is cleared; NULL when memory ran out. */
const char *tree_dump(struct tree *tree);

#endif

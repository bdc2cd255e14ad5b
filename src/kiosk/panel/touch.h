/*
 * touch: what fingers, a mouse and keys mean. It has pure functions on events, which
 * carry their time: no SDL, no clock.
 *
 * Only the first finger counts. A node is pressed as soon as it is touched, and
 * activated when the finger is lifted from the same node, or at most 4 mm beside it
 * (less where another node is nearer). When the finger moves further away, nothing
 * happens. A second activation of the same node within the double-strike time is
 * ignored. So is one at the same spot when the first has put another node there.
 */
#ifndef TOWNLINE_TOUCH_H
#define TOWNLINE_TOUCH_H

#include "tree.h"

#define TOUCH_DOUBLE_STRIKE_MS 300
#define TOUCH_SLOP_MM 4.0
/* how far the two touches of a double touch may be from each other */
#define TOUCH_ECHO_MM 8.0
#define TOUCH_ID_MAX_BYTES 256

enum touch_kind { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP, TOUCH_CANCEL };
struct touch_event {
    enum touch_kind kind;
    int64_t pointer; /* number of the finger; the mouse is one of them */
    double x_mm, y_mm;
    uint64_t time_ms;
};

enum touch_outcome {
    TOUCH_NOTHING,
    TOUCH_CHANGED,   /* a node is pressed or not any more: paint again */
    TOUCH_ACTIVATED, /* the node `id` was pressed and released */
    TOUCH_ELSEWHERE, /* the finger was lifted where nothing can be activated */
    TOUCH_CAME,      /* of touch_explore: the finger came to `node` */
};
struct touch_result {
    enum touch_outcome outcome;
    char id[TOUCH_ID_MAX_BYTES];
    double x_mm, y_mm; /* where the finger went down, for the corners */
    uint64_t held_ms;  /* from down to up */
    int node;          /* where the finger came to */
};

struct touch {
    bool down;
    int64_t pointer;
    double x_mm, y_mm;
    uint64_t down_ms;
    char target[TOUCH_ID_MAX_BYTES]; /* "" when it went down on nothing */
    bool inside;                     /* the finger is on the target now */
    /* what it touched is gone, so it does nothing more */
    bool dropped;
    /* of touch_explore: what the finger came to last */
    char explored[TOUCH_ID_MAX_BYTES];
    int under;                    /* the node below it now; -1: none */
    char row[TOUCH_ID_MAX_BYTES]; /* of keys, that is open; "": none */
    char last[TOUCH_ID_MAX_BYTES];
    uint64_t last_ms;
    bool has_last, last_by_finger, last_is_key;
    double last_x_mm, last_y_mm; /* where that finger went down */
    uint32_t double_strike_ms;
};
void touch_init(struct touch *touch);
/* Takes one event and sets the pressed bit in the tree. A key (role NODE_KEY) may be
 * pressed twice quickly, as for double letters. */
struct touch_result touch_feed(struct touch *touch, struct tree *tree,
                               const struct touch_event *event);
/* The same for somebody who hears the screen: a finger that comes to a node, also by
 * moving, gives it the focus (TOUCH_CAME) and activates nothing. A second touch of the
 * same node activates it. */
struct touch_result touch_explore(struct touch *touch, struct tree *tree,
                                  const struct touch_event *event);
/* Sets the bits for pressed and open again after the tree was built anew. */
void touch_restore(const struct touch *touch, struct tree *tree);
/* Makes a finger that is down now do nothing when it is lifted, since it was meant for
 * what stood there before. */
void touch_drop(struct touch *touch);
/* Closes the row of keys that is open. */
void touch_close_row(struct touch *touch, struct tree *tree);
/* How long a finger has rested in one place; 0 when none is down. For held corners. */
uint64_t touch_held_ms(const struct touch *touch, uint64_t now_ms);

/* What keys can do, on a keyboard, on a keypad with headset, or on two switches (one
 * for down, one for select). */
enum action {
    ACTION_NONE,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_LEFT,
    ACTION_RIGHT,
    ACTION_SELECT,
    ACTION_HELP,
    ACTION_PAUSE,
    ACTION_VOLUME_UP,
    ACTION_VOLUME_DOWN,
    ACTION_RATE_UP,
    ACTION_RATE_DOWN,
    ACTION_LANGUAGE,
    ACTION_ERASE, /* erases the last letter while one types */
    ACTION_COUNT
};
/* Finds "up", "select", ...; ACTION_NONE for any other word. */
enum action action_find(const char *name);
const char *action_name(enum action action);

/* Up and down move the focus, and select activates the node with the focus. A row of
 * keys it opens, and the focus goes to the first of them; an open row it closes. When a
 * key was chosen, its row is closed, and the focus goes to the first row, since the
 * next letter may be in any. Left and right stand for "back" and "next" (or "more"); in
 * right-to-left pages they are exchanged. Returns ACTIVATED with the id, CHANGED when
 * the focus moved, and NOTHING for the other actions, which the caller carries out. A
 * second select within the double-strike time is ignored. */
struct touch_result touch_action(struct touch *touch, struct tree *tree,
                                 enum action action, uint64_t time_ms);

#endif

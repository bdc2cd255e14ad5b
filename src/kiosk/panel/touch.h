/*
 * touch: what fingers, a mouse and keys mean. Pure functions on events with the time
 * passed in: no SDL, no clock.
 *
 * Only the first finger counts. A target is pressed the moment it is touched, and
 * activated on release inside the same target (4 mm of slop, less where another target
 * is nearer); dragging out cancels. A second activation of the same target within the
 * double-strike time is ignored, and so is one at the same spot when the first has put
 * another target there.
 */
#ifndef TOWNLINE_TOUCH_H
#define TOWNLINE_TOUCH_H

#include "tree.h"

#define TOUCH_DOUBLE_STRIKE_MS 300
#define TOUCH_SLOP_MM 4.0
#define TOUCH_ECHO_MM 8.0 /* how far apart the two halves of a double touch may be */
#define TOUCH_ID_MAX_BYTES 256

enum touch_kind { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP, TOUCH_CANCEL };
struct touch_event {
    enum touch_kind kind;
    int64_t pointer; /* finger id; the mouse is one pointer among them */
    double x_mm, y_mm;
    uint64_t time_ms;
};

enum touch_outcome {
    TOUCH_NOTHING,
    TOUCH_CHANGED,   /* pressed bits changed: repaint */
    TOUCH_ACTIVATED, /* `id` was pressed and released */
    TOUCH_ELSEWHERE, /* released on nothing that can be activated */
};
struct touch_result {
    enum touch_outcome outcome;
    char id[TOUCH_ID_MAX_BYTES];
    double x_mm, y_mm; /* where it went down: for corners */
    uint64_t held_ms;  /* from down to up */
};

struct touch {
    bool down;
    int64_t pointer;
    double x_mm, y_mm;
    uint64_t down_ms;
    char target[TOUCH_ID_MAX_BYTES]; /* "" when it went down on nothing */
    bool inside;                     /* the finger is on the target now */
    bool dropped;                    /* what it touched is gone: it does nothing more */
    char last[TOUCH_ID_MAX_BYTES];
    uint64_t last_ms;
    bool has_last, last_by_finger, last_is_key;
    double last_x_mm, last_y_mm; /* where that finger went down */
    uint32_t double_strike_ms;
};
void touch_init(struct touch *touch);
/* Feeds one event; sets the pressed bit in the tree. A key (role NODE_KEY) may be
 * struck twice at once: double letters. */
struct touch_result touch_feed(struct touch *touch, struct tree *tree,
                               const struct touch_event *event);
/* After the tree was built anew under a finger: sets the pressed bit again. */
void touch_restore(const struct touch *touch, struct tree *tree);
/* A finger that is down now does nothing when it is lifted: it was meant for what stood
 * there before. */
void touch_drop(struct touch *touch);
/* How long a finger has rested on one spot; 0 when none is down. For held corners. */
uint64_t touch_held_ms(const struct touch *touch, uint64_t now_ms);

/* The logical keys: keyboard, keypad with headset, two switches (down = move, select).
 */
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
    ACTION_ERASE, /* what was typed last, while one types */
    ACTION_COUNT
};
/* "up", "select", ...; ACTION_NONE for another word. */
enum action action_find(const char *name);
const char *action_name(enum action action);

/* Up and down move the focus, select activates what is focused; left and right stand
 * for "back" and "next" (or "more"), mirrored in right-to-left pages. ACTIVATED with
 * the id, CHANGED when the focus moved, NOTHING for the others, which are the caller's.
 * A second select within the double-strike time is ignored. */
struct touch_result touch_action(struct touch *touch, struct tree *tree,
                                 enum action action, uint64_t time_ms);

#endif

/* touch: turns what fingers, a mouse and keys do into pressed and activated nodes. */
#include "touch.h"

#include <math.h>
#include <string.h>

void
touch_init(struct touch *touch)
{
    *touch = (struct touch){.double_strike_ms = TOUCH_DOUBLE_STRIKE_MS};
}

static void
copy_id(char to[TOUCH_ID_MAX_BYTES], const char *id)
{
    strncpy(to, id, TOUCH_ID_MAX_BYTES - 1);
    to[TOUCH_ID_MAX_BYTES - 1] = '\0';
}

/* Whether the point is on the target, or near it and on no other one. */
static bool
is_on_target(const struct touch *touch, const struct tree *tree, double x, double y)
{
    int target = tree_find(tree, touch->target);
    if (target < 0) {
        return false;
    }
    int hit = tree_hit(tree, x, y);
    if (hit >= 0) {
        return hit == target;
    }
    const struct rect_mm *r = &tree->nodes[target].rect;
    return x >= r->x - TOUCH_SLOP_MM && x <= r->x + r->w + TOUCH_SLOP_MM &&
           y >= r->y - TOUCH_SLOP_MM && y <= r->y + r->h + TOUCH_SLOP_MM;
}

/* Whether this is the second touch of a quick double touch whose first one put another
 * node in this place. The second was meant for the node that is gone. */
static bool
is_echo(const struct touch *touch, const struct node *node,
        const struct touch_event *event)
{
    double x = event->x_mm - touch->last_x_mm, y = event->y_mm - touch->last_y_mm;
    bool is_typing = touch->last_is_key && node->role == NODE_KEY;
    return touch->has_last && touch->last_by_finger && !is_typing &&
           strcmp(touch->last, node->id) != 0 &&
           event->time_ms - touch->last_ms < touch->double_strike_ms &&
           x * x + y * y < TOUCH_ECHO_MM * TOUCH_ECHO_MM;
}

static struct touch_result
press(struct touch *touch, struct tree *tree, const struct touch_event *event)
{
    struct touch_result result = {0};
    int hit = tree_hit(tree, event->x_mm, event->y_mm);
    touch->down = true;
    touch->pointer = event->pointer;
    touch->x_mm = event->x_mm;
    touch->y_mm = event->y_mm;
    touch->down_ms = event->time_ms;
    touch->dropped = false;
    touch->inside = hit >= 0;
    touch->target[0] = '\0';
    if (hit >= 0 && is_echo(touch, &tree->nodes[hit], event)) {
        touch->dropped = true;
        touch->inside = false;
    } else if (hit >= 0) {
        copy_id(touch->target, tree->nodes[hit].id);
        tree_mark(tree, hit, NODE_PRESSED);
        result.outcome = TOUCH_CHANGED;
    }
    return result;
}

static bool
is_double_strike(const struct touch *touch, const struct node *node, uint64_t time_ms)
{
    return node->role != NODE_KEY && touch->has_last &&
           strcmp(touch->last, node->id) == 0 &&
           time_ms - touch->last_ms < touch->double_strike_ms;
}

static void
activate(struct touch *touch, const struct node *node, uint64_t time_ms,
         struct touch_result *result)
{
    if (is_double_strike(touch, node, time_ms)) {
        return;
    }
    copy_id(touch->last, node->id);
    copy_id(result->id, node->id);
    touch->last_ms = time_ms;
    touch->has_last = true;
    touch->last_by_finger = false;
    touch->last_is_key = node->role == NODE_KEY;
    result->outcome = TOUCH_ACTIVATED;
}

static struct touch_result
release(struct touch *touch, struct tree *tree, const struct touch_event *event)
{
    struct touch_result result = {.x_mm = touch->x_mm, .y_mm = touch->y_mm};
    int target = touch->target[0] ? tree_find(tree, touch->target) : -1;
    bool on = event->kind == TOUCH_UP && target >= 0 &&
              node_is_active(&tree->nodes[target]) &&
              is_on_target(touch, tree, event->x_mm, event->y_mm);
    touch->down = false;
    result.held_ms = event->time_ms - touch->down_ms;
    tree_mark(tree, -1, NODE_PRESSED);
    if (touch->target[0]) {
        result.outcome = TOUCH_CHANGED;
    } else if (event->kind == TOUCH_UP && !touch->dropped) {
        result.outcome = TOUCH_ELSEWHERE;
    }
    if (on) {
        activate(touch, &tree->nodes[target], event->time_ms, &result);
    }
    if (result.outcome == TOUCH_ACTIVATED) {
        touch->last_by_finger = true;
        touch->last_x_mm = touch->x_mm;
        touch->last_y_mm = touch->y_mm;
    }
    return result;
}

struct touch_result
touch_feed(struct touch *touch, struct tree *tree, const struct touch_event *event)
{
    struct touch_result nothing = {0};
    if (event->kind == TOUCH_DOWN) {
        return touch->down && event->pointer != touch->pointer
                   ? nothing
                   : press(touch, tree, event);
    }
    if (!touch->down || event->pointer != touch->pointer) {
        return nothing;
    }
    if (event->kind != TOUCH_MOVE) {
        return release(touch, tree, event);
    }
    bool inside =
        touch->target[0] && is_on_target(touch, tree, event->x_mm, event->y_mm);
    if (inside == touch->inside) {
        return nothing;
    }
    touch->inside = inside;
    touch_restore(touch, tree);
    return (struct touch_result){.outcome = TOUCH_CHANGED};
}

/* The finger is on the node, or on none with -1. */
static struct touch_result
come_to(struct touch *touch, struct tree *tree, int node)
{
    struct touch_result result = {.node = node};
    touch->under = node;
    touch->target[0] = touch->explored[0] = '\0';
    touch->inside = false;
    touch_close_row(touch, tree);
    tree_mark(tree, -1, NODE_PRESSED);
    if (node < 0) {
        return result;
    }
    if (node_is_active(&tree->nodes[node])) {
        copy_id(touch->explored, tree->nodes[node].id);
        tree_mark(tree, node, NODE_FOCUSED);
    }
    result.outcome = TOUCH_CAME;
    return result;
}

struct touch_result
touch_explore(struct touch *touch, struct tree *tree, const struct touch_event *event)
{
    struct touch_result nothing = {0};
    int node = tree_at(tree, event->x_mm, event->y_mm);
    bool is_other = touch->down && event->pointer != touch->pointer;
    if (event->kind == TOUCH_DOWN && !is_other) {
        bool again = node >= 0 && touch->explored[0] != '\0' &&
                     strcmp(touch->explored, tree->nodes[node].id) == 0;
        struct touch_result result = press(touch, tree, event);
        touch->under = node;
        return again ? result : come_to(touch, tree, node);
    }
    if (is_other || !touch->down) {
        return nothing;
    }
    if (event->kind == TOUCH_MOVE) {
        bool stays = node < 0 || node == touch->under || touch->dropped;
        return stays ? nothing : come_to(touch, tree, node);
    }
    return release(touch, tree, event);
}

void
touch_restore(const struct touch *touch, struct tree *tree)
{
    bool pressed = touch->down && touch->inside && touch->target[0];
    tree_mark(tree, pressed ? tree_find(tree, touch->target) : -1, NODE_PRESSED);
    tree_mark(tree, touch->row[0] ? tree_find(tree, touch->row) : -1, NODE_OPEN);
}

void
touch_close_row(struct touch *touch, struct tree *tree)
{
    touch->row[0] = '\0';
    tree_mark(tree, -1, NODE_OPEN);
}

void
touch_drop(struct touch *touch)
{
    touch->dropped = touch->down;
    touch->inside = false;
    touch->target[0] = '\0';
}

uint64_t
touch_held_ms(const struct touch *touch, uint64_t now_ms)
{
    return touch->down && !touch->dropped && now_ms > touch->down_ms
               ? now_ms - touch->down_ms
               : 0;
}

static const char *const action_names[ACTION_COUNT] = {
    "",      "up",        "down",        "left",    "right",     "select",   "help",
    "pause", "volume-up", "volume-down", "rate-up", "rate-down", "language", "erase",
};

enum action
action_find(const char *name)
{
    for (int i = 1; i < ACTION_COUNT; i++) {
        if (strcmp(action_names[i], name) == 0) {
            return (enum action)i;
        }
    }
    return ACTION_NONE;
}

const char *
action_name(enum action action)
{
    return action_names[action];
}

static int
focused(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].state & NODE_FOCUSED) {
            return (int)i;
        }
    }
    return -1;
}

/* The button of the frame that stands for back or next. */
static int
paged(const struct tree *tree, bool forward)
{
    if (!forward) {
        return tree_find(tree, "back");
    }
    int more = tree_find(tree, "more");
    return more >= 0 ? more : tree_find(tree, "next");
}

/* Opens a row of keys, or closes it. */
static void
enter_row(struct touch *touch, struct tree *tree, int row)
{
    if (tree->nodes[row].state & NODE_OPEN) {
        touch_close_row(touch, tree);
        return;
    }
    copy_id(touch->row, tree->nodes[row].id);
    tree_mark(tree, row, NODE_OPEN);
    tree_mark(tree, tree_next(tree, row, 1), NODE_FOCUSED);
}

/* A key was chosen: the next one may be in any row. */
static void
leave_row(struct touch *touch, struct tree *tree)
{
    touch_close_row(touch, tree);
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].role == NODE_ROW) {
            tree_mark(tree, (int)i, NODE_FOCUSED);
            return;
        }
    }
}

struct touch_result
touch_action(struct touch *touch, struct tree *tree, enum action action,
             uint64_t time_ms)
{
    struct touch_result result = {0};
    int at = focused(tree);
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        tree_mark(tree, tree_next(tree, at, action == ACTION_DOWN ? 1 : -1),
                  NODE_FOCUSED);
        result.outcome = TOUCH_CHANGED;
        return result;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        at = paged(tree, (action == ACTION_RIGHT) != tree->rtl);
        break;
    case ACTION_SELECT:
        if (at >= 0 && tree->nodes[at].role == NODE_ROW) {
            enter_row(touch, tree, at);
            result.outcome = TOUCH_CHANGED;
            return result;
        }
        break;
    default:
        return result;
    }
    if (at >= 0 && node_is_active(&tree->nodes[at])) {
        activate(touch, &tree->nodes[at], time_ms, &result);
    }
    if (result.outcome == TOUCH_ACTIVATED && tree_row(tree, at) >= 0) {
        leave_row(touch, tree);
    } else if (result.outcome == TOUCH_ACTIVATED) {
        touch_close_row(touch, tree);
    }
    return result;
}

/* hand: touches and types on the kiosk as a person would. */
#include "hand.h"

#include <stdio.h>
#include <string.h>

bool
hand_wait(struct kiosk *kiosk, uint64_t ms, struct error *err)
{
    clock_advance(kiosk->clock, ms);
    kiosk_tick(kiosk);
    return kiosk_draw(kiosk, NULL, err);
}

static bool
press_at(struct kiosk *kiosk, double x_mm, double y_mm, struct error *err)
{
    struct touch_event event = {.kind = TOUCH_DOWN, .x_mm = x_mm, .y_mm = y_mm};
    event.time_ms = clock_ms(kiosk->clock);
    kiosk_touch(kiosk, &event);
    if (!kiosk_draw(kiosk, NULL, err) || !hand_wait(kiosk, HAND_PRESS_MS, err)) {
        return false;
    }
    event.kind = TOUCH_UP;
    event.time_ms = clock_ms(kiosk->clock);
    kiosk_touch(kiosk, &event);
    if (!kiosk_draw(kiosk, NULL, err) || !hand_wait(kiosk, HAND_PAUSE_MS, err)) {
        return false;
    }
    /* Waits, as a person would, until the stick may be taken out. */
    while (staff_is_busy(&kiosk->staff)) {
        if (!hand_wait(kiosk, HAND_PRESS_MS, err)) {
            return false;
        }
    }
    return true;
}

bool
hand_settle(struct kiosk *kiosk, struct error *err)
{
    return !kiosk_is_settling(kiosk) || hand_wait(kiosk, KIOSK_SETTLE_MS, err);
}

bool
hand_touch_corner(struct kiosk *kiosk, struct error *err)
{
    double x_mm = kiosk->tree.rtl ? 2 : kiosk->theme.width_mm - 2;
    return hand_settle(kiosk, err) && press_at(kiosk, x_mm, 2, err);
}

bool
hand_to_first_page(struct kiosk *kiosk, struct error *err)
{
    while (kiosk->page > 0) {
        int page = kiosk->page;
        if (!hand_touch(kiosk, "back", err)) {
            return false;
        }
        if (kiosk->page >= page) {
            return error_set(err, ERROR_INPUT, "Back does not lead to the page before");
        }
    }
    return true;
}

bool
hand_turn_to(struct kiosk *kiosk, const char *id, int *node_out, struct error *err)
{
    if (!hand_to_first_page(kiosk, err)) {
        return false;
    }
    while (tree_find(&kiosk->tree, id) < 0 && kiosk->page + 1 < kiosk->pages) {
        int page = kiosk->page;
        if (!hand_touch(kiosk, "more", err)) {
            return false;
        }
        if (kiosk->page <= page) {
            return error_set(err, ERROR_INPUT, "More does not lead to the next page");
        }
    }
    *node_out = tree_find(&kiosk->tree, id);
    return true;
}

bool
hand_find(struct kiosk *kiosk, const char *id, int *node_out, struct error *err)
{
    int node = tree_find(&kiosk->tree, id);
    if (node < 0 && !hand_turn_to(kiosk, id, &node, err)) {
        return false;
    }
    if (node < 0) {
        return error_set(err, ERROR_MISSING, "there is no %s on this screen", id);
    }
    *node_out = node;
    return true;
}

bool
hand_touch(struct kiosk *kiosk, const char *id, struct error *err)
{
    int node;
    if (strcmp(id, "staff-corner") == 0) {
        return hand_touch_corner(kiosk, err);
    }
    if (!hand_find(kiosk, id, &node, err)) {
        return false;
    }
    if (!node_is_active(&kiosk->tree.nodes[node])) {
        return error_set(err, ERROR_INPUT, "%s cannot be touched now", id);
    }
    const struct rect_mm rect = kiosk->tree.nodes[node].rect;
    return hand_settle(kiosk, err) &&
           press_at(kiosk, rect.x + rect.w / 2, rect.y + rect.h / 2, err);
}

/* Whether the screen has a pad, and its key for the first character. A pad never stands
 * on the second page of its screen. */
static bool
find_pad_key(const struct kiosk *kiosk, const char *text, char id_out[12])
{
    const struct tree *tree = &kiosk->tree;
    bool is_pin = tree_find(tree, "pin-0") >= 0;
    bool is_pad = tree_find(tree, "key-0") >= 0 && tree_find(tree, "key-space") < 0;
    if (strncmp(text, "-", 1) == 0) {
        snprintf(id_out, 12, "key-minus");
    } else {
        snprintf(id_out, 12, "%s-%c", is_pin ? "pin" : "key", *text);
    }
    return is_pin || is_pad;
}

/* Makes one touch in order to write the first character of the text: on a pad, or on
 * the keyboard, where capitals and signs need more than one touch. */
static bool
type_some(struct kiosk *kiosk, const char *text, size_t *written_out, struct error *err)
{
    char id[12];
    if (find_pad_key(kiosk, text, id)) {
        *written_out = 1;
        return hand_touch(kiosk, id, err);
    }
    if (!keyboard_find(&kiosk->keyboard, kiosk->tree.language, text, id, written_out)) {
        return error_set(err, ERROR_INPUT, "the keyboard has no key for \"%.8s\"",
                         text);
    }
    int node = tree_find(&kiosk->tree, id);
    if (node < 0 && !hand_turn_to(kiosk, id, &node, err)) {
        return false;
    }
    if (node < 0) {
        return error_set(err, ERROR_MISSING, "there is no keyboard on this screen");
    }
    return hand_touch(kiosk, id, err);
}

bool
hand_type(struct kiosk *kiosk, const char *text, struct error *err)
{
    while (*text) {
        size_t written = 0;
        if (!type_some(kiosk, text, &written, err)) {
            return false;
        }
        text += written;
    }
    return true;
}

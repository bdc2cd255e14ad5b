/* blank: decides when the screen is dark, and takes the touch that wakes it. */
#include "blank.h"

void
blank_init(struct blank *blank, uint64_t after_ms, uint64_t now_ms)
{
    *blank = (struct blank){.after_ms = after_ms, .used_ms = now_ms};
}

void
blank_update(struct blank *blank, bool is_idle, bool is_closed, uint64_t now_ms)
{
    uint64_t after_ms = is_closed && blank->after_ms > BLANK_CLOSED_MS
                            ? BLANK_CLOSED_MS
                            : blank->after_ms;
    if (!is_idle) {
        blank->used_ms = now_ms;
    }
    blank->is_dark = after_ms > 0 && is_idle && now_ms - blank->used_ms >= after_ms;
}

/* True when it was dark. */
static bool
wake(struct blank *blank, uint64_t now_ms)
{
    bool was_dark = blank->is_dark;
    blank->used_ms = now_ms;
    blank->is_dark = false;
    if (was_dark) {
        blank->awake_from = now_ms + BLANK_WAKING_MS;
    }
    return was_dark;
}

bool
blank_takes_touch(struct blank *blank, const struct touch_event *event, uint64_t now_ms)
{
    bool is_over = event->kind == TOUCH_UP || event->kind == TOUCH_CANCEL;
    if (event->kind == TOUCH_DOWN && wake(blank, now_ms)) {
        blank->is_waking = true;
        blank->pointer = event->pointer;
        return true;
    }
    if (blank->is_dark) {
        return true; /* a mouse that only moves, or a finger from before */
    }
    if (blank->is_waking && now_ms - blank->used_ms > BLANK_HELD_MS) {
        blank->is_waking = false;
    }
    if (blank->is_waking) {
        if (is_over && event->pointer == blank->pointer) {
            blank->is_waking = false;
            blank->awake_from = now_ms + BLANK_WAKING_MS;
        }
        return true;
    }
    return event->kind == TOUCH_DOWN && now_ms < blank->awake_from;
}

bool
blank_takes_key(struct blank *blank, uint64_t now_ms)
{
    return wake(blank, now_ms) || now_ms < blank->awake_from;
}

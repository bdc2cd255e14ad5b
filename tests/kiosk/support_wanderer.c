/* support_wanderer: chance decides what is touched. */
#include "support_wanderer.h"

#include <SDL2/SDL_keycode.h>
#include <stdint.h>

uint32_t
wanderer_below(struct wanderer *wanderer, uint32_t limit)
{
    uint32_t number;
    wanderer->random.fill(wanderer->random.context, (uint8_t *)&number, sizeof number);
    return number % limit;
}

static struct kiosk *
kiosk_of(const struct wanderer *wanderer)
{
    return wanderer->listener->booth.kiosk;
}

static void
tap(struct wanderer *wanderer, double x_mm, double y_mm, uint64_t hold_ms)
{
    struct touch_event event = {.kind = TOUCH_DOWN, .x_mm = x_mm, .y_mm = y_mm};
    event.time_ms = clock_ms(&wanderer->listener->booth.clock);
    kiosk_touch(kiosk_of(wanderer), &event);
    listener_wait(wanderer->listener, hold_ms);
    event.kind = TOUCH_UP;
    event.time_ms = clock_ms(&wanderer->listener->booth.clock);
    kiosk_touch(kiosk_of(wanderer), &event);
    listener_wait(wanderer->listener, 350);
}

static void
tap_node(struct wanderer *wanderer, int node)
{
    if (node >= 0) {
        const struct rect_mm rect = kiosk_of(wanderer)->tree.nodes[node].rect;
        tap(wanderer, rect.x + rect.w / 2, rect.y + rect.h / 2, 60);
    }
}

static int
any_node(struct wanderer *wanderer)
{
    const struct tree *tree = &kiosk_of(wanderer)->tree;
    for (int tries = 0; tries < 100; tries++) {
        int node = (int)wanderer_below(wanderer, (uint32_t)tree->count);
        if (node_is_active(&tree->nodes[node])) {
            return node;
        }
    }
    return -1;
}

/* The way on, if there is one. */
static int
way_on(struct wanderer *wanderer)
{
    const struct tree *tree = &kiosk_of(wanderer)->tree;
    int way = tree_find(tree, "more");
    way = way >= 0 ? way : tree_find(tree, "next");
    return way >= 0 ? way : any_node(wanderer);
}

/* Where the screen is heard, the second touch acts. */
static void
go_on(struct wanderer *wanderer)
{
    tap_node(wanderer, way_on(wanderer));
    if (kiosk_of(wanderer)->listening.on) {
        tap_node(wanderer, way_on(wanderer));
    }
}

static void
press(struct wanderer *wanderer)
{
    static const int codes[] = {'1', '2', '1', '2', SDLK_F13, SDLK_F14};
    if (wanderer_below(wanderer, 3) == 0) {
        listener_switch(wanderer->listener, codes[wanderer_below(wanderer, 6)], 350);
    } else {
        enum action action =
            (enum action)(1 + wanderer_below(wanderer, ACTION_COUNT - 1));
        listener_press(wanderer->listener, action, 350);
    }
}

static void
note_ways(struct wanderer *wanderer)
{
    const struct kiosk *kiosk = kiosk_of(wanderer);
    wanderer->dark += kiosk->listening.is_dark;
    wanderer->scanned += kiosk->switches.scans;
    wanderer->pinyin += kiosk->hanzi && *kiosk->candidates[0].text;
}

/* What few find by chance: the screen off, and switches that move by themselves. */
static void
set_up(struct wanderer *wanderer)
{
    struct kiosk *kiosk = kiosk_of(wanderer);
    if (kiosk->session.view == SESSION_ATTRACT) {
        return;
    }
    if (wanderer_below(wanderer, 2) == 0) {
        listening_begin(kiosk);
        listening_set_dark(kiosk, true);
    } else {
        kiosk->switches.scans = true;
        kiosk->switches.select = '2';
    }
    listener_wait(wanderer->listener, 3 * SWITCHES_SCAN_MS);
}

void
wanderer_walk_away(struct wanderer *wanderer)
{
    listener_wait(wanderer->listener, 4 * (SESSION_IDLE_MS + SESSION_WARNING_MS));
}

/* What is rare: the power fails, the clock jumps, and people walk away. */
static void
befall(struct wanderer *wanderer)
{
    uint32_t what = wanderer_below(wanderer, 6);
    if (what == 0) {
        days_cut_power(wanderer->days);
        wanderer->cuts++;
    } else if (what == 1) {
        days_shift_clock(wanderer->days, wanderer_below(wanderer, 2) == 0);
    } else {
        wanderer_walk_away(wanderer);
    }
}

void
wanderer_act(struct wanderer *wanderer)
{
    struct kiosk *kiosk = kiosk_of(wanderer);
    uint32_t what = wanderer_below(wanderer, 100);
    wanderer->actions++;
    note_ways(wanderer);
    if (what < 32) {
        go_on(wanderer);
    } else if (what < 62) {
        tap_node(wanderer, any_node(wanderer));
    } else if (what < 82) {
        press(wanderer);
    } else if (what < 88) {
        kiosk_type(kiosk, wanderer->secret);
        listener_wait(wanderer->listener, 100);
    } else if (what < 93) {
        listener_wait(wanderer->listener, 1000 * (1 + wanderer_below(wanderer, 12)));
    } else if (what < 96) {
        kiosk->listening.has_headset = !kiosk->listening.has_headset;
        if (kiosk->listening.has_headset) {
            listening_begin(kiosk);
        }
    } else if (what < 97) {
        set_up(wanderer);
    } else if (what < 98) {
        tap(wanderer, 5, kiosk->theme.height_mm - 5, LISTENING_HOLD_MS + 300);
    } else if (what < 99) {
        uint32_t x_mm = 30 + wanderer_below(wanderer, 100);
        tap(wanderer, x_mm, 20 + wanderer_below(wanderer, 60),
            LISTENING_BRIGHT_MS + 300);
    } else {
        befall(wanderer);
    }
}

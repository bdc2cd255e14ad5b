/* window_loop: runs the kiosk in its window, with the wall's own window beside it. */
#include "window_loop.h"

#include "blank.h"
#include "displays.h"
#include "notify.h"
#include "window.h"

#include <stdio.h>
#include <string.h>

/* Prints why the station rests, or what it could not show, once for each cause, since
 * nobody may look at the screen. */
static void
tell_cause(struct kiosk *kiosk, struct error *told)
{
    if (kiosk->listening.fault.code != ERROR_NONE) {
        fprintf(stderr, "townline-kiosk: it does not speak: %s\n",
                kiosk->listening.fault.text);
        kiosk->listening.fault = (struct error){0};
    }
    if (kiosk_is_resting(kiosk) && strcmp(kiosk->cause, told->text) != 0) {
        error_set(told, ERROR_SYSTEM, "%s", kiosk->cause);
        fprintf(stderr, "townline-kiosk: the station rests: %s\n", told->text);
    } else if (!kiosk_is_resting(kiosk) && *kiosk->missed &&
               strcmp(kiosk->missed, told->text) != 0) {
        error_set(told, ERROR_FULL, "%s", kiosk->missed);
        fprintf(stderr, "townline-kiosk: %s\n", told->text);
    }
}

/* Shows a picture before the store is opened, which may take a second on a card. */
static bool
show_first(struct kiosk *kiosk, struct window *window, struct error *err)
{
    return !kiosk_expect_store(kiosk) ||
           (kiosk_draw(kiosk, NULL, err) && window_show(window, kiosk->paint, err));
}

/* The wall's own window, while the wall is shown and there is a place for it. */
struct wall_window {
    struct window *window;
    bool was_tried; /* since the wall was opened: where it fails, there is none */
};

static void
close_wall(struct wall_window *wall, struct kiosk *kiosk)
{
    window_close(wall->window);
    room_close(&kiosk->room);
    *wall = (struct wall_window){0};
}

static void
open_wall(struct wall_window *wall, struct kiosk *kiosk, struct window *own)
{
    const struct kiosk_options *options = kiosk->options;
    struct window_options window = {
        .panel = &kiosk->room.panel, .is_second = true, .display = -1};
    int width = options->room_width_px, height = options->room_height_px;
    struct error err;
    wall->was_tried = true;
    window.fullscreen =
        width == 0 && window_find_other_display(own, &window.display, &width, &height);
    if (width == 0) {
        return;
    }
    if (room_open(kiosk, width, height, &err) &&
        window_open(&window, &wall->window, &err)) {
        window_raise(own); /* whoever leads goes on there */
    } else {
        room_close(&kiosk->room);
        fprintf(stderr, "townline-kiosk: the wall stays on this screen: %s\n",
                err.text);
    }
}

/* Opens the window when staff come to the wall, and closes it when they leave. */
static void
follow_wall(struct wall_window *wall, struct kiosk *kiosk, struct window *own)
{
    bool is_due = kiosk->staff.view == STAFF_WALL && !kiosk_is_resting(kiosk);
    if (!is_due && wall->was_tried) {
        close_wall(wall, kiosk);
    } else if (is_due && !wall->was_tried) {
        open_wall(wall, kiosk, own);
    }
}

static bool
show_wall(struct wall_window *wall, struct kiosk *kiosk, struct error *err)
{
    return !wall->window || !room_is_shown(kiosk) ||
           window_show(wall->window, kiosk->room.paint, err);
}

/* What lives as long as the loop. */
struct loop {
    struct kiosk *kiosk;
    struct window *window;
    struct wall_window wall;
    struct notify notify;
    struct blank blank;
    struct displays displays;
    struct error told;
    bool is_held; /* a picture is drawn and not due yet: see kiosk_hold_ms */
};

static bool
open_window(struct loop *loop, struct error *err)
{
    const struct kiosk_options *options = loop->kiosk->options;
    struct window_options window = {.panel = &loop->kiosk->panel,
                                    .fullscreen = options->fullscreen,
                                    .keys_only_act = options->keys_only_act};
    return window_open(&window, &loop->window, err);
}

/* The display was pulled out and put back, or is another one. When there is none, the
 * program ends, and whoever started it tries again. */
static bool
open_again(struct loop *loop, struct error *err)
{
    close_wall(&loop->wall, loop->kiosk);
    window_close(loop->window);
    loop->window = NULL;
    return open_window(loop, err) && window_show(loop->window, loop->kiosk->paint, err);
}

static bool
show_held(struct loop *loop, struct error *err)
{
    loop->is_held = false;
    return window_show(loop->window, loop->kiosk->paint, err) &&
           show_wall(&loop->wall, loop->kiosk, err);
}

/* Draws what changed, or nothing while the screen is dark. A picture that is held comes
 * first, since what it changed is known only until the next one is drawn. */
static bool
draw(struct loop *loop, struct error *err)
{
    struct kiosk *kiosk = loop->kiosk;
    struct blank *blank = &loop->blank;
    bool painted = false, was_dark = blank->is_dark;
    follow_wall(&loop->wall, kiosk, loop->window);
    if ((loop->is_held && kiosk->dirty && !show_held(loop, err)) ||
        !kiosk_draw(kiosk, &painted, err)) {
        return false;
    }
    int turn = painted ? kiosk_take_turn(kiosk) : 0;
    blank_update(blank, kiosk_is_idle(kiosk) && !kiosk_is_resting(kiosk),
                 kiosk_station(kiosk) == STATION_CLOSED, clock_ms(kiosk->clock));
    if (blank->is_dark) {
        return was_dark || window_darken(loop->window, err);
    }
    if (painted && kiosk_hold_ms(kiosk) > 0) {
        loop->is_held = true;
        return true;
    }
    return !painted || (window_slide(loop->window, kiosk->paint, turn, err) &&
                        show_wall(&loop->wall, kiosk, err));
}

static bool
show_all(struct loop *loop, struct error *err)
{
    return loop->blank.is_dark ? window_darken(loop->window, err)
                               : window_show(loop->window, loop->kiosk->paint, err) &&
                                     show_wall(&loop->wall, loop->kiosk, err);
}

/* A touch or a key in the dark makes the screen bright again and does nothing else. */
static bool
is_to_wake(struct loop *loop, const struct window_event *event)
{
    uint64_t now_ms = clock_ms(loop->kiosk->clock);
    switch (event->kind) {
    case WINDOW_TOUCH:
        return blank_takes_touch(&loop->blank, &event->touch, now_ms);
    case WINDOW_ACTION:
    case WINDOW_TEXT:
        return blank_takes_key(&loop->blank, now_ms);
    default:
        return false;
    }
}

/* The time of an event on the kiosk's clock, which says how long a finger was held. The
 * window counts from the start of the program. */
static uint64_t
on_kiosk_clock(const struct loop *loop, const struct window_event *event,
               uint64_t time_ms)
{
    uint64_t now_ms = clock_ms(loop->kiosk->clock);
    uint64_t ago_ms = time_ms < event->time_ms ? event->time_ms - time_ms : 0;
    return ago_ms < now_ms ? now_ms - ago_ms : 0;
}

static bool
take(struct loop *loop, const struct window_event *event, struct error *err)
{
    struct kiosk *kiosk = loop->kiosk;
    struct touch_event touch = event->touch;
    bool was_dark = loop->blank.is_dark;
    bool is_headset = event->kind == WINDOW_ACTION && was_dark &&
                      listening_headset_key(kiosk, event->key);
    if (is_to_wake(loop, event)) {
        /* who uses keys may not see it */
        if (event->kind == WINDOW_ACTION && !is_headset) {
            listening_begin(kiosk);
        }
        return !was_dark || loop->blank.is_dark || show_all(loop, err);
    }
    switch (event->kind) {
    case WINDOW_TOUCH:
        touch.time_ms = on_kiosk_clock(loop, event, touch.time_ms);
        kiosk_touch(kiosk, &touch);
        break;
    case WINDOW_ACTION:
        kiosk_key(kiosk, event->key, event->action,
                  on_kiosk_clock(loop, event, event->time_ms));
        break;
    case WINDOW_TEXT:
        kiosk_type(kiosk, event->text);
        break;
    case WINDOW_EXPOSED:
        return show_all(loop, err);
    case WINDOW_LOST:
        return open_again(loop, err);
    case WINDOW_QUIT: /* when it covers the whole screen, only staff can end it */
        kiosk->quit = kiosk->quit || !kiosk->options->fullscreen;
        break;
    case WINDOW_NOTHING:
        break;
    }
    return true;
}

static int
wait_ms(const struct loop *loop)
{
    int most = kiosk_wait_ms(loop->kiosk);
    if (loop->displays.folder && most > DISPLAYS_LOOK_MS) {
        most = DISPLAYS_LOOK_MS;
    }
    return notify_wait_ms(&loop->notify, most);
}

/* One turn of the loop. Only here is the service manager told that the kiosk lives, and
 * that it is ready: a picture was shown, and the store was opened, which checks it. */
static bool
turn(struct loop *loop, struct error *err)
{
    struct kiosk *kiosk = loop->kiosk;
    tell_cause(kiosk, &loop->told);
    if (!draw(loop, err)) {
        return false;
    }
    if (kiosk->store) {
        notify_ready(&loop->notify);
    }
    notify_alive(&loop->notify, clock_ms(kiosk->clock));
    window_set_typing(loop->window, kiosk_is_typing(kiosk));
    window_set_switches(loop->window, kiosk->switches.move, kiosk->switches.select);
    window_set_headset_keys(loop->window, kiosk->options->headset_keys[0],
                            kiosk->options->headset_keys[1]);
    struct window_event event = window_wait(loop->window, wait_ms(loop));
    if (loop->is_held && kiosk_hold_ms(kiosk) == 0 && !show_held(loop, err)) {
        return false;
    }
    if (displays_have_changed(&loop->displays, clock_ms(kiosk->clock)) &&
        !open_again(loop, err)) {
        return false;
    }
    if (!take(loop, &event, err)) {
        return false;
    }
    kiosk_tick(kiosk);
    return true;
}

/* For whoever measures whether this board keeps up with the moving code. */
static void
tell_pace(const struct pace *pace)
{
    if (pace->flips > 0) {
        fprintf(stderr,
                "townline-kiosk: %llu pictures of the moving code were shown, %llu of "
                "them late, the latest by %llu ms\n",
                (unsigned long long)pace->flips, (unsigned long long)pace->late,
                (unsigned long long)pace->worst_ms);
    }
}

bool
window_loop_run(struct kiosk *kiosk, const volatile sig_atomic_t *stop_asked,
                struct error *err)
{
    struct loop loop = {.kiosk = kiosk};
    uint64_t now_ms = clock_ms(kiosk->clock);
    kiosk->moves = true;
    notify_open(&loop.notify);
    bool ok = open_window(&loop, err);
    if (ok) {
        blank_init(&loop.blank, (uint64_t)kiosk->options->blank_after_min * 60000,
                   now_ms);
        displays_init(&loop.displays, window_has_no_desktop() ? DISPLAYS_FOLDER : NULL,
                      now_ms);
        ok = show_first(kiosk, loop.window, err) && kiosk_open_store(kiosk, err);
    }
    if (ok) { /* after the first picture, which does not wait for the voice */
        listening_open(kiosk);
    }
    while (ok && !kiosk->quit && !*stop_asked) {
        ok = turn(&loop, err);
    }
    tell_pace(&kiosk->staff.pace);
    close_wall(&loop.wall, kiosk);
    window_close(loop.window);
    notify_close(&loop.notify);
    return ok;
}

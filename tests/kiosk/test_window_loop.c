/* The kiosk in its window, on SDL's display that shows nothing: a touch that wakes the
 * dark screen, and a display that is another one. */
#include "window_loop.h"

#include "support_booth.h"

#include <SDL2/SDL.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define STEP_MS 100
#define STEPS_MAX 300

/* What somebody in front of the kiosk does, a step each time that SDL's timer calls. */
struct visitor {
    struct booth *booth;
    unsigned step, waits;
    bool began_by_waking;
    bool began;
    bool stayed; /* where it was when the display was another one */
};

static Uint32
own_window(void)
{
    for (Uint32 id = 1; id < 100; id++) {
        if (SDL_GetWindowFromID(id)) {
            return id;
        }
    }
    return 0;
}

static void
push(Uint32 type, Uint8 window_event)
{
    SDL_Event event = {.type = type};
    if (type == SDL_WINDOWEVENT) {
        event.window.event = window_event;
        event.window.windowID = own_window();
    }
    (void)SDL_PushEvent(&event);
}

/* Touches the middle of a button. */
static void
tap(struct kiosk *kiosk, const char *id)
{
    int node = tree_find(&kiosk->tree, id);
    double scale = panel_px_per_mm(&kiosk->panel);
    struct rect_mm rect = kiosk->tree.nodes[node < 0 ? 0 : node].rect;
    for (Uint32 type = SDL_MOUSEBUTTONDOWN; type <= SDL_MOUSEBUTTONUP; type++) {
        SDL_Event event = {.button = {.type = type,
                                      .windowID = own_window(),
                                      .button = SDL_BUTTON_LEFT,
                                      .x = (int)((rect.x + rect.w / 2) * scale),
                                      .y = (int)((rect.y + rect.h / 2) * scale)}};
        (void)SDL_PushEvent(&event);
    }
}

static bool
has_begun(const struct visitor *visitor)
{
    return visitor->booth->kiosk->session.view != SESSION_ATTRACT;
}

static Uint32
go_on(Uint32 interval, void *context)
{
    struct visitor *visitor = context;
    struct booth *booth = visitor->booth;
    if (++visitor->waits > STEPS_MAX) {
        push(SDL_QUIT, 0);
        return interval;
    }
    if (!own_window() || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) {
        return interval;
    }
    switch (visitor->step++) {
    case 0: /* a minute passes, the screen is drawn dark, and somebody touches it */
        clock_advance(&booth->clock, 61000);
        push(SDL_WINDOWEVENT, SDL_WINDOWEVENT_EXPOSED);
        tap(booth->kiosk, "language-en");
        break;
    case 1:
    case 2: /* the touch had its time */
        break;
    case 3:
        visitor->began_by_waking = has_begun(visitor);
        push(SDL_RENDER_DEVICE_RESET, 0);
        clock_advance(&booth->clock, 1000);
        break;
    case 4:
        tap(booth->kiosk, "language-en");
        break;
    default:
        visitor->began = has_begun(visitor);
        if (visitor->began) {
            push(SDL_QUIT, 0);
        }
    }
    return interval;
}

/* A resident has begun when the display is pulled out, and goes on when it is back. */
static Uint32
go_on_after_another_display(Uint32 interval, void *context)
{
    struct visitor *visitor = context;
    struct kiosk *kiosk = visitor->booth->kiosk;
    if (++visitor->waits > STEPS_MAX) {
        push(SDL_QUIT, 0);
        return interval;
    }
    if (!own_window() || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) {
        return interval;
    }
    switch (visitor->step) {
    case 0:
        tap(kiosk, "language-en");
        visitor->step++;
        break;
    case 1:
        if (has_begun(visitor) && tree_find(&kiosk->tree, "next") >= 0) {
            push(SDL_RENDER_DEVICE_RESET, 0);
            visitor->step++;
        }
        break;
    case 2:
        visitor->stayed = has_begun(visitor);
        clock_advance(&visitor->booth->clock, 1000);
        tap(kiosk, "next");
        visitor->step++;
        break;
    default:
        visitor->began = tree_find(&kiosk->tree, "choice-oakhollow") >= 0;
        if (visitor->began) {
            push(SDL_QUIT, 0);
        }
    }
    return interval;
}

static void
play_in_window(struct booth *booth, SDL_TimerCallback go, struct visitor *visitor)
{
    volatile sig_atomic_t stop = 0;
    struct error err = {0};
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n");
    booth_close(booth);
    booth->options.script_path = NULL;
    booth->options.blank_after_min = 1;
    booth->options.stick_dir = booth->folder;
    assert_true(kiosk_open(&booth->options, &booth->clock, &booth->kiosk, &err));
    assert_int_equal(SDL_InitSubSystem(SDL_INIT_TIMER), 0);
    SDL_TimerID timer = SDL_AddTimer(STEP_MS, go, visitor);
    assert_int_not_equal(timer, 0);
    bool ok = window_loop_run(booth->kiosk, &stop, &err);
    SDL_RemoveTimer(timer);
    SDL_QuitSubSystem(SDL_INIT_TIMER);
    if (!ok) {
        fail_msg("%s", err.text);
    }
}

static void
the_touch_that_wakes_begins_nothing_and_the_next_one_does(void **state)
{
    struct visitor visitor = {.booth = *state};
    play_in_window(visitor.booth, go_on, &visitor);
    assert_false(visitor.began_by_waking);
    assert_true(visitor.began);
}

static void
a_resident_goes_on_when_the_display_is_put_back(void **state)
{
    struct visitor visitor = {.booth = *state};
    play_in_window(visitor.booth, go_on_after_another_display, &visitor);
    assert_true(visitor.stayed);
    assert_true(visitor.began);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_touch_that_wakes_begins_nothing_and_the_next_one_does, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(a_resident_goes_on_when_the_display_is_put_back,
                                        booth_setup, booth_teardown),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

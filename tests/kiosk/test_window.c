/* The kiosk's own window and the wall's beside it: the wall's shows, and takes nothing.
 */
#include "window.h"

#include "support_booth.h"

#include <SDL2/SDL.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void
push_click(Uint32 window, int x, int y)
{
    SDL_Event event = {.button = {.type = SDL_MOUSEBUTTONDOWN,
                                  .windowID = window,
                                  .button = SDL_BUTTON_LEFT,
                                  .x = x,
                                  .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* The next event that is none of the windows' own, such as that they are shown. */
static struct window_event
next_event(struct window *window)
{
    struct window_event event = window_wait(window, 50);
    while (event.kind == WINDOW_EXPOSED) {
        event = window_wait(window, 50);
    }
    return event;
}

static void
only_the_kiosks_own_window_is_touched(void **state)
{
    struct booth *booth = *state;
    struct window *own, *wall;
    struct error err;
    int display, width, height;
    booth->options.room_width_px = 640;
    booth->options.room_height_px = 360;
    booth_play(booth, "choose-pin 246810\nstaff 246810\ntouch next\ntouch wall\n");
    struct kiosk *kiosk = booth->kiosk;
    assert_true(room_is_shown(kiosk));
    struct window_options options = {.panel = &kiosk->panel};
    assert_true(window_open(&options, &own, &err));
    assert_false(window_find_other_display(own, &display, &width, &height));
    options = (struct window_options){
        .panel = &kiosk->room.panel, .is_second = true, .display = -1};
    assert_true(window_open(&options, &wall, &err));
    window_raise(own);
    assert_true(window_show(own, kiosk->paint, &err));
    assert_true(window_show(wall, kiosk->room.paint, &err));
    Uint32 first = 0, second = 0; /* SDL numbers windows in the order they were made */
    for (Uint32 id = 1; id < 100; id++) {
        if (SDL_GetWindowFromID(id)) {
            first = first ? first : id;
            second = id;
        }
    }
    assert_true(second > first);
    push_click(second, 100, 100);
    assert_int_equal(next_event(own).kind, WINDOW_NOTHING);
    push_click(first, 100, 100);
    assert_int_equal(next_event(own).kind, WINDOW_TOUCH);
    window_close(wall);
    push_click(first, 100, 100);
    assert_int_equal(next_event(own).kind, WINDOW_TOUCH);
    window_close(own);
}

/* SDL's display that shows nothing has 1024 pixels in a row. */
static void
the_size_of_the_display_is_found(void **state)
{
    (void)state;
    int width = 0, height = 0;
    assert_true(window_find_display_size(&width, &height));
    assert_int_equal(width, 1024);
    assert_int_equal(height, 768);
    setenv("SDL_VIDEODRIVER", "none", 1);
    width = 7;
    assert_false(window_find_display_size(&width, &height));
    assert_int_equal(width, 7);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

/* A kiosk that nobody sees must not go on as if there were a display. */
static void
without_a_display_there_is_no_window(void **state)
{
    (void)state;
    int width, height;
    if (access("/dev/dri", F_OK) == 0) {
        skip(); /* there is one */
    }
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    assert_false(window_find_display_size(&width, &height));
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

static void
push_key(SDL_Keycode key)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = key}}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void
push_letter(const char *letter)
{
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(event.text.text, sizeof event.text.text, "%s", letter);
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* Every key that SDL knows is pressed while a field is open. */
static void
where_keys_only_act_no_key_writes_or_leaves(void **state)
{
    struct booth *booth = *state;
    struct window *window;
    struct error err;
    unsigned acted = 0;
    booth_play(booth, "");
    struct window_options options = {.panel = &booth->kiosk->panel,
                                     .keys_only_act = true};
    assert_true(window_open(&options, &window, &err));
    window_set_typing(window, true);
    assert_false(SDL_IsTextInputActive());
    for (int code = 0; code < SDL_NUM_SCANCODES; code++) {
        push_key(SDL_GetKeyFromScancode((SDL_Scancode)code));
        push_letter("x");
        struct window_event event = window_wait(window, 1);
        event.kind = event.kind == WINDOW_EXPOSED ? WINDOW_NOTHING : event.kind;
        assert_true(event.kind == WINDOW_NOTHING || event.kind == WINDOW_ACTION);
        assert_int_not_equal(event.action, ACTION_ERASE);
        acted += event.kind == WINDOW_ACTION;
    }
    assert_true(acted > 10);
    window_close(window);
}

/* A board's power key, which a firmware test presses in a session. */
static void
a_key_of_the_machine_is_no_switch(void **state)
{
    struct booth *booth = *state;
    struct window *window;
    struct error err;
    booth_play(booth, "");
    struct window_options options = {.panel = &booth->kiosk->panel,
                                     .keys_only_act = true};
    assert_true(window_open(&options, &window, &err));
    push_key(SDLK_POWER);
    push_key(SDLK_SLEEP);
    push_key(SDLK_F7);
    struct window_event event = next_event(window);
    assert_int_equal(event.kind, WINDOW_ACTION);
    assert_int_equal(event.key, SDLK_F7);
    window_close(window);
}

static void
where_keys_type_a_field_takes_letters(void **state)
{
    struct booth *booth = *state;
    struct window *window;
    struct error err;
    booth_play(booth, "");
    struct window_options options = {.panel = &booth->kiosk->panel};
    assert_true(window_open(&options, &window, &err));
    window_set_typing(window, true);
    push_letter("x");
    struct window_event event = next_event(window);
    assert_int_equal(event.kind, WINDOW_TEXT);
    assert_string_equal(event.text, "x");
    push_key(SDLK_ESCAPE);
    assert_int_equal(next_event(window).kind, WINDOW_QUIT);
    window_close(window);
}

/* As SDL tells of a key that is held: once that it went down, then again and again that
 * it repeats, with the letter each time. */
static void
push_held_key(SDL_Keycode key, const char *letter, int times)
{
    for (int i = 0; i < times; i++) {
        SDL_Event event = {
            .key = {.type = SDL_KEYDOWN, .repeat = i > 0, .keysym = {.sym = key}}};
        assert_int_equal(SDL_PushEvent(&event), 1);
        if (letter) {
            push_letter(letter);
        }
    }
}

/* Gives all that waits to the kiosk, as the loop of the program does, and counts it. */
static unsigned
take_all(struct window *window, struct kiosk *kiosk)
{
    unsigned taken = 0;
    struct error err;
    for (int idle = 0; idle < 3;) {
        struct window_event event = window_wait(window, 1);
        idle = event.kind == WINDOW_NOTHING ? idle + 1 : 0;
        taken += event.kind == WINDOW_ACTION || event.kind == WINDOW_TEXT;
        if (event.kind == WINDOW_ACTION) {
            kiosk_key(kiosk, event.key, event.action, event.time_ms);
        } else if (event.kind == WINDOW_TEXT) {
            kiosk_type(kiosk, event.text);
        }
        assert_true(kiosk_draw(kiosk, NULL, &err));
        window_set_typing(window, kiosk_is_typing(kiosk));
    }
    return taken;
}

static void
r37_a_key_that_is_held_acts_once(void **state)
{
    struct booth *booth = *state;
    struct window *window;
    struct error err;
    booth->options.pack_dir = TESTS_DIR "/kiosk/pack";
    booth_play(booth, "choose-pin 246810\ntouch language-en\ntouch next\n"
                      "skip-to question rules\ntouch choice-OK\n");
    struct kiosk *kiosk = booth->kiosk;
    struct window_options options = {.panel = &kiosk->panel};
    assert_true(window_open(&options, &window, &err));
    take_all(window, kiosk);
    push_held_key(SDLK_RIGHT, NULL, 20); /* one screen on, and not twenty */
    assert_int_equal(take_all(window, kiosk), 1);
    assert_string_equal(kiosk->screen, "question say");
    push_held_key(SDLK_a, "a", 20);
    assert_int_equal(take_all(window, kiosk), 1);
    push_held_key(SDLK_BACKSPACE, NULL, 20);
    push_held_key(SDLK_b, "b", 20);
    push_held_key(SDLK_b, "b", 20); /* let go in between, it counts again */
    assert_int_equal(take_all(window, kiosk), 3);
    booth_play(booth, "expect text bb\n");
    window_close(window);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_the_kiosks_own_window_is_touched,
                                        booth_setup, booth_teardown),
        cmocka_unit_test(the_size_of_the_display_is_found),
        cmocka_unit_test(without_a_display_there_is_no_window),
        cmocka_unit_test_setup_teardown(where_keys_only_act_no_key_writes_or_leaves,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(a_key_of_the_machine_is_no_switch, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(where_keys_type_a_field_takes_letters,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(r37_a_key_that_is_held_acts_once, booth_setup,
                                        booth_teardown),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

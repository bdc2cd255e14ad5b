/* window_events: turns SDL's events into touches, keys and letters. */
#include "window_parts.h"

#include "key_actions.h"

#include <stdio.h>

static struct touch_event
mouse_event(const struct window *window, enum touch_kind kind, int x, int y)
{
    double scale = panel_px_per_mm(window->panel);
    return (struct touch_event){kind, -1, x / scale, y / scale, SDL_GetTicks64()};
}

/* SDL gives the place of a finger as a part of the window, which the panel fills. */
static struct touch_event
finger_event(const struct window *window, enum touch_kind kind,
             const SDL_TouchFingerEvent *finger)
{
    double scale = panel_px_per_mm(window->panel);
    return (struct touch_event){
        kind, finger->fingerId, (double)finger->x * window->panel->width_px / scale,
        (double)finger->y * window->panel->height_px / scale, SDL_GetTicks64()};
}

/* Whether a finger or the mouse is on the wall's window, which shows and takes nothing.
 */
static bool
is_on_other_window(const struct window *window, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.windowID != window->id;
    case SDL_MOUSEMOTION:
        return event->motion.windowID != window->id;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: /* 0: the driver does not say */
        return event->tfinger.windowID != 0 && event->tfinger.windowID != window->id;
    default:
        return false;
    }
}

/* A key that means nothing by itself may be a switch, unless it writes something, is
 * held together with others, or is the machine's own. */
static void
press_key(struct window *window, const SDL_KeyboardEvent *event,
          struct window_event *out)
{
    SDL_Keycode key = event->keysym.sym;
    bool is_modifier = (key >= SDLK_LCTRL && key <= SDLK_RGUI) ||
                       key == SDLK_CAPSLOCK || key == SDLK_NUMLOCKCLEAR ||
                       key == SDLK_MODE;
    bool is_switch =
        key != 0 && (key == window->switches[0] || key == window->switches[1]);
    bool is_machines = key == SDLK_POWER || key == SDLK_SLEEP;
    window->writes_nothing = event->repeat != 0 || is_switch;
    if (event->repeat != 0 || is_modifier || is_machines) {
        return;
    }
    bool is_headset =
        key != 0 && (key == window->headset[0] || key == window->headset[1]);
    out->key = key;
    out->action = is_switch ? ACTION_NONE : key_action(key, window->typing);
    if (out->action != ACTION_NONE || is_switch || is_headset || !window->typing) {
        out->kind = WINDOW_ACTION;
    }
}

void
window_translate(struct window *window, const SDL_Event *event,
                 struct window_event *out)
{
    if (is_on_other_window(window, event)) {
        return;
    }
    switch (event->type) {
    case SDL_QUIT:
        out->kind = WINDOW_QUIT;
        return;
    case SDL_RENDER_DEVICE_RESET: /* all textures are gone */
        out->kind = WINDOW_LOST;
        return;
    case SDL_DISPLAYEVENT: /* none is left: whoever opens a window is told so */
        if (event->display.event == SDL_DISPLAYEVENT_DISCONNECTED &&
            SDL_GetNumVideoDisplays() < 1) {
            out->kind = WINDOW_LOST;
        }
        return;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
            event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            window->uncovered = true;
            out->kind = WINDOW_EXPOSED;
        }
        return;
    case SDL_KEYDOWN:
        if (event->key.keysym.sym == SDLK_ESCAPE) {
            out->kind = window->keys_only_act ? WINDOW_NOTHING : WINDOW_QUIT;
            return;
        }
        press_key(window, &event->key, out);
        return;
    case SDL_TEXTINPUT: /* a key that is held writes one letter */
        if (!window->typing || window->writes_nothing) {
            return;
        }
        snprintf(out->text, sizeof out->text, "%s", event->text.text);
        out->kind = WINDOW_TEXT;
        return;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.button != SDL_BUTTON_LEFT) {
            return;
        }
        out->touch = mouse_event(
            window, event->type == SDL_MOUSEBUTTONDOWN ? TOUCH_DOWN : TOUCH_UP,
            event->button.x, event->button.y);
        break;
    case SDL_MOUSEMOTION:
        out->touch = mouse_event(window, TOUCH_MOVE, event->motion.x, event->motion.y);
        break;
    case SDL_FINGERDOWN:
        out->touch = finger_event(window, TOUCH_DOWN, &event->tfinger);
        break;
    case SDL_FINGERMOTION:
        out->touch = finger_event(window, TOUCH_MOVE, &event->tfinger);
        break;
    case SDL_FINGERUP:
        out->touch = finger_event(window, TOUCH_UP, &event->tfinger);
        break;
    default:
        return;
    }
    out->kind = WINDOW_TOUCH;
}

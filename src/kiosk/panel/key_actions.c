/* key_actions: the table of keys and what they do. */
#include "key_actions.h"

/* A key that could also write something does this only while no text is typed. */
static const struct {
    SDL_Keycode key;
    enum action action;
    bool writes;
} keys[] = {
    {SDLK_UP, ACTION_UP, false},
    {SDLK_DOWN, ACTION_DOWN, false},
    {SDLK_TAB, ACTION_DOWN, false},
    {SDLK_1, ACTION_DOWN, true}, /* switch 1: move */
    {SDLK_LEFT, ACTION_LEFT, false},
    {SDLK_RIGHT, ACTION_RIGHT, false},
    {SDLK_RETURN, ACTION_SELECT, false},
    {SDLK_KP_ENTER, ACTION_SELECT, false},
    {SDLK_SPACE, ACTION_SELECT, true},
    {SDLK_2, ACTION_SELECT, true}, /* switch 2: select */
    {SDLK_F1, ACTION_HELP, false},
    {SDLK_p, ACTION_PAUSE, true},
    {SDLK_PLUS, ACTION_VOLUME_UP, true},
    {SDLK_EQUALS, ACTION_VOLUME_UP, true},
    {SDLK_VOLUMEUP, ACTION_VOLUME_UP, false},
    {SDLK_MINUS, ACTION_VOLUME_DOWN, true},
    {SDLK_VOLUMEDOWN, ACTION_VOLUME_DOWN, false},
    {SDLK_PERIOD, ACTION_RATE_UP, true},
    {SDLK_COMMA, ACTION_RATE_DOWN, true},
    {SDLK_l, ACTION_LANGUAGE, true},
};

enum action
key_action(SDL_Keycode key, bool typing)
{
    if (key == SDLK_BACKSPACE) {
        return typing ? ACTION_ERASE : ACTION_NONE;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].key == key) {
            return typing && keys[i].writes ? ACTION_NONE : keys[i].action;
        }
    }
    return ACTION_NONE;
}

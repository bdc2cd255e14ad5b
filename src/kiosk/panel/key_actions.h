/*
 * key_actions: what the keys of a real keyboard, a keypad or two switches do. While a
 * text is typed, keys that write something are letters and no commands.
 */
#ifndef TOWNLINE_KEY_ACTIONS_H
#define TOWNLINE_KEY_ACTIONS_H

#include "touch.h"

#include <SDL2/SDL_keycode.h>

enum action key_action(SDL_Keycode key, bool typing);

#endif

/* options_value: reads values, and refuses those that an option does not take. */
#include "options_value.h"

#include "clock.h"
#include "key_actions.h"
#include "theme.h"
#include "townline/response.h"

#include <SDL2/SDL_keyboard.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW_MAX_PX 8192
#define SCREEN_MAX_MM 4000
#define BLANK_MAX_MIN 1440
#define KEY_NAME_MAX_BYTES 24

static bool
read_size(const char *text, int max, int *width_out, int *height_out)
{
    char *end = NULL;
    long width = strtol(text, &end, 10);
    if (end == text || *end != 'x') {
        return false;
    }
    const char *second = end + 1;
    long height = strtol(second, &end, 10);
    if (end == second || *end != '\0' || width < 1 || height < 1 || width > max ||
        height > max) {
        return false;
    }
    *width_out = (int)width;
    *height_out = (int)height;
    return true;
}

static bool
read_seed(const char *text, uint64_t *out)
{
    char *end = NULL;
    if (*text < '0' || *text > '9') {
        return false;
    }
    *out = strtoull(text, &end, 10);
    return *end == '\0';
}

static bool
read_minutes(const char *text, int *out)
{
    char *end = NULL;
    long minutes = strtol(text, &end, 10);
    if (end == text || *end != '\0' || minutes < 0 || minutes > BLANK_MAX_MIN) {
        return false;
    }
    *out = (int)minutes;
    return true;
}

static bool
read_name(const char *option, const char *text, const char **out, struct error *err)
{
    if (strlen(text) > RESPONSE_NAME_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "%s takes at most %d letters", option,
                         RESPONSE_NAME_MAX_BYTES);
    }
    *out = text;
    return true;
}

/* Shift and the like, the locks, and the number pad: who types presses them. */
static bool
is_for_typing(SDL_Keycode key)
{
    int code = key & ~SDLK_SCANCODE_MASK;
    return (code >= SDL_SCANCODE_LCTRL && code <= SDL_SCANCODE_RGUI) ||
           (code >= SDL_SCANCODE_NUMLOCKCLEAR && code <= SDL_SCANCODE_KP_PERIOD) ||
           code == SDL_SCANCODE_CAPSLOCK || code == SDL_SCANCODE_SCROLLLOCK ||
           code == SDL_SCANCODE_KP_EQUALS || code == SDL_SCANCODE_KP_COMMA;
}

/* A key that writes or does something else cannot tell of a headset. */
static bool
read_headset_keys(const char *text, int out[2], struct error *err)
{
    char name[KEY_NAME_MAX_BYTES];
    for (int i = 0; i < 2; i++) {
        size_t size = strcspn(text, i == 0 ? "," : "");
        snprintf(name, sizeof name, "%.*s", (int)size, text);
        out[i] = SDL_GetKeyFromName(name);
        if (size >= sizeof name || !(out[i] & SDLK_SCANCODE_MASK) ||
            is_for_typing(out[i]) || key_action(out[i], false) != ACTION_NONE ||
            (i == 1 && out[1] == out[0])) {
            return error_set(err, ERROR_INPUT,
                             "--headset-keys takes two keys that do nothing else, such "
                             "as F15,F16");
        }
        text += size + (text[size] == ',');
    }
    return true;
}

static bool
read_panel(const char *text, struct kiosk_options *out, struct error *err)
{
    const struct panel *panel = panel_find(text);
    if (!panel) {
        return error_set(err, ERROR_INPUT, "--panel takes 7, 10.1, 15.6 or 21.5");
    }
    out->width_px = panel->width_px;
    out->height_px = panel->height_px;
    out->width_mm = (int)panel->width_mm;
    out->height_mm = (int)panel->height_mm;
    return true;
}

bool
options_take_value(int key, const char *value, struct kiosk_options *out,
                   struct error *err)
{
    switch (key) {
    case KEY_PACK:
        out->pack_dir = value;
        return true;
    case KEY_DATA:
        out->data_dir = value;
        return true;
    case KEY_KEYS:
        out->keys_path = value;
        return true;
    case KEY_NAME:
        return read_name("--name", value, &out->name, err);
    case KEY_ROUND:
        return read_name("--round", value, &out->round, err);
    case KEY_EVENT:
        return read_name("--event", value, &out->event, err);
    case KEY_TEST:
        out->test_mode = true;
        return true;
    case KEY_OTHERS:
        out->show_others = true;
        return true;
    case KEY_WINDOW:
        return read_size(value, WINDOW_MAX_PX, &out->width_px, &out->height_px) ||
               error_set(err, ERROR_INPUT, "--window takes a size such as 1280x800");
    case KEY_MM:
        return read_size(value, SCREEN_MAX_MM, &out->width_mm, &out->height_mm) ||
               error_set(err, ERROR_INPUT, "--mm takes a size such as 217x136");
    case KEY_PANEL:
        return read_panel(value, out, err);
    case KEY_WALL_WINDOW:
        return read_size(value, WINDOW_MAX_PX, &out->room_width_px,
                         &out->room_height_px) ||
               error_set(err, ERROR_INPUT,
                         "--wall-window takes a size such as 1920x1080");
    case KEY_FULLSCREEN:
        out->fullscreen = true;
        return true;
    case KEY_SCRIPT:
        out->script_path = value;
        return true;
    case KEY_RENDER:
        out->render_dir = value;
        return true;
    case KEY_RENDER_ALL:
        out->render_all = value;
        return true;
    case KEY_SPEAK:
        out->speaks_all = true;
        return true;
    case KEY_STICK:
        out->stick_dir = value;
        return true;
    case KEY_STICK_HELPER:
        out->stick_helper = *value ? value : NULL;
        return true;
    case KEY_UPDATE:
        out->updates = strcmp(value, "rauc") == 0;
        return out->updates || strcmp(value, "no") == 0 ||
               error_set(err, ERROR_INPUT, "--update takes rauc or no");
    case KEY_KEYBOARD:
        out->keys_only_act = strcmp(value, "actions") == 0;
        return out->keys_only_act || strcmp(value, "typing") == 0 ||
               error_set(err, ERROR_INPUT, "--keyboard takes typing or actions");
    case KEY_HEADSET_KEYS:
        return read_headset_keys(value, out->headset_keys, err);
    case KEY_BLANK_AFTER:
        return read_minutes(value, &out->blank_after_min) ||
               error_set(err, ERROR_INPUT, "--blank-after takes minutes, 0 to %d",
                         BLANK_MAX_MIN);
    case KEY_VOICE:
        out->is_mute = strcmp(value, "no") == 0;
        return out->is_mute || strcmp(value, "yes") == 0 ||
               error_set(err, ERROR_INPUT, "--voice takes yes or no");
    case KEY_ASSETS:
        out->assets_dir = value;
        return true;
    case KEY_SEED:
        out->has_seed = true;
        return read_seed(value, &out->seed) ||
               error_set(err, ERROR_INPUT, "--seed takes a whole number");
    case KEY_DATE:
        return clock_read_date(value, &out->date_half_day) ||
               error_set(err, ERROR_INPUT,
                         "--date takes a day and an hour such as 2026-05-12T09");
    case KEY_HELP:
        out->help = true;
        return true;
    case KEY_VERSION:
        out->version = true;
        return true;
    case KEY_PRINT_SETTINGS:
        out->print_settings = true;
        return true;
    case KEY_SETTINGS: /* read before all others */
        return true;
    default:
        return error_set(err, ERROR_INPUT, "see townline-kiosk --help");
    }
}

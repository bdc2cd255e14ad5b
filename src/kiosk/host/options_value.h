/*
 * options_value: the value of one option, of the command line or of the settings file.
 */
#ifndef TOWNLINE_OPTIONS_VALUE_H
#define TOWNLINE_OPTIONS_VALUE_H

#include "options.h"

/* What getopt_long gives for each option. */
enum option_key {
    KEY_PACK = 256,
    KEY_DATA,
    KEY_KEYS,
    KEY_NAME,
    KEY_ROUND,
    KEY_EVENT,
    KEY_TEST,
    KEY_OTHERS,
    KEY_WINDOW,
    KEY_MM,
    KEY_PANEL,
    KEY_WALL_WINDOW,
    KEY_FULLSCREEN,
    KEY_SCRIPT,
    KEY_RENDER,
    KEY_RENDER_ALL,
    KEY_SPEAK,
    KEY_STICK,
    KEY_STICK_HELPER,
    KEY_UPDATE,
    KEY_KEYBOARD,
    KEY_HEADSET_KEYS,
    KEY_BLANK_AFTER,
    KEY_VOICE,
    KEY_ASSETS,
    KEY_SEED,
    KEY_DATE,
    KEY_SETTINGS,
    KEY_PRINT_SETTINGS,
    KEY_HELP,
    KEY_VERSION,
};

/* Sets what the option with this key says; `value` is NULL where it takes none, and
 * borrowed otherwise. ERROR_INPUT tells what it takes. */
bool options_take_value(int key, const char *value, struct kiosk_options *out,
                        struct error *err) __attribute__((warn_unused_result));

#endif

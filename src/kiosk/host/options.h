/*
 * options: what the command line and the settings file ask of the kiosk program.
 * Strings are borrowed from argv, or owned when they come from the settings file.
 */
#ifndef TOWNLINE_OPTIONS_H
#define TOWNLINE_OPTIONS_H

#include "townline/error.h"

#include <stdint.h>
#include <stdio.h>

/* What the settings file may set too, in the order in which it is printed. */
enum option_setting {
    OPTION_PACK,
    OPTION_DATA,
    OPTION_KEYS,
    OPTION_NAME,
    OPTION_ROUND,
    OPTION_EVENT,
    OPTION_SHOW_OTHERS,
    OPTION_WINDOW,
    OPTION_MM,
    OPTION_FULLSCREEN,
    OPTION_STICK,
    OPTION_STICK_HELPER,
    OPTION_UPDATE,
    OPTION_KEYBOARD,
    OPTION_HEADSET_KEYS,
    OPTION_BLANK_AFTER,
    OPTION_VOICE,
    OPTION_ASSETS,
    OPTION_SETTINGS
};
enum option_source { SOURCE_DEFAULT, SOURCE_FILE, SOURCE_COMMAND_LINE };

/* Where an accepted pack is kept in the data folder. */
#define OPTIONS_KEPT_PACK "pack.townpack"

struct kiosk_options {
    /* Not given: the pack kept in the data folder; NULL: there is none yet either, and
     * the first start asks for a stick that brings one. */
    const char *pack_dir;
    const char *data_dir;
    const char *keys_path; /* NULL: office.pub in the pack, else in the data folder */
    const char *name;      /* of this kiosk, for staff; "" when there is none */
    const char *round, *event; /* "" when there is none */
    const char *stick_dir;     /* NULL: no folder stands for the stick */
    const char *stick_helper;  /* its socket; NULL: the desktop mounts sticks */
    const char *assets_dir;    /* NULL: where the program was installed or built */
    const char *script_path;   /* NULL: there is a window */
    const char *render_dir;    /* NULL: no pictures */
    /* a pattern for names of pictures; NULL: no album is made */
    const char *render_all;
    bool speaks_all; /* of an album, text and sound are written beside the pictures */
    int width_px, height_px;
    int width_mm, height_mm; /* of the screen; 0: one of 10.1 inch is assumed */
    /* of a window for the wall beside the kiosk's own; 0: only on a second display */
    int room_width_px, room_height_px;
    bool updates; /* the helper installs new versions of the program from sticks */
    bool test_mode;
    /* after their own answers, residents may see how others answered */
    bool show_others;
    bool fullscreen;
    int blank_after_min; /* the screen goes dark when nobody is there; 0: it does not */
    bool keys_only_act;  /* no key of a keyboard writes anything */
    bool is_mute;        /* the kiosk never speaks */
    /* codes (SDL_Keycode) that a keypad sends when a headset goes in and out; 0: none
     */
    int headset_keys[2];
    bool has_seed;
    uint64_t seed; /* of the order in which things are shown; never of keys or ids */
    uint32_t date_half_day; /* where the script's clock begins; 0: now */
    bool help, version, print_settings;
    enum option_source sources[OPTION_SETTINGS];
    const char *file_path; /* of the settings file; borrowed */
    char *file_values;     /* the values of its lines; options_finish frees them */
    char *kept_pack;       /* path of the kept pack; options_finish frees it */
};

/* ERROR_INPUT tells which option is wrong and what it takes. */
bool options_read(int argc, char *argv[], struct kiosk_options *out, struct error *err)
    __attribute__((warn_unused_result));
void options_finish(struct kiosk_options *options); /* takes a zeroed struct */
void options_print_help(FILE *to);
const char *options_setting_name(enum option_setting setting);
/* Whether a script or an album plays the kiosk, without a window and with a clock of
 * its own. */
bool options_is_played(const struct kiosk_options *options);

#endif

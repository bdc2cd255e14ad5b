/*
 * options: what the command line asks of the kiosk program. Strings are borrowed from
 * argv, or owned where a settings file says them.
 */
#ifndef TOWNLINE_OPTIONS_H
#define TOWNLINE_OPTIONS_H

#include "townline/error.h"

#include <stdint.h>
#include <stdio.h>

/* What the settings file may say as well, in the order it is printed in. */
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
    OPTION_ASSETS,
    OPTION_SETTINGS
};
enum option_source { SOURCE_DEFAULT, SOURCE_FILE, SOURCE_COMMAND_LINE };

struct kiosk_options {
    const char *pack_dir;
    const char *data_dir;
    const char *keys_path; /* NULL: office.pub in the pack, else in the data folder */
    const char *name;      /* of this kiosk, for staff; "" when none */
    const char *round, *event; /* "" when none */
    const char *stick_dir;     /* NULL: no folder stands for the stick */
    const char *mount_helper;  /* its socket; NULL: sticks are mounted by the desktop */
    const char *assets_dir;    /* NULL: where the program was installed or built */
    const char *script_path;   /* NULL: a window */
    const char *render_dir;    /* NULL: no pictures */
    const char *render_all;    /* a pattern of pictures; NULL: no album is made */
    int width_px, height_px;
    int width_mm, height_mm; /* of the screen; 0: a 10.1 inch one is assumed */
    bool test_mode;
    bool show_others; /* residents may see how others answered, after their own */
    bool fullscreen;
    bool has_seed;
    uint64_t seed; /* of the order in which things are shown; never of keys or ids */
    uint32_t date_half_day; /* where the script's clock starts; 0: now */
    bool help, version, print_settings;
    enum option_source sources[OPTION_SETTINGS];
    const char *file_path; /* of the settings file; borrowed */
    char *file_values;     /* what its lines say; options_finish frees them */
};

/* ERROR_INPUT says which option is wrong and what it takes. */
bool options_read(int argc, char *argv[], struct kiosk_options *out, struct error *err)
    __attribute__((warn_unused_result));
void options_finish(struct kiosk_options *options); /* takes a zeroed struct */
void options_print_help(FILE *to);
const char *options_setting_name(enum option_setting setting);
/* By a script or for an album: without a window, with a clock of its own. */
bool options_is_played(const struct kiosk_options *options);

#endif

/* options: reads the command line and the lines of the settings file. */
#include "options.h"

#include "options_file.h"
#include "options_value.h"
#include "townline/file.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const struct option long_options[] = {
    {"pack", required_argument, NULL, KEY_PACK},
    {"data", required_argument, NULL, KEY_DATA},
    {"keys", required_argument, NULL, KEY_KEYS},
    {"name", required_argument, NULL, KEY_NAME},
    {"round", required_argument, NULL, KEY_ROUND},
    {"event", required_argument, NULL, KEY_EVENT},
    {"test-mode", no_argument, NULL, KEY_TEST},
    {"show-others", no_argument, NULL, KEY_OTHERS},
    {"window", required_argument, NULL, KEY_WINDOW},
    {"mm", required_argument, NULL, KEY_MM},
    {"panel", required_argument, NULL, KEY_PANEL},
    {"wall-window", required_argument, NULL, KEY_WALL_WINDOW},
    {"fullscreen", no_argument, NULL, KEY_FULLSCREEN},
    {"script", required_argument, NULL, KEY_SCRIPT},
    {"render", required_argument, NULL, KEY_RENDER},
    {"render-all", required_argument, NULL, KEY_RENDER_ALL},
    {"speak", no_argument, NULL, KEY_SPEAK},
    {"stick", required_argument, NULL, KEY_STICK},
    {"stick-helper", required_argument, NULL, KEY_STICK_HELPER},
    {"update", required_argument, NULL, KEY_UPDATE},
    {"keyboard", required_argument, NULL, KEY_KEYBOARD},
    {"headset-keys", required_argument, NULL, KEY_HEADSET_KEYS},
    {"blank-after", required_argument, NULL, KEY_BLANK_AFTER},
    {"voice", required_argument, NULL, KEY_VOICE},
    {"assets", required_argument, NULL, KEY_ASSETS},
    {"seed", required_argument, NULL, KEY_SEED},
    {"date", required_argument, NULL, KEY_DATE},
    {"settings", required_argument, NULL, KEY_SETTINGS},
    {"print-settings", no_argument, NULL, KEY_PRINT_SETTINGS},
    {"help", no_argument, NULL, KEY_HELP},
    {"version", no_argument, NULL, KEY_VERSION},
    {NULL, 0, NULL, 0},
};

void
options_print_help(FILE *to)
{
    fputs(
        "Use: townline-kiosk --data DIR [--pack DIR] [OPTION...]\n"
        "Asks residents what the pack's form asks and keeps their answers.\n\n"
        "  --pack DIR         the questions: a .townpack, or a folder with form.xml\n"
        "                     (else the signed one that the data folder keeps, or\n"
        "                     the one that staff bring on a stick at the first start)\n"
        "  --data DIR         where answers are kept\n"
        "  --keys FILE        the office's public keys (else office.pub in the pack\n"
        "                     or the data folder)\n"
        "  --name NAME        what staff call this kiosk\n"
        "  --round NAME       the survey round that answers belong to\n"
        "  --event NAME       the occasion that answers belong to\n"
        "  --test-mode        practice: answers go to a folder of their own\n"
        "  --show-others      after their own answers residents may see how others\n"
        "                     answered, in tens and of days that are over\n"
        "  --window WxH       size in pixels (1280x800)\n"
        "  --mm WxH           size of the screen in millimeters (217x136)\n"
        "  --panel INCHES     both, of a usual panel: 7, 10.1, 15.6 or 21.5\n"
        "  --wall-window WxH  results for a room in a window of their own (else on a\n"
        "                     second display, or on this one)\n"
        "  --fullscreen       cover the whole screen; only staff can leave\n"
        "  --stick DIR        the folder that stands for the USB stick (else one that\n"
        "                     this computer has mounted)\n"
        "  --stick-helper SOCKET  the program that mounts sticks, on an appliance\n"
        "  --update rauc|no   whether it also installs new versions of the kiosk (no)\n"
        "  --keyboard typing|actions  whether a keyboard writes letters (typing), or\n"
        "                     only moves and chooses, as keypads do\n"
        "  --headset-keys IN,OUT  the keys that a keypad sends when a headset is put\n"
        "                     into its socket and taken out, such as F15,F16\n"
        "  --blank-after MINUTES  the screen goes dark when nobody touches it so "
        "long,\n"
        "                     and a minute after the kiosk closed (0: never)\n"
        "  --voice yes|no     whether it speaks to whoever wants to listen (yes)\n"
        "  --assets DIR       icons, if they are not where they were installed\n"
        "  --script FILE      replay touches without a display\n"
        "  --render DIR       with --script: a PNG of each screen shown\n"
        "  --render-all NAMES with --render: every screen of the pack, no script;\n"
        "                     NAMES is a pattern such as '*.en.m.default' or '*'\n"
        "  --speak            with --render-all: what is spoken of each screen too, "
        "as\n"
        "                     text and sound\n"
        "  --seed N           with --script: fixes the order things are shown in\n"
        "  --date YYYY-MM-DDThh  with --script: where its clock starts\n"
        "  --help, --version\n\n"
        "Exit: 0 done, 1 refused, 2 wrong use, 3 the machine failed.\n",
        to);
}

bool
options_is_played(const struct kiosk_options *options)
{
    return options->script_path || options->render_all;
}

/* Options that the settings file may set too. A panel stands for a window and its size.
 */
static const struct {
    enum option_key key;
    bool is_flag;
    const char *name;
} settings[OPTION_SETTINGS] = {
    [OPTION_PACK] = {KEY_PACK, false, "pack"},
    [OPTION_DATA] = {KEY_DATA, false, "data"},
    [OPTION_KEYS] = {KEY_KEYS, false, "keys"},
    [OPTION_NAME] = {KEY_NAME, false, "name"},
    [OPTION_ROUND] = {KEY_ROUND, false, "round"},
    [OPTION_EVENT] = {KEY_EVENT, false, "event"},
    [OPTION_SHOW_OTHERS] = {KEY_OTHERS, true, "show-others"},
    [OPTION_WINDOW] = {KEY_WINDOW, false, "window"},
    [OPTION_MM] = {KEY_MM, false, "mm"},
    [OPTION_FULLSCREEN] = {KEY_FULLSCREEN, true, "fullscreen"},
    [OPTION_STICK] = {KEY_STICK, false, "stick"},
    [OPTION_STICK_HELPER] = {KEY_STICK_HELPER, false, "stick-helper"},
    [OPTION_UPDATE] = {KEY_UPDATE, false, "update"},
    [OPTION_KEYBOARD] = {KEY_KEYBOARD, false, "keyboard"},
    [OPTION_HEADSET_KEYS] = {KEY_HEADSET_KEYS, false, "headset-keys"},
    [OPTION_BLANK_AFTER] = {KEY_BLANK_AFTER, false, "blank-after"},
    [OPTION_VOICE] = {KEY_VOICE, false, "voice"},
    [OPTION_ASSETS] = {KEY_ASSETS, false, "assets"},
};

const char *
options_setting_name(enum option_setting setting)
{
    return settings[setting].name;
}

static void
note_source(struct kiosk_options *options, int key, enum option_source source)
{
    for (size_t i = 0; i < OPTION_SETTINGS; i++) {
        if ((int)settings[i].key == key) {
            options->sources[i] = source;
        }
    }
    if (key == KEY_PANEL) {
        options->sources[OPTION_WINDOW] = options->sources[OPTION_MM] = source;
    }
}

static bool
take_flag(const char *name, int key, const char *value, struct kiosk_options *options,
          struct error *err)
{
    bool is_yes = strcmp(value, "yes") == 0;
    if (!is_yes && strcmp(value, "no") != 0) {
        return error_set(err, ERROR_INPUT, "%s is yes or no", name);
    }
    return !is_yes || options_take_value(key, NULL, options, err);
}

/* Whether a line of the file names this setting; "stick_helper" is "stick-helper". */
static bool
is_name(const char *written, const char *name)
{
    size_t i = 0;
    while (written[i] &&
           (written[i] == name[i] || (written[i] == '_' && name[i] == '-'))) {
        i++;
    }
    return written[i] == name[i];
}

/* Takes one line of the settings file. */
static bool
take_setting(struct kiosk_options *options, const char *name, const char *value,
             struct error *err)
{
    int key = strcmp(name, "panel") == 0 ? KEY_PANEL : 0;
    bool is_flag = false;
    for (size_t i = 0; i < OPTION_SETTINGS; i++) {
        if (is_name(name, settings[i].name)) {
            key = settings[i].key;
            is_flag = settings[i].is_flag;
        }
    }
    if (key == 0) {
        return error_set(err, ERROR_INPUT, "there is no setting %s", name);
    }
    note_source(options, key, SOURCE_FILE);
    return is_flag ? take_flag(name, key, value, options, err)
                   : options_take_value(key, value, options, err);
}

/* The settings file that the command line names; NULL for the usual one. */
static const char *
find_file(int argc, char *argv[])
{
    const char *path = NULL;
    int key;
    optind = 0; /* GNU: begins again, for callers who read twice */
    opterr = 0;
    while ((key = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
        if (key == KEY_SETTINGS) {
            path = optarg;
        }
    }
    return path;
}

void
options_finish(struct kiosk_options *options)
{
    free(options->file_values);
    free(options->kept_pack);
    options->file_values = options->kept_pack = NULL;
}

static bool
read_words(int argc, char *argv[], struct kiosk_options *out, struct error *err)
{
    int key;
    optind = 0;
    while ((key = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
        const char *word = optind > 0 && optind <= argc ? argv[optind - 1] : "";
        if (key == ':') {
            return error_set(err, ERROR_INPUT, "%s needs a value", word);
        }
        if (key == '?') {
            return error_set(err, ERROR_INPUT, "there is no option %s", word);
        }
        if (!options_take_value(key, optarg, out, err)) {
            return false;
        }
        note_source(out, key, SOURCE_COMMAND_LINE);
    }
    return out->help || out->version || optind >= argc ||
           error_set(err, ERROR_INPUT, "%s stands alone: every option begins with --",
                     argv[optind]);
}

/* Checks that options which depend on each other fit together. */
static bool
options_fit(const struct kiosk_options *options, struct error *err)
{
    if (!options->data_dir) {
        return error_set(err, ERROR_INPUT, "--data DIR is missing");
    }
    if (!options->pack_dir && options->render_all) {
        return error_set(err, ERROR_INPUT,
                         "--pack DIR is missing, and the data folder keeps none");
    }
    if (!options_is_played(options) &&
        (options->render_dir || options->has_seed || options->date_half_day)) {
        return error_set(err, ERROR_INPUT,
                         "--render, --seed and --date work only with --script or "
                         "--render-all");
    }
    if (options->render_all && (options->script_path || !options->render_dir)) {
        return error_set(err, ERROR_INPUT,
                         "--render-all takes --render DIR and no --script");
    }
    return true;
}

/* A kiosk that has asked from a signed pack before goes on with it. */
static bool
find_kept_pack(struct kiosk_options *options, struct error *err)
{
    if (options->pack_dir || !options->data_dir) {
        return true;
    }
    size_t size = strlen(options->data_dir) + sizeof "/" OPTIONS_KEPT_PACK;
    options->kept_pack = malloc(size);
    if (!options->kept_pack) {
        return error_no_memory(err);
    }
    snprintf(options->kept_pack, size, "%s/" OPTIONS_KEPT_PACK, options->data_dir);
    if (file_exists(options->kept_pack)) {
        options->pack_dir = options->kept_pack;
    }
    return true;
}

bool
options_read(int argc, char *argv[], struct kiosk_options *out, struct error *err)
{
    struct kiosk_options options = {
        .name = "", .round = "", .event = "", .width_px = 1280, .height_px = 800};
    const char *named = find_file(argc, argv);
    bool ok = options_file_read(named ? named : OPTIONS_FILE_PATH, named, take_setting,
                                &options, err) &&
              read_words(argc, argv, &options, err) &&
              (options.help || options.version ||
               (find_kept_pack(&options, err) && options_fit(&options, err)));
    if (!ok) {
        options_finish(&options);
        return false;
    }
    *out = options;
    return true;
}

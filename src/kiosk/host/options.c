#include "options.h"

#include "clock.h"
#include "theme.h"
#include "townline/response.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW_MAX_PX 8192
#define SCREEN_MAX_MM 4000

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
    KEY_FULLSCREEN,
    KEY_SCRIPT,
    KEY_RENDER,
    KEY_RENDER_ALL,
    KEY_STICK,
    KEY_MOUNT_HELPER,
    KEY_ASSETS,
    KEY_SEED,
    KEY_DATE,
    KEY_HELP,
    KEY_VERSION,
};

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
    {"fullscreen", no_argument, NULL, KEY_FULLSCREEN},
    {"script", required_argument, NULL, KEY_SCRIPT},
    {"render", required_argument, NULL, KEY_RENDER},
    {"render-all", required_argument, NULL, KEY_RENDER_ALL},
    {"stick", required_argument, NULL, KEY_STICK},
    {"mount-helper", required_argument, NULL, KEY_MOUNT_HELPER},
    {"assets", required_argument, NULL, KEY_ASSETS},
    {"seed", required_argument, NULL, KEY_SEED},
    {"date", required_argument, NULL, KEY_DATE},
    {"help", no_argument, NULL, KEY_HELP},
    {"version", no_argument, NULL, KEY_VERSION},
    {NULL, 0, NULL, 0},
};

void
options_print_help(FILE *to)
{
    fputs(
        "Use: townline-kiosk --pack DIR --data DIR [OPTION...]\n"
        "Asks residents what the pack's form asks and keeps their answers.\n\n"
        "  --pack DIR         the questions: a .townpack, or a folder with form.xml\n"
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
        "  --fullscreen       cover the whole screen; only staff can leave\n"
        "  --stick DIR        the folder that stands for the USB stick (else one that\n"
        "                     this computer has mounted)\n"
        "  --mount-helper SOCKET  the program that mounts sticks, on an appliance\n"
        "  --assets DIR       icons, if they are not where they were installed\n"
        "  --script FILE      replay touches without a display\n"
        "  --render DIR       with --script: a PNG of each screen shown\n"
        "  --render-all NAMES with --render: every screen of the pack, no script;\n"
        "                     NAMES is a pattern such as '*.en.m.default' or '*'\n"
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
read_name(const char *option, const char *text, const char **out, struct error *err)
{
    if (strlen(text) > RESPONSE_NAME_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "%s takes at most %d letters", option,
                         RESPONSE_NAME_MAX_BYTES);
    }
    *out = text;
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

static bool
read_value(int key, const char *value, struct kiosk_options *out, struct error *err)
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
    case KEY_STICK:
        out->stick_dir = value;
        return true;
    case KEY_MOUNT_HELPER:
        out->mount_helper = value;
        return true;
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
    default:
        return error_set(err, ERROR_INPUT, "see townline-kiosk --help");
    }
}

bool
options_read(int argc, char *argv[], struct kiosk_options *out, struct error *err)
{
    struct kiosk_options options = {
        .name = "", .round = "", .event = "", .width_px = 1280, .height_px = 800};
    int key;
    optind = 0; /* GNU: start afresh, for callers who read twice */
    opterr = 0;
    while ((key = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
        const char *word = optind > 0 && optind <= argc ? argv[optind - 1] : "";
        if (key == ':') {
            return error_set(err, ERROR_INPUT, "%s needs a value", word);
        }
        if (key == '?') {
            return error_set(err, ERROR_INPUT, "there is no option %s", word);
        }
        if (!read_value(key, optarg, &options, err)) {
            return false;
        }
    }
    if (options.help || options.version) {
        *out = options;
        return true;
    }
    if (optind < argc) {
        return error_set(err, ERROR_INPUT,
                         "%s stands alone: every option begins with --", argv[optind]);
    }
    if (!options.pack_dir || !options.data_dir) {
        return error_set(err, ERROR_INPUT, "%s is missing",
                         options.pack_dir ? "--data DIR" : "--pack DIR");
    }
    if (!options_is_played(&options) &&
        (options.render_dir || options.has_seed || options.date_half_day)) {
        return error_set(err, ERROR_INPUT,
                         "--render, --seed and --date work only with --script or "
                         "--render-all");
    }
    if (options.render_all && (options.script_path || !options.render_dir)) {
        return error_set(err, ERROR_INPUT,
                         "--render-all takes --render DIR and no --script");
    }
    *out = options;
    return true;
}

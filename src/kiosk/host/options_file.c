/* options_file: reads the settings file with inih, and prints all settings. */
#include "options_file.h"

#include "setup.h"
#include "townline/file.h"
#include "townline/store.h"

#include <SDL2/SDL_keyboard.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#define KEYS_BYTES 64
#define LINE_MAX_BYTES 190 /* the reader would divide a longer one */

struct reading {
    struct kiosk_options *options;
    options_take *take;
    char *at; /* the place for the next value */
    struct error *err;
    bool failed;
};

/* Turns "--window takes a size" into words for a line "window = ...". */
static void
drop_dashes(struct error *err)
{
    if (strncmp(err->text, "--", 2) == 0) {
        memmove(err->text, err->text + 2, strlen(err->text) - 1);
    }
}

static int
on_line(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    if (reading->failed) {
        return 1;
    }
    size_t size = strlen(value) + 1;
    char *kept = memcpy(reading->at, value, size);
    reading->at += size;
    if (*section && strcmp(section, "kiosk") != 0) {
        reading->failed = true;
        error_set(reading->err, ERROR_INPUT, "there is no section [%s]", section);
    } else if (!reading->take(reading->options, name, kept, reading->err)) {
        reading->failed = true;
        drop_dashes(reading->err);
    }
    return !reading->failed;
}

/* The number of the first line that the reader cannot take; 0 when there is none. */
static int
find_bad_line(const struct buffer *text)
{
    int line = 1;
    size_t length = 0;
    for (size_t i = 0; i < text->size; i++) {
        uint8_t byte = text->data[i];
        length = byte == '\n' ? 0 : length + 1;
        if (byte == '\0' || length > LINE_MAX_BYTES) {
            return line;
        }
        line += byte == '\n';
    }
    return 0;
}

static bool
read_text(const char *path, struct buffer *text, struct reading *reading,
          struct error *err)
{
    int line = find_bad_line(text);
    if (line > 0) {
        return error_set(err, ERROR_INPUT, "%s, line %d: it is longer than %d letters",
                         path, line, LINE_MAX_BYTES);
    }
    buffer_add_u8(text, 0);
    if (text->failed) {
        return error_set(err, ERROR_FULL, "there is not enough memory");
    }
    line = ini_parse_string((const char *)text->data, on_line, reading);
    if (line == 0) {
        return true;
    }
    if (!reading->failed) {
        error_set(err, ERROR_INPUT, "say \"name = value\"");
    }
    return error_prefix(err, "%s, line %d", path, line);
}

bool
options_file_read(const char *path, bool must_be, options_take *take,
                  struct kiosk_options *options, struct error *err)
{
    struct buffer text;
    struct error fault = {0};
    buffer_init(&text, OPTIONS_FILE_MAX_BYTES + 1);
    if (!file_load(path, &text, &fault)) {
        buffer_finish(&text);
        if (fault.code == ERROR_MISSING && !must_be) {
            return true;
        }
        error_set(err, fault.code, "%s", fault.text);
        return error_prefix(err, "%s", path);
    }
    /* A value with its NUL is never longer than "name=value" with the end of its line.
     */
    free(options->file_values);
    options->file_values = malloc(text.size + 2);
    options->file_path = path;
    struct reading reading = {options, take, options->file_values, err, false};
    bool ok = options->file_values
                  ? read_text(path, &text, &reading, err)
                  : error_set(err, ERROR_FULL, "there is not enough memory");
    buffer_finish(&text);
    return ok;
}

static void
print(FILE *to, const char *name, const char *value, const char *source)
{
    fprintf(to, "%s = %s  (%s)\n", name, value, source);
}

static void
print_touched(void *context, const char *name, const char *value)
{
    print(context, name, value, "set by touch");
}

static void
print_setup(const struct kiosk_options *options, FILE *to)
{
    struct setup setup;
    char width[24];
    setup_load(options->data_dir, &setup);
    if (*setup.language) {
        print_touched(to, "language", setup.language);
    }
    if (setup.width_dmm > 0) {
        snprintf(width, sizeof width, "%d.%d mm", setup.width_dmm / 10,
                 setup.width_dmm % 10);
        print_touched(to, "screen width", width);
    }
    if (*setup.name && options->sources[OPTION_NAME] != SOURCE_COMMAND_LINE) {
        print_touched(to, "name", setup.name);
    }
}

static void
print_headset_keys(const struct kiosk_options *options, char out[KEYS_BYTES])
{
    /* SDL's names stand in one place, which the next call uses again */
    snprintf(out, KEYS_BYTES, "%s", SDL_GetKeyName(options->headset_keys[0]));
    if (*out) {
        size_t size = strlen(out);
        snprintf(out + size, KEYS_BYTES - size, ",%s",
                 SDL_GetKeyName(options->headset_keys[1]));
    }
}

bool
options_print_settings(const struct kiosk_options *options, FILE *to, struct error *err)
{
    const char *sources[] = {"default", options->file_path, "command line"};
    char window[32], mm[32], blank[16], keys[KEYS_BYTES], store[1200];
    struct error fault = {0};
    print_headset_keys(options, keys);
    snprintf(window, sizeof window, "%dx%d", options->width_px, options->height_px);
    snprintf(mm, sizeof mm, "%dx%d", options->width_mm, options->height_mm);
    snprintf(blank, sizeof blank, "%d", options->blank_after_min);
    const char *values[OPTION_SETTINGS] = {
        [OPTION_PACK] = options->pack_dir,
        [OPTION_DATA] = options->data_dir,
        [OPTION_KEYS] = options->keys_path,
        [OPTION_NAME] = options->name,
        [OPTION_ROUND] = options->round,
        [OPTION_EVENT] = options->event,
        [OPTION_SHOW_OTHERS] = options->show_others ? "yes" : "no",
        [OPTION_WINDOW] = window,
        [OPTION_MM] = mm,
        [OPTION_FULLSCREEN] = options->fullscreen ? "yes" : "no",
        [OPTION_STICK] = options->stick_dir,
        [OPTION_STICK_HELPER] = options->stick_helper,
        [OPTION_UPDATE] = options->updates ? "rauc" : "no",
        [OPTION_KEYBOARD] = options->keys_only_act ? "actions" : "typing",
        [OPTION_HEADSET_KEYS] = keys,
        [OPTION_BLANK_AFTER] = blank,
        [OPTION_VOICE] = options->is_mute ? "no" : "yes",
        [OPTION_ASSETS] = options->assets_dir,
    };
    for (size_t i = 0; i < OPTION_SETTINGS; i++) {
        print(to, options_setting_name(i), values[i] ? values[i] : "",
              sources[options->sources[i]]);
    }
    print_setup(options, to);
    snprintf(store, sizeof store, "%s/%s", options->data_dir,
             options->test_mode ? "test" : "official");
    if (store_peek_settings(store, options->test_mode, print_touched, to, &fault) ||
        fault.code == ERROR_MISSING) {
        return true;
    }
    error_set(err, fault.code, "%s", fault.text);
    return error_prefix(err, "what staff set by touch cannot be shown");
}

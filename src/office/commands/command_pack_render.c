/* command_pack_render: every screen of a pack in every language as a picture, drawn by
 * the kiosk program itself, for proof-reading; with text and sound and a page that has
 * all of it, for proof-hearing. */
#include "album_progress.h"
#include "arguments.h"
#include "command_pack.h"
#include "console.h"
#include "counted.h"
#include "interruption.h"
#include "scratch.h"
#include "sibling.h"
#include "speech_page.h"
#include "townline/file.h"
#include "townline/keys.h"
#include "townline/pack_load.h"
#include "townline/voices.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MISSED_MAX_BYTES ((size_t)1 << 20)

struct rendering {
    const char *pack, *folder;
    const char *panel, *size, *colors, *language;
    bool is_signed;
    bool speaks; /* text and sound beside the pictures, and a page with all of them */
    struct speech_page spoken;
    bool failed; /* memory ran out for it */
    char scratch[SCRATCH_MAX_BYTES];
    char pattern[200];
    struct album_progress progress;
    struct buffer missed; /* lines to say in the end */
    size_t missed_count;
    bool made_folder; /* it was not there before */
    bool has_folder;  /* all that is in it was written now */
};

/* The folder must be new or empty: old pictures in it would be taken for this pack's.
 */
static bool
make_folder(const char *path, bool *made_out, struct error *err)
{
    *made_out = mkdir(path, 0777) == 0;
    if (*made_out) {
        return true;
    }
    if (errno != EEXIST) {
        return file_error(err, errno, "written") || error_prefix(err, "%s", path);
    }
    DIR *entries = opendir(path);
    if (!entries) {
        return file_error(err, errno, "opened") || error_prefix(err, "%s", path);
    }
    bool is_empty = true;
    for (struct dirent *entry; is_empty && (entry = readdir(entries)) != NULL;) {
        is_empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    }
    closedir(entries);
    return is_empty ||
           error_set(err, ERROR_INPUT,
                     "%s is not empty: name a new folder for the pictures", path);
}

static bool
below(const struct rendering *rendering, const char *name, char out[PATH_MAX])
{
    return snprintf(out, PATH_MAX, "%s/%s", rendering->scratch, name) < PATH_MAX;
}

/* A folder that nobody signed has no key to seal to; what is sealed here is thrown away
 * with the key. */
static bool
write_key(const struct rendering *rendering, struct error *err)
{
    struct office_secret secret;
    struct office_public office;
    struct recipient_secret recovery;
    struct buffer bytes;
    char path[PATH_MAX];
    keys_make("Proof-reading", seal_random(), &secret, &office, &recovery);
    buffer_init(&bytes, KEYS_FILE_MAX_BYTES);
    keys_public_write(&office, &bytes);
    const struct file_content content = {
        .data = bytes.data, .size = bytes.size, .mode = 0600, .existing = FILE_KEEP};
    bool ok = below(rendering, "office.pub", path) && file_save(path, &content, err);
    buffer_finish(&bytes);
    seal_wipe(&secret, sizeof secret);
    seal_wipe(&recovery, sizeof recovery);
    return ok;
}

static const char *
after(const char *line, const char *word)
{
    size_t size = strlen(word);
    return strncmp(line, word, size) == 0 ? line + size : NULL;
}

static void
tell_missed(struct rendering *rendering, const char *what, const char *path)
{
    rendering->missed_count++;
    buffer_add_format(&rendering->missed, "  %s: %s\n", path, what);
}

/* "SECONDS NAME" */
static void
add_spoken(struct rendering *rendering, const char *line)
{
    char *name;
    double seconds = strtod(line, &name);
    name += *name == ' ';
    rendering->failed =
        rendering->failed || !speech_page_add(&rendering->spoken, name, seconds);
    album_progress_screen(&rendering->progress, name);
}

static void
show_progress(const struct rendering *rendering)
{
    char text[300];
    album_progress_text(&rendering->progress, text, sizeof text);
    console_progress("%s", text);
}

static void
on_line(void *context, const char *line)
{
    struct rendering *rendering = context;
    const char *rest;
    if ((rest = after(line, "picture "))) {
        album_progress_screen(&rendering->progress, rest);
        show_progress(rendering);
    } else if ((rest = after(line, "speech "))) {
        add_spoken(rendering, rest);
        show_progress(rendering);
    } else if ((rest = after(line, "walk "))) {
        album_progress_walk(&rendering->progress, rest);
        show_progress(rendering);
    } else if ((rest = after(line, "unreached "))) {
        tell_missed(rendering, "not shown, since no way that was tried leads there",
                    rest);
    } else if ((rest = after(line, "unanswered "))) {
        tell_missed(rendering, "no answer was found that it takes", rest);
    }
}

static bool
draw(struct rendering *rendering, struct error *err)
{
    char data[PATH_MAX], stick[PATH_MAX], key[PATH_MAX];
    bool fits = below(rendering, "data", data) && below(rendering, "stick", stick) &&
                below(rendering, "office.pub", key);
    if (!fits || mkdir(stick, 0700) != 0) {
        return error_set(err, ERROR_SYSTEM, "%s cannot be written", rendering->scratch);
    }
    const char *words[24] = {"--pack",       rendering->pack,
                             "--data",       data,
                             "--stick",      stick,
                             "--panel",      rendering->panel,
                             "--seed",       "7",
                             "--render",     rendering->folder,
                             "--render-all", rendering->pattern};
    size_t count = 14;
    if (rendering->speaks) {
        words[count++] = "--speak";
    }
    if (!rendering->is_signed) {
        words[count++] = "--keys";
        words[count++] = key;
    }
    bool ok = sibling_run("townline-kiosk", words, on_line, rendering, err);
    console_progress(NULL);
    if (ok && rendering->progress.screens == 0) {
        return error_set(err, ERROR_INPUT,
                         "there is no screen of language %s, size %s and colors %s on "
                         "this panel",
                         rendering->language, rendering->size, rendering->colors);
    }
    return ok;
}

/* Says how long each language is, and writes the page. */
static bool
finish_speech(struct rendering *rendering, const struct form *form, struct error *err)
{
    const struct speech_page *spoken = &rendering->spoken;
    if (rendering->failed) {
        return error_no_memory(err);
    }
    if (!speech_page_save(spoken, rendering->folder, form, err)) {
        return false;
    }
    for (size_t i = 0; i < form_language_count(form); i++) {
        const struct form_language *language = form_language(form, i);
        double seconds = speech_page_seconds(spoken, language->id);
        if (!speech_page_has(spoken, language->id)) {
            continue;
        }
        if (!voice_find(language->code)) {
            console_say("%s: text only, but for recordings, since it has no voice",
                        language->name);
        } else {
            console_say("%s: %s of speech", language->name,
                        counted((size_t)ceil(seconds / 60), "minute", "minutes").text);
        }
    }
    return true;
}

/* Somebody would take half of the screens for all of them. */
static void
take_back(const struct rendering *rendering, struct error *err)
{
    size_t count = rendering->progress.screens;
    if (rendering->made_folder) {
        scratch_remove(rendering->folder);
    } else if (rendering->has_folder) {
        scratch_empty(rendering->folder);
    }
    if (count > 0) {
        error_prefix(err, "ended after %s, and nothing was kept in %s",
                     counted(count, "screen", "screens").text, rendering->folder);
    }
}

/* How many languages of the form were asked for. */
static size_t
count_languages(const struct form *form, const char *wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < form_language_count(form); i++) {
        count += fnmatch(wanted, form_language(form, i)->id, 0) == 0;
    }
    return count;
}

static bool
render(struct rendering *rendering, struct error *err)
{
    struct pack *pack = NULL;
    if (!pack_load(rendering->pack, NULL, &pack, err)) {
        return false;
    }
    rendering->is_signed = pack->manifest != NULL;
    snprintf(rendering->pattern, sizeof rendering->pattern, "*.%.40s.%.40s.%.40s",
             rendering->language, rendering->size, rendering->colors);
    rendering->progress.languages = count_languages(pack->form, rendering->language);
    interruption_begin();
    rendering->has_folder =
        make_folder(rendering->folder, &rendering->made_folder, err);
    bool ok = rendering->has_folder && scratch_make(NULL, rendering->scratch, err) &&
              (rendering->is_signed || write_key(rendering, err)) &&
              draw(rendering, err) &&
              (!rendering->speaks || finish_speech(rendering, pack->form, err));
    pack_close(pack);
    scratch_remove(rendering->scratch);
    if (!ok) {
        take_back(rendering, err);
    }
    interruption_end();
    return ok;
}

static void
say_missed(struct rendering *rendering)
{
    if (rendering->missed_count == 0) {
        return;
    }
    console_say("%zu questions were not shown, or shown without an answer:",
                rendering->missed_count);
    buffer_add_u8(&rendering->missed, 0);
    if (!rendering->missed.failed) {
        console_text((char *)rendering->missed.data);
    }
}

/* Draws or speaks the pack that is named into the folder that is named. */
static int
run(int argc, char **argv, const struct option *options, size_t option_count,
    struct rendering *rendering)
{
    const char *command = rendering->speaks ? "pack speak" : "pack render";
    struct error err;
    size_t words;
    if (!arguments_read(argc, argv, options, option_count, &words, &err)) {
        return command_usage("pack", &err);
    }
    if (words != 2) {
        error_set(&err, ERROR_INPUT, "name a pack and a new folder for its %s",
                  rendering->speaks ? "speech" : "pictures");
        return command_usage("pack", &err);
    }
    rendering->pack = argv[0];
    rendering->folder = argv[1];
    buffer_init(&rendering->missed, MISSED_MAX_BYTES);
    bool ok = render(rendering, &err);
    if (ok && rendering->speaks) {
        console_say("%s in %s; open %s/index.html to listen",
                    counted(rendering->progress.screens, "screen", "screens").text,
                    rendering->folder, rendering->folder);
    } else if (ok) {
        console_say("%s in %s",
                    counted(rendering->progress.screens, "picture", "pictures").text,
                    rendering->folder);
    }
    if (ok) {
        say_missed(rendering);
    }
    buffer_finish(&rendering->missed);
    speech_page_finish(&rendering->spoken);
    return ok ? COMMAND_DONE : command_fail(command, &err);
}

int
command_pack_render(int argc, char **argv)
{
    struct rendering rendering = {
        .panel = "10.1", .size = "m", .colors = "default", .language = "*"};
    const struct option options[] = {
        {"--panel", OPTION_TEXT, false, &rendering.panel},
        {"--size", OPTION_TEXT, false, &rendering.size},
        {"--colors", OPTION_TEXT, false, &rendering.colors},
        {"--language", OPTION_TEXT, false, &rendering.language},
    };
    return run(argc, argv, options, sizeof options / sizeof *options, &rendering);
}

int
command_pack_speak(int argc, char **argv)
{
    struct rendering rendering = {.panel = "10.1",
                                  .size = "m",
                                  .colors = "default",
                                  .language = "*",
                                  .speaks = true};
    const struct option options[] = {
        {"--language", OPTION_TEXT, false, &rendering.language},
    };
    return run(argc, argv, options, sizeof options / sizeof *options, &rendering);
}

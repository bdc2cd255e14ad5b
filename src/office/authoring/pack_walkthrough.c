/* Says how many screens and minutes a resident is led through. */
#include "pack_walkthrough.h"

#include "console.h"
#include "names.h"
#include "townline/voices.h"
#include "townline/walkthrough.h"

#include <stdlib.h>

#define COSTLY_SCREENS 5 /* this many are listed when the path is too long */

static size_t
sum_words(const struct walkthrough *path, unsigned *touches_out)
{
    size_t words = 0;
    *touches_out = 0;
    for (size_t i = 0; i < path->count; i++) {
        words += path->screens[i].words;
        *touches_out += path->screens[i].touches;
    }
    return words;
}

static int
compare_cost(const void *a, const void *b)
{
    unsigned left = walkthrough_screen_seconds(a),
             right = walkthrough_screen_seconds(b);
    return left < right ? 1 : left > right ? -1 : 0;
}

static void
say_costs(const struct walkthrough *path)
{
    console_say("             At most %d screens and %d minutes are meant. What costs "
                "most:",
                WALKTHROUGH_MAX_SCREENS, WALKTHROUGH_MAX_S / 60);
    qsort(path->screens, path->count, sizeof *path->screens, compare_cost);
    for (size_t i = 0; i < path->count && i < COSTLY_SCREENS; i++) {
        const struct walkthrough_screen *screen = &path->screens[i];
        console_say("               %3u s  %s (words %zu, touches %u)",
                    walkthrough_screen_seconds(screen), screen->name, screen->words,
                    screen->touches);
    }
}

static void
say(const struct form_language *language, struct walkthrough *path)
{
    unsigned touches, seconds = walkthrough_seconds(path);
    size_t words = sum_words(path, &touches);
    console_say("  %s  %s: %zu screens, %u min %02u s (words %zu, touches %u%s%s)",
                walkthrough_is_too_long(path) ? "too long" : "path    ", language->name,
                path->count, seconds / 60, seconds % 60, words, touches,
                path->service != NULL ? ", longest about " : "",
                path->service != NULL ? path->service : "");
    if (walkthrough_is_too_long(path)) {
        say_costs(path);
    }
    if (voice_find(language->code)) {
        console_say("             by ear, with a headset: %lu minutes",
                    (path->heard_ms + 59999) / 60000);
    } else {
        console_say("             by ear: it has no voice and is text only, unless the "
                    "pack brings recordings");
    }
}

bool
pack_walkthrough_say(const struct form *form, struct error *err)
{
    for (size_t i = 0; i < form_language_count(form); i++) {
        struct walkthrough path;
        if (!walkthrough_estimate(form, i, &path, err)) {
            return false;
        }
        say(form_language(form, i), &path);
        walkthrough_finish(&path);
    }
    return true;
}

static json_t *
screens_json(const struct walkthrough *path)
{
    json_t *screens = json_array();
    for (size_t i = 0; screens && i < path->count; i++) {
        const struct walkthrough_screen *screen = &path->screens[i];
        json_array_append_new(
            screens,
            json_pack("{s:o, s:I, s:I, s:I}", "screen", names_json_text(screen->name),
                      "words", (json_int_t)screen->words, "touches",
                      (json_int_t)screen->touches, "seconds",
                      (json_int_t)walkthrough_screen_seconds(screen)));
    }
    return screens;
}

static json_t *
walkthrough_json(const struct form_language *language, const struct walkthrough *path)
{
    unsigned touches;
    size_t words = sum_words(path, &touches);
    return json_pack(
        "{s:s, s:b, s:I, s:I, s:I, s:I, s:I, s:o?, s:b, s:o}", "language", language->id,
        "voice", voice_find(language->code) != NULL, "seconds_by_ear",
        (json_int_t)(path->heard_ms / 1000), "screens", (json_int_t)path->count,
        "seconds", (json_int_t)walkthrough_seconds(path), "words", (json_int_t)words,
        "touches", (json_int_t)touches, "service",
        !path->service ? json_null() : names_json_text(path->service), "too_long",
        walkthrough_is_too_long(path), "path", screens_json(path));
}

json_t *
pack_walkthrough_json(const struct form *form, struct error *err)
{
    json_t *languages = json_array();
    for (size_t i = 0; languages && i < form_language_count(form); i++) {
        struct walkthrough path;
        if (!walkthrough_estimate(form, i, &path, err)) {
            json_decref(languages);
            return NULL;
        }
        int failed = json_array_append_new(
            languages, walkthrough_json(form_language(form, i), &path));
        walkthrough_finish(&path);
        if (failed) {
            json_decref(languages);
            languages = NULL;
        }
    }
    if (!languages) {
        error_no_memory(err);
    }
    return languages;
}

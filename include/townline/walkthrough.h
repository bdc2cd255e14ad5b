/*
 * walkthrough: an estimate of how long a form keeps a resident: the screens, words and
 * touches of the default path, which leads from the first screen to "recorded" for one
 * service and takes nothing optional. At each choice the path takes the answer that
 * leads to most questions, and of the services the one with most words, so it is the
 * longest path that a resident is led along; no text is typed. Time runs from the first
 * touch until "recorded" is shown, as the time in a response does; so the first and the
 * last screen are counted as screens, and take no time. Pure.
 *
 * A text is counted where a resident meets it first: choices that stood on the screen
 * before are not read again, and of a card only the name is read. The kiosk's own words
 * are counted in English. A word is what stands between spaces; in scripts without
 * spaces 1.6 letters (Han, kana) or 5 letters (Thai, Lao, Burmese, Khmer) make a word.
 * A screen that needs several pages on a small panel counts once.
 */
#ifndef TOWNLINE_WALKTHROUGH_H
#define TOWNLINE_WALKTHROUGH_H

#include "townline/form.h"

/* a path that has more screens or takes longer is too long for a visitor */
#define WALKTHROUGH_MAX_SCREENS 12
#define WALKTHROUGH_MAX_S 180
#define WALKTHROUGH_WORDS_PER_MINUTE 125
#define WALKTHROUGH_TOUCH_S 4

#define WALKTHROUGH_NAME_MAX_BYTES 200
struct walkthrough_screen {
    /* "service" or "question PATH", as scripts of the kiosk write it */
    char name[WALKTHROUGH_NAME_MAX_BYTES];
    size_t words;
    unsigned touches;
};
struct walkthrough {
    struct walkthrough_screen *screens; /* owned; from "attract" to "recorded" */
    size_t count;
    /* borrowed from the form; NULL when the form asks about no service */
    const char *service;
    /* The whole path by ear, from the first key on, at the usual speed: each screen to
     * its end, each choice by name, a second for each key (spoken_words.h). */
    unsigned long heard_ms;
};
/* A form with more than 1,000 screens is counted up to the 1,000th. */
bool walkthrough_estimate(const struct form *form, size_t language,
                          struct walkthrough *out, struct error *err)
    __attribute__((warn_unused_result));
void walkthrough_finish(struct walkthrough *path); /* takes a zeroed struct */

unsigned walkthrough_screen_seconds(const struct walkthrough_screen *screen);
unsigned walkthrough_seconds(const struct walkthrough *path);
bool walkthrough_is_too_long(const struct walkthrough *path);

/* The words of a text, counted as said above. */
size_t walkthrough_words(const char *text);

#endif

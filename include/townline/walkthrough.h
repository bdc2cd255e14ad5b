/*
 * walkthrough: how long a form keeps a resident: the screens, words and touches of the
 * default path, from the first screen to "recorded" for one service, where nothing
 * optional is taken. Of choices the path takes those that lead to most questions, of
 * services the one with most to read, so that it is the longest that a resident is led
 * through; nothing is written. Time runs from the first touch until "recorded" is
 * shown, as that of a response does: the first and the last screen count, and take no
 * time. Pure.
 *
 * Words are read once: choices that were there before are not read again, and of cards
 * only the names. Those that the kiosk says itself are counted in English. A word is
 * what stands between spaces; in scripts without them 1.6 letters (Han, kana) or 5
 * (Thai, Lao, Burmese, Khmer). A screen that does not fit its panel counts once.
 */
#ifndef TOWNLINE_WALKTHROUGH_H
#define TOWNLINE_WALKTHROUGH_H

#include "townline/form.h"

#define WALKTHROUGH_MAX_SCREENS 12 /* more, or longer, is too long for a visitor */
#define WALKTHROUGH_MAX_S 180
#define WALKTHROUGH_WORDS_PER_MINUTE 125
#define WALKTHROUGH_TOUCH_S 4

#define WALKTHROUGH_NAME_MAX_BYTES 200
struct walkthrough_screen {
    char name[WALKTHROUGH_NAME_MAX_BYTES]; /* as in scripts: "service", "question PATH"
                                            */
    size_t words;
    unsigned touches;
};
struct walkthrough {
    struct walkthrough_screen *screens; /* owned; "attract" to "recorded" */
    size_t count;
    const char *service; /* borrowed from the form; NULL: it asks about none */
};
/* Of a form with more than 1,000 screens, the first of them. */
bool walkthrough_estimate(const struct form *form, size_t language,
                          struct walkthrough *out, struct error *err)
    __attribute__((warn_unused_result));
void walkthrough_finish(struct walkthrough *path); /* takes a zeroed struct */

unsigned walkthrough_screen_seconds(const struct walkthrough_screen *screen);
unsigned walkthrough_seconds(const struct walkthrough *path);
bool walkthrough_is_too_long(const struct walkthrough *path);

/* Words of a text as above. */
size_t walkthrough_words(const char *text);

#endif

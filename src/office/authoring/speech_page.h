/*
 * speech_page: index.html of a folder that `pack speak` wrote: each screen with its
 * picture, its words and a player, language by language, for people who listen to a
 * pack before it goes out. It needs nothing but the files beside it.
 */
#ifndef SPEECH_PAGE_H
#define SPEECH_PAGE_H

#include "townline/form.h"

struct spoken_screen {
    char
        *name; /* owned: "purpose.en.m.default"; .txt, .png, and .wav if it has sound */
    double seconds; /* 0: nothing is heard of it */
};
struct speech_page {
    struct spoken_screen *screens; /* owned; in the order of the way */
    size_t count;
};
void speech_page_finish(struct speech_page *page); /* takes a zeroed struct */
bool speech_page_add(struct speech_page *page, const char *name, double seconds);
/* The seconds of a language, by its id. */
double speech_page_seconds(const struct speech_page *page, const char *language);
bool speech_page_has(const struct speech_page *page, const char *language);
bool speech_page_save(const struct speech_page *page, const char *folder,
                      const struct form *form, struct error *err)
    __attribute__((warn_unused_result));

#endif

/*
 * bench_texts: short texts in a language, written by neither us nor our residents: what
 * the programs on this machine say in it, from their compiled catalogues (GNU gettext
 * manual, "The Format of GNU MO Files").
 */
#ifndef BENCH_TEXTS_H
#define BENCH_TEXTS_H

#include <stddef.h>

#define BENCH_TEXTS_MAX 300

struct bench_texts {
    char *texts[BENCH_TEXTS_MAX]; /* owned */
    size_t count, bytes;
};

/* Up to BENCH_TEXTS_MAX sentences of 30 to 140 characters, spread over all catalogues
 * that `language` has in /usr/share/locale. "en" takes what others translate from. */
void bench_texts_load(struct bench_texts *texts, const char *language);
void bench_texts_finish(struct bench_texts *texts);

#endif

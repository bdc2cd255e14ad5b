/*
 * kiosk_words: the kiosk's own words that residents read (Next, Before you start). The
 * kiosk has them in the languages of assets/locale; for others a pack brings them along
 * (sheet kiosk_words). Each has a name that stays the same; its English words are what
 * the sources of the kiosk say.
 */
#ifndef TOWNLINE_KIOSK_WORDS_H
#define TOWNLINE_KIOSK_WORDS_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>

#define KIOSK_WORD_MAX_BYTES 1000
#define KIOSK_WORDS_SHEET "kiosk_words"

struct kiosk_word {
    const char *name, *english; /* "next", "Next" */
};
/* In the order of the screens; of a word in two numbers each is one. */
extern const struct kiosk_word kiosk_word_list[];
extern const size_t kiosk_word_list_count;

int kiosk_word_find(const char *name); /* index, -1 when there is none */
int kiosk_word_find_english(const char *english);
/* Whether the kiosk has the words of a language ("pt-BR") itself. */
bool kiosk_words_are_known(const char *code);

/* The one judge of words from elsewhere, for compiler, office and kiosk: "{service}"
 * and "%u" stand in them as often as in the English ones, the latter in the same order,
 * and no other "%". What passes can be a format where the English words are one. */
bool kiosk_word_check(const char *english, const char *words, struct error *err)
    __attribute__((warn_unused_result));

#endif

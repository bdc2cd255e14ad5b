/*
 * kiosk_words: the kiosk's own words that residents read, such as "Next" and "Before
 * you start". The kiosk has them in the languages of assets/locale; for any other
 * language a pack can bring them along (sheet kiosk_words). Each has a name that stays
 * the same; its English words are those in the sources of the kiosk.
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
/* In the order of the screens. Words with a singular and a plural are two entries. */
extern const struct kiosk_word kiosk_word_list[];
extern const size_t kiosk_word_list_count;

int kiosk_word_find(const char *name); /* index, or -1 */
int kiosk_word_find_english(const char *english);
/* Whether the kiosk itself has its words in the language with this code ("pt-BR"). */
bool kiosk_words_are_known(const char *code);

/* The one judge of translated words, for the compiler, the office and the kiosk. Marks
 * such as "{service}" have to stand in them as often as in the English words; so have
 * conversions such as "%u", and these in the same order; no other "%" may stand in
 * them. So words that pass can be a format of printf wherever the English words are
 * one. */
bool kiosk_word_check(const char *english, const char *words, struct error *err)
    __attribute__((warn_unused_result));

#endif

/*
 * words: the kiosk's own words (Next, Back, Recorded), in the language of the screen.
 * The English words are the keys; assets/locale/CODE.po holds the others. No system
 * locale needs to be installed. One language at a time for the whole program; not
 * thread-safe.
 */
#ifndef TOWNLINE_WORDS_H
#define TOWNLINE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* `locale_dir` holds CODE/LC_MESSAGES/townline.mo; NULL: where the program was built or
 * installed. */
void words_start(const char *locale_dir);
/* "es", "pt-BR". A language without words of its own is shown in English. */
void words_use(const char *language);
/* Words that stand before the kiosk's own until the next words_use, by the index of
 * kiosk_words.h, each of which passed kiosk_word_check; NULL where there is none.
 * Borrowed. */
void words_lend(const char *const *words, bool right_to_left);
/* The language of what tr gives now: "en" where words_use found no other. */
const char *words_language(void);

const char *tr(const char *english) __attribute__((format_arg(1)));
/* One or many: trn("%u answer", "%u answers", count). */
const char *trn(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* `{name}` in a translated text replaced by a value: sentences whose order differs from
 * language to language. Where they run from right to left the value stands between
 * U+2068 and U+2069 (UAX 9), unless it was filled in itself: a Latin name or an amount
 * turns nothing round. */
#define WORDS_FILL_MORE_BYTES 6 /* besides the text and the value */
void words_fill(char *out, size_t size, const char *text, const char *name,
                const char *value);

/* Two sentences one after the other, to be said aloud: "There is a problem. Please
 * choose an answer first." The first gets a full stop where it has no mark of its own
 * at its end. `second` may be empty. */
void words_sentences(char *out, size_t size, const char *first, const char *second);
/* "Staff: 12", and after a question that has a mark of its own "Who? Staff". */
void words_labeled(char *out, size_t size, const char *label, const char *value);

#endif

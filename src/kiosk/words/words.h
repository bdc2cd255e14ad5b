/*
 * words: the kiosk's own words (Next, Back, Recorded) in the language of the screen.
 * English words are the keys; assets/locale/CODE.po has the translations. No locale has
 * to be installed on the system. There is one language at a time for the whole program.
 * For one thread.
 */
#ifndef TOWNLINE_WORDS_H
#define TOWNLINE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* `locale_dir` has CODE/LC_MESSAGES/townline.mo; NULL: where the program was built or
 * installed. */
void words_start(const char *locale_dir);
/* Takes a language such as "es" or "pt-BR". One without words is shown in English. */
void words_use(const char *language);
/* Words that are taken instead of the kiosk's own until the next words_use, by the
 * index of kiosk_words.h; NULL where there is none. Each passed kiosk_word_check.
 * Borrowed. */
void words_lend(const char *const *words, bool right_to_left);
/* The language that tr gives now: "en" when words_use did not find another. */
const char *words_language(void);

const char *tr(const char *english) __attribute__((format_arg(1)));
/* Singular or plural: trn("%u answer", "%u answers", count). */
const char *trn(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* A sentence that is kept in English and given to tr when it is shown, so that it is in
 * the language of the screen then. */
#define words_mark(english) (english)

/* Replaces `{name}` in a translated text by a value, since the order of words differs
 * from language to language. Where words run from right to left, the value is put
 * between U+2068 and U+2069 (UAX 9), so that a Latin name or an amount does not change
 * the order around it; not when the value was made here and has such marks already. */
/* bytes needed beside those of the text and the value */
#define WORDS_FILL_MORE_BYTES 6
void words_fill(char *out, size_t size, const char *text, const char *name,
                const char *value);

/* Puts two sentences together to be spoken: "There is a problem. Please choose an
 * answer first." The first gets a full stop when it does not end with a mark. `second`
 * may be empty. */
void words_sentences(char *out, size_t size, const char *first, const char *second);
/* "Staff: 12"; after a question, which has a mark of its own, "Who? Staff". */
void words_labeled(char *out, size_t size, const char *label, const char *value);

#endif

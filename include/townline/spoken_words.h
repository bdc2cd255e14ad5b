/*
 * spoken_words: what a voice says wrongly of words that it is given as they are
 * written, and how long it takes. A translator mends it with other words to speak, in a
 * column "say". Pure.
 *
 * What counts as wrong was found by listening to what espeak-ng makes of it:
 * - Arabic words without vowel marks, which the voice guesses. A word is told when two
 *   of its letters lack a mark, or one where it has none at all. The article, long
 *   vowels, the last letter and the short words that the voice knows need none.
 * - Numbers that are more than a whole number of at most six digits: money, percent,
 *   dates, times, telephone and emergency numbers, "18-34". "2,000" is right in English
 *   and "2.000" in Spanish and Vietnamese.
 * - Abbreviations in capitals, "EMS", which are read as words or in English.
 * - A text of signs alone, "---", of which nothing is heard.
 */
#ifndef TOWNLINE_SPOKEN_WORDS_H
#define TOWNLINE_SPOKEN_WORDS_H

#include <stddef.h>

enum spoken_fault {
    SPOKEN_NO_VOWELS,
    SPOKEN_NUMBER,
    SPOKEN_CAPITALS,
    SPOKEN_NOTHING
};
#define SPOKEN_FAULTS 4

/* Called with each such word, `size` bytes within the words that were given. */
typedef void spoken_on_fault(void *context, enum spoken_fault fault, const char *word,
                             size_t size);
/* `language` is BCP 47. Places for values, "${name}", marks of styling and the
 * addresses of links are passed over, since they are not spoken. */
void spoken_words_judge(const char *words, const char *language,
                        spoken_on_fault *on_fault, void *context);

/* About how many milliseconds the voice of the language takes for the words at its
 * usual speed: so many for each letter and digit (voices.h), with the pause behind
 * them. 0 for no words. */
unsigned spoken_words_ms(const char *words, const char *language);

#endif

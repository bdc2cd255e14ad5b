/*
 * tones: the tone marks of Vietnamese. A mark is typed after its word's letters, and
 * stands on the vowel where it is written by the usual rules, wherever in the word it
 * was typed; it moves as the word grows. Pure; text is UTF-8 in composed letters.
 */
#ifndef TOWNLINE_TONES_H
#define TOWNLINE_TONES_H

#include <stdbool.h>
#include <stddef.h>

#define TONES 5 /* 1 to 5: as on á à ả ã ạ; 0 is none */

/* Puts the tone on the last word of `text`, in place, at most `size` bytes with its
 * NUL; the tone it has already is taken off. False when nothing changed. */
bool tone_put(char *text, size_t size, int tone);
/* After a letter was added: the word's tone, if it has one, where it belongs now. */
void tone_settle(char *text, size_t size);
/* A letter with a tone is another letter and a tone: "ế" is "ê" and 1. False when it
 * has none. `base_out` is NUL-terminated. */
bool tone_split(const char *character, const char **base_out, int *tone_out);

#endif

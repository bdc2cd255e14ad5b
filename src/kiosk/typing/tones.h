/*
 * tones: the tone marks of Vietnamese. A tone is typed behind the letters of its word,
 * and stands on the vowel that the usual rules choose, wherever it was typed. When the
 * word becomes longer, the tone may move. Pure. Texts are UTF-8 in composed letters.
 */
#ifndef TOWNLINE_TONES_H
#define TOWNLINE_TONES_H

#include <stdbool.h>
#include <stddef.h>

#define TONES 5 /* 1 to 5 as on á à ả ã ạ; 0 is none */

/* Puts the tone on the last word of `text`, in place, which has room for `size` bytes
 * with its NUL. If the word has this tone already, it is taken off. False when nothing
 * changed. */
bool tone_put(char *text, size_t size, int tone);
/* Call it after a letter was added: puts the tone of the word on the vowel where it is
 * right now. */
void tone_settle(char *text, size_t size);
/* Divides a letter with a tone into the letter and the tone: "ế" is "ê" and 1. False
 * when it has none. `base_out` ends with a NUL. */
bool tone_split(const char *character, const char **base_out, int *tone_out);

#endif

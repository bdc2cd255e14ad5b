/* spoken_arabic: Arabic words that lack vowels. */
#ifndef TOWNLINE_SPOKEN_ARABIC_H
#define TOWNLINE_SPOKEN_ARABIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool is_arabic_letter(uint32_t c);
/* The marks for vowels, doubling and the like, which stand above or below a letter. */
bool is_arabic_mark(uint32_t c);
/* Whether a voice would guess vowels of this word, which is letters and marks alone. */
bool arabic_lacks_vowels(const char *word, size_t size);

#endif

/*
 * characters: UTF-8 text as code points. Texts in a form and in answers are well formed
 * (checked where they come in); still no call reads past the NUL.
 */
#ifndef TOWNLINE_CHARACTERS_H
#define TOWNLINE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at the text and how many bytes it takes; 0 and 0 at the end. */
uint32_t character_at(const char *text, size_t *size_out);
size_t characters_count(const char *text);
/* Bytes of the first `count` characters, or of all. */
size_t characters_bytes(const char *text, size_t count);
/* Well-formed UTF-8, no control characters but line feed and tab. */
bool characters_are_clean(const char *text);

#endif

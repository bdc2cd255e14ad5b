/*
 * characters: UTF-8 text as code points, and the few questions about single characters
 * that reading a text asks again and again. Texts in a form and in answers are well
 * formed (checked where they come in); still no call reads past the NUL. None depends
 * on the locale.
 */
#ifndef TOWNLINE_CHARACTERS_H
#define TOWNLINE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* White space of XML and of XPath: blank, tab, line feed, carriage return. */
static inline bool
character_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* 0 to 9; digits of other scripts are none. */
static inline bool
character_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A byte of a character of several bytes that is not its first: the second byte of
 * "\u00e9" is one, the first is none, and no byte of "e" is. */
static inline bool
character_is_inside(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The code point at the text and how many bytes it takes; 0 and 0 at the end. */
uint32_t character_at(const char *text, size_t *size_out);
size_t characters_count(const char *text);
/* Bytes of the first `count` characters, or of all. */
size_t characters_bytes(const char *text, size_t count);
/* How many bytes to keep of a text that has room for `max_bytes`: all of them if they
 * fit, else as many as end between two characters. */
size_t characters_fitting(const char *text, size_t max_bytes);
/* Well-formed UTF-8, no control characters but line feed and tab. */
bool characters_are_clean(const char *text);
/* How many of the `left` bytes the character takes that they begin with; 0 when it is
 * not well formed, or NUL. */
size_t character_well_formed_bytes(const void *bytes, size_t left);
/* Well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms, nothing
 * above U+10FFFF) without a NUL byte. Control characters pass. */
bool characters_are_well_formed(const void *bytes, size_t size);
/* False too when nothing stands before the ending: ".csv" does not end with ".csv". */
bool characters_end_with(const char *text, const char *ending);
/* The same when letters from A to Z in the text are taken as small ones; `ending` is
 * given in small letters. */
bool characters_end_with_any_case(const char *text, const char *ending);

#endif

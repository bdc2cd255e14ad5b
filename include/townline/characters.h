/*
 * characters: UTF-8 text as code points, and the few questions about characters that
 * are asked again and again. The texts of forms and answers are well formed, since they
 * are checked where they come in; on other texts no call reads past the NUL. Nothing
 * depends on the locale.
 */
#ifndef TOWNLINE_CHARACTERS_H
#define TOWNLINE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The white space of XML and XPath: blank, tab, line feed and carriage return. */
static inline bool
character_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* From 0 to 9. Digits of other scripts do not count. */
static inline bool
character_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the byte belongs to a character of several bytes and is not its first. In
 * "\u00e9" the second byte is such a one; in "e" none is. */
static inline bool
character_is_inside(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The code point that begins at `text`, and the number of its bytes; 0 and 0 at the
 * end. */
uint32_t character_at(const char *text, size_t *size_out);
size_t characters_count(const char *text);
/* The bytes of the first `count` characters, or of all when there are fewer. */
size_t characters_bytes(const char *text, size_t count);
/* How many bytes of a text fit into `max_bytes`: all of them, or as many as end with a
 * whole character. */
size_t characters_fitting(const char *text, size_t max_bytes);
/* Whether it is well-formed UTF-8 without control characters other than line feed and
 * tab. */
bool characters_are_clean(const char *text);
/* How many of the `left` bytes belong to the character that begins there; 0 when it is
 * not well formed, or NUL. */
size_t character_well_formed_bytes(const void *bytes, size_t left);
/* Whether it is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong
 * forms, nothing above U+10FFFF) without a NUL byte. Control characters are allowed. */
bool characters_are_well_formed(const void *bytes, size_t size);
/* False also when the text is nothing but the ending: ".csv" does not end with ".csv".
 */
bool characters_end_with(const char *text, const char *ending);
/* The same, without regard to the case of letters from A to Z in the text. `ending` has
 * small letters. */
bool characters_end_with_any_case(const char *text, const char *ending);

#endif

/* pattern_text: a text that a pattern of regex() lets through. */
#ifndef TOWNLINE_PATTERN_TEXT_H
#define TOWNLINE_PATTERN_TEXT_H

#include <stddef.h>

/* The first way through the pattern: of alternatives the first, of a class its first
 * letter, as few repetitions as it allows. Cut at `size` bytes with the NUL. */
void pattern_text(const char *pattern, char *out, size_t size);

#endif

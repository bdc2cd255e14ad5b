/* pattern_text: writes a text that a pattern of regex() lets through. */
#ifndef TOWNLINE_PATTERN_TEXT_H
#define TOWNLINE_PATTERN_TEXT_H

#include <stddef.h>

/* Takes the first alternative, the first letter of a class, and as few repetitions as
 * the pattern allows. The text is cut to fit `size` bytes with its NUL. */
void pattern_text(const char *pattern, char *out, size_t size);

#endif

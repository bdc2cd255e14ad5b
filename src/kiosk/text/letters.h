/*
 * letters: turns the bytes of a text into characters with what layout has to know of
 * each: style, font, direction, and whether a line may end behind it. For text/ alone.
 */
#ifndef TOWNLINE_LETTERS_H
#define TOWNLINE_LETTERS_H

#include "paragraph.h"

/* Fills letters, letter_count and missing. False when memory ran out. */
bool letters_read(struct paragraph *paragraph, struct fonts *fonts,
                  const struct text_spec *spec);
bool letter_is_space(uint32_t character);
/* Whether it only sets a direction or joins others, and has no shape of its own. */
bool letter_is_unseen(uint32_t character);

#endif

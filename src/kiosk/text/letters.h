/*
 * letters: from the bytes of a text to characters with what layout must know of each:
 * weight, face, direction, and whether a line may end after it. Private to text/.
 */
#ifndef TOWNLINE_LETTERS_H
#define TOWNLINE_LETTERS_H

#include "paragraph.h"

/* Fills letters, letter_count and missing. False: memory ran out. */
bool letters_read(struct paragraph *paragraph, struct fonts *fonts,
                  const struct text_spec *spec);
bool letter_is_space(uint32_t character);
/* Directs or joins and has no shape of its own. */
bool letter_is_unseen(uint32_t character);

#endif

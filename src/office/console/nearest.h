/*
 * nearest: which word was meant by one that was mistyped.
 */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* How many letters have to be changed, left out, added or exchanged with their
 * neighbour to make one word of the other; for words above 31 letters a large number.
 */
unsigned nearest_distance(const char *a, const char *b);
/* Close enough to be meant. `distance` is that of a word of `size` letters. */
int nearest_is_close(unsigned distance, size_t size);

#endif

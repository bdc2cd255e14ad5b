/* support_memory: searches the memory of the test's own process. */
#ifndef TOWNLINE_SUPPORT_MEMORY_H
#define TOWNLINE_SUPPORT_MEMORY_H

#include <stddef.h>

/* Counts how often a word stands in memory that can be written: the heap (also what was
 * freed and not overwritten), stacks and variables. The word is given backwards, so
 * that the call itself does not put it there. */
size_t memory_count(const char *backwards);

/* Writes the word that is given backwards into `out`. The caller wipes it. */
void memory_spell(const char *backwards, char *out);

#endif

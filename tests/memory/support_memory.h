/* memory: looks through the memory of the test's own process. */
#ifndef TOWNLINE_SUPPORT_MEMORY_H
#define TOWNLINE_SUPPORT_MEMORY_H

#include <stddef.h>

/* How often a word stands in memory that can be written: heap (also what was freed and
 * not overwritten), stacks and variables. The word is given backwards, so that the call
 * itself does not put it there. */
size_t memory_count(const char *backwards);

/* The letters of a word that is given backwards, into `out`; the caller wipes them. */
void memory_spell(const char *backwards, char *out);

#endif

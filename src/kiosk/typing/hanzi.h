/*
 * hanzi: Chinese characters for the pinyin letters that somebody typed, most likely
 * first. It wraps libpinyin, whose tables are files of the system; they are mapped and
 * read only. Nothing is learned from what is typed and nothing is written: there is no
 * folder of a user, and what one lookup leaves behind is dropped before the next.
 *
 * Measured on Debian 12: opening takes about 3 ms of CPU, a lookup 0.2 to 4 ms, and all
 * of it 9 MB of memory (PSS): 1.5 MB, and pages of the tables, which the system drops
 * when it needs room. Open it when Chinese is typed, not before, and once: each closing
 * loses 18 KB, since libpinyin 2.8 does not close the files of a user that it did not
 * find. One thread.
 */
#ifndef TOWNLINE_HANZI_H
#define TOWNLINE_HANZI_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>

#define HANZI_MAX_LETTERS 40 /* that are looked up together */
#define HANZI_TEXT_BYTES 64  /* of one candidate with its NUL */
#define HANZI_CANDIDATES_MAX 96

/* What may be written for the first `letters` of what was typed. */
struct hanzi_candidate {
    char text[HANZI_TEXT_BYTES];
    size_t letters; /* at least 1 */
};

struct hanzi;

/* ERROR_MISSING when the tables are not installed. */
bool hanzi_open(struct hanzi **out, struct error *err)
    __attribute__((warn_unused_result));
void hanzi_close(struct hanzi *hanzi); /* forgets first; takes NULL */
/* Wipes what it knows of the letters that were typed, and gives back what the lookups
 * took. Call it when a session ends. Takes NULL. */
void hanzi_forget(struct hanzi *hanzi);

/* Finds what `letters` (a to z and apostrophes, HANZI_MAX_LETTERS at most) may mean,
 * and returns how many were found, at most `max`. Anything else finds nothing. */
size_t hanzi_find(struct hanzi *hanzi, const char *letters, struct hanzi_candidate *out,
                  size_t max);

#endif

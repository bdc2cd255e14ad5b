/*
 * phrases: a few sentences such as visitors write, in English and Spanish, for
 * simulate.
 */
#ifndef TOWNLINE_PHRASES_H
#define TOWNLINE_PHRASES_H

#include "persona.h"

/* Between one sentence and three, cut to the room there is; not for anybody in
 * particular. `language` is a BCP 47 code; all but "es" get English. */
void phrases_write(struct persona *persona, const char *language, char *out,
                   size_t size);

#endif

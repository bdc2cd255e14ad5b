/*
 * phrases: a few sentences such as visitors write, in English and Spanish, for
 * simulate.
 */
#ifndef TOWNLINE_PHRASES_H
#define TOWNLINE_PHRASES_H

#include "persona.h"

/* Writes one to three sentences, cut to `size`. They are Spanish where `language`, a
 * BCP 47 code, is "es", else English. */
void phrases_write(struct persona *persona, const char *language, char *out,
                   size_t size);

#endif

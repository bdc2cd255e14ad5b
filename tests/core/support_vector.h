/*
 * support_vector: reads the test vectors from src/core/FORMAT.md, so that document and
 * program always agree. A vector begins with a line "vector NAME:" and goes on in hex
 * over as many indented lines as it needs.
 */
#ifndef TOWNLINE_SUPPORT_VECTOR_H
#define TOWNLINE_SUPPORT_VECTOR_H

#include "townline/buffer.h"

/* Initialises and fills `out`. The test fails when there is no such vector. */
void vector_read(const char *name, struct buffer *out);
/* Fails the test, and prints the bytes in hex, unless they are those of the vector. */
void vector_assert(const char *name, const void *bytes, size_t size);

#endif

/*
 * vector: the test vectors of src/core/FORMAT.md, read from there, so that the document
 * and the program cannot part. A vector is a line of the document that begins with
 * "vector NAME:" and goes on in hex, over as many indented lines as it needs.
 */
#ifndef TOWNLINE_SUPPORT_VECTOR_H
#define TOWNLINE_SUPPORT_VECTOR_H

#include "townline/buffer.h"

/* Initialises and fills `out`; the test fails when there is no such vector. */
void vector_read(const char *name, struct buffer *out);
/* Fails the test, printing the bytes in hex, unless they are those of the vector. */
void vector_assert(const char *name, const void *bytes, size_t size);

#endif

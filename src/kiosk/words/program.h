/*
 * program: where the running program lies, so that what was installed beside it is
 * found wherever that is.
 */
#ifndef TOWNLINE_PROGRAM_H
#define TOWNLINE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

/* The first of `places`, paths from the program's folder ("../share/locale"), that is
 * there. False when none is; the list ends with NULL. */
bool program_find(const char *const *places, char *out, size_t size);

#endif

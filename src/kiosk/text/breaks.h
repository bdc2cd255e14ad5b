/*
 * breaks: finds where a line may end: by UAX 14 with libunibreak, and for Thai words
 * with libthai's dictionary. For text/ alone.
 */
#ifndef TOWNLINE_BREAKS_H
#define TOWNLINE_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets allow[i] when a line may end behind character i; all are false before. False
 * when memory ran out. */
bool breaks_find(const uint32_t *text, size_t count, const char *language, bool *allow);

#endif

/*
 * breaks: where a line may end (UAX 14 by libunibreak, Thai words by libthai's
 * dictionary). Private to text/.
 */
#ifndef TOWNLINE_BREAKS_H
#define TOWNLINE_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* allow[i] is set when a line may end after character i; it begins as false. False:
 * memory ran out. */
bool breaks_find(const uint32_t *text, size_t count, const char *language, bool *allow);

#endif

/*
 * utf8: whether bytes are well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no
 * overlong forms, nothing above U+10FFFF). Not for other folders.
 */
#ifndef TOWNLINE_UTF8_H
#define TOWNLINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* False also for a NUL byte: no text of ours holds one. */
bool utf8_is_text(const void *bytes, size_t size);

#endif

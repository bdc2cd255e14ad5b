/*
 * markup: text from outside made safe inside HTML and SVG, also within double-quoted
 * attributes.
 */
#ifndef TOWNLINE_MARKUP_H
#define TOWNLINE_MARKUP_H

#include "townline/buffer.h"

void markup_add(struct buffer *out, const char *text);
/* At most `characters` of it, the last of them an ellipsis when some are left out. */
void markup_add_short(struct buffer *out, const char *text, size_t characters);

#endif

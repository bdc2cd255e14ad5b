/*
 * descriptor_bytes: writes and reads the records of FORMAT.md, "Descriptor". For
 * src/core alone.
 */
#ifndef TOWNLINE_DESCRIPTOR_BYTES_H
#define TOWNLINE_DESCRIPTOR_BYTES_H

#include "townline/descriptor.h"

#define DESCRIPTOR_VERSION 1

void descriptor_bytes_form(struct buffer *out, const char *id, const char *version);
void descriptor_bytes_question(struct buffer *out, const struct question *question);
void descriptor_bytes_repeat(struct buffer *out, const struct repeat *repeat);
void descriptor_bytes_repeat_end(struct buffer *out);

#endif

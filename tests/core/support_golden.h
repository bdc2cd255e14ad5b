/* golden: files that say what the formats are, compared byte for byte. */
#ifndef TOWNLINE_SUPPORT_GOLDEN_H
#define TOWNLINE_SUPPORT_GOLDEN_H

#include "townline/buffer.h"

/* Fails when tests/golden/NAME is missing or other than `made`. With
 * TOWNLINE_RENEW_GOLDEN set it is written instead: tools/renew-golden. */
void assert_golden(const char *name, const struct buffer *made);
/* For files that are kept for ever: tools/renew-golden writes one only while there is
 * none, and a format that changes gets a further file. */
bool golden_is_first(const char *name); /* asked to renew, and there is none */
void golden_keep(const char *name, const struct buffer *made);
/* Fails when the file is other than `made`; never writes. */
void golden_compare(const char *name, const struct buffer *made);
/* The file's bytes; fails when it is missing. */
void golden_read(const char *name, struct buffer *out);
/* "name hex", in lines of 32 bytes. */
void golden_add_hex(struct buffer *out, const char *name, const void *bytes,
                    size_t size);

#endif

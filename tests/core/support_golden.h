/* support_golden: files that show what the formats are, compared byte for byte. */
#ifndef TOWNLINE_SUPPORT_GOLDEN_H
#define TOWNLINE_SUPPORT_GOLDEN_H

#include "townline/buffer.h"

/* Fails when tests/golden/NAME is missing, or differs from `made`. When
 * TOWNLINE_RENEW_GOLDEN is set, as tools/renew-golden does, it writes the file instead.
 */
void assert_golden(const char *name, const struct buffer *made);
/* For files that are kept for ever. tools/renew-golden writes such a file only while
 * there is none; when a format changes, there is one more file. */
bool golden_is_first(const char *name); /* it should be renewed, and there is none */
void golden_keep(const char *name, const struct buffer *made);
/* Fails when the file differs from `made`; never writes. */
void golden_compare(const char *name, const struct buffer *made);
/* Reads the bytes of the file; fails when it is missing. */
void golden_read(const char *name, struct buffer *out);
/* Writes "name hex", in lines of 32 bytes. */
void golden_add_hex(struct buffer *out, const char *name, const void *bytes,
                    size_t size);

#endif

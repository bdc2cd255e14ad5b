/*
 * fields: the shape of our small text files (keys, receipts). A first line says what
 * the file is and its version, then come lines "name value", and a last line "check"
 * with a checksum of those above, which tells a damaged file from a wrong one and
 * proves nothing. Line ends may have become CR LF on the way, and space may follow.
 * Unknown names are passed over.
 */
#ifndef TOWNLINE_FIELDS_H
#define TOWNLINE_FIELDS_H

#include "townline/buffer.h"
#include "townline/error.h"

#define FIELDS_MAX_BYTES 4096

void fields_begin(struct buffer *out, const char *magic);
void fields_add_text(struct buffer *out, const char *name, const char *value);
void fields_add_number(struct buffer *out, const char *name, uint64_t value);
void fields_add_hex(struct buffer *out, const char *name, const void *bytes,
                    size_t size);
/* `out` holds the file alone. */
void fields_end(struct buffer *out);

struct fields {
    char text[FIELDS_MAX_BYTES + 1]; /* the lines after the first, LF ends, NUL */
};
/* `what` names the file in messages: "the receipt". Everything is copied. */
bool fields_read(const void *data, size_t size, const char *magic, const char *what,
                 struct fields *out, struct error *err)
    __attribute__((warn_unused_result));
/* The first line of that name; false when it is missing or its value has another form
 * or size. */
bool fields_find_text(const struct fields *fields, const char *name, char *out,
                      size_t size) __attribute__((warn_unused_result));
bool fields_find_number(const struct fields *fields, const char *name, uint64_t *out)
    __attribute__((warn_unused_result));
bool fields_find_hex(const struct fields *fields, const char *name, void *out,
                     size_t size) __attribute__((warn_unused_result));

#endif

/*
 * fields: the form of our small text files (keys, receipts). The first line says what
 * the file is and its version; lines "name value" follow; the last line, "check", has a
 * checksum of the lines above. The checksum tells a damaged file from a wrong one; it
 * proves nothing about who wrote it. Line ends may have become CR LF on the way, and
 * blanks may follow the last line. Unknown names are skipped.
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
/* Adds the last line. `out` holds nothing but this file. */
void fields_end(struct buffer *out);

struct fields {
    /* the lines after the first, with LF ends and a NUL */
    char text[FIELDS_MAX_BYTES + 1];
};
/* Copies everything. `what` names the file in messages: "the receipt". */
bool fields_read(const void *data, size_t size, const char *magic, const char *what,
                 struct fields *out, struct error *err)
    __attribute__((warn_unused_result));
/* Gives the value of the first line with this name; false when it is missing, or when
 * the value has another form or size. */
bool fields_find_text(const struct fields *fields, const char *name, char *out,
                      size_t size) __attribute__((warn_unused_result));
bool fields_find_number(const struct fields *fields, const char *name, uint64_t *out)
    __attribute__((warn_unused_result));
bool fields_find_hex(const struct fields *fields, const char *name, void *out,
                     size_t size) __attribute__((warn_unused_result));

#endif

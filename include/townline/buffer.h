/*
 * buffer: bytes that grow up to a maximum fixed at the start; cursor: bytes that are
 * read once from front to back. Numbers are little-endian. A varint is LEB128,
 * unsigned, at most ten bytes.
 *
 * A buffer overwrites all memory that it gives up: when it grows, is cleared and is
 * finished. So contacts, comments and keys leave no copy behind in one; who takes
 * `data` over as his own has to wipe it himself.
 *
 * Both remember failure: after the first write that did not fit (or read past the end)
 * every further call does nothing, and `failed` says so. Callers write or read a whole
 * record and check once.
 */
#ifndef TOWNLINE_BUFFER_H
#define TOWNLINE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    uint8_t *data; /* owned; NULL while empty */
    size_t size;
    size_t capacity;
    size_t max;
    size_t filled; /* bytes from the start that were ever written: what is wiped */
    bool failed;   /* the maximum was reached or memory ran out */
};

void buffer_init(struct buffer *buffer, size_t max_bytes);
void buffer_finish(struct buffer *buffer); /* frees; takes a zeroed struct */
void buffer_clear(struct buffer *buffer);  /* empty again, memory and maximum kept */

void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_add_u8(struct buffer *buffer, uint8_t value);
void buffer_add_u16(struct buffer *buffer, uint16_t value);
void buffer_add_u32(struct buffer *buffer, uint32_t value);
void buffer_add_u64(struct buffer *buffer, uint64_t value);
void buffer_add_varint(struct buffer *buffer, uint64_t value);
/* A varint length and the bytes of the string, without its NUL. NULL is written as "".
 */
void buffer_add_string(struct buffer *buffer, const char *text);
/* printf into the buffer; no NUL is added to it. */
void buffer_add_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct cursor {
    const uint8_t *data; /* borrowed */
    size_t size;
    size_t at;
    bool failed; /* a read passed the end or a varint was malformed */
};

void cursor_init(struct cursor *cursor, const void *data, size_t size);
size_t cursor_left(const struct cursor *cursor);
/* The next `size` bytes, borrowed, or NULL with `failed` set. */
const uint8_t *cursor_take(struct cursor *cursor, size_t size);
uint8_t cursor_u8(struct cursor *cursor);
uint16_t cursor_u16(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor);
uint64_t cursor_u64(struct cursor *cursor);
uint64_t cursor_varint(struct cursor *cursor);

#endif

/*
 * buffer: bytes that grow up to a maximum, which is set at the start. cursor: bytes
 * that are read once, from the first to the last. Numbers are little-endian. A varint
 * is an unsigned LEB128 of at most ten bytes.
 *
 * A buffer overwrites all memory that it gives up: when it grows, is cleared or is
 * finished. So no copy of a contact, a comment or a key stays behind. A caller who
 * takes `data` over has to wipe it.
 *
 * Both remember a failure. After the first write that did not fit, or the first read
 * past the end, every further call does nothing, and `failed` is set. So a caller
 * writes or reads a whole record and checks once.
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
    /* bytes from the start that were ever written, which are those to wipe */
    size_t filled;
    bool failed; /* the maximum was reached, or memory ran out */
};

void buffer_init(struct buffer *buffer, size_t max_bytes);
void buffer_finish(struct buffer *buffer); /* frees it; takes a zeroed struct */
void buffer_clear(struct buffer *buffer);  /* empties it; memory and maximum stay */

void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_add_u8(struct buffer *buffer, uint8_t value);
void buffer_add_u16(struct buffer *buffer, uint16_t value);
void buffer_add_u32(struct buffer *buffer, uint32_t value);
void buffer_add_u64(struct buffer *buffer, uint64_t value);
void buffer_add_varint(struct buffer *buffer, uint64_t value);
/* Adds the length of the string as a varint, then its bytes without the NUL. NULL is
 * written as "". */
void buffer_add_string(struct buffer *buffer, const char *text);
/* Adds what printf would print, without a NUL. */
void buffer_add_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct cursor {
    const uint8_t *data; /* borrowed */
    size_t size;
    size_t at;
    bool failed; /* a read went past the end, or a varint was malformed */
};

void cursor_init(struct cursor *cursor, const void *data, size_t size);
size_t cursor_left(const struct cursor *cursor);
/* The next `size` bytes, borrowed; NULL with `failed` set when there are fewer. */
const uint8_t *cursor_take(struct cursor *cursor, size_t size);
uint8_t cursor_u8(struct cursor *cursor);
uint16_t cursor_u16(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor);
uint64_t cursor_u64(struct cursor *cursor);
uint64_t cursor_varint(struct cursor *cursor);

#endif

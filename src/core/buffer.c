/* buffer: grows bytes up to a maximum and wipes what it gives up; cursor: reads
 * bytes. */
#include "townline/buffer.h"

#include "townline/seal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buffer_init(struct buffer *buffer, size_t max_bytes)
{
    *buffer = (struct buffer){.max = max_bytes};
}

/* Overwrites all that was ever written to it, since it may be a contact, a comment or a
 * key. */
static void
wipe(struct buffer *buffer)
{
    if (buffer->filled > 0) {
        seal_wipe(buffer->data, buffer->filled);
    }
    buffer->filled = 0;
}

void
buffer_finish(struct buffer *buffer)
{
    if (!buffer) {
        return;
    }
    wipe(buffer);
    free(buffer->data);
    *buffer = (struct buffer){.max = buffer->max};
}

void
buffer_clear(struct buffer *buffer)
{
    wipe(buffer);
    buffer->size = 0;
    buffer->failed = false;
}

/* Makes room for `size` more bytes. NULL, with `failed` set, when there is none. */
static uint8_t *
reserve(struct buffer *buffer, size_t size)
{
    if (buffer->failed || size > buffer->max - buffer->size) {
        buffer->failed = true;
        return NULL;
    }
    if (size > buffer->capacity - buffer->size) {
        size_t wanted = buffer->capacity < 64 ? 64 : buffer->capacity;
        while (wanted - buffer->size < size) {
            wanted = wanted > buffer->max / 2 ? buffer->max : wanted * 2;
        }
        /* not realloc, which may leave a copy of secrets in the old place */
        uint8_t *data = malloc(wanted);
        if (!data) {
            buffer->failed = true;
            return NULL;
        }
        if (buffer->size > 0) {
            memcpy(data, buffer->data, buffer->size);
        }
        wipe(buffer);
        free(buffer->data);
        buffer->data = data;
        buffer->capacity = wanted;
    }
    uint8_t *at = buffer->data + buffer->size;
    buffer->size += size;
    if (buffer->filled < buffer->size) {
        buffer->filled = buffer->size;
    }
    return at;
}

void
buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
    if (size == 0) {
        return;
    }
    uint8_t *at = reserve(buffer, size);
    if (at) {
        memcpy(at, bytes, size);
    }
}

static void
add_number(struct buffer *buffer, uint64_t value, size_t size)
{
    uint8_t *at = reserve(buffer, size);
    for (size_t i = 0; at && i < size; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

void
buffer_add_u8(struct buffer *buffer, uint8_t value)
{
    add_number(buffer, value, 1);
}

void
buffer_add_u16(struct buffer *buffer, uint16_t value)
{
    add_number(buffer, value, 2);
}

void
buffer_add_u32(struct buffer *buffer, uint32_t value)
{
    add_number(buffer, value, 4);
}

void
buffer_add_u64(struct buffer *buffer, uint64_t value)
{
    add_number(buffer, value, 8);
}

void
buffer_add_varint(struct buffer *buffer, uint64_t value)
{
    uint8_t bytes[10];
    size_t size = 0;
    do {
        bytes[size] = (uint8_t)(value & 0x7f);
        value >>= 7;
        if (value != 0) {
            bytes[size] |= 0x80;
        }
        size++;
    } while (value != 0);
    buffer_add(buffer, bytes, size);
}

void
buffer_add_string(struct buffer *buffer, const char *text)
{
    size_t size = !text ? 0 : strlen(text);
    buffer_add_varint(buffer, size);
    buffer_add(buffer, text, size);
}

void
buffer_add_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    /* vsnprintf writes a NUL too, whose byte is given back */
    uint8_t *at = size < 0 ? NULL : reserve(buffer, (size_t)size + 1);
    if (at) {
        vsnprintf((char *)at, (size_t)size + 1, format, again);
        buffer->size--;
    } else {
        buffer->failed = true;
    }
    va_end(again);
}

void
cursor_init(struct cursor *cursor, const void *data, size_t size)
{
    *cursor = (struct cursor){.data = data, .size = size};
}

size_t
cursor_left(const struct cursor *cursor)
{
    return cursor->failed ? 0 : cursor->size - cursor->at;
}

const uint8_t *
cursor_take(struct cursor *cursor, size_t size)
{
    if (cursor->failed || size > cursor->size - cursor->at) {
        cursor->failed = true;
        return NULL;
    }
    const uint8_t *at = cursor->data + cursor->at;
    cursor->at += size;
    return at;
}

static uint64_t
take_number(struct cursor *cursor, size_t size)
{
    const uint8_t *at = cursor_take(cursor, size);
    uint64_t value = 0;
    for (size_t i = 0; at && i < size; i++) {
        value |= (uint64_t)at[i] << (8 * i);
    }
    return value;
}

uint8_t
cursor_u8(struct cursor *cursor)
{
    return (uint8_t)take_number(cursor, 1);
}

uint16_t
cursor_u16(struct cursor *cursor)
{
    return (uint16_t)take_number(cursor, 2);
}

uint32_t
cursor_u32(struct cursor *cursor)
{
    return (uint32_t)take_number(cursor, 4);
}

uint64_t
cursor_u64(struct cursor *cursor)
{
    return take_number(cursor, 8);
}

uint64_t
cursor_varint(struct cursor *cursor)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        const uint8_t *at = cursor_take(cursor, 1);
        if (!at) {
            return 0;
        }
        if (shift == 63 && *at > 1) {
            break;
        }
        value |= (uint64_t)(*at & 0x7f) << shift;
        if ((*at & 0x80) == 0) {
            /* refuse a number written with too many bytes, or the same number could be
             * written in two ways */
            if (*at == 0 && shift > 0) {
                break;
            }
            return value;
        }
    }
    cursor->failed = true;
    return 0;
}

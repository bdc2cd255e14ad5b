/* frame: writes frames of the moving code and reads them back. */
#include "townline/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC 'T'
#define VERSION 1

static const uint16_t symbol_sizes[] = {0, 240, 480, 1200}; /* by size code */
#define SIZE_CODES (sizeof symbol_sizes / sizeof symbol_sizes[0])

/* Where the fields of the header begin. */
enum { AT_MAGIC = 0, AT_KIND = 1, AT_TAG = 2, AT_K = 6, AT_INDEX = 8, AT_CRC = 12 };

/* Continues a CRC-32 of IEEE 802.3 (reflected, polynomial 0xedb88320) from `crc`. */
static uint32_t
crc32_add(uint32_t crc, const uint8_t *data, size_t size)
{
    static const uint32_t nibble[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
                                        0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        crc = (crc >> 4) ^ nibble[crc & 15];
        crc = (crc >> 4) ^ nibble[crc & 15];
    }
    return ~crc;
}

static uint32_t
frame_crc(const uint8_t *frame, size_t size)
{
    uint32_t crc = crc32_add(0, frame, AT_CRC);
    return crc32_add(crc, frame + FRAME_HEADER_BYTES, size - FRAME_HEADER_BYTES);
}

static void
put_number(uint8_t *at, uint32_t value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint32_t
take_number(const uint8_t *at, size_t size)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) {
        value |= (uint32_t)at[i] << (8 * i);
    }
    return value;
}

size_t
frame_symbols(size_t frame_bytes, size_t symbol_bytes)
{
    return frame_bytes < FRAME_HEADER_BYTES
               ? 0
               : (frame_bytes - FRAME_HEADER_BYTES) / symbol_bytes;
}

struct frame_sender {
    struct fountain_encoder *encoder;
    uint8_t tag[4];
    size_t k, symbol_bytes;
};

bool
frame_sender_create(const void *bundle, size_t size, struct frame_sender **out,
                    struct error *err)
{
    size_t symbol_bytes = fountain_symbol_bytes(size);
    if (symbol_bytes == 0) {
        return error_set(err, ERROR_FULL,
                         "the bundle is too large for a moving QR code: use the USB "
                         "stick");
    }
    struct frame_sender *sender = calloc(1, sizeof *sender);
    if (!sender) {
        return error_no_memory(err);
    }
    uint8_t id[BUNDLE_ID_BYTES];
    bundle_id(bundle, size, id);
    memcpy(sender->tag, id, sizeof sender->tag);
    sender->k = fountain_k(size, symbol_bytes);
    sender->symbol_bytes = symbol_bytes;
    if (!fountain_encoder_create(bundle, size, take_number(sender->tag, 4),
                                 symbol_bytes, &sender->encoder, err)) {
        frame_sender_destroy(sender);
        return false;
    }
    *out = sender;
    return true;
}

void
frame_sender_destroy(struct frame_sender *sender)
{
    if (!sender) {
        return;
    }
    fountain_encoder_destroy(sender->encoder);
    free(sender);
}

size_t
frame_sender_k(const struct frame_sender *sender)
{
    return sender->k;
}

size_t
frame_sender_symbol_bytes(const struct frame_sender *sender)
{
    return sender->symbol_bytes;
}

size_t
frame_write(const struct frame_sender *sender, uint32_t index, size_t count,
            uint8_t out[FRAME_MAX_BYTES])
{
    size_t size = FRAME_HEADER_BYTES + count * sender->symbol_bytes;
    assert(count >= 1 && size <= FRAME_MAX_BYTES);
    uint8_t code = 1;
    while (symbol_sizes[code] != sender->symbol_bytes) {
        code++;
    }
    out[AT_MAGIC] = MAGIC;
    out[AT_KIND] = (uint8_t)(VERSION << 4 | code);
    memcpy(out + AT_TAG, sender->tag, 4);
    put_number(out + AT_K, (uint32_t)sender->k, 2);
    put_number(out + AT_INDEX, index, 4);
    for (size_t i = 0; i < count; i++) {
        fountain_encode(sender->encoder, index + (uint32_t)i,
                        out + FRAME_HEADER_BYTES + i * sender->symbol_bytes);
    }
    put_number(out + AT_CRC, frame_crc(out, size), 4);
    return size;
}

bool
frame_read(const void *data, size_t size, struct frame *out, struct error *err)
{
    const uint8_t *at = data;
    if (size <= FRAME_HEADER_BYTES || size > FRAME_MAX_BYTES || at[AT_MAGIC] != MAGIC) {
        return error_set(err, ERROR_INPUT, "this code is not one of a kiosk's export");
    }
    if (take_number(at + AT_CRC, 4) != frame_crc(at, size)) {
        return error_set(err, ERROR_INPUT,
                         "this code is damaged, or not one of a kiosk's export");
    }
    if (at[AT_KIND] >> 4 != VERSION) {
        return error_set(err, ERROR_INPUT,
                         "this code comes from a newer kiosk program: update this one");
    }
    size_t code = at[AT_KIND] & 15;
    struct frame frame = {
        .symbol_bytes = code < SIZE_CODES ? symbol_sizes[code] : 0,
        .k = take_number(at + AT_K, 2),
        .index = take_number(at + AT_INDEX, 4),
        .symbols = at + FRAME_HEADER_BYTES,
    };
    memcpy(frame.tag, at + AT_TAG, sizeof frame.tag);
    if (frame.symbol_bytes == 0 || frame.k == 0 || frame.k > FOUNTAIN_K_MAX ||
        (size - FRAME_HEADER_BYTES) % frame.symbol_bytes != 0) {
        return error_set(err, ERROR_INPUT, "this code's sizes are impossible");
    }
    frame.symbol_count = (size - FRAME_HEADER_BYTES) / frame.symbol_bytes;
    if (frame.index > UINT32_MAX - (uint32_t)frame.symbol_count) {
        return error_set(err, ERROR_INPUT, "this code's number is impossible");
    }
    *out = frame;
    return true;
}

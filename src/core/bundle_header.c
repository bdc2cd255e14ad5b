/* bundle_header: writes and reads the clear header of a bundle. */
#include "bundle_format.h"

#include <string.h>

static const char magic[8] = "TOWNLINE";
static const char domain[] = "townline bundle 1"; /* signed with its NUL */

void
bundle_id(const void *data, size_t size, uint8_t out[BUNDLE_ID_BYTES])
{
    seal_hash(data, size, out);
}

/* Writes the header from the magic to the number of slots. */
static void
write_start(const struct bundle_header *header, struct buffer *out)
{
    buffer_add(out, magic, sizeof magic);
    buffer_add_u8(out, BUNDLE_VERSION);
    buffer_add_u8(out, (uint8_t)header->kind);
    buffer_add(out, header->kiosk.bytes, sizeof header->kiosk.bytes);
    buffer_add(out, header->store_id, sizeof header->store_id);
    buffer_add_u32(out, header->number);
    buffer_add(out, header->previous_id, sizeof header->previous_id);
    buffer_add(out, header->office_id, sizeof header->office_id);
    buffer_add_u8(out, (uint8_t)header->slot_count);
}

void
bundle_header_write(const struct bundle_header *header,
                    const struct bundle_envelope *envelope, struct buffer *out)
{
    write_start(header, out);
    for (size_t i = 0; i < header->slot_count; i++) {
        buffer_add(out, header->slots[i].recipient_id, SEAL_RECIPIENT_ID_BYTES);
        buffer_add(out, header->slots[i].box, SEAL_SLOT_BYTES);
    }
    buffer_add(out, envelope->nonce, sizeof envelope->nonce);
    buffer_add_u32(out, (uint32_t)envelope->body_size);
}

size_t
bundle_signed_head(const struct bundle_header *header,
                   uint8_t out[BUNDLE_SIGNED_MAX_BYTES])
{
    struct buffer start;
    buffer_init(&start, BUNDLE_SIGNED_MAX_BYTES);
    buffer_add(&start, domain, sizeof domain);
    write_start(header, &start);
    for (size_t i = 0; i < header->slot_count; i++) {
        buffer_add(&start, header->slots[i].recipient_id, SEAL_RECIPIENT_ID_BYTES);
    }
    size_t size = start.failed ? 0 : start.size;
    if (size > 0) {
        memcpy(out, start.data, size);
    }
    buffer_finish(&start);
    return size;
}

static void
take_bytes(struct cursor *cursor, void *out, size_t size)
{
    const uint8_t *at = cursor_take(cursor, size);
    if (at) {
        memcpy(out, at, size);
    }
}

static bool
take_slots(struct cursor *cursor, struct bundle_header *out)
{
    out->slot_count = cursor_u8(cursor);
    if (out->slot_count == 0 || out->slot_count > SEAL_RECIPIENTS_MAX) {
        return false;
    }
    for (size_t i = 0; i < out->slot_count; i++) {
        struct key_slot *slot = &out->slots[i];
        take_bytes(cursor, slot->recipient_id, sizeof slot->recipient_id);
        take_bytes(cursor, slot->box, sizeof slot->box);
        for (size_t j = 0; j < i; j++) {
            if (memcmp(slot->recipient_id, out->slots[j].recipient_id,
                       sizeof slot->recipient_id) == 0) {
                return false;
            }
        }
    }
    return true;
}

bool
bundle_header_take(struct cursor *cursor, struct bundle_header *header_out,
                   struct bundle_envelope *envelope_out, struct error *err)
{
    struct bundle_header header = {.number = 0};
    struct bundle_envelope envelope;
    const uint8_t *start = cursor_take(cursor, sizeof magic);
    if (!start || memcmp(start, magic, sizeof magic) != 0) {
        return error_set(err, ERROR_INPUT, "this is not a bundle of a kiosk");
    }
    uint8_t version = cursor_u8(cursor);
    if (!cursor->failed && version != BUNDLE_VERSION) {
        return error_set(err, ERROR_INPUT,
                         "this bundle has format %u and this program reads format %d: "
                         "update the program",
                         version, BUNDLE_VERSION);
    }
    uint8_t kind = cursor_u8(cursor);
    take_bytes(cursor, header.kiosk.bytes, sizeof header.kiosk.bytes);
    take_bytes(cursor, header.store_id, sizeof header.store_id);
    header.number = cursor_u32(cursor);
    take_bytes(cursor, header.previous_id, sizeof header.previous_id);
    take_bytes(cursor, header.office_id, sizeof header.office_id);
    bool right = take_slots(cursor, &header);
    take_bytes(cursor, envelope.nonce, sizeof envelope.nonce);
    envelope.body_size = cursor_u32(cursor);
    if (cursor->failed) {
        return error_set(err, ERROR_INPUT, "this bundle is cut short");
    }
    if (!right || kind < BUNDLE_RESPONSES || kind > BUNDLE_STATUS ||
        header.number == 0) {
        return error_set(err, ERROR_INPUT, "this bundle's first part is damaged");
    }
    header.kind = (enum bundle_kind)kind;
    envelope.header_size = cursor->at;
    *header_out = header;
    *envelope_out = envelope;
    return true;
}

bool
bundle_header_read(const void *data, size_t size, struct bundle_header *out,
                   struct error *err)
{
    struct bundle_envelope envelope;
    struct cursor cursor;
    cursor_init(&cursor, data, size);
    return bundle_header_take(&cursor, out, &envelope, err);
}

/* pin_reset: signs, checks, writes and reads the file that resets a kiosk's PIN. */
#include "townline/pin_reset.h"

#include "fields.h"

#include <string.h>

#define MAGIC "townline pin reset 1"
#define SIGNED_MAX_BYTES (sizeof MAGIC + 32 + 8 + PIN_RESET_NAME_MAX_BYTES)

/* The bytes that are signed: the magic with its NUL, kiosk, number, name. */
static size_t
signed_bytes(const struct pin_reset *reset, uint8_t out[SIGNED_MAX_BYTES])
{
    size_t size = sizeof MAGIC, name = strlen(reset->name);
    memcpy(out, MAGIC, size);
    memcpy(out + size, reset->kiosk.bytes, sizeof reset->kiosk.bytes);
    size += sizeof reset->kiosk.bytes;
    for (size_t i = 0; i < 8; i++) {
        out[size++] = (uint8_t)(reset->number >> (8 * i));
    }
    memcpy(out + size, reset->name, name);
    return size + name;
}

void
pin_reset_sign(struct pin_reset *reset, const struct sign_secret *office)
{
    uint8_t bytes[SIGNED_MAX_BYTES];
    size_t size = signed_bytes(reset, bytes);
    sign_bytes(office, bytes, size, reset->signature);
}

bool
pin_reset_is_signed(const struct pin_reset *reset, const struct sign_public *office)
{
    uint8_t bytes[SIGNED_MAX_BYTES];
    size_t size = signed_bytes(reset, bytes);
    return sign_is_valid(office, bytes, size, reset->signature);
}

void
pin_reset_write(const struct pin_reset *reset, struct buffer *out)
{
    buffer_clear(out);
    fields_begin(out, MAGIC);
    fields_add_text(out, "name", reset->name);
    fields_add_hex(out, "kiosk", reset->kiosk.bytes, sizeof reset->kiosk.bytes);
    fields_add_number(out, "number", reset->number);
    fields_add_hex(out, "signature", reset->signature, sizeof reset->signature);
    fields_end(out);
}

bool
pin_reset_read(const void *data, size_t size, struct pin_reset *out, struct error *err)
{
    struct fields fields;
    struct pin_reset reset;
    if (!fields_read(data, size, MAGIC, "the PIN reset", &fields, err)) {
        return false;
    }
    if (!fields_find_text(&fields, "name", reset.name, sizeof reset.name) ||
        !fields_find_hex(&fields, "kiosk", reset.kiosk.bytes,
                         sizeof reset.kiosk.bytes) ||
        !fields_find_number(&fields, "number", &reset.number) || reset.number == 0 ||
        reset.number > INT64_MAX ||
        !fields_find_hex(&fields, "signature", reset.signature,
                         sizeof reset.signature)) {
        return error_set(err, ERROR_INPUT, "the PIN reset lacks a line it must have");
    }
    *out = reset;
    return true;
}

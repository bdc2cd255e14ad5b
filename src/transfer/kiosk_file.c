/* kiosk_file: writes and reads kiosk.pub. */
#include "townline/kiosk_file.h"

#include "fields.h"
#include "townline/characters.h"

#include <string.h>

static const char magic[] = "townline kiosk 1";

/* Copies the name as one line. It is not cut inside of a character. */
static void
copy_name(const char *name, char out[KIOSK_NAME_MAX_BYTES + 1])
{
    size_t size = characters_fitting(name, KIOSK_NAME_MAX_BYTES);
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)name[i];
        out[i] = byte < 0x20 || byte == 0x7f ? ' ' : name[i];
    }
    out[size] = '\0';
}

void
kiosk_file_write(const struct kiosk_file *kiosk, struct buffer *out)
{
    char name[KIOSK_NAME_MAX_BYTES + 1];
    copy_name(kiosk->name, name);
    fields_begin(out, magic);
    fields_add_text(out, "name", name);
    fields_add_hex(out, "key", kiosk->key.bytes, sizeof kiosk->key.bytes);
    fields_end(out);
}

bool
kiosk_file_read(const void *data, size_t size, struct kiosk_file *out,
                struct error *err)
{
    struct fields fields;
    struct kiosk_file kiosk = {.name = ""};
    char name[FIELDS_MAX_BYTES + 1] = "";
    if (!fields_read(data, size, magic, "the kiosk's file", &fields, err)) {
        return false;
    }
    if (!fields_find_hex(&fields, "key", kiosk.key.bytes, sizeof kiosk.key.bytes)) {
        return error_set(err, ERROR_INPUT, "there is no key in the kiosk's file");
    }
    if (fields_find_text(&fields, "name", name, sizeof name)) {
        copy_name(name, kiosk.name);
    }
    *out = kiosk;
    return true;
}

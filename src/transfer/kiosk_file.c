#include "townline/kiosk_file.h"

#include <stdio.h>
#include <string.h>

static const char first_line[] = "townline kiosk 1";

/* Copies at most `max` bytes, never half a UTF-8 character, never a control character.
 */
static void
copy_name(const char *name, size_t size, char out[KIOSK_NAME_MAX_BYTES + 1])
{
    if (size > KIOSK_NAME_MAX_BYTES) {
        size = KIOSK_NAME_MAX_BYTES;
        while (size > 0 && ((uint8_t)name[size] & 0xc0) == 0x80)
            size--;
    }
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
    copy_name(kiosk->name, strlen(kiosk->name), name);
    buffer_add_format(out, "%s\nname %s\nkey ", first_line, name);
    for (size_t i = 0; i < sizeof kiosk->key.bytes; i++)
        buffer_add_format(out, "%02x", kiosk->key.bytes[i]);
    buffer_add_u8(out, '\n');
}

/* The next line without its end; false at the end of the text. */
static bool
next_line(struct cursor *cursor, const char **line_out, size_t *size_out)
{
    size_t left = cursor_left(cursor);
    if (left == 0)
        return false;
    const char *line = (const char *)cursor->data + cursor->at;
    const char *end = memchr(line, '\n', left);
    size_t size = end ? (size_t)(end - line) : left;
    cursor_take(cursor, end ? size + 1 : size);
    if (size > 0 && line[size - 1] == '\r')
        size--;
    *line_out = line;
    *size_out = size;
    return true;
}

static int
hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

static bool
read_key(const char *hex, size_t size, struct sign_public *out)
{
    if (size != 2 * sizeof out->bytes)
        return false;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        int high = hex_value(hex[2 * i]), low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out->bytes[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

bool
kiosk_file_read(const void *data, size_t size, struct kiosk_file *out,
                struct error *err)
{
    struct kiosk_file kiosk = {.name = ""};
    bool has_key = false;
    struct cursor cursor;
    cursor_init(&cursor, data, size);
    const char *line;
    size_t length;
    if (size > KIOSK_FILE_MAX_BYTES || !next_line(&cursor, &line, &length) ||
        length != strlen(first_line) || memcmp(line, first_line, length) != 0)
        return error_set(err, ERROR_INPUT,
                         "is no kiosk.pub file; take it from the stick or folder the "
                         "kiosk exported to");
    /* Lines of other words are for later versions. */
    while (next_line(&cursor, &line, &length)) {
        if (length >= 5 && memcmp(line, "name ", 5) == 0) {
            copy_name(line + 5, length - 5, kiosk.name);
        } else if (length >= 4 && memcmp(line, "key ", 4) == 0) {
            if (has_key || !read_key(line + 4, length - 4, &kiosk.key))
                return error_set(err, ERROR_INPUT, "holds no whole key: it is damaged");
            has_key = true;
        }
    }
    if (!has_key)
        return error_set(err, ERROR_INPUT, "holds no key: it is damaged");
    *out = kiosk;
    return true;
}

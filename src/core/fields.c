/* fields: writes and reads small text files of lines "name value". */
#include "fields.h"

#include "townline/seal.h"

#include <stdio.h>
#include <string.h>

#define CHECK_BYTES 4

void
fields_begin(struct buffer *out, const char *magic)
{
    buffer_add_format(out, "%s\n", magic);
}

void
fields_add_text(struct buffer *out, const char *name, const char *value)
{
    buffer_add_format(out, "%s %s\n", name, value);
}

void
fields_add_number(struct buffer *out, const char *name, uint64_t value)
{
    buffer_add_format(out, "%s %llu\n", name, (unsigned long long)value);
}

void
fields_add_hex(struct buffer *out, const char *name, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    buffer_add_format(out, "%s ", name);
    for (size_t i = 0; i < size; i++) {
        buffer_add_format(out, "%02x", at[i]);
    }
    buffer_add_u8(out, '\n');
}

void
fields_end(struct buffer *out)
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(out->data, out->size, hash);
    fields_add_hex(out, "check", hash, CHECK_BYTES);
}

/* The value of the first line with this name, up to the end of the line; NULL when
 * there is none. */
static const char *
find_line(const struct fields *fields, const char *name, size_t *size_out)
{
    size_t name_size = strlen(name);
    for (const char *line = fields->text; *line != '\0';) {
        size_t size = strcspn(line, "\n");
        if (size > name_size && memcmp(line, name, name_size) == 0 &&
            line[name_size] == ' ') {
            *size_out = size - name_size - 1;
            return line + name_size + 1;
        }
        line += size + (line[size] == '\n');
    }
    return NULL;
}

/* Takes off the last line when it is the right checksum of all before it. */
static bool
take_check(char *text)
{
    char *last = strrchr(text, '\n');
    if (!last) {
        return false;
    }
    last++;
    struct fields line = {{0}};
    size_t length = strlen(last);
    memcpy(line.text, last, length);
    uint8_t hash[SEAL_HASH_BYTES], stated[CHECK_BYTES];
    seal_hash(text, (size_t)(last - text), hash);
    if (!fields_find_hex(&line, "check", stated, sizeof stated) ||
        memcmp(hash, stated, sizeof stated) != 0) {
        return false;
    }
    *last = '\0';
    return true;
}

bool
fields_read(const void *data, size_t size, const char *magic, const char *what,
            struct fields *out, struct error *err)
{
    if (size > FIELDS_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "%s is too long: it is another file", what);
    }
    char text[FIELDS_MAX_BYTES + 1];
    size_t length = 0;
    const char *from = data;
    for (size_t i = 0; i < size; i++) {
        if (from[i] == '\0') {
            return error_set(err, ERROR_INPUT, "%s is not a text file of ours", what);
        }
        if (from[i] != '\r') {
            text[length++] = from[i];
        }
    }
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' ')) {
        length--;
    }
    text[length] = '\0';

    /* the magic ends with the version: "townline receipt 1" */
    size_t magic_size = strlen(magic);
    size_t first = strcspn(text, "\n");
    size_t kind_size = (size_t)(strrchr(magic, ' ') + 1 - magic);
    if (length < kind_size || memcmp(text, magic, kind_size) != 0) {
        return error_set(err, ERROR_INPUT, "this is another file than %s", what);
    }
    if (first != magic_size || memcmp(text, magic, magic_size) != 0) {
        return error_set(err, ERROR_INPUT,
                         "%s was made by a newer program, or its first line is "
                         "damaged",
                         what);
    }
    if (!take_check(text)) {
        return error_set(err, ERROR_INPUT,
                         "%s is damaged or cut short: take another copy of it", what);
    }
    memset(out, 0, sizeof *out);
    snprintf(out->text, sizeof out->text, "%s", text + first + 1);
    return true;
}

bool
fields_find_text(const struct fields *fields, const char *name, char *out, size_t size)
{
    size_t length;
    const char *value = find_line(fields, name, &length);
    if (!value || length >= size) {
        return false;
    }
    memcpy(out, value, length);
    out[length] = '\0';
    return true;
}

bool
fields_find_number(const struct fields *fields, const char *name, uint64_t *out)
{
    size_t length;
    const char *value = find_line(fields, name, &length);
    if (!value || length == 0 || length > 19) {
        return false;
    }
    uint64_t number = 0;
    for (size_t i = 0; i < length; i++) {
        if (value[i] < '0' || value[i] > '9') {
            return false;
        }
        number = number * 10 + (uint64_t)(value[i] - '0');
    }
    *out = number;
    return true;
}

bool
fields_find_hex(const struct fields *fields, const char *name, void *out, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    size_t length;
    const char *value = find_line(fields, name, &length);
    if (!value || length != 2 * size) {
        return false;
    }
    uint8_t *to = out;
    memset(to, 0, size);
    for (size_t i = 0; i < length; i++) {
        const char *digit = memchr(digits, value[i], sizeof digits - 1);
        if (!digit) {
            return false;
        }
        to[i / 2] = (uint8_t)((to[i / 2] << 4) | (digit - digits));
    }
    return true;
}

/* reset_numbers: draws numbers of PIN resets that only rise. */
#include "reset_numbers.h"

#include "keyring.h"
#include "names.h"
#include "townline/buffer.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/keys.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_BYTES 1200
#define KEY_DIGITS 64
#define FILE_MAX_BYTES ((size_t)1 << 20)
#define NUMBER_MAX ((uint64_t)INT64_MAX)

static bool
find_path(const char *place, char out[PATH_BYTES], struct error *err)
{
    static const char ending[] = ".secret";
    char keys[PATH_BYTES];
    if (!keyring_path(place, KEYRING_SECRET_NAME, keys, sizeof keys, err)) {
        return false;
    }
    size_t size = strlen(keys);
    size -= characters_end_with(keys, ending) ? strlen(ending) : 0;
    return snprintf(out, PATH_BYTES, "%.*s%s", (int)size, keys, RESET_NUMBERS_ENDING) <
               PATH_BYTES ||
           error_set(err, ERROR_INPUT, "%s: the name is too long", keys);
}

/* One line: its key's digits and its number. */
static bool
read_line(const char *line, size_t size, uint64_t *out)
{
    char digits[24], *end;
    size_t at = KEY_DIGITS + 1;
    if (size <= at || size - at >= sizeof digits || line[KEY_DIGITS] != ' ' ||
        !isdigit((unsigned char)line[at])) {
        return false;
    }
    memcpy(digits, line + at, size - at);
    digits[size - at] = '\0';
    *out = strtoull(digits, &end, 10);
    return !*end && *out <= NUMBER_MAX &&
           strspn(line, "0123456789abcdef") == KEY_DIGITS;
}

/* Copies the lines of the other kiosks, and finds this one's number; 0: none. */
static bool
read_lines(const struct buffer *text, const char *key, struct buffer *others,
           uint64_t *last_out)
{
    const char *at = (const char *)text->data;
    size_t left = text->size;
    *last_out = 0;
    while (left > 0) {
        const char *end = memchr(at, '\n', left);
        size_t size = end ? (size_t)(end - at) : 0;
        uint64_t number;
        if (!end || !read_line(at, size, &number)) {
            return false;
        }
        if (memcmp(at, key, KEY_DIGITS) != 0) {
            buffer_add(others, at, size + 1);
        } else if (number > *last_out) {
            *last_out = number;
        }
        at += size + 1;
        left -= size + 1;
    }
    return true;
}

bool
reset_numbers_draw(const char *keys, const struct sign_public *kiosk, uint64_t now_s,
                   uint64_t *out, struct error *err)
{
    char path[PATH_BYTES], key[KEY_DIGITS + 1];
    struct buffer text, lines;
    struct error fault;
    uint64_t last = 0;
    names_hex(kiosk->bytes, sizeof kiosk->bytes, key);
    if (!find_path(keys, path, err)) {
        return false;
    }
    buffer_init(&text, FILE_MAX_BYTES);
    buffer_init(&lines, FILE_MAX_BYTES);
    bool ok = true;
    if (!file_load(path, &text, &fault) && fault.code != ERROR_MISSING) {
        ok = error_set(err, fault.code, "%s: %s", path, fault.text);
    } else if (!read_lines(&text, key, &lines, &last)) {
        ok = error_set(err, ERROR_INPUT,
                       "%s is damaged: put back a copy of it; without one delete it, "
                       "and if a kiosk then says that a reset was used already, set "
                       "this computer's clock later than its last reset",
                       path);
    }
    uint64_t number = last >= now_s ? last + 1 : now_s;
    if (ok && number > NUMBER_MAX) {
        ok = error_set(err, ERROR_INPUT, "%s: there is no higher number", path);
    }
    if (ok) {
        buffer_add_format(&lines, "%s %llu\n", key, (unsigned long long)number);
        struct file_content content = {
            .data = lines.data, .size = lines.size, .mode = 0600};
        ok = lines.failed ? error_set(err, ERROR_FULL, "%s: too many kiosks", path)
                          : file_save(path, &content, err);
    }
    if (ok) {
        *out = number;
    }
    buffer_finish(&lines);
    buffer_finish(&text);
    return ok;
}

/* Writes and finds the names of kiosks and bundles. */
#include "names.h"

#include "townline/calendar.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEY_PREFIX_MIN = 8 };

void
names_hex(const void *bytes, size_t size, char *out)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++) {
        sprintf(out + 2 * i, "%02x", at[i]);
    }
    out[2 * size] = '\0';
}

struct bundle_name
names_bundle(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES])
{
    struct bundle_name name;
    snprintf(name.text, sizeof name.text, "%u-%02x%02x%02x%02x", (unsigned)number,
             id[0], id[1], id[2], id[3]);
    return name;
}

struct kiosk_name
names_kiosk(const struct sign_public *key, const char *name)
{
    struct kiosk_name out;
    if (name && *name) {
        snprintf(out.text, sizeof out.text, "%s", name);
    } else {
        snprintf(out.text, sizeof out.text, "kiosk %02x%02x%02x%02x", key->bytes[0],
                 key->bytes[1], key->bytes[2], key->bytes[3]);
    }
    return out;
}

static bool
is_key_prefix(const struct sign_public *key, const char *words)
{
    char hex[NAMES_HEX_BYTES];
    size_t size = strlen(words);
    names_hex(key->bytes, sizeof key->bytes, hex);
    if (size < KEY_PREFIX_MIN || size > strlen(hex)) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (tolower((unsigned char)words[i]) != hex[i]) {
            return false;
        }
    }
    return true;
}

bool
names_find_kiosk(const struct archive_kiosk *kiosks, size_t count, const char *words,
                 const struct archive_kiosk **out, struct error *err)
{
    const struct archive_kiosk *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(kiosks[i].name, words) != 0 &&
            !is_key_prefix(&kiosks[i].key, words)) {
            continue;
        }
        if (found) {
            return error_set(err, ERROR_INPUT,
                             "\"%.80s\" fits more than one kiosk; give more of its key",
                             words);
        }
        found = &kiosks[i];
    }
    if (!found && strlen(words) < KEY_PREFIX_MIN &&
        strspn(words, "0123456789abcdefABCDEF") == strlen(words)) {
        return error_set(err, ERROR_INPUT,
                         "\"%.80s\" is too short for a kiosk's key: give at least its "
                         "first %d digits, as townline kiosks list shows them",
                         words, KEY_PREFIX_MIN);
    }
    if (!found) {
        return error_set(err, ERROR_MISSING,
                         "the archive knows no kiosk \"%.80s\"; townline kiosks list "
                         "shows them all",
                         words);
    }
    *out = found;
    return true;
}

void
names_today(char out[ARCHIVE_DAY_BYTES])
{
    time_t now = time(NULL);
    struct tm today;
    if (!localtime_r(&now, &today) ||
        strftime(out, ARCHIVE_DAY_BYTES, "%Y-%m-%d", &today) == 0) {
        snprintf(out, ARCHIVE_DAY_BYTES, "1970-01-01");
    }
}

uint32_t
names_today_day(void)
{
    char today[ARCHIVE_DAY_BYTES];
    double days;
    names_today(today);
    return calendar_parse(today, &days, NULL) && days > 0 ? (uint32_t)days : 0;
}

json_t *
names_json_hex(const void *bytes, size_t size)
{
    char hex[NAMES_HEX_BYTES];
    names_hex(bytes, size, hex);
    return json_string(hex);
}

json_t *
names_json_text(const char *text)
{
    json_t *string = json_string(text);
    char *plain = string ? NULL : strdup(text);
    if (!plain) {
        return string;
    }
    for (char *at = plain; *at; at++) {
        if ((unsigned char)*at >= 0x80) {
            *at = '?';
        }
    }
    string = json_string(plain);
    free(plain);
    return string;
}

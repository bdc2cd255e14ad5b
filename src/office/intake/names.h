/*
 * names: how the command line writes and reads what has no name of its own: a kiosk by
 * its key, a bundle by its number and id.
 */
#ifndef NAMES_H
#define NAMES_H

#include "townline/archive.h"

#include <jansson.h>

#define NAMES_HEX_BYTES 65 /* of 32 bytes, and NUL */

void names_hex(const void *bytes, size_t size, char *out);
/* "7-1f2e3d4c" */
struct bundle_name {
    char text[32];
};
struct bundle_name names_bundle(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES]);
/* "Main Library", or "kiosk 3fa29c01" when it has no name. */
struct kiosk_name {
    char text[ARCHIVE_NAME_MAX_BYTES + 16];
};
struct kiosk_name names_kiosk(const struct sign_public *key, const char *name);

/* The kiosk of the list whose name is `words`, or whose key begins with those at least
 * eight hex digits. ERROR_MISSING: none; ERROR_INPUT: more than one. */
bool names_find_kiosk(const struct archive_kiosk *kiosks, size_t count,
                      const char *words, const struct archive_kiosk **out,
                      struct error *err) __attribute__((warn_unused_result));

/* Today in the office, "2026-11-22". */
void names_today(char out[ARCHIVE_DAY_BYTES]);
/* The same as days since 1970; 0 where the clock says less. */
uint32_t names_today_day(void);

json_t *names_json_hex(const void *bytes, size_t size);
/* Text of anybody's; bytes that are no UTF-8 become "?". */
json_t *names_json_text(const char *text);

#endif

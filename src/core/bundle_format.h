/*
 * bundle_format: what writing and reading a bundle share. FORMAT.md, "Bundle".
 */
#ifndef TOWNLINE_BUNDLE_FORMAT_H
#define TOWNLINE_BUNDLE_FORMAT_H

#include "townline/bundle.h"

/* Sections of the plaintext, in the order of their tags. A reader skips unknown
 * sections with an even tag and refuses those with an odd one. */
enum bundle_section {
    SECTION_PACK = 1,
    SECTION_HEALTH = 2,
    SECTION_RECEIPT_KEY = 3,
    SECTION_AUDIT = 4,
    SECTION_REPLACES = 5,
    SECTION_DESCRIPTOR = 7,
    SECTION_RESPONSES = 9,
    SECTION_EPOCHS = 11,
    SECTION_TEXTS = 13,
    SECTION_CONTACTS = 15,
    SECTION_LAST = SECTION_CONTACTS,
};

enum { PACK_TEST_MODE = 1, PACK_FINAL_COLLECTION = 2 };

#define BUNDLE_HEADER_MAX_BYTES (131 + SEAL_RECIPIENTS_MAX * sizeof(struct key_slot))
#define BUNDLE_SIGNED_MAX_BYTES (121 + SEAL_RECIPIENTS_MAX * SEAL_RECIPIENT_ID_BYTES)
#define BUNDLE_TEXT_MAX_BYTES (RESPONSE_VALUE_MAX_BYTES + 2 + SEAL_TAG_BYTES)

/* What the clear header holds beside struct bundle_header. */
struct bundle_envelope {
    uint8_t nonce[SEAL_NONCE_BYTES];
    size_t header_size, body_size;
};

void bundle_header_write(const struct bundle_header *header,
                         const struct bundle_envelope *envelope, struct buffer *out);
bool bundle_header_take(struct cursor *cursor, struct bundle_header *header_out,
                        struct bundle_envelope *envelope_out, struct error *err)
    __attribute__((warn_unused_result));

/* Writes the bytes that are signed together with the plaintext, and stand before it;
 * returns how many they are. */
size_t bundle_signed_head(const struct bundle_header *header,
                          uint8_t out[BUNDLE_SIGNED_MAX_BYTES]);

#endif

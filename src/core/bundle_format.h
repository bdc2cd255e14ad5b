/*
 * bundle_format: what writing and reading bundles agree on. FORMAT.md, "Bundle".
 */
#ifndef TOWNLINE_BUNDLE_FORMAT_H
#define TOWNLINE_BUNDLE_FORMAT_H

#include "townline/bundle.h"

/* Sections of the plaintext, in this order, each at most once. A reader passes over
 * tags it does not know from SECTION_OPTIONAL on and refuses others. */
enum bundle_section {
    SECTION_PACK = 1,
    SECTION_RECEIPT_KEY = 2,
    SECTION_REPLACES = 3,
    SECTION_DESCRIPTOR = 4,
    SECTION_RESPONSES = 5,
    SECTION_EPOCHS = 6,
    SECTION_TEXTS = 7,
    SECTION_CONTACTS = 8,
    SECTION_HEALTH = 9,
    SECTION_OPTIONAL = 64,
};

enum { PACK_TEST_MODE = 1, PACK_FINAL_COLLECTION = 2 };

#define BUNDLE_HEADER_MAX_BYTES (131 + SEAL_RECIPIENTS_MAX * sizeof(struct key_slot))
#define BUNDLE_SIGNED_MAX_BYTES (121 + SEAL_RECIPIENTS_MAX * SEAL_RECIPIENT_ID_BYTES)
#define BUNDLE_TEXT_MAX_BYTES (RESPONSE_VALUE_MAX_BYTES + 2 + SEAL_TAG_BYTES)

/* What the clear header says beyond struct bundle_header. */
struct bundle_envelope {
    uint8_t nonce[SEAL_NONCE_BYTES];
    size_t header_size, body_size;
};

void bundle_header_write(const struct bundle_header *header,
                         const struct bundle_envelope *envelope, struct buffer *out);
bool bundle_header_take(struct cursor *cursor, struct bundle_header *header_out,
                        struct bundle_envelope *envelope_out, struct error *err)
    __attribute__((warn_unused_result));

/* The bytes signed before the plaintext; their number is returned. */
size_t bundle_signed_head(const struct bundle_header *header,
                          uint8_t out[BUNDLE_SIGNED_MAX_BYTES]);

#endif

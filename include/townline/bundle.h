/*
 * bundle: an immutable, signed, sealed lot of responses, made when staff export.
 *
 * The clear header says whose it is; the plaintext (descriptor, responses, sealed
 * comments with their epochs, health) is signed by the kiosk and encrypted to at most
 * four recipients with the header as associated data. A bundle's id is BLAKE2b-256 of
 * its bytes. Byte by byte: src/core/FORMAT.md. Readers check the id, the seal and the
 * signature before they decode anything, and refuse what is over a limit before
 * allocating for it.
 */
#ifndef TOWNLINE_BUNDLE_H
#define TOWNLINE_BUNDLE_H

#include "townline/response.h"
#include "townline/seal.h"

#define BUNDLE_VERSION 1
#define BUNDLE_MAX_BYTES ((size_t)16 << 20)
#define BUNDLE_ID_BYTES 32
#define STORE_ID_BYTES 16
#define PACK_ID_BYTES 32
#define BUNDLE_EPOCHS_MAX 4096 /* comment keys in one bundle */
#define OFFICE_ID_BYTES 8 /* of the office's signing key: recipient_id of its bytes */

enum bundle_kind { BUNDLE_RESPONSES = 1, BUNDLE_CONTACTS = 2, BUNDLE_STATUS = 3 };

struct bundle_header {
    enum bundle_kind kind;
    struct sign_public kiosk; /* who signed */
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;                      /* N, from 1 */
    uint8_t previous_id[BUNDLE_ID_BYTES]; /* of N - 1; zero for 1 */
    uint8_t office_id[OFFICE_ID_BYTES];
    struct key_slot slots[SEAL_RECIPIENTS_MAX];
    size_t slot_count;
};

/* A comment key of the kiosk's, sealed to every recipient. */
struct epoch {
    uint8_t id[16];
    struct key_slot slots[SEAL_RECIPIENTS_MAX];
    size_t slot_count;
};

/* Figures about the kiosk since its last bundle. */
struct bundle_health {
    uint32_t uptime_hours;
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;
    uint32_t storage_free_mb, store_kb;
    char program_version[32];
};

struct contact { /* sealed like a comment; its clear text is "name=value" lines */
    struct sealed_text sealed;
};

struct bundle_content {
    uint8_t pack_id[PACK_ID_BYTES];
    bool test_mode, final_collection;
    uint32_t replaces;                   /* an older N re-issued to others; 0 none */
    uint8_t receipt_key[SEAL_KEY_BYTES]; /* random; what the receipt is made with */
    const struct descriptor *descriptor; /* kind responses; else NULL */
    struct response_set responses;       /* any order in, canonical order out */
    const struct epoch *epochs;
    size_t epoch_count;
    const struct contact *contacts; /* kind contacts */
    size_t contact_count;
    struct bundle_health health;
};

/* The signed part. Responses are written in canonical order (by their encoded bytes,
 * then the row ids of their texts), epochs and contacts by id: the order they come in
 * leaves no trace. */
bool bundle_plaintext(const struct bundle_content *content, struct buffer *out,
                      struct error *err) __attribute__((warn_unused_result));

/* Signs and seals; header->slots and slot_count are filled from `recipients`. `out` is
 * the whole file. */
bool bundle_seal(struct bundle_header *header, const struct bundle_content *content,
                 const struct sign_secret *kiosk,
                 const struct recipient_public *recipients, size_t recipient_count,
                 struct random_source random, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

void bundle_id(const void *data, size_t size, uint8_t out[BUNDLE_ID_BYTES]);

/* The clear header alone: needs no key, proves nothing. */
bool bundle_header_read(const void *data, size_t size, struct bundle_header *out,
                        struct error *err) __attribute__((warn_unused_result));

/* The bytes of a bundle as they came, with their id and their clear header. Whoever
 * gets the bytes reads them once into this and hands it on, so that 16 MB are not
 * hashed again at every step. It proves nothing. */
struct sealed_bundle {
    const void *data; /* borrowed */
    size_t size;
    uint8_t id[BUNDLE_ID_BYTES];
    struct bundle_header header;
};
bool sealed_bundle_read(const void *data, size_t size, struct sealed_bundle *out,
                        struct error *err) __attribute__((warn_unused_result));

/* A bundle that was decrypted, whose signature was checked and whose parts were
 * decoded. ERROR_MISSING: sealed for another office. ERROR_INPUT: changed, truncated,
 * over a limit or of a version this program does not read. */
struct bundle {
    struct bundle_header header;
    uint8_t id[BUNDLE_ID_BYTES];
    struct bundle_content content; /* all owned by the bundle */
    struct bundle_memory *memory;
};
bool bundle_open(const void *data, size_t size,
                 const struct recipient_secret *recipient, struct bundle **out,
                 struct error *err) __attribute__((warn_unused_result));
/* The same of bytes that were read before. */
bool sealed_bundle_open(const struct sealed_bundle *sealed,
                        const struct recipient_secret *recipient, struct bundle **out,
                        struct error *err) __attribute__((warn_unused_result));
void bundle_close(struct bundle *bundle);

#endif

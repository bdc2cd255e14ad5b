/*
 * bundle: a lot of responses, signed and sealed, which is made when staff export and
 * never changes.
 *
 * The clear header says which kiosk made it. The plaintext (descriptor, responses,
 * sealed comments with their epochs, health) is signed by the kiosk and encrypted for
 * at most four recipients; the header is bound to it as associated data. The id of a
 * bundle is the BLAKE2b-256 of its bytes. src/core/FORMAT.md describes every byte. A
 * reader checks the seal and the signature before it decodes anything, and refuses what
 * is above a limit before it takes memory for it.
 */
#ifndef TOWNLINE_BUNDLE_H
#define TOWNLINE_BUNDLE_H

#include "townline/audit.h"
#include "townline/response.h"
#include "townline/seal.h"

#define BUNDLE_VERSION 1
#define BUNDLE_MAX_BYTES ((size_t)16 << 20)
#define BUNDLE_ID_BYTES 32
#define STORE_ID_BYTES 16
#define PACK_ID_BYTES 32
#define BUNDLE_EPOCHS_MAX 4096 /* comment keys in one bundle */
#define OFFICE_ID_BYTES 8      /* bytes of recipient_id, of the office's signing key */

enum bundle_kind { BUNDLE_RESPONSES = 1, BUNDLE_CONTACTS = 2, BUNDLE_STATUS = 3 };

struct bundle_header {
    enum bundle_kind kind;
    struct sign_public kiosk; /* the kiosk that signed it */
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;                      /* N, from 1 */
    uint8_t previous_id[BUNDLE_ID_BYTES]; /* of bundle N - 1; zeros for 1 */
    uint8_t office_id[OFFICE_ID_BYTES];
    struct key_slot slots[SEAL_RECIPIENTS_MAX];
    size_t slot_count;
};

/* A key of the kiosk for comments, sealed to every recipient. */
struct epoch {
    uint8_t id[16];
    struct key_slot slots[SEAL_RECIPIENTS_MAX];
    size_t slot_count;
};

/* Figures about the kiosk since its last bundle. Responses that `townline simulate`
 * invented come from a program whose version begins with BUNDLE_SIMULATED, so that each
 * page about them can say so. */
#define BUNDLE_SIMULATED "simulated "
struct bundle_health {
    uint32_t uptime_hours;
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;
    uint32_t storage_free_mb, store_kb;
    char program_version[32];
};

struct contact { /* sealed as a comment; in clear it is lines of "name=value" */
    struct sealed_text sealed;
};

struct bundle_content {
    uint8_t pack_id[PACK_ID_BYTES];
    bool test_mode, final_collection;
    /* the number of an older bundle that this one re-issues for other recipients; 0:
     * none */
    uint32_t replaces;
    uint8_t receipt_key[SEAL_KEY_BYTES]; /* random; the receipt is made with it */
    const struct descriptor *descriptor; /* of BUNDLE_RESPONSES; else NULL */
    /* written: in any order; read: in canonical order */
    struct response_set responses;
    /* how they are packed: 0 for the newest way; a bundle that was read has its own */
    unsigned codec_model;
    const struct epoch *epochs;
    size_t epoch_count;
    const struct contact *contacts; /* of BUNDLE_CONTACTS */
    size_t contact_count;
    struct bundle_health health;
    struct audit_log audit; /* what staff did since the last; count 0: none */
};

/* Writes the part that is signed. Responses are put in canonical order (by their
 * encoded bytes, then by the row ids of their texts), epochs and contacts in the order
 * of their ids. So the bundle shows nothing of the order in which they came. */
bool bundle_plaintext(const struct bundle_content *content, struct buffer *out,
                      struct error *err) __attribute__((warn_unused_result));

/* Signs and seals a bundle. The slots of `header` are filled from `recipients`; `out`
 * gets the whole file. */
bool bundle_seal(struct bundle_header *header, const struct bundle_content *content,
                 const struct sign_secret *kiosk,
                 const struct recipient_public *recipients, size_t recipient_count,
                 struct random_source random, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

void bundle_id(const void *data, size_t size, uint8_t out[BUNDLE_ID_BYTES]);

/* Reads the clear header alone. This needs no key and proves nothing. */
bool bundle_header_read(const void *data, size_t size, struct bundle_header *out,
                        struct error *err) __attribute__((warn_unused_result));

/* The bytes of a bundle as they came, with their id and clear header. Whoever receives
 * the bytes reads them into this once and passes it on, so that 16 MB are not hashed
 * again at each step. It proves nothing yet. */
struct sealed_bundle {
    const void *data; /* borrowed */
    size_t size;
    uint8_t id[BUNDLE_ID_BYTES];
    struct bundle_header header;
};
bool sealed_bundle_read(const void *data, size_t size, struct sealed_bundle *out,
                        struct error *err) __attribute__((warn_unused_result));

/* A bundle that was decrypted, whose signature is right and whose parts were decoded.
 * Opening one fails with ERROR_MISSING when it was sealed for another office, and with
 * ERROR_INPUT when it was changed or cut short, is above a limit, or has a version that
 * this program cannot read. */
struct bundle {
    struct bundle_header header;
    uint8_t id[BUNDLE_ID_BYTES];
    struct bundle_content content; /* owned by the bundle */
    struct bundle_memory *memory;
};
bool bundle_open(const void *data, size_t size,
                 const struct recipient_secret *recipient, struct bundle **out,
                 struct error *err) __attribute__((warn_unused_result));
/* The same, of bytes that were read before. */
bool sealed_bundle_open(const struct sealed_bundle *sealed,
                        const struct recipient_secret *recipient, struct bundle **out,
                        struct error *err) __attribute__((warn_unused_result));
void bundle_close(struct bundle *bundle);

#endif

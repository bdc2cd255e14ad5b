/*
 * seal: all cryptography, the only user of libsodium. Ed25519 signs, X25519 +
 * XSalsa20-Poly1305 sealed boxes (libsodium's crypto_box_seal format) carry keys to
 * recipients, XChaCha20-Poly1305 encrypts, BLAKE2b hashes and authenticates, Argon2id
 * turns a passphrase into a key. Thread-safe after seal_start. Secrets are wiped by the
 * _wipe calls.
 */
#ifndef TOWNLINE_SEAL_H
#define TOWNLINE_SEAL_H

#include "townline/error.h"
#include "townline/random.h"

#include <stddef.h>
#include <stdint.h>

#define SEAL_HASH_BYTES 32
#define SEAL_LONG_HASH_BYTES 64
#define SEAL_SHA256_BYTES 32
#define SEAL_KEY_BYTES 32
#define SEAL_TAG_BYTES 16
#define SEAL_NONCE_BYTES 24
#define SEAL_SIGNATURE_BYTES 64
#define SEAL_SLOT_BYTES 80 /* ephemeral public key 32 + tag 16 + key 32 */
#define SEAL_RECIPIENT_ID_BYTES 8
#define SEAL_RECIPIENTS_MAX 4
#define SEAL_SALT_BYTES 16

struct sign_public {
    uint8_t bytes[32];
};
struct sign_secret {
    uint8_t bytes[64];
}; /* libsodium's: seed and public key */
struct recipient_public {
    uint8_t bytes[32];
};
struct recipient_secret {
    uint8_t bytes[32];
};

/* A random key sealed to one recipient. */
struct key_slot {
    uint8_t recipient_id[SEAL_RECIPIENT_ID_BYTES];
    uint8_t box[SEAL_SLOT_BYTES];
};

/* Once per program, before all else. False only where libsodium cannot start. */
bool seal_start(void);
struct random_source seal_random(void); /* the operating system's */
void seal_wipe(void *secret, size_t size);
/* Frees a text of malloc that may hold what somebody typed, overwritten first; takes
 * NULL. */
void seal_text_free(char *text);
/* Memory that is locked and wiped on free; NULL when there is none. */
void *seal_secret_new(size_t size);
void seal_secret_free(void *secret);
bool seal_equal(const void *a, const void *b, size_t size); /* in constant time */

void seal_hash(const void *data, size_t size, uint8_t out[SEAL_HASH_BYTES]);
/* For what others have fixed: the seeds of ODK forms. */
void seal_sha256(const void *data, size_t size, uint8_t out[SEAL_SHA256_BYTES]);
/* BLAKE2b-512, for signatures that others check. */
void seal_hash_long(const void *data, size_t size, uint8_t out[SEAL_LONG_HASH_BYTES]);
/* BLAKE2b-256 with a 32-byte key: a message authentication code. */
void seal_mac(const uint8_t key[SEAL_KEY_BYTES], const void *data, size_t size,
              uint8_t out[SEAL_HASH_BYTES]);

void sign_pair(struct random_source random, struct sign_public *public_out,
               struct sign_secret *secret_out);
void sign_public_of(const struct sign_secret *secret, struct sign_public *out);
void sign_bytes(const struct sign_secret *secret, const void *data, size_t size,
                uint8_t signature_out[SEAL_SIGNATURE_BYTES]);
bool sign_is_valid(const struct sign_public *key, const void *data, size_t size,
                   const uint8_t signature[SEAL_SIGNATURE_BYTES]);

void recipient_pair(struct random_source random, struct recipient_public *public_out,
                    struct recipient_secret *secret_out);
void recipient_public_of(const struct recipient_secret *secret,
                         struct recipient_public *out);
/* False for the few bytes that are no usable X25519 key: ask before sealing to a key
 * that came from outside. */
bool recipient_is_valid(const struct recipient_public *recipient);
/* First 8 bytes of BLAKE2b-256 of the public key. */
void recipient_id(const struct recipient_public *recipient,
                  uint8_t out[SEAL_RECIPIENT_ID_BYTES]);
/* To a key that is not valid the slot opens for nobody. */
void slot_seal(const uint8_t key[SEAL_KEY_BYTES],
               const struct recipient_public *recipient, struct random_source random,
               struct key_slot *out);
/* Opens the slot of `slots` that is for this recipient. ERROR_MISSING when none is, and
 * ERROR_INPUT when one is but it was changed. */
bool slot_open(const struct key_slot *slots, size_t count,
               const struct recipient_secret *secret, uint8_t key_out[SEAL_KEY_BYTES],
               struct error *err) __attribute__((warn_unused_result));

/* XChaCha20-Poly1305 (IETF draft construction of libsodium). `out` holds size + 16
 * bytes. */
void seal_encrypt(const uint8_t key[SEAL_KEY_BYTES],
                  const uint8_t nonce[SEAL_NONCE_BYTES], const void *clear_header,
                  size_t header_size, const void *data, size_t size, uint8_t *out);
/* `size` is that of the ciphertext with its tag; `out` holds size - 16 bytes, and is
 * wiped when the tag is wrong. */
bool seal_decrypt(const uint8_t key[SEAL_KEY_BYTES],
                  const uint8_t nonce[SEAL_NONCE_BYTES], const void *clear_header,
                  size_t header_size, const uint8_t *data, size_t size, uint8_t *out)
    __attribute__((warn_unused_result));

struct passphrase_cost {
    uint64_t operations;
    uint64_t memory_bytes;
};
/* Argon2id 1.3. Fails with ERROR_SYSTEM when there is not the memory. */
bool seal_passphrase(const char *passphrase, size_t size,
                     const uint8_t salt[SEAL_SALT_BYTES], struct passphrase_cost cost,
                     uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
    __attribute__((warn_unused_result));

#endif

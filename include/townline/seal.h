/*
 * seal: all cryptography; only this module uses libsodium. Ed25519 signs. Sealed boxes
 * of X25519 and XSalsa20-Poly1305 (the format of libsodium's crypto_box_seal) carry
 * keys to recipients. XChaCha20-Poly1305 encrypts. BLAKE2b hashes and authenticates.
 * Argon2id turns a passphrase into a key. After seal_start it may be used by several
 * threads. Callers wipe secrets with the calls for it.
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
#define SEAL_SLOT_BYTES 80 /* ephemeral public key 32, tag 16, key 32 */
#define SEAL_RECIPIENT_ID_BYTES 8
#define SEAL_RECIPIENTS_MAX 4
#define SEAL_SALT_BYTES 16

struct sign_public {
    uint8_t bytes[32];
};
struct sign_secret {
    uint8_t bytes[64];
}; /* as libsodium has it: seed and public key */
struct recipient_public {
    uint8_t bytes[32];
};
struct recipient_secret {
    uint8_t bytes[32];
};

/* A random key, sealed to one recipient. */
struct key_slot {
    uint8_t recipient_id[SEAL_RECIPIENT_ID_BYTES];
    uint8_t box[SEAL_SLOT_BYTES];
};

/* Call it once per program, before all else. False only when libsodium cannot start. */
bool seal_start(void);
struct random_source seal_random(void); /* draws from the operating system */
void seal_wipe(void *secret, size_t size);
/* Overwrites and frees a text from malloc, which may be what somebody typed. Takes
 * NULL. */
void seal_text_free(char *text);
/* Memory that is locked, and wiped when it is freed; NULL when there is none. */
void *seal_secret_new(size_t size);
void seal_secret_free(void *secret);
bool seal_equal(const void *a, const void *b, size_t size); /* in constant time */

void seal_hash(const void *data, size_t size, uint8_t out[SEAL_HASH_BYTES]);
/* SHA-256, only where others decided on it: for the seeds of ODK forms. */
void seal_sha256(const void *data, size_t size, uint8_t out[SEAL_SHA256_BYTES]);
/* BLAKE2b-512, for signatures that other programs check. */
void seal_hash_long(const void *data, size_t size, uint8_t out[SEAL_LONG_HASH_BYTES]);
/* BLAKE2b-256 with a key of 32 bytes: a message authentication code. */
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
/* False for the few values that cannot be used as an X25519 key. Ask it before sealing
 * to a key that came from outside. */
bool recipient_is_valid(const struct recipient_public *recipient);
/* A slot for a key that is not valid opens for nobody. */
void slot_seal(const uint8_t key[SEAL_KEY_BYTES],
               const struct recipient_public *recipient, struct random_source random,
               struct key_slot *out);
/* Opens the slot among `slots` that is for this recipient. ERROR_MISSING when there is
 * none; ERROR_INPUT when there is one that was changed. */
bool slot_open(const struct key_slot *slots, size_t count,
               const struct recipient_secret *secret, uint8_t key_out[SEAL_KEY_BYTES],
               struct error *err) __attribute__((warn_unused_result));

/* XChaCha20-Poly1305 as libsodium has it. `out` has room for size + 16 bytes. */
void seal_encrypt(const uint8_t key[SEAL_KEY_BYTES],
                  const uint8_t nonce[SEAL_NONCE_BYTES], const void *clear_header,
                  size_t header_size, const void *data, size_t size, uint8_t *out);
/* `size` is that of the ciphertext with its tag. `out` has room for size - 16 bytes; it
 * is wiped when the tag is wrong. */
bool seal_decrypt(const uint8_t key[SEAL_KEY_BYTES],
                  const uint8_t nonce[SEAL_NONCE_BYTES], const void *clear_header,
                  size_t header_size, const uint8_t *data, size_t size, uint8_t *out)
    __attribute__((warn_unused_result));

struct passphrase_cost {
    uint64_t operations;
    uint64_t memory_bytes;
};
/* Argon2id 1.3. ERROR_SYSTEM when there is not enough memory. */
bool seal_passphrase(const char *passphrase, size_t size,
                     const uint8_t salt[SEAL_SALT_BYTES], struct passphrase_cost cost,
                     uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
    __attribute__((warn_unused_result));

#endif

/*
 * keys: the office's keys as bytes, without files. The office signs packs and PIN
 * resets with one key and opens bundles with another. The secret halves of both lie in
 * one text, encrypted under a passphrase. The public halves lie in another text, which
 * goes into packs. It also holds the public key of a recovery recipient, whose secret
 * is printed and put in an envelope: with it bundles can be opened when the office's
 * key or passphrase is lost. FORMAT.md, "Keys".
 */
#ifndef TOWNLINE_KEYS_H
#define TOWNLINE_KEYS_H

#include "townline/bundle.h"

#define KEYS_FILE_MAX_BYTES ((size_t)4096)
#define KEYS_NAME_MAX_BYTES 64
/* The most memory that keys_unlock takes. */
#define KEYS_MEMORY_MAX_BYTES ((uint64_t)1 << 30)
#define KEYS_PASSPHRASE_MIN_BYTES 8
#define KEYS_RECOVERY_BYTES 72    /* 56 characters in 14 groups, and a NUL */
#define KEYS_FINGERPRINT_BYTES 25 /* 20 digits in 5 groups, and a NUL */

struct office_secret {
    struct sign_secret sign;
    struct recipient_secret recipient;
};

struct office_public {
    struct sign_public sign;
    /* The office itself, then the recovery recipient, then any others. */
    struct recipient_public recipients[SEAL_RECIPIENTS_MAX];
    size_t recipient_count;
    char name[KEYS_NAME_MAX_BYTES]; /* of the office, for people to read; may be "" */
};

/* Makes new keys. The recovery secret must be kept on paper only. */
void keys_make(const char *name, struct random_source random,
               struct office_secret *secret_out, struct office_public *public_out,
               struct recipient_secret *recovery_out);
void keys_office_id(const struct sign_public *office, uint8_t out[OFFICE_ID_BYTES]);
/* Whether the public keys belong to this secret, so that the two files are a pair. */
bool keys_match(const struct office_secret *secret, const struct office_public *office);

/* A cost that takes an office computer about a second. */
struct passphrase_cost keys_cost(void);
/* Writes the secret file. ERROR_INPUT when the passphrase has fewer than
 * KEYS_PASSPHRASE_MIN_BYTES. */
bool keys_lock(const struct office_secret *secret, const char *passphrase,
               struct passphrase_cost cost, struct random_source random,
               struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Reads the secret file. ERROR_INPUT: it is another file, damaged, or of a newer
 * version. ERROR_MISSING: the passphrase is wrong. */
bool keys_unlock(const void *data, size_t size, const char *passphrase,
                 struct office_secret *out, struct error *err)
    __attribute__((warn_unused_result));

/* Write and read the public file. Reading refuses a damaged file, and keys that cannot
 * be used. */
void keys_public_write(const struct office_public *office, struct buffer *out);
bool keys_public_read(const void *data, size_t size, struct office_public *out,
                      struct error *err) __attribute__((warn_unused_result));

/* Write the recovery secret as letters and digits in groups of four, and read it back.
 * Reading accepts small letters, any blanks and hyphens, O for 0, and I or L for 1.
 * Check characters find a writing mistake. */
void keys_recovery_write(const struct recipient_secret *recovery,
                         char out[KEYS_RECOVERY_BYTES]);
bool keys_recovery_read(const char *text, struct recipient_secret *out,
                        struct error *err) __attribute__((warn_unused_result));

/* Writes a public key as digits, "0412 7730 ...", so that a person can compare it on
 * the kiosk's screen with the one at the office. */
void keys_fingerprint(const struct sign_public *key, char out[KEYS_FINGERPRINT_BYTES]);

/* The keys of tests/golden, drawn from a seed that everybody can read here. Programs
 * refuse every key for which keys_is_golden is true. */
#define KEYS_GOLDEN_SEED 0x676f6c64656e2031u /* "golden 1" */
struct golden_keys {
    struct office_secret office_secret;
    struct office_public office;
    struct recipient_secret recovery;
    struct sign_secret kiosk_secret;
    struct sign_public kiosk;
};
void keys_golden(struct golden_keys *out);
/* `key` is the public half of a signing or a sealing key. */
bool keys_is_golden(const uint8_t key[32]);

#endif

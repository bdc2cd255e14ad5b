/* keys: makes the office's keys, and writes and reads their files. */
#include "townline/keys.h"

#include "fields.h"
#include "townline/characters.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define SECRET_MAGIC "townline office secret 1"
#define PUBLIC_MAGIC "townline office public 1"
#define SECRET_CLEAR_BYTES 64 /* the signing seed and the recipient's secret */

void
keys_make(const char *name, struct random_source random,
          struct office_secret *secret_out, struct office_public *public_out,
          struct recipient_secret *recovery_out)
{
    *public_out = (struct office_public){.recipient_count = 2};
    sign_pair(random, &public_out->sign, &secret_out->sign);
    recipient_pair(random, &public_out->recipients[0], &secret_out->recipient);
    recipient_pair(random, &public_out->recipients[1], recovery_out);
    /* the name is one line of a file, and is not cut inside of a character */
    size_t size = characters_fitting(name, KEYS_NAME_MAX_BYTES - 1);
    for (size_t i = 0; i < size; i++) {
        public_out->name[i] = iscntrl((unsigned char)name[i]) ? ' ' : name[i];
    }
}

void
keys_office_id(const struct sign_public *office, uint8_t out[OFFICE_ID_BYTES])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(office->bytes, sizeof office->bytes, hash);
    memcpy(out, hash, OFFICE_ID_BYTES);
}

bool
keys_match(const struct office_secret *secret, const struct office_public *office)
{
    struct sign_public sign;
    struct recipient_public recipient;
    sign_public_of(&secret->sign, &sign);
    recipient_public_of(&secret->recipient, &recipient);
    return memcmp(&sign, &office->sign, sizeof sign) == 0 &&
           office->recipient_count > 0 &&
           memcmp(&recipient, &office->recipients[0], sizeof recipient) == 0;
}

struct passphrase_cost
keys_cost(void)
{
    return (struct passphrase_cost){.operations = 3, .memory_bytes = 256u << 20};
}

/* Writes the lines above the encrypted box, to which the box is bound. */
static void
write_secret_head(struct buffer *out, struct passphrase_cost cost,
                  const uint8_t salt[SEAL_SALT_BYTES],
                  const uint8_t nonce[SEAL_NONCE_BYTES])
{
    fields_begin(out, SECRET_MAGIC);
    fields_add_number(out, "argon2id-operations", cost.operations);
    fields_add_number(out, "argon2id-memory", cost.memory_bytes);
    fields_add_hex(out, "salt", salt, SEAL_SALT_BYTES);
    fields_add_hex(out, "nonce", nonce, SEAL_NONCE_BYTES);
}

bool
keys_lock(const struct office_secret *secret, const char *passphrase,
          struct passphrase_cost cost, struct random_source random, struct buffer *out,
          struct error *err)
{
    if (strlen(passphrase) < KEYS_PASSPHRASE_MIN_BYTES) {
        return error_set(err, ERROR_INPUT,
                         "the passphrase is too short: take at least %d characters, "
                         "four words are good",
                         KEYS_PASSPHRASE_MIN_BYTES);
    }
    uint8_t salt[SEAL_SALT_BYTES], nonce[SEAL_NONCE_BYTES], key[SEAL_KEY_BYTES];
    random.fill(random.context, salt, sizeof salt);
    random.fill(random.context, nonce, sizeof nonce);
    if (!seal_passphrase(passphrase, strlen(passphrase), salt, cost, key, err)) {
        return false;
    }

    uint8_t clear[SECRET_CLEAR_BYTES], box[SECRET_CLEAR_BYTES + SEAL_TAG_BYTES];
    memcpy(clear, secret->sign.bytes, 32);
    memcpy(clear + 32, secret->recipient.bytes, 32);
    buffer_clear(out);
    write_secret_head(out, cost, salt, nonce);
    seal_encrypt(key, nonce, out->data, out->size, clear, sizeof clear, box);
    seal_wipe(clear, sizeof clear);
    seal_wipe(key, sizeof key);
    fields_add_hex(out, "box", box, sizeof box);
    fields_end(out);
    return !out->failed || error_no_memory(err);
}

bool
keys_unlock(const void *data, size_t size, const char *passphrase,
            struct office_secret *out, struct error *err)
{
    struct fields fields;
    struct passphrase_cost cost;
    uint8_t salt[SEAL_SALT_BYTES], nonce[SEAL_NONCE_BYTES], key[SEAL_KEY_BYTES];
    uint8_t clear[SECRET_CLEAR_BYTES], box[SECRET_CLEAR_BYTES + SEAL_TAG_BYTES];
    if (!fields_read(data, size, SECRET_MAGIC, "the office's secret key file", &fields,
                     err)) {
        return false;
    }
    if (!fields_find_number(&fields, "argon2id-operations", &cost.operations) ||
        !fields_find_number(&fields, "argon2id-memory", &cost.memory_bytes) ||
        !fields_find_hex(&fields, "salt", salt, sizeof salt) ||
        !fields_find_hex(&fields, "nonce", nonce, sizeof nonce) ||
        !fields_find_hex(&fields, "box", box, sizeof box)) {
        return error_set(err, ERROR_INPUT,
                         "the office's secret key file lacks a line it must have");
    }
    if (cost.memory_bytes > KEYS_MEMORY_MAX_BYTES || cost.operations > 100) {
        return error_set(err, ERROR_INPUT,
                         "the office's secret key file asks for more memory or time "
                         "than this program gives to a passphrase");
    }
    if (!seal_passphrase(passphrase, strlen(passphrase), salt, cost, key, err)) {
        return false;
    }

    struct buffer head;
    buffer_init(&head, FIELDS_MAX_BYTES);
    write_secret_head(&head, cost, salt, nonce);
    bool right = !head.failed &&
                 seal_decrypt(key, nonce, head.data, head.size, box, sizeof box, clear);
    buffer_finish(&head);
    seal_wipe(key, sizeof key);
    if (!right) {
        return error_set(err, ERROR_MISSING,
                         "that is not the passphrase of this key: try again");
    }
    memcpy(out->sign.bytes, clear, 32);
    memcpy(out->recipient.bytes, clear + 32, 32);
    seal_wipe(clear, sizeof clear);
    struct sign_public sign;
    sign_public_of(&out->sign, &sign);
    memcpy(out->sign.bytes + 32, sign.bytes, 32);
    return true;
}

static const char *
recipient_name(size_t i, char out[16])
{
    snprintf(out, 16, "recipient-%zu", i + 1);
    return out;
}

void
keys_public_write(const struct office_public *office, struct buffer *out)
{
    char name[16];
    buffer_clear(out);
    fields_begin(out, PUBLIC_MAGIC);
    if (office->name[0] != '\0') {
        fields_add_text(out, "name", office->name);
    }
    fields_add_hex(out, "sign", office->sign.bytes, sizeof office->sign.bytes);
    for (size_t i = 0; i < office->recipient_count; i++) {
        fields_add_hex(out, recipient_name(i, name), office->recipients[i].bytes,
                       sizeof office->recipients[i].bytes);
    }
    fields_end(out);
}

bool
keys_public_read(const void *data, size_t size, struct office_public *out,
                 struct error *err)
{
    struct fields fields;
    struct office_public office = {.recipient_count = 0};
    if (!fields_read(data, size, PUBLIC_MAGIC, "the office's public key file", &fields,
                     err)) {
        return false;
    }
    if (!fields_find_hex(&fields, "sign", office.sign.bytes,
                         sizeof office.sign.bytes)) {
        return error_set(err, ERROR_INPUT,
                         "the office's public key file lacks the signing key");
    }
    if (!fields_find_text(&fields, "name", office.name, sizeof office.name)) {
        office.name[0] = '\0';
    }
    for (size_t i = 0; i < SEAL_RECIPIENTS_MAX; i++) {
        char name[16];
        struct recipient_public *recipient = &office.recipients[i];
        if (!fields_find_hex(&fields, recipient_name(i, name), recipient->bytes,
                             sizeof recipient->bytes)) {
            break;
        }
        for (size_t j = 0; j < i; j++) {
            if (memcmp(recipient, &office.recipients[j], sizeof *recipient) == 0) {
                return error_set(err, ERROR_INPUT,
                                 "the office's public key file names a key twice");
            }
        }
        if (!recipient_is_valid(recipient)) {
            return error_set(err, ERROR_INPUT,
                             "the office's public key file holds a key that cannot be "
                             "used");
        }
        office.recipient_count++;
    }
    if (office.recipient_count == 0) {
        return error_set(err, ERROR_INPUT,
                         "the office's public key file names nobody to seal to");
    }
    *out = office;
    return true;
}

void
keys_fingerprint(const struct sign_public *key, char out[KEYS_FINGERPRINT_BYTES])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(key->bytes, sizeof key->bytes, hash);
    for (size_t i = 0; i < 5; i++) {
        uint32_t word = 0;
        for (size_t j = 0; j < 4; j++) {
            word |= (uint32_t)hash[4 * i + j] << (8 * j);
        }
        snprintf(out + 5 * i, KEYS_FINGERPRINT_BYTES - 5 * i, "%04u",
                 (unsigned)(word % 10000));
        out[5 * i + 4] = i < 4 ? ' ' : '\0';
    }
}

void
keys_golden(struct golden_keys *out)
{
    uint64_t state = KEYS_GOLDEN_SEED;
    struct random_source random = random_seeded(&state);
    keys_make("Golden", random, &out->office_secret, &out->office, &out->recovery);
    sign_pair(random, &out->kiosk, &out->kiosk_secret);
}

bool
keys_is_golden(const uint8_t key[32])
{
    struct golden_keys golden;
    keys_golden(&golden);
    return memcmp(key, golden.office.sign.bytes, 32) == 0 ||
           memcmp(key, golden.office.recipients[0].bytes, 32) == 0 ||
           memcmp(key, golden.office.recipients[1].bytes, 32) == 0 ||
           memcmp(key, golden.kiosk.bytes, 32) == 0;
}

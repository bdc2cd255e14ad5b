/* seal: calls libsodium for signatures, encryption, hashes, randomness and locked
 * memory. */
#include "townline/seal.h"

#include <sodium.h>
#include <string.h>

_Static_assert(SEAL_SLOT_BYTES == crypto_box_SEALBYTES + SEAL_KEY_BYTES, "slot size");
_Static_assert(SEAL_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
               "nonce size");
_Static_assert(SEAL_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag size");
_Static_assert(SEAL_SALT_BYTES == crypto_pwhash_SALTBYTES, "salt size");

bool
seal_start(void)
{
    return sodium_init() >= 0;
}

static void
fill_from_system(void *context, void *out, size_t size)
{
    (void)context;
    randombytes_buf(out, size);
}

struct random_source
seal_random(void)
{
    return (struct random_source){.fill = fill_from_system};
}

void
seal_wipe(void *secret, size_t size)
{
    sodium_memzero(secret, size);
}

void
seal_text_free(char *text)
{
    if (text) {
        seal_wipe(text, strlen(text));
    }
    free(text);
}

void *
seal_secret_new(size_t size)
{
    /* libsodium puts the end of the memory at a guard page. Only a whole number of 16
     * bytes keeps its beginning aligned for every type. */
    if (size > SIZE_MAX - 15) {
        return NULL;
    }
    return sodium_malloc((size + 15) / 16 * 16);
}

void
seal_secret_free(void *secret)
{
    sodium_free(secret);
}

bool
seal_equal(const void *a, const void *b, size_t size)
{
    return sodium_memcmp(a, b, size) == 0;
}

void
seal_hash(const void *data, size_t size, uint8_t out[SEAL_HASH_BYTES])
{
    crypto_generichash(out, SEAL_HASH_BYTES, data, size, NULL, 0);
}

void
seal_sha256(const void *data, size_t size, uint8_t out[SEAL_SHA256_BYTES])
{
    crypto_hash_sha256(out, data, size);
}

void
seal_hash_long(const void *data, size_t size, uint8_t out[SEAL_LONG_HASH_BYTES])
{
    crypto_generichash(out, SEAL_LONG_HASH_BYTES, data, size, NULL, 0);
}

void
seal_mac(const uint8_t key[SEAL_KEY_BYTES], const void *data, size_t size,
         uint8_t out[SEAL_HASH_BYTES])
{
    crypto_generichash(out, SEAL_HASH_BYTES, data, size, key, SEAL_KEY_BYTES);
}

void
sign_pair(struct random_source random, struct sign_public *public_out,
          struct sign_secret *secret_out)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    random.fill(random.context, seed, sizeof seed);
    crypto_sign_seed_keypair(public_out->bytes, secret_out->bytes, seed);
    sodium_memzero(seed, sizeof seed);
}

void
sign_public_of(const struct sign_secret *secret, struct sign_public *out)
{
    /* The public key is computed again from the seed. The copy stored behind the seed
     * could be wrong, and a signature made with a wrong one would tell the seed. */
    uint8_t again[crypto_sign_SECRETKEYBYTES];
    crypto_sign_seed_keypair(out->bytes, again, secret->bytes);
    sodium_memzero(again, sizeof again);
}

void
sign_bytes(const struct sign_secret *secret, const void *data, size_t size,
           uint8_t signature_out[SEAL_SIGNATURE_BYTES])
{
    crypto_sign_detached(signature_out, NULL, data, size, secret->bytes);
}

bool
sign_is_valid(const struct sign_public *key, const void *data, size_t size,
              const uint8_t signature[SEAL_SIGNATURE_BYTES])
{
    return crypto_sign_verify_detached(signature, data, size, key->bytes) == 0;
}

void
recipient_pair(struct random_source random, struct recipient_public *public_out,
               struct recipient_secret *secret_out)
{
    random.fill(random.context, secret_out->bytes, sizeof secret_out->bytes);
    recipient_public_of(secret_out, public_out);
}

void
recipient_public_of(const struct recipient_secret *secret, struct recipient_public *out)
{
    crypto_scalarmult_base(out->bytes, secret->bytes);
}

bool
recipient_is_valid(const struct recipient_public *recipient)
{
    /* multiplying a point of small order gives zero, and libsodium refuses that */
    static const uint8_t scalar[crypto_scalarmult_SCALARBYTES] = {1};
    uint8_t shared[crypto_scalarmult_BYTES];
    return crypto_scalarmult(shared, scalar, recipient->bytes) == 0;
}

/* The first 8 bytes of the BLAKE2b-256 of the public key. */
static void
recipient_id(const struct recipient_public *recipient,
             uint8_t out[SEAL_RECIPIENT_ID_BYTES])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(recipient->bytes, sizeof recipient->bytes, hash);
    memcpy(out, hash, SEAL_RECIPIENT_ID_BYTES);
}

void
slot_seal(const uint8_t key[SEAL_KEY_BYTES], const struct recipient_public *recipient,
          struct random_source random, struct key_slot *out)
{
    /* crypto_box_seal draws its ephemeral key itself. This makes the same format with
     * the caller's randomness, so that test vectors can be made. */
    struct recipient_public ephemeral;
    struct recipient_secret ephemeral_secret;
    recipient_pair(random, &ephemeral, &ephemeral_secret);

    uint8_t nonce[crypto_box_NONCEBYTES];
    uint8_t both[64];
    memcpy(both, ephemeral.bytes, 32);
    memcpy(both + 32, recipient->bytes, 32);
    crypto_generichash(nonce, sizeof nonce, both, sizeof both, NULL, 0);

    recipient_id(recipient, out->recipient_id);
    memcpy(out->box, ephemeral.bytes, 32);
    if (crypto_box_easy(out->box + 32, key, SEAL_KEY_BYTES, nonce, recipient->bytes,
                        ephemeral_secret.bytes) != 0) {
        random.fill(random.context, out->box, sizeof out->box); /* opens for nobody */
    }
    sodium_memzero(&ephemeral_secret, sizeof ephemeral_secret);
}

bool
slot_open(const struct key_slot *slots, size_t count,
          const struct recipient_secret *secret, uint8_t key_out[SEAL_KEY_BYTES],
          struct error *err)
{
    struct recipient_public own;
    uint8_t own_id[SEAL_RECIPIENT_ID_BYTES];
    recipient_public_of(secret, &own);
    recipient_id(&own, own_id);

    for (size_t i = 0; i < count; i++) {
        if (memcmp(slots[i].recipient_id, own_id, sizeof own_id) != 0) {
            continue;
        }
        uint8_t key[SEAL_KEY_BYTES];
        if (crypto_box_seal_open(key, slots[i].box, sizeof slots[i].box, own.bytes,
                                 secret->bytes) != 0) {
            return error_set(err, ERROR_INPUT,
                             "the part that holds its key was changed or damaged");
        }
        memcpy(key_out, key, sizeof key);
        sodium_memzero(key, sizeof key);
        return true;
    }
    return error_set(err, ERROR_MISSING, "it was sealed for another office's key");
}

void
seal_encrypt(const uint8_t key[SEAL_KEY_BYTES], const uint8_t nonce[SEAL_NONCE_BYTES],
             const void *clear_header, size_t header_size, const void *data,
             size_t size, uint8_t *out)
{
    crypto_aead_xchacha20poly1305_ietf_encrypt(out, NULL, data, size, clear_header,
                                               header_size, NULL, nonce, key);
}

bool
seal_decrypt(const uint8_t key[SEAL_KEY_BYTES], const uint8_t nonce[SEAL_NONCE_BYTES],
             const void *clear_header, size_t header_size, const uint8_t *data,
             size_t size, uint8_t *out)
{
    if (size < SEAL_TAG_BYTES) {
        return false;
    }
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out, NULL, NULL, data, size, clear_header, header_size, nonce, key) == 0) {
        return true;
    }
    sodium_memzero(out, size - SEAL_TAG_BYTES);
    return false;
}

bool
seal_passphrase(const char *passphrase, size_t size,
                const uint8_t salt[SEAL_SALT_BYTES], struct passphrase_cost cost,
                uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
{
    if (size > crypto_pwhash_PASSWD_MAX ||
        cost.operations < crypto_pwhash_OPSLIMIT_MIN ||
        cost.operations > crypto_pwhash_OPSLIMIT_MAX ||
        cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN ||
        cost.memory_bytes > crypto_pwhash_MEMLIMIT_MAX) {
        return error_set(err, ERROR_INPUT, "the passphrase's cost is out of range");
    }
    if (crypto_pwhash(key_out, SEAL_KEY_BYTES, passphrase, size, salt, cost.operations,
                      (size_t)cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return error_set(err, ERROR_SYSTEM,
                         "the passphrase needs %llu MB of free memory: close other "
                         "programs and try again",
                         (unsigned long long)(cost.memory_bytes >> 20));
    }
    return true;
}

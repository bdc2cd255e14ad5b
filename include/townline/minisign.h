/*
 * minisign: signatures and public keys in the format of Frank Denis's minisign, so that
 * anybody can check a pack with a tool that is not ours. Signatures are of the
 * prehashed kind ("ED": Ed25519 over the BLAKE2b-512 of the data) with a trusted
 * comment, which is signed too. minisign draws a random key id; here it is the first 8
 * bytes of the BLAKE2b-256 of the public key. Source: jedisct1.github.io/minisign,
 * "Signature format".
 */
#ifndef TOWNLINE_MINISIGN_H
#define TOWNLINE_MINISIGN_H

#include "townline/buffer.h"
#include "townline/seal.h"

#define MINISIGN_KEY_BYTES 57 /* 56 characters and a NUL */
#define MINISIGN_MAX_BYTES ((size_t)1024)
#define MINISIGN_COMMENT_MAX_BYTES 200

/* Writes what `minisign -P` takes: the base64 of "Ed", the key id and the key. */
void minisign_key_write(const struct sign_public *key, char out[MINISIGN_KEY_BYTES]);

/* Adds the signature file to `out`. In the comment, control characters become spaces,
 * and what is too long is cut. */
void minisign_sign(const struct sign_secret *secret, const void *data, size_t size,
                   const char *comment, struct buffer *out);
/* ERROR_INPUT: no signature file, one of another key or of other data, or its comment
 * was changed. */
bool minisign_verify(const struct sign_public *key, const void *data, size_t size,
                     const void *signature, size_t signature_size, struct error *err)
    __attribute__((warn_unused_result));

#endif

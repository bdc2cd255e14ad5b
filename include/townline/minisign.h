/*
 * minisign: signatures and public keys as Frank Denis's minisign writes them, so that
 * anybody can check a pack with a tool that is not ours. Signatures are the prehashed
 * kind ("ED": Ed25519 over the BLAKE2b-512 of the data) with a trusted comment, which
 * is signed too. The key id, random in minisign, is the first 8 bytes of the
 * BLAKE2b-256 of the public key. Source: jedisct1.github.io/minisign, "Signature
 * format".
 */
#ifndef TOWNLINE_MINISIGN_H
#define TOWNLINE_MINISIGN_H

#include "townline/buffer.h"
#include "townline/seal.h"

#define MINISIGN_KEY_BYTES 57 /* 56 characters and NUL */
#define MINISIGN_MAX_BYTES ((size_t)1024)
#define MINISIGN_COMMENT_MAX_BYTES 200

/* What `minisign -P` takes: base64 of "Ed", key id and key. */
void minisign_key_write(const struct sign_public *key, char out[MINISIGN_KEY_BYTES]);

/* Adds the signature file to `out`. Control characters of the comment become spaces;
 * longer ones are cut. */
void minisign_sign(const struct sign_secret *secret, const void *data, size_t size,
                   const char *comment, struct buffer *out);
/* ERROR_INPUT: no such file, of another key, of other data, or a changed comment. */
bool minisign_verify(const struct sign_public *key, const void *data, size_t size,
                     const void *signature, size_t signature_size, struct error *err)
    __attribute__((warn_unused_result));

#endif

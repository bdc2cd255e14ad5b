/* minisign: writes and checks signatures in the format of minisign. */
#include "townline/minisign.h"

#include <string.h>

#define KEY_ID_BYTES 8
#define KEY_BLOB_BYTES (2 + KEY_ID_BYTES + 32)
#define SIGNATURE_BLOB_BYTES (2 + KEY_ID_BYTES + SEAL_SIGNATURE_BYTES)
#define BLOB_MAX_BYTES SIGNATURE_BLOB_BYTES
#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static size_t
encoded_size(size_t size)
{
    return (size + 2) / 3 * 4;
}

/* Base64 (RFC 4648, section 4). `out` has room for encoded_size(size) characters. */
static void
encode(const uint8_t *bytes, size_t size, char *out)
{
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t group = (uint32_t)bytes[i] << 16;
        if (left > 1) {
            group |= (uint32_t)bytes[i + 1] << 8;
        }
        if (left > 2) {
            group |= bytes[i + 2];
        }
        *out++ = letters[group >> 18];
        *out++ = letters[group >> 12 & 63];
        *out++ = '=';
        *out++ = '=';
        if (left > 1) {
            out[-2] = letters[group >> 6 & 63];
        }
        if (left > 2) {
            out[-1] = letters[group & 63];
        }
    }
}

/* Reads exactly `size` bytes. Only what encode() writes is accepted. */
static bool
decode(const char *text, size_t text_size, uint8_t *out, size_t size)
{
    char again[(BLOB_MAX_BYTES + 2) / 3 * 4];
    if (text_size != encoded_size(size) || text_size > sizeof again) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        const char *first = memchr(letters, text[i / 3 * 4 + i % 3], 64);
        const char *second = memchr(letters, text[i / 3 * 4 + i % 3 + 1], 64);
        if (!first || !second) {
            return false;
        }
        uint32_t pair = (uint32_t)(first - letters) << 6 | (uint32_t)(second - letters);
        out[i] = (uint8_t)(pair >> (4 - 2 * (i % 3)));
    }
    encode(out, size, again);
    return memcmp(again, text, text_size) == 0;
}

static void
key_id(const struct sign_public *key, uint8_t out[KEY_ID_BYTES])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(key->bytes, sizeof key->bytes, hash);
    memcpy(out, hash, KEY_ID_BYTES);
}

void
minisign_key_write(const struct sign_public *key, char out[MINISIGN_KEY_BYTES])
{
    uint8_t blob[KEY_BLOB_BYTES] = {'E', 'd'};
    key_id(key, blob + 2);
    memcpy(blob + 2 + KEY_ID_BYTES, key->bytes, sizeof key->bytes);
    encode(blob, sizeof blob, out);
    out[MINISIGN_KEY_BYTES - 1] = '\0';
}

static void
add_encoded(struct buffer *out, const uint8_t *bytes, size_t size)
{
    char text[(BLOB_MAX_BYTES + 2) / 3 * 4];
    encode(bytes, size, text);
    buffer_add(out, text, encoded_size(size));
    buffer_add_u8(out, '\n');
}

void
minisign_sign(const struct sign_secret *secret, const void *data, size_t size,
              const char *comment, struct buffer *out)
{
    struct sign_public key;
    uint8_t blob[SIGNATURE_BLOB_BYTES] = {'E', 'D'}, hash[SEAL_LONG_HASH_BYTES];
    uint8_t signed_comment[SEAL_SIGNATURE_BYTES + MINISIGN_COMMENT_MAX_BYTES];
    uint8_t whole[SEAL_SIGNATURE_BYTES];
    sign_public_of(secret, &key);
    key_id(&key, blob + 2);
    seal_hash_long(data, size, hash);
    sign_bytes(secret, hash, sizeof hash, blob + 2 + KEY_ID_BYTES);

    size_t comment_size = strlen(comment);
    if (comment_size > MINISIGN_COMMENT_MAX_BYTES) {
        comment_size = MINISIGN_COMMENT_MAX_BYTES;
    }
    char *copy = (char *)signed_comment + SEAL_SIGNATURE_BYTES;
    for (size_t i = 0; i < comment_size; i++) {
        copy[i] = (unsigned char)comment[i] < 0x20 ? ' ' : comment[i];
    }
    memcpy(signed_comment, blob + 2 + KEY_ID_BYTES, SEAL_SIGNATURE_BYTES);
    sign_bytes(secret, signed_comment, SEAL_SIGNATURE_BYTES + comment_size, whole);

    buffer_add_format(out, UNTRUSTED "signature of a pack by its office\n");
    add_encoded(out, blob, sizeof blob);
    buffer_add_format(out, TRUSTED);
    buffer_add(out, copy, comment_size);
    buffer_add_u8(out, '\n');
    add_encoded(out, whole, sizeof whole);
}

struct line {
    const char *text;
    size_t size;
};

/* Divides a signature file into its four lines; they may end with CR LF. */
static bool
cut_lines(const char *text, size_t size, struct line lines[4])
{
    for (size_t i = 0; i < 4; i++) {
        const char *end = size > 0 ? memchr(text, '\n', size) : NULL;
        size_t whole = end ? (size_t)(end - text) + 1 : size;
        lines[i].text = text;
        lines[i].size = end ? whole - 1 : whole;
        if (lines[i].size > 0 && text[lines[i].size - 1] == '\r') {
            lines[i].size--;
        }
        text += whole;
        size -= whole;
    }
    return size == 0;
}

static bool
cut_prefix(struct line *line, const char *prefix)
{
    size_t size = strlen(prefix);
    if (line->size < size || memcmp(line->text, prefix, size) != 0) {
        return false;
    }
    line->text += size;
    line->size -= size;
    return true;
}

bool
minisign_verify(const struct sign_public *key, const void *data, size_t size,
                const void *signature, size_t signature_size, struct error *err)
{
    struct line lines[4];
    uint8_t blob[SIGNATURE_BLOB_BYTES], whole[SEAL_SIGNATURE_BYTES];
    uint8_t own_id[KEY_ID_BYTES], hash[SEAL_LONG_HASH_BYTES];
    uint8_t signed_comment[SEAL_SIGNATURE_BYTES + MINISIGN_MAX_BYTES];
    if (signature_size > MINISIGN_MAX_BYTES ||
        !cut_lines(signature, signature_size, lines) ||
        !cut_prefix(&lines[0], UNTRUSTED) || !cut_prefix(&lines[2], TRUSTED) ||
        !decode(lines[1].text, lines[1].size, blob, sizeof blob) ||
        !decode(lines[3].text, lines[3].size, whole, sizeof whole) ||
        memcmp(blob, "ED", 2) != 0) {
        return error_set(err, ERROR_INPUT, "the signature is damaged");
    }
    key_id(key, own_id);
    if (memcmp(blob + 2, own_id, sizeof own_id) != 0) {
        return error_set(err, ERROR_INPUT,
                         "it was signed by another key than this office's");
    }
    const uint8_t *main_signature = blob + 2 + KEY_ID_BYTES;
    memcpy(signed_comment, main_signature, SEAL_SIGNATURE_BYTES);
    memcpy(signed_comment + SEAL_SIGNATURE_BYTES, lines[2].text, lines[2].size);
    seal_hash_long(data, size, hash);
    if (!sign_is_valid(key, hash, sizeof hash, main_signature) ||
        !sign_is_valid(key, signed_comment, SEAL_SIGNATURE_BYTES + lines[2].size,
                       whole)) {
        return error_set(err, ERROR_INPUT,
                         "the signature is wrong: it was changed after the office "
                         "signed it");
    }
    return true;
}

/* keys_recovery: writes the recovery secret as characters for paper, and reads it
 * back. */
#include "townline/keys.h"

#include <string.h>

/* 32 bytes of key and 3 of checksum are 280 bits, 56 characters of 5 bits each. */
#define CHARACTERS 56
#define CHECK_BYTES 3
#define CLEAR_BYTES (32 + CHECK_BYTES)

/* Crockford's alphabet: without I, L, O and U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
check_bytes(const uint8_t key[32], uint8_t out[CHECK_BYTES])
{
    static const char domain[] = "townline recovery 1";
    uint8_t input[sizeof domain + 32], hash[SEAL_HASH_BYTES];
    memcpy(input, domain, sizeof domain);
    memcpy(input + sizeof domain, key, 32);
    seal_hash(input, sizeof input, hash);
    seal_wipe(input, sizeof input);
    memcpy(out, hash, CHECK_BYTES);
}

void
keys_recovery_write(const struct recipient_secret *recovery,
                    char out[KEYS_RECOVERY_BYTES])
{
    uint8_t clear[CLEAR_BYTES];
    memcpy(clear, recovery->bytes, 32);
    check_bytes(recovery->bytes, clear + 32);
    size_t length = 0;
    for (size_t i = 0; i < CHARACTERS; i++) {
        if (i > 0 && i % 4 == 0) {
            out[length++] = ' ';
        }
        unsigned value = 0;
        for (size_t bit = 5 * i; bit < 5 * i + 5; bit++) {
            value = value << 1 | ((unsigned)clear[bit / 8] >> (7 - bit % 8) & 1u);
        }
        out[length++] = alphabet[value];
    }
    out[length] = '\0';
    seal_wipe(clear, sizeof clear);
}

/* The five bits of a character, however a person may write it; -1 when it is none. */
static int
character_value(char character)
{
    if (character >= 'a' && character <= 'z') {
        character = (char)(character - 'a' + 'A');
    }
    if (character == 'O') {
        character = '0';
    }
    if (character == 'I' || character == 'L') {
        character = '1';
    }
    const char *at = memchr(alphabet, character, sizeof alphabet - 1);
    return !at ? -1 : (int)(at - alphabet);
}

bool
keys_recovery_read(const char *text, struct recipient_secret *out, struct error *err)
{
    uint8_t clear[CLEAR_BYTES] = {0}, check[CHECK_BYTES];
    size_t count = 0;
    bool right = true;
    for (; *text != '\0' && right; text++) {
        if (strchr(" -\t\r\n", *text)) {
            continue;
        }
        int value = character_value(*text);
        right = value >= 0 && count < CHARACTERS;
        for (size_t bit = 0; right && bit < 5; bit++) {
            size_t at = 5 * count + bit;
            unsigned one = ((unsigned)value >> (4 - bit)) & 1u;
            clear[at / 8] = (uint8_t)(clear[at / 8] | one << (7 - at % 8));
        }
        count++;
    }
    check_bytes(clear, check);
    if (!right || count != CHARACTERS) {
        seal_wipe(clear, sizeof clear);
        return error_set(err, ERROR_INPUT,
                         "a recovery key has 56 letters and digits: compare it with "
                         "the paper");
    }
    right = seal_equal(check, clear + 32, CHECK_BYTES);
    if (right) {
        memcpy(out->bytes, clear, 32);
    }
    seal_wipe(clear, sizeof clear);
    return right || error_set(err, ERROR_INPUT,
                              "the recovery key has a slip in it: compare each group "
                              "with the paper");
}

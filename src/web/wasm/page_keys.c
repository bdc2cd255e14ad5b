/* The office's key: unlocking its file, holding it, wiping it. */
#include "page_keys.h"

#include "answer.h"
#include "page_calls.h"
#include "townline/keys.h"

#include <string.h>

static bool
refuse_golden(void)
{
    return error_set(answer_error(), ERROR_INPUT,
                     "this key is for tests, and everybody knows it");
}

bool
page_key_unlock(const uint8_t *file, size_t size, const char *passphrase)
{
    struct office_secret secret;
    struct sign_public sign;
    struct buffer *out = answer_begin();
    if (!keys_unlock(file, size, passphrase, &secret, answer_error())) {
        return false;
    }
    sign_public_of(&secret.sign, &sign);
    bool ok = !keys_is_golden(sign.bytes) || refuse_golden();
    if (ok) {
        buffer_add(out, &secret.recipient, sizeof secret.recipient);
    }
    seal_wipe(&secret, sizeof secret);
    return answer_end(ok);
}

struct page_key *
page_key_open(const uint8_t secret[32])
{
    struct recipient_public public_half;
    answer_begin();
    struct page_key *key = seal_secret_new(sizeof *key);
    if (!key) {
        error_no_memory(answer_error());
        return NULL;
    }
    memcpy(&key->secret, secret, sizeof key->secret);
    recipient_public_of(&key->secret, &public_half);
    if (keys_is_golden(public_half.bytes)) {
        refuse_golden();
        seal_secret_free(key);
        return NULL;
    }
    return key;
}

void
page_key_close(struct page_key *key)
{
    seal_secret_free(key);
}

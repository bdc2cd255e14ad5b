/* keyring: loads the office's two key files. */
#include "keyring.h"

#include "passphrase.h"
#include "townline/file.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

bool
keyring_path(const char *place, const char *name, char *out, size_t size,
             struct error *err)
{
    size_t length = strlen(place);
    const char *between = length > 0 && place[length - 1] == '/' ? "" : "/";
    int written = file_is_folder(place)
                      ? snprintf(out, size, "%s%s%s", place, between, name)
                      : snprintf(out, size, "%s", place);
    return (written >= 0 && (size_t)written < size) ||
           error_set(err, ERROR_INPUT, "%.80s...: the name is too long", place);
}

bool
keyring_open(const char *place, uint64_t passphrase_descriptor,
             struct office_secret **out, struct error *err)
{
    bool ok = false;
    char path[PATH_MAX];
    struct passphrase *passphrase = NULL;
    struct office_secret *secret = NULL;
    struct recipient_public recipient;
    struct sign_public sign;
    struct buffer text;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    if (!keyring_path(place, KEYRING_SECRET_NAME, path, sizeof path, err)) {
        goto out;
    }
    if (!file_load(path, &text, err)) {
        error_prefix(err, "%s", path);
        goto out;
    }
    if (!passphrase_ask(passphrase_descriptor, false, &passphrase, err)) {
        goto out;
    }
    secret = seal_secret_new(sizeof *secret);
    if (!secret) {
        error_set(err, ERROR_SYSTEM, "there is no protected memory left");
        goto out;
    }
    if (!keys_unlock(text.data, text.size, passphrase->words, secret, err)) {
        error_prefix(err, "%s", path);
        goto out;
    }
    recipient_public_of(&secret->recipient, &recipient);
    sign_public_of(&secret->sign, &sign);
    if (keys_is_golden(recipient.bytes) || keys_is_golden(sign.bytes)) {
        error_set(err, ERROR_INPUT,
                  "%s: everybody knows these keys: they are for tests", path);
        goto out;
    }
    ok = true;
out:
    passphrase_forget(passphrase);
    buffer_finish(&text);
    if (ok) {
        *out = secret;
    } else {
        keyring_forget(secret);
    }
    return ok;
}

void
keyring_forget(struct office_secret *secret)
{
    seal_secret_free(secret);
}

bool
keyring_public(const char *place, struct office_public *out, struct error *err)
{
    char path[PATH_MAX];
    if (!keyring_path(place, KEYRING_PUBLIC_NAME, path, sizeof path, err)) {
        return false;
    }
    struct buffer text;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    bool ok =
        file_load(path, &text, err) && keys_public_read(text.data, text.size, out, err);
    if (ok) {
        for (size_t i = 0; ok && i < out->recipient_count; i++) {
            if (keys_is_golden(out->recipients[i].bytes) ||
                keys_is_golden(out->sign.bytes)) {
                ok = error_set(err, ERROR_INPUT,
                               "everybody knows these keys: they are for tests");
            }
        }
    }
    buffer_finish(&text);
    return ok ? true : error_prefix(err, "%s", path);
}

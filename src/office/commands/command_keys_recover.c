/* townline keys recover: the words on paper become a secret file that opens bundles. */
#include "command_keys_recover.h"

#include "command.h"
#include "console.h"
#include "keyring.h"
#include "passphrase.h"
#include "townline/file.h"

#include <string.h>
#include <unistd.h>

static bool
check_path(const char *path, struct error *err)
{
    static const char ending[] = ".secret";
    size_t size = strlen(path), end = sizeof ending - 1;
    if (size <= end || strcmp(path + size - end, ending) != 0) {
        return error_set(err, ERROR_INPUT,
                         "%s: name a file that ends with .secret, which will be made",
                         path);
    }
    if (access(path, F_OK) == 0) {
        return error_set(err, ERROR_INPUT, "%s: is there already; it was left as it is",
                         path);
    }
    return true;
}

/* Are these the words of that office? */
static bool
check_office(const char *path, const struct recipient_secret *recovery,
             struct error *err)
{
    struct office_public office;
    struct recipient_public recipient;
    if (!path) {
        return true;
    }
    if (!keyring_public(path, &office, err)) {
        return false;
    }
    recipient_public_of(recovery, &recipient);
    for (size_t i = 0; i < office.recipient_count; i++) {
        if (memcmp(&office.recipients[i], &recipient, sizeof recipient) == 0) {
            return true;
        }
    }
    return error_set(err, ERROR_INPUT,
                     "this is the recovery key of another office than %s", path);
}

static bool
save(const struct keys_recovery *recovery, const struct office_secret *secret,
     const struct passphrase *passphrase, struct error *err)
{
    struct buffer text;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    bool ok =
        keys_lock(secret, passphrase->words, keys_cost(), seal_random(), &text, err);
    if (ok) {
        const struct file_content content = {.data = text.data,
                                             .size = text.size,
                                             .mode = 0600,
                                             .existing = FILE_KEEP,
                                             .verify = true};
        ok = file_save(recovery->path, &content, err) ||
             error_prefix(err, "%s", recovery->path);
    }
    buffer_finish(&text);
    return ok;
}

int
command_keys_recover(const struct keys_recovery *recovery)
{
    struct error err;
    struct passphrase *words = NULL, *passphrase = NULL;
    struct office_secret *secret = NULL;
    struct sign_public unused;
    int code = COMMAND_DONE;
    bool ok = check_path(recovery->path, &err) &&
              passphrase_ask_words(recovery->words_descriptor,
                                   "Recovery key, as on the paper: ", &words, &err);
    if (ok) {
        secret = seal_secret_new(sizeof *secret);
        ok = secret ||
             error_set(&err, ERROR_SYSTEM, "there is no protected memory left");
    }
    ok = ok && keys_recovery_read(words->words, &secret->recipient, &err) &&
         check_office(recovery->office, &secret->recipient, &err) &&
         passphrase_ask(recovery->passphrase_descriptor, true, &passphrase, &err);
    if (ok) {
        /* The file must have a signing key; this one is known to no kiosk. */
        sign_pair(seal_random(), &unused, &secret->sign);
        ok = save(recovery, secret, passphrase, &err);
    }
    if (ok) {
        console_say("%s  opens what was sealed to the recovery key: use it with --keys",
                    recovery->path);
        console_say("It signs nothing. For new packs make new keys with townline keys "
                    "new, and give the kiosks a pack that is signed by them.");
    } else {
        code = command_fail("keys", &err);
    }
    passphrase_forget(words);
    passphrase_forget(passphrase);
    seal_secret_free(secret);
    return code;
}

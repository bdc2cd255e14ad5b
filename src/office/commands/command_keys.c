/* townline keys: makes the office's keys and shows them. */
#include "arguments.h"
#include "command.h"
#include "command_keys_recover.h"
#include "console.h"
#include "keyring.h"
#include "passphrase.h"
#include "townline/characters.h"
#include "townline/file.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct key_paths {
    char secret[PATH_MAX], pub[PATH_MAX];
};

/* Where the two files go. A place that ends with .secret is the secret file itself, and
 * the public one stands beside it. Any other place is a folder, made when it is not
 * there, which gets office.secret and office.pub. */
static bool
find_paths(const char *place, struct key_paths *out, struct error *err)
{
    static const char ending[] = ".secret";
    size_t size = strlen(place);
    bool names_file = characters_end_with(place, ending);
    int written;
    if (names_file && !file_is_folder(place)) {
        snprintf(out->secret, sizeof out->secret, "%s", place);
        written = snprintf(out->pub, sizeof out->pub, "%.*s.pub",
                           (int)(size - strlen(ending)), place);
    } else {
        if (file_exists(place) && !file_is_folder(place)) {
            return error_set(err, ERROR_INPUT,
                             "%s is a file: name a folder, or a file that ends with "
                             ".secret",
                             place);
        }
        if (!file_make_folder(place, 0700, err)) {
            return error_prefix(err, "the folder %s", place);
        }
        snprintf(out->secret, sizeof out->secret, "%s/" KEYRING_SECRET_NAME, place);
        written = snprintf(out->pub, sizeof out->pub, "%s/" KEYRING_PUBLIC_NAME, place);
    }
    if (written < 0 || (size_t)written >= sizeof out->pub || size >= PATH_MAX - 16) {
        return error_set(err, ERROR_INPUT, "the name is too long");
    }
    if (file_exists(out->secret) || file_exists(out->pub)) {
        return error_set(err, ERROR_INPUT,
                         "there are keys at %s already; they were left as they are",
                         place);
    }
    return true;
}

static bool
save(const char *path, const struct buffer *text, unsigned mode, struct error *err)
{
    const struct file_content content = {.data = text->data,
                                         .size = text->size,
                                         .mode = mode,
                                         .existing = FILE_KEEP,
                                         .verify = true};
    if (text->failed) {
        return error_no_memory(err);
    }
    return file_save(path, &content, err) || error_prefix(err, "%s", path);
}

static bool
save_both(const struct key_paths *paths, const struct office_secret *secret,
          const struct office_public *public, const struct passphrase *passphrase,
          struct error *err)
{
    struct buffer secret_text, public_text;
    buffer_init(&secret_text, KEYS_FILE_MAX_BYTES);
    buffer_init(&public_text, KEYS_FILE_MAX_BYTES);
    keys_public_write(public, &public_text);
    bool ok = keys_lock(secret, passphrase->words, keys_cost(), seal_random(),
                        &secret_text, err) &&
              save(paths->secret, &secret_text, 0600, err);
    if (ok && !save(paths->pub, &public_text, 0644, err)) {
        unlink(paths->secret); /* made just now; half of a pair is of no use */
        ok = false;
    }
    buffer_finish(&secret_text);
    buffer_finish(&public_text);
    return ok;
}

static void
say_new(const struct key_paths *paths, const struct office_public *public,
        const struct recipient_secret *recovery)
{
    char fingerprint[KEYS_FINGERPRINT_BYTES], words[KEYS_RECOVERY_BYTES];
    keys_fingerprint(&public->sign, fingerprint);
    keys_recovery_write(recovery, words);
    console_say("%s  keep it on this computer, with a copy in a safe place",
                paths->secret);
    console_say("%s  goes into packs; everybody may have it", paths->pub);
    console_say("Fingerprint   %s", fingerprint);
    console_say("Recovery key  %s", words);
    console_say(
        "Write the recovery key on paper now and put it in a sealed envelope: it "
        "opens answers when office.secret or its passphrase is lost. It is not "
        "shown again.");
    seal_wipe(words, sizeof words);
}

static int
keys_new(const char *place, const char *name, uint64_t descriptor)
{
    struct error err;
    struct key_paths paths;
    struct passphrase *passphrase = NULL;
    struct office_public public;
    struct {
        struct office_secret office;
        struct recipient_secret recovery;
    } *secrets = NULL;
    int code = COMMAND_DONE;
    if (!find_paths(place, &paths, &err) ||
        !passphrase_ask(descriptor, true, &passphrase, &err)) {
        return command_fail("keys", &err);
    }
    secrets = seal_secret_new(sizeof *secrets);
    if (!secrets) {
        error_set(&err, ERROR_SYSTEM, "there is no protected memory left");
        code = command_fail("keys", &err);
        goto out;
    }
    keys_make(name, seal_random(), &secrets->office, &public, &secrets->recovery);
    if (!save_both(&paths, &secrets->office, &public, passphrase, &err)) {
        code = command_fail("keys", &err);
        goto out;
    }
    say_new(&paths, &public, &secrets->recovery);
out:
    seal_secret_free(secrets);
    passphrase_forget(passphrase);
    return code;
}

static int
keys_show(const char *place, bool json)
{
    struct error err;
    struct office_public public;
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    if (!keyring_public(place, &public, &err)) {
        return command_fail("keys", &err);
    }
    keys_fingerprint(&public.sign, fingerprint);
    if (json) {
        return console_json(json_pack("{s:s, s:s, s:i}", "name", public.name,
                                      "fingerprint", fingerprint, "recipients",
                                      (int)public.recipient_count))
                   ? COMMAND_DONE
                   : COMMAND_SYSTEM;
    }
    console_say("Office        %s", *public.name ? public.name : "(no name)");
    console_say("Fingerprint   %s", fingerprint);
    console_say("Recipients    %zu (the office, its recovery key and any others)",
                public.recipient_count);
    return COMMAND_DONE;
}

int
command_keys(int argc, char **argv)
{
    const char *name = "";
    struct keys_recovery recovery = {.words_descriptor = PASSPHRASE_ASK};
    uint64_t descriptor = PASSPHRASE_ASK;
    bool json = false;
    const struct option options[] = {
        {"--name", OPTION_TEXT, false, &name},
        {"--passphrase-fd", OPTION_NUMBER, false, &descriptor},
        {"--words-fd", OPTION_NUMBER, false, &recovery.words_descriptor},
        {"--office", OPTION_TEXT, false, &recovery.office},
        {"--json", OPTION_FLAG, false, &json},
    };
    size_t words;
    struct error err;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("keys", &err);
    }
    if (words == 2 && strcmp(argv[0], "new") == 0) {
        return keys_new(argv[1], name, descriptor);
    }
    if (words == 2 && strcmp(argv[0], "show") == 0) {
        return keys_show(argv[1], json);
    }
    if (words == 2 && strcmp(argv[0], "recover") == 0) {
        recovery.path = argv[1];
        recovery.passphrase_descriptor = descriptor;
        return command_keys_recover(&recovery);
    }
    error_set(&err, ERROR_INPUT,
              "say \"new\", \"show\" or \"recover\" and a folder or file");
    return command_usage("keys", &err);
}

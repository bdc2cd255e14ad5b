/* townline kiosks reset-pin: the file by which a kiosk forgets its staff PIN. */
#include "command_kiosks_reset.h"

#include "archive_file.h"
#include "command.h"
#include "console.h"
#include "keyring.h"
#include "names.h"
#include "output.h"
#include "reset_numbers.h"
#include "townline/characters.h"
#include "townline/pin_reset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Only of a kiosk that the office knows: the name in the file is what staff go by. */
static bool
find_kiosk(const struct kiosks_reset *reset, struct pin_reset *out, struct error *err)
{
    struct archive *archive = NULL;
    struct archive_kiosk *kiosks = NULL;
    const struct archive_kiosk *found = NULL;
    size_t count = 0;
    bool ok = archive_file_open(reset->archive, false, &archive, err) &&
              archive_kiosks(archive, &kiosks, &count, err) &&
              names_find_kiosk(kiosks, count, reset->who, &found, err);
    if (ok && found->state == KIOSK_UNKNOWN) {
        ok = error_set(err, ERROR_INPUT,
                       "this kiosk was not accepted yet: townline kiosks accept %s",
                       reset->who);
    }
    if (ok) {
        out->kiosk = found->key;
        snprintf(out->name, sizeof out->name, "%s", found->name);
    }
    free(kiosks);
    archive_close(archive);
    return ok;
}

/* The second since 1970, also where the archive was lost meanwhile, or one more than
 * the last. */
static bool
draw_number(const char *keys, struct pin_reset *out, struct error *err)
{
    time_t now = time(NULL);
    return reset_numbers_draw(keys, &out->kiosk, now > 0 ? (uint64_t)now : 1,
                              &out->number, err);
}

int
command_kiosks_reset(const struct kiosks_reset *reset)
{
    struct error err;
    struct pin_reset made = {.number = 0};
    struct office_secret *secret = NULL;
    struct buffer text;
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    if (!characters_end_with(reset->out, PIN_RESET_ENDING)) {
        error_set(&err, ERROR_INPUT,
                  "kiosks look for a name that ends with " PIN_RESET_ENDING);
        return command_usage("kiosks", &err);
    }
    bool ok = output_check(reset->out, reset->force, &err) &&
              find_kiosk(reset, &made, &err) &&
              keyring_open(reset->keys, reset->passphrase_descriptor, &secret, &err) &&
              draw_number(reset->keys, &made, &err);
    if (ok) {
        pin_reset_sign(&made, &secret->sign);
        pin_reset_write(&made, &text);
        ok = output_save(reset->out, &text, reset->force, &err);
    }
    keyring_forget(secret);
    buffer_finish(&text);
    if (!ok) {
        return command_fail("kiosks", &err);
    }
    console_say("%s resets the PIN of %s, once. Copy it to a stick, beside or in the "
                "folder TOWNLINE, and give it only to whoever may open that kiosk.",
                reset->out, made.name);
    return COMMAND_DONE;
}

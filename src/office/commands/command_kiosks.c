/* townline kiosks: lists kiosks, accepts them; what else there is lies in
 * command_kiosks_change.c, command_kiosks_log.c and command_kiosks_reset.c. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "command_kiosks_change.h"
#include "command_kiosks_log.h"
#include "command_kiosks_reset.h"
#include "console.h"
#include "counted.h"
#include "intake.h"
#include "names.h"
#include "passphrase.h"
#include "receipts.h"
#include "townline/file.h"
#include "townline/kiosk_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {
    [KIOSK_UNKNOWN] = "unknown",
    [KIOSK_ACCEPTED] = "accepted",
    [KIOSK_RETIRED] = "retired",
    [KIOSK_REJECTED] = "rejected",
};

static json_t *
kiosk_json(const struct archive_kiosk *kiosk)
{
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    keys_fingerprint(&kiosk->key, fingerprint);
    return json_pack("{s:o, s:o, s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:s}", "key",
                     names_json_hex(kiosk->key.bytes, 32), "name",
                     names_json_text(kiosk->name), "state", states[kiosk->state],
                     "fingerprint", fingerprint, "merged", (int)kiosk->merged,
                     "waiting", (int)kiosk->waiting, "apart", (int)kiosk->apart,
                     "responses", (int)kiosk->responses, "last_number",
                     (int)kiosk->last_number, "last_collected", kiosk->last_collected);
}

static void
say_kiosk(const struct archive_kiosk *kiosk)
{
    char fingerprint[KEYS_FINGERPRINT_BYTES], waiting[64] = "", apart[64] = "";
    keys_fingerprint(&kiosk->key, fingerprint);
    if (kiosk->waiting > 0) {
        snprintf(waiting, sizeof waiting, ", %u kept until it is accepted%s",
                 (unsigned)kiosk->waiting,
                 kiosk->state == KIOSK_ACCEPTED ? " with --keys" : "");
    }
    if (kiosk->apart > 0) {
        snprintf(apart, sizeof apart, ", %u of a copied or restored card",
                 (unsigned)kiosk->apart);
    }
    console_say("%-8s  %s  key %02x%02x%02x%02x  fingerprint %s  %s, %s%s%s%s%s",
                states[kiosk->state], names_kiosk(&kiosk->key, kiosk->name).text,
                kiosk->key.bytes[0], kiosk->key.bytes[1], kiosk->key.bytes[2],
                kiosk->key.bytes[3], fingerprint,
                counted(kiosk->merged, "bundle", "bundles").text,
                counted(kiosk->responses, "response", "responses").text, waiting, apart,
                *kiosk->last_collected ? ", last collected " : "",
                kiosk->last_collected);
}

static int
kiosks_list(const char *path, bool json)
{
    struct error err;
    struct archive *archive = NULL;
    struct archive_kiosk *kiosks = NULL;
    size_t count = 0;
    if (!archive_file_open(path, false, &archive, &err) ||
        !archive_kiosks(archive, &kiosks, &count, &err)) {
        archive_close(archive);
        return command_fail("kiosks", &err);
    }
    int code = COMMAND_DONE;
    json_t *list = json ? json_array() : NULL;
    for (size_t i = 0; i < count; i++) {
        if (json) {
            json_array_append_new(list, kiosk_json(&kiosks[i]));
        } else {
            say_kiosk(&kiosks[i]);
        }
    }
    if (json && !console_json(json_pack("{s:o}", "kiosks", list))) {
        code = COMMAND_SYSTEM;
    }
    if (!json && count == 0) {
        console_say("No kiosk has been seen yet.");
    }
    free(kiosks);
    archive_close(archive);
    return code;
}

struct accept {
    const char *name; /* NULL: the kiosk's own */
    struct intake_options intake;
    const char *receipts_folder;
};

/* The key and the name it shall have; one that is accepted already keeps the office's.
 * `who` is kiosk.pub, a name or the first digits of the key. */
static bool
find(const struct accept *accept, const char *who, struct archive *archive,
     struct kiosk_file *out, uint32_t *waiting_out, struct error *err)
{
    struct buffer text;
    struct archive_kiosk *kiosks = NULL;
    const struct archive_kiosk *known = NULL;
    size_t count;
    struct error fault;
    bool ok = archive_kiosks(archive, &kiosks, &count, err);
    memset(out, 0, sizeof *out);
    *waiting_out = 0;
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    if (ok && file_load(who, &text, &fault)) {
        ok = kiosk_file_read(text.data, text.size, out, err) ||
             error_prefix(err, "%s", who);
        for (size_t i = 0; ok && i < count; i++) {
            if (memcmp(&kiosks[i].key, &out->key, sizeof out->key) == 0) {
                known = &kiosks[i];
            }
        }
    } else if (ok && fault.code != ERROR_MISSING) {
        *err = fault;
        ok = error_prefix(err, "%s", who);
    } else if (ok) {
        ok = names_find_kiosk(kiosks, count, who, &known, err);
        if (ok) {
            out->key = known->key;
        }
    }
    if (ok && known) {
        *waiting_out = known->waiting;
        if (known->state == KIOSK_ACCEPTED || !*out->name) {
            snprintf(out->name, sizeof out->name, "%s", known->name);
        }
    }
    if (ok && accept->name) {
        snprintf(out->name, sizeof out->name, "%s", accept->name);
    }
    if (ok && !*out->name) {
        snprintf(out->name, sizeof out->name, "%s", names_kiosk(&out->key, "").text);
    }
    if (ok && keys_is_golden(out->key.bytes)) {
        ok = error_set(err, ERROR_INPUT,
                       "everybody knows this kiosk's key: it is for tests");
    }
    buffer_finish(&text);
    free(kiosks);
    return ok;
}

struct waiting {
    struct intake *intake;
    struct receipts receipts;
    int code; /* what the worst of them ended with */
};

static void
on_waiting(void *context, const struct intake_result *result)
{
    struct waiting *waiting = context;
    const struct intake_words words = intake_describe(waiting->intake, result);
    struct error err = {.code = ERROR_NONE};
    if (result->outcome == INTAKE_MERGED || result->outcome == INTAKE_SAME) {
        console_say("%s", words.text);
        if (receipts_add(&waiting->receipts, &result->header.kiosk,
                         result->header.store_id, &err)) {
            return;
        }
    } else {
        error_set(&err,
                  result->outcome == INTAKE_REFUSED ? result->fault.code : ERROR_INPUT,
                  "%s", words.text);
    }
    int code = command_fail("kiosks", &err);
    waiting->code = code > waiting->code ? code : waiting->code;
}

/* Opens what waited for the kiosks that were accepted. */
static int
merge_waiting(const struct accept *accept, const struct kiosk_file *kiosks,
              size_t count)
{
    struct error err;
    struct waiting waiting = {.intake = NULL};
    const struct receipts_options giving = {.folder = accept->receipts_folder,
                                            .archive_path = accept->intake.archive};
    int code = COMMAND_DONE;
    if (!intake_open(&accept->intake, &waiting.intake, &err)) {
        return command_fail("kiosks", &err);
    }
    console_progress("Opening what waited for the kiosk");
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = intake_waiting(waiting.intake, &kiosks[i].key, on_waiting, &waiting, &err);
    }
    if (!ok || !receipts_give(&waiting.receipts, intake_archive(waiting.intake),
                              &giving, &err)) {
        code = command_fail("kiosks", &err);
    }
    code = waiting.code > code ? waiting.code : code;
    receipts_finish(&waiting.receipts);
    intake_close(waiting.intake);
    return code;
}

/* `waiting_out`: bundles of it that wait to be opened. */
static bool
accept_one(const struct accept *accept, const char *who, struct kiosk_file *out,
           uint32_t *waiting_out, struct error *err)
{
    struct archive *archive = NULL;
    char today[ARCHIVE_DAY_BYTES], fingerprint[KEYS_FINGERPRINT_BYTES];
    names_today(today);
    if (!archive_file_open(accept->intake.archive, true, &archive, err)) {
        return false;
    }
    bool ok = find(accept, who, archive, out, waiting_out, err) &&
              archive_accept_kiosk(archive, &out->key, out->name, today, err);
    archive_close(archive);
    if (!ok) {
        return archive_file_advise(accept->intake.archive, err);
    }
    keys_fingerprint(&out->key, fingerprint);
    console_say("Accepted %s. Its screen must show the fingerprint %s", out->name,
                fingerprint);
    if (*waiting_out > 0 && !accept->intake.keys) {
        console_say("%s to be opened: townline kiosks accept %02x%02x%02x%02x "
                    "--archive %s --keys office.secret",
                    counted(*waiting_out, "bundle waits", "bundles wait").text,
                    out->key.bytes[0], out->key.bytes[1], out->key.bytes[2],
                    out->key.bytes[3], accept->intake.archive);
    }
    return true;
}

/* Several kiosks keep the names that their files give them. */
static int
kiosks_accept(const struct accept *accept, char **who, size_t count)
{
    struct error err;
    if (count > 1 && accept->name) {
        error_set(&err, ERROR_INPUT, "--name is for one kiosk, and here are %zu",
                  count);
        return command_usage("kiosks", &err);
    }
    struct kiosk_file *kiosks = calloc(count, sizeof *kiosks);
    if (!kiosks) {
        error_no_memory(&err);
        return command_fail("kiosks", &err);
    }
    int code = COMMAND_DONE;
    size_t accepted = 0;
    uint32_t waiting = 0, all_waiting = 0;
    for (size_t i = 0; i < count; i++) {
        if (accept_one(accept, who[i], &kiosks[accepted], &waiting, &err)) {
            accepted++;
            all_waiting += waiting;
        } else {
            int failed = command_fail("kiosks", &err);
            code = failed > code ? failed : code;
        }
    }
    if (all_waiting > 0 && accept->intake.keys) {
        int ended = merge_waiting(accept, kiosks, accepted);
        code = ended > code ? ended : code;
    }
    free(kiosks);
    return code;
}

int
command_kiosks(int argc, char **argv)
{
    struct accept accept = {.intake = {.passphrase_descriptor = PASSPHRASE_ASK}};
    struct kiosks_reset reset = {.out = NULL};
    bool json = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &accept.intake.archive},
        {"--name", OPTION_TEXT, false, &accept.name},
        {"--keys", OPTION_TEXT, false, &accept.intake.keys},
        {"--passphrase-fd", OPTION_NUMBER, false, &accept.intake.passphrase_descriptor},
        {"--receipts", OPTION_TEXT, false, &accept.receipts_folder},
        {"-o", OPTION_TEXT, false, &reset.out},
        {"--force", OPTION_FLAG, false, &reset.force},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("kiosks", &err);
    }
    if (words == 1 && strcmp(argv[0], "list") == 0) {
        return kiosks_list(accept.intake.archive, json);
    }
    if (words >= 2 && strcmp(argv[0], "accept") == 0) {
        return kiosks_accept(&accept, argv + 1, words - 1);
    }
    if (words == 3 && strcmp(argv[0], "rename") == 0) {
        return command_kiosks_rename(accept.intake.archive, argv[1], argv[2]);
    }
    if (words == 2 && strcmp(argv[0], "reject") == 0) {
        return command_kiosks_reject(accept.intake.archive, argv[1]);
    }
    if (words == 2 && strcmp(argv[0], "retire") == 0) {
        return command_kiosks_retire(accept.intake.archive, argv[1]);
    }
    if (words == 2 && strcmp(argv[0], "reset-pin") == 0 && reset.out &&
        accept.intake.keys) {
        reset.who = argv[1];
        reset.archive = accept.intake.archive;
        reset.keys = accept.intake.keys;
        reset.passphrase_descriptor = accept.intake.passphrase_descriptor;
        return command_kiosks_reset(&reset);
    }
    if (words == 2 && strcmp(argv[0], "log") == 0 && accept.intake.keys) {
        const struct kiosks_log log = {.who = argv[1],
                                       .archive = accept.intake.archive,
                                       .keys = accept.intake.keys,
                                       .passphrase_descriptor =
                                           accept.intake.passphrase_descriptor,
                                       .json = json};
        return command_kiosks_log(&log);
    }
    error_set(&err, ERROR_INPUT,
              "say \"list\", or \"accept\" and a key's first digits or kiosk.pub, or "
              "\"rename\", a kiosk and its new name, or \"reject\" or \"retire\" and a "
              "kiosk, or "
              "\"log\" and a kiosk with --keys, or \"reset-pin\" and a kiosk with "
              "--keys and -o");
    return command_usage("kiosks", &err);
}

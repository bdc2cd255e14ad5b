/* townline verify: is the archive whole, and are all bundles here? */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"
#include "passphrase.h"

#include <stdlib.h>
#include <string.h>

struct verify {
    struct archive *archive;
    const struct office_secret *secret; /* NULL: signatures are not checked */
    struct archive_bundle *bundles;
    size_t count;
    json_t *faults; /* with --json */
    size_t fault_count, opened;
};

static void
tell(struct verify *verify, const struct archive_bundle *bundle, const char *fault)
{
    struct bundle_name name = names_bundle(bundle->number, bundle->id);
    verify->fault_count++;
    if (verify->faults) {
        json_array_append_new(verify->faults,
                              json_pack("{s:s, s:o, s:o}", "bundle", name.text, "kiosk",
                                        names_json_hex(bundle->kiosk.bytes, 32),
                                        "fault", names_json_text(fault)));
    } else {
        console_tell("verify", "%s from %s: %s", name.text,
                     names_kiosk(&bundle->kiosk, "").text, fault);
    }
}

/* Opens a stored bundle again: id, seal, signature, and as many responses as were
 * merged. */
static bool
check_bundle(struct verify *verify, const struct archive_bundle *bundle,
             struct error *err)
{
    struct error fault;
    struct bundle *opened = NULL;
    uint8_t id[BUNDLE_ID_BYTES];
    struct buffer sealed;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    bool ok = archive_sealed(verify->archive, bundle->id, &sealed, err);
    if (!ok) {
        goto out;
    }
    bundle_id(sealed.data, sealed.size, id);
    if (memcmp(id, bundle->id, sizeof id) != 0) {
        tell(verify, bundle, "the stored bytes have changed: the disk is faulty");
        goto out;
    }
    if (!bundle_open(sealed.data, sealed.size, &verify->secret->recipient, &opened,
                     &fault)) {
        tell(verify, bundle, fault.text);
        goto out;
    }
    verify->opened++;
    if (bundle->place == BUNDLE_MERGED && !bundle->is_recovered &&
        bundle->responses != opened->content.responses.count) {
        tell(verify, bundle,
             "the tables hold another number of responses than the bundle");
    }
out:
    bundle_close(opened);
    buffer_finish(&sealed);
    return ok;
}

static bool
check(struct verify *verify, struct error *err)
{
    if (!archive_bundles(verify->archive, &verify->bundles, &verify->count, err)) {
        return false;
    }
    for (size_t i = 0; i < verify->count; i++) {
        const struct archive_bundle *bundle = &verify->bundles[i];
        console_progress("%zu of %zu bundles", i, verify->count);
        if (verify->secret && !check_bundle(verify, bundle, err)) {
            return false;
        }
        if (bundle->is_gap_before) {
            tell(verify, bundle, "the bundle before it is missing: collect it too");
        }
        if (bundle->place == BUNDLE_APART) {
            tell(verify, bundle,
                 "is kept apart: its kiosk's card was copied or restored");
        }
    }
    console_progress(NULL);
    return true;
}

static int
run(const char *path, const char *keys, uint64_t descriptor, bool json)
{
    struct error err;
    struct verify verify = {.archive = NULL};
    struct office_secret *secret = NULL;
    struct archive_verified verified;
    int code;
    if (keys && !keyring_open(keys, descriptor, &secret, &err)) {
        code = command_fail("verify", &err);
        goto out;
    }
    verify.secret = secret;
    if (json) {
        verify.faults = json_array();
    }
    if (!archive_file_read(path, &verify.archive, &verified, &err) ||
        !check(&verify, &err)) {
        code = command_fail("verify", &err);
        goto out;
    }
    code = verify.fault_count > 0 ? COMMAND_REFUSED : COMMAND_DONE;
    if (json &&
        !console_json(json_pack(
            "{s:i, s:i, s:i, s:i, s:i, s:i, s:O}", "bundles", (int)verified.bundles,
            "merged", (int)verified.merged, "apart", (int)verified.apart, "responses",
            (int)verified.responses, "comments", (int)verified.comments, "opened",
            (int)verify.opened, "faults", verify.faults))) {
        code = COMMAND_SYSTEM;
    }
    if (!json) {
        console_say("%s (%u merged, %u kept apart), %s, %s: %s%s",
                    counted(verified.bundles, "bundle", "bundles").text,
                    (unsigned)verified.merged, (unsigned)verified.apart,
                    counted(verified.responses, "response", "responses").text,
                    counted(verified.comments, "comment", "comments").text,
                    verify.fault_count > 0 ? "see above" : "all is as it was collected",
                    secret ? "" : " (signatures were not checked: that needs --keys)");
    }
out:
    json_decref(verify.faults);
    free(verify.bundles);
    archive_close(verify.archive);
    keyring_forget(secret);
    return code;
}

int
command_verify(int argc, char **argv)
{
    const char *archive = NULL, *keys = NULL;
    uint64_t descriptor = PASSPHRASE_ASK;
    bool json = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &archive},
        {"--keys", OPTION_TEXT, false, &keys},
        {"--passphrase-fd", OPTION_NUMBER, false, &descriptor},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("verify", &err);
    }
    if (words != 0) {
        error_set(&err, ERROR_INPUT, "\"%.60s\" is one word too many", argv[0]);
        return command_usage("verify", &err);
    }
    return run(archive, keys, descriptor, json);
}

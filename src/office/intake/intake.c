/* Takes sealed bundles into the archive and says what became of them. */
#include "intake.h"

#include "archive_file.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct intake {
    struct archive *archive;
    struct archive_contacts *contacts; /* opened when the first contact comes */
    char contacts_path[PATH_MAX];
    const char *archive_path, *keys; /* as they were given */
    const char *new_path; /* the archive's, when it was not there before; else NULL */
    struct office_secret *secret;
    char today[ARCHIVE_DAY_BYTES];
};

bool
intake_name_contacts(const char *archive, char *out, size_t size, struct error *err)
{
    const char *slash = strrchr(archive, '/');
    const char *dot = strrchr(archive, '.');
    size_t stem = strlen(archive);
    if (dot && dot > archive && (!slash || dot > slash + 1)) {
        stem = (size_t)(dot - archive);
    }
    int length =
        snprintf(out, size, "%.*s-contacts%s", (int)stem, archive, archive + stem);
    return (length >= 0 && (size_t)length < size) ||
           error_set(err, ERROR_INPUT, "the name is too long");
}

bool
intake_open(const struct intake_options *options, struct intake **out,
            struct error *err)
{
    struct intake *intake = calloc(1, sizeof *intake);
    if (!intake) {
        return error_no_memory(err);
    }
    names_today(intake->today);
    intake->archive_path = options->archive;
    intake->keys = options->keys;
    bool named = options->contacts
                     ? snprintf(intake->contacts_path, PATH_MAX, "%s",
                                options->contacts) < PATH_MAX ||
                           error_set(err, ERROR_INPUT, "the name is too long")
                     : intake_name_contacts(options->archive, intake->contacts_path,
                                            PATH_MAX, err);
    if (!named || !keyring_open(options->keys, options->passphrase_descriptor,
                                &intake->secret, err)) {
        intake_close(intake);
        return false;
    }
    if (access(options->archive, F_OK) != 0) {
        intake->new_path = options->archive;
    }
    if (!archive_file_open(options->archive, true, &intake->archive, err)) {
        intake_close(intake);
        return false;
    }
    *out = intake;
    return true;
}

/* An archive that was made for nothing goes away again. */
static bool
is_made_for_nothing(struct intake *intake)
{
    struct archive_kiosk *kiosks = NULL;
    size_t count = 1;
    bool ok = intake->new_path && intake->archive &&
              archive_kiosks(intake->archive, &kiosks, &count, NULL);
    free(kiosks);
    return ok && count == 0;
}

void
intake_close(struct intake *intake)
{
    if (!intake) {
        return;
    }
    bool is_empty = is_made_for_nothing(intake);
    archive_contacts_close(intake->contacts);
    archive_close(intake->archive);
    if (is_empty) {
        unlink(intake->new_path);
    }
    keyring_forget(intake->secret);
    free(intake);
}

struct archive *
intake_archive(struct intake *intake)
{
    return intake->archive;
}

const struct office_secret *
intake_secret(const struct intake *intake)
{
    return intake->secret;
}

void
intake_set_day(struct intake *intake, const char *day)
{
    snprintf(intake->today, sizeof intake->today, "%s", day);
}

bool
intake_has_contact(struct intake *intake, const uint8_t row_id[16], bool *out,
                   struct error *err)
{
    struct error fault;
    *out = false;
    if (!intake->contacts && !archive_contacts_open(intake->contacts_path, false,
                                                    &intake->contacts, &fault)) {
        if (fault.code == ERROR_MISSING) {
            return true;
        }
        *err = fault;
        return false;
    }
    return archive_contacts_find(intake->contacts, row_id, out, err);
}

static bool
merge(struct intake *intake, const struct sealed_bundle *sealed,
      const struct bundle *bundle, struct intake_result *result)
{
    if (bundle->header.kind == BUNDLE_CONTACTS && !intake->contacts &&
        !archive_contacts_open(intake->contacts_path, true, &intake->contacts,
                               &result->fault)) {
        return false;
    }
    const struct archive_merge options = {
        .sealed = sealed,
        .bundle = bundle,
        .secret = &intake->secret->recipient,
        .today = intake->today,
        .contacts = bundle->header.kind == BUNDLE_CONTACTS ? intake->contacts : NULL,
    };
    return archive_merge(intake->archive, &options, &result->merge, &result->fault);
}

void
intake_bundle(struct intake *intake, const void *sealed, size_t size,
              struct intake_result *out)
{
    static const enum intake_outcome outcomes[] = {
        [MERGE_DONE] = INTAKE_MERGED,
        [MERGE_SAME] = INTAKE_SAME,
        [MERGE_UNKNOWN] = INTAKE_UNKNOWN,
        [MERGE_CLONE] = INTAKE_CLONE,
    };
    struct bundle *bundle = NULL;
    memset(out, 0, sizeof *out);
    out->outcome = INTAKE_REFUSED;
    struct sealed_bundle read;
    if (!sealed_bundle_read(sealed, size, &read, &out->fault)) {
        return;
    }
    out->has_header = true;
    out->header = read.header;
    memcpy(out->id, read.id, sizeof out->id);
    if (keys_is_golden(out->header.kiosk.bytes)) {
        error_set(&out->fault, ERROR_INPUT,
                  "is signed with a key that everybody knows: it is for tests");
        return;
    }
    if (!sealed_bundle_open(&read, &intake->secret->recipient, &bundle, &out->fault)) {
        return;
    }
    out->is_simulated = strncmp(bundle->content.health.program_version,
                                BUNDLE_SIMULATED, strlen(BUNDLE_SIMULATED)) == 0;
    if (merge(intake, &read, bundle, out)) {
        out->outcome = outcomes[out->merge.outcome];
    }
    bundle_close(bundle);
}

static bool
is_waiting(const struct archive_bundle *bundle, const struct sign_public *kiosk)
{
    return bundle->place == BUNDLE_KEPT &&
           memcmp(&bundle->kiosk, kiosk, sizeof *kiosk) == 0;
}

bool
intake_waiting(struct intake *intake, const struct sign_public *kiosk,
               intake_told *on_result, void *context, struct error *err)
{
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(intake->archive, &bundles, &count, err)) {
        return false;
    }
    bool ok = true;
    struct buffer sealed;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    for (size_t i = 0; ok && i < count; i++) {
        if (!is_waiting(&bundles[i], kiosk)) {
            continue;
        }
        buffer_clear(&sealed);
        ok = archive_sealed(intake->archive, bundles[i].id, &sealed, err);
        if (ok) {
            struct intake_result result;
            intake_bundle(intake, sealed.data, sealed.size, &result);
            on_result(context, &result);
        }
    }
    buffer_finish(&sealed);
    free(bundles);
    return ok;
}

/* What the archive knows of the kiosk; one that is unknown has no name. */
static struct archive_kiosk
find_kiosk(struct intake *intake, const struct sign_public *key)
{
    struct archive_kiosk found = {.key = *key, .state = KIOSK_UNKNOWN};
    struct archive_kiosk *kiosks;
    size_t count;
    if (!archive_kiosks(intake->archive, &kiosks, &count, NULL)) {
        return found;
    }
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&kiosks[i].key, key, sizeof *key) == 0) {
            found = kiosks[i];
        }
    }
    free(kiosks);
    return found;
}

/* Why a bundle stays apart, and what to do when it should not. */
static void
describe_unknown(const struct intake *intake, const struct archive_kiosk *kiosk,
                 char *out, size_t size)
{
    const uint8_t *key = kiosk->key.bytes;
    const char *why = "nobody has accepted this kiosk", *when = "yours";
    if (kiosk->state == KIOSK_RETIRED) {
        why = "this kiosk was retired";
        when = "in use again";
    } else if (kiosk->state == KIOSK_REJECTED) {
        why = "this kiosk was rejected";
    }
    snprintf(out, size,
             "kept apart, because %s; if it is %s: townline kiosks accept "
             "%02x%02x%02x%02x --archive %s --keys %s",
             why, when, key[0], key[1], key[2], key[3], intake->archive_path,
             intake->keys);
}

static void
describe_merge(const struct intake_result *result, char *out, size_t size)
{
    const struct merge_result *merged = &result->merge;
    char what[96] = "the kiosk's state of health", replaces[64] = "";
    if (result->header.kind == BUNDLE_CONTACTS) {
        snprintf(what, sizeof what, "%s",
                 counted(merged->contacts, "contact", "contacts").text);
    } else if (result->header.kind == BUNDLE_RESPONSES) {
        snprintf(what, sizeof what, "%s and %s",
                 counted(merged->responses, "response", "responses").text,
                 counted(merged->comments, "comment", "comments").text);
    }
    if (merged->replaces != 0) {
        snprintf(replaces, sizeof replaces, "; it replaces bundle %u",
                 (unsigned)merged->replaces);
    }
    snprintf(out, size, "merged %s%s%s%s", what,
             result->is_simulated ? ", all of them simulated" : "",
             merged->test_mode ? " of test mode, which do not count" : "", replaces);
}

struct intake_words
intake_describe(struct intake *intake, const struct intake_result *result)
{
    struct intake_words words;
    char what[512] = "";
    const struct archive_kiosk kiosk = find_kiosk(intake, &result->header.kiosk);
    switch (result->outcome) {
    case INTAKE_MERGED:
        describe_merge(result, what, sizeof what);
        break;
    case INTAKE_SAME:
        snprintf(what, sizeof what, "already there, nothing changed");
        break;
    case INTAKE_UNKNOWN:
        describe_unknown(intake, &kiosk, what, sizeof what);
        break;
    case INTAKE_CLONE:
        snprintf(what, sizeof what,
                 "kept apart: it does not fit what came from this kiosk before (two "
                 "bundles with one number); was its card copied or restored?");
        break;
    case INTAKE_REFUSED:
        snprintf(what, sizeof what, "refused: %s", result->fault.text);
        break;
    }
    if (!result->has_header) {
        snprintf(words.text, sizeof words.text, "%s", what);
        return words;
    }
    snprintf(words.text, sizeof words.text, "%s from %s: %s",
             names_bundle(result->header.number, result->id).text,
             names_kiosk(&kiosk.key, kiosk.name).text, what);
    return words;
}

json_t *
intake_json(struct intake *intake, const struct intake_result *result)
{
    static const char *const outcomes[] = {
        [INTAKE_MERGED] = "merged",   [INTAKE_SAME] = "same",
        [INTAKE_UNKNOWN] = "unknown", [INTAKE_CLONE] = "clone",
        [INTAKE_REFUSED] = "refused",
    };
    static const char *const kinds[] = {
        [BUNDLE_RESPONSES] = "responses",
        [BUNDLE_CONTACTS] = "contacts",
        [BUNDLE_STATUS] = "status",
    };
    json_t *object = json_object();
    json_object_set_new(object, "outcome", json_string(outcomes[result->outcome]));
    if (result->outcome == INTAKE_REFUSED) {
        json_object_set_new(object, "reason", names_json_text(result->fault.text));
    }
    if (!result->has_header) {
        return object;
    }
    const struct archive_kiosk kiosk = find_kiosk(intake, &result->header.kiosk);
    json_object_set_new(object, "number", json_integer(result->header.number));
    json_object_set_new(object, "id", names_json_hex(result->id, BUNDLE_ID_BYTES));
    json_object_set_new(object, "kind", json_string(kinds[result->header.kind]));
    json_object_set_new(object, "kiosk", names_json_hex(&result->header.kiosk, 32));
    json_object_set_new(object, "kiosk_name", names_json_text(kiosk.name));
    json_object_set_new(object, "store",
                        names_json_hex(result->header.store_id, STORE_ID_BYTES));
    if (result->outcome == INTAKE_MERGED) {
        const struct merge_result *merged = &result->merge;
        json_object_set_new(object, "responses", json_integer(merged->responses));
        json_object_set_new(object, "comments", json_integer(merged->comments));
        json_object_set_new(object, "contacts", json_integer(merged->contacts));
        json_object_set_new(object, "counted", json_boolean(merged->counted));
        json_object_set_new(object, "simulated", json_boolean(result->is_simulated));
    }
    return object;
}

/* Collects the stores that receipts are due to, and gives them. */
#include "receipts.h"

#include "console.h"
#include "names.h"
#include "stick_receipts.h"
#include "townline/file.h"
#include "townline/stick.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct receipts_owner {
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
};
/* A kiosk's folder on a stick. */
struct receipts_origin {
    struct receipts_owner owner;
    char *folder; /* owned */
};

void
receipts_finish(struct receipts *receipts)
{
    for (size_t i = 0; i < receipts->origin_count; i++) {
        free(receipts->origins[i].folder);
    }
    free(receipts->origins);
    free(receipts->owners);
    memset(receipts, 0, sizeof *receipts);
}

bool
receipts_add(struct receipts *receipts, const struct sign_public *kiosk,
             const uint8_t store_id[STORE_ID_BYTES], struct error *err)
{
    struct receipts_owner owner = {.kiosk = *kiosk};
    memcpy(owner.store_id, store_id, STORE_ID_BYTES);
    for (size_t i = 0; i < receipts->count; i++) {
        if (memcmp(&receipts->owners[i], &owner, sizeof owner) == 0) {
            return true;
        }
    }
    if (receipts->count == receipts->capacity) {
        size_t capacity = receipts->capacity ? 2 * receipts->capacity : 8;
        struct receipts_owner *larger =
            realloc(receipts->owners, capacity * sizeof *larger);
        if (!larger) {
            return error_no_memory(err);
        }
        receipts->owners = larger;
        receipts->capacity = capacity;
    }
    receipts->owners[receipts->count++] = owner;
    return true;
}

bool
receipts_add_origin(struct receipts *receipts, const struct sign_public *kiosk,
                    const uint8_t store_id[STORE_ID_BYTES], const char *bundle_path,
                    struct error *err)
{
    struct receipts_origin origin = {.owner = {.kiosk = *kiosk}};
    char folder[PATH_MAX];
    memcpy(origin.owner.store_id, store_id, STORE_ID_BYTES);
    if (!stick_receipts_folder(bundle_path, kiosk, folder)) {
        return true;
    }
    for (size_t i = 0; i < receipts->origin_count; i++) {
        const struct receipts_origin *known = &receipts->origins[i];
        if (memcmp(&known->owner, &origin.owner, sizeof origin.owner) == 0 &&
            strcmp(known->folder, folder) == 0) {
            return true;
        }
    }
    struct receipts_origin *larger =
        realloc(receipts->origins, (receipts->origin_count + 1) * sizeof *larger);
    if (!larger) {
        return error_no_memory(err);
    }
    receipts->origins = larger;
    origin.folder = strdup(folder);
    if (!origin.folder) {
        return error_no_memory(err);
    }
    receipts->origins[receipts->origin_count++] = origin;
    return true;
}

/* Where the files go, made when missing. */
static bool
find_folder(const struct receipts_options *options, char out[PATH_MAX],
            struct error *err)
{
    const char *slash = strrchr(options->archive_path, '/');
    int size;
    if (options->folder) {
        size = snprintf(out, PATH_MAX, "%s", options->folder);
    } else if (slash == options->archive_path) {
        size = snprintf(out, PATH_MAX, "/.");
    } else if (slash) {
        size = snprintf(out, PATH_MAX, "%.*s", (int)(slash - options->archive_path),
                        options->archive_path);
    } else {
        size = snprintf(out, PATH_MAX, ".");
    }
    if (size < 0 || size >= PATH_MAX - STICK_FILE_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the name is too long");
    }
    return file_make_folder(out, 0755, err) || error_prefix(err, "%s", out);
}

static bool
save(const struct receipt_file *receipt, const char *folder, char path[PATH_MAX],
     struct error *err)
{
    char name[STICK_FILE_MAX_BYTES];
    struct buffer text;
    stick_file_name(receipt->number, receipt->id, "receipt", name);
    snprintf(path, PATH_MAX, "%s/%s", folder, name);
    buffer_init(&text, 4096);
    struct receipt_file dated = *receipt;
    receipt_file_date(&dated, names_today_day());
    receipt_file_write(&dated, &text);
    const struct file_content content = {
        .data = text.data, .size = text.size, .mode = 0644, .existing = FILE_REPLACE};
    bool ok = text.failed
                  ? error_no_memory(err)
                  : file_save(path, &content, err) || error_prefix(err, "%s", path);
    buffer_finish(&text);
    return ok;
}

static const char *
find_name(const struct archive_kiosk *kiosks, size_t count,
          const struct sign_public *key)
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&kiosks[i].key, key, sizeof *key) == 0) {
            return kiosks[i].name;
        }
    }
    return "";
}

static void
tell_receipt(const struct archive_receipt *receipt, const char *kiosk_name,
             const char *path, const struct receipts_options *options)
{
    unsigned number = (unsigned)receipt->file.number;
    if (options->receipts) {
        json_array_append_new(
            options->receipts,
            json_pack("{s:o, s:o, s:o, s:i, s:o, s:s, s:o}", "kiosk",
                      names_json_hex(receipt->file.kiosk.bytes, 32), "kiosk_name",
                      names_json_text(kiosk_name), "store",
                      names_json_hex(receipt->file.store_id, STORE_ID_BYTES), "number",
                      (int)number, "id", names_json_hex(receipt->file.id, 32), "code",
                      receipt->code, "file", names_json_text(path)));
        return;
    }
    console_say("Receipt for %s, bundles 1 to %u: %.5s %s  (or %s)",
                names_kiosk(&receipt->file.kiosk, kiosk_name).text, number,
                receipt->code, receipt->code + 5, path);
}

/* Writes the receipt to each stick that the owner's bundles came from. */
static void
write_back(const struct receipts *receipts, const struct receipts_owner *owner,
           const struct receipt_file *receipt, const struct receipts_options *options)
{
    for (size_t i = 0; i < receipts->origin_count; i++) {
        char path[PATH_MAX];
        struct error err;
        if (memcmp(&receipts->origins[i].owner, owner, sizeof *owner) != 0) {
            continue;
        }
        enum stick_receipt_outcome outcome =
            stick_receipts_write(receipts->origins[i].folder, receipt, path, &err);
        if (options->on_sticks) {
            json_t *told =
                json_pack("{s:o, s:s}", "file", names_json_text(path), "outcome",
                          outcome == STICK_RECEIPT_WRITTEN ? "written"
                          : outcome == STICK_RECEIPT_THERE ? "there"
                                                           : "failed");
            if (outcome == STICK_RECEIPT_FAILED) {
                json_object_set_new(told, "reason", names_json_text(err.text));
            }
            json_array_append_new(options->on_sticks, told);
        } else if (outcome == STICK_RECEIPT_FAILED) {
            console_tell("collect",
                         "%s: the receipt could not be put on the stick (%s); type the "
                         "digits at the kiosk instead",
                         path, err.text);
        } else {
            console_say("  %s on the stick, for the kiosk to read: %s",
                        outcome == STICK_RECEIPT_WRITTEN ? "Written back" : "Already",
                        path);
        }
    }
}

/* Tells the numbers of the bundles that are missing between those that are merged. */
static void
tell_missing(const struct archive_bundle *bundles, size_t count,
             const struct receipts_owner *owner, const char *kiosk_name,
             const struct receipts_options *options)
{
    uint32_t next = 1;
    for (size_t i = 0; i < count; i++) {
        const struct archive_bundle *bundle = &bundles[i];
        if (memcmp(&bundle->kiosk, &owner->kiosk, sizeof owner->kiosk) != 0 ||
            memcmp(bundle->store_id, owner->store_id, STORE_ID_BYTES) != 0 ||
            bundle->place != BUNDLE_MERGED) {
            continue;
        }
        uint32_t last = bundle->number - 1;
        if (last >= next && options->missing) {
            json_array_append_new(options->missing,
                                  json_pack("{s:o, s:o, s:i, s:i}", "kiosk",
                                            names_json_hex(owner->kiosk.bytes, 32),
                                            "kiosk_name", kiosk_name, "first",
                                            (int)next, "last", (int)last));
        } else if (last > next) {
            console_say("Still missing from %s: bundles %u to %u; collect them too",
                        names_kiosk(&owner->kiosk, kiosk_name).text, (unsigned)next,
                        (unsigned)last);
        } else if (last == next) {
            console_say("Still missing from %s: bundle %u; collect it too",
                        names_kiosk(&owner->kiosk, kiosk_name).text, (unsigned)next);
        }
        next = bundle->number + 1;
    }
}

bool
receipts_give(const struct receipts *receipts, struct archive *archive,
              const struct receipts_options *options, struct error *err)
{
    struct archive_kiosk *kiosks = NULL;
    struct archive_bundle *bundles = NULL;
    size_t kiosk_count, bundle_count;
    char folder[PATH_MAX], path[PATH_MAX];
    bool ok = false;
    if (receipts->count == 0) {
        return true;
    }
    if (!archive_kiosks(archive, &kiosks, &kiosk_count, err) ||
        !archive_bundles(archive, &bundles, &bundle_count, err) ||
        !find_folder(options, folder, err)) {
        goto out;
    }
    ok = true;
    for (size_t i = 0; i < receipts->count; i++) {
        const struct receipts_owner *owner = &receipts->owners[i];
        const char *name = find_name(kiosks, kiosk_count, &owner->kiosk);
        struct archive_receipt receipt;
        struct error fault;
        tell_missing(bundles, bundle_count, owner, name, options);
        if (archive_receipt(archive, &owner->kiosk, owner->store_id, &receipt,
                            &fault) &&
            save(&receipt.file, folder, path, &fault)) {
            tell_receipt(&receipt, name, path, options);
            write_back(receipts, owner, &receipt.file, options);
        } else if (ok) {
            ok = false;
            error_set(err, fault.code, "no receipt for %s: %s",
                      names_kiosk(&owner->kiosk, name).text, fault.text);
        }
    }
out:
    free(bundles);
    free(kiosks);
    return ok;
}

/* townline receipt: shows again the receipt for a bundle or kiosk. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "names.h"
#include "receipts.h"
#include "townline/file.h"

#include <stdlib.h>
#include <string.h>

/* "7-1f2e3d4c" or the file's name: a bundle the archive has. */
static const struct archive_bundle *
find_bundle(const struct archive_bundle *bundles, size_t count, const char *words)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names_bundle(bundles[i].number, bundles[i].id).text, words) == 0) {
            return &bundles[i];
        }
    }
    return NULL;
}

/* Adds the kiosk and store of a bundle's file; false with ERROR_MISSING when there is
 * no such file. */
static bool
add_file(struct receipts *receipts, const struct archive_bundle *bundles, size_t count,
         const char *path, struct error *err)
{
    struct buffer sealed;
    struct sealed_bundle read;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    bool ok = file_load(path, &sealed, err) &&
              sealed_bundle_read(sealed.data, sealed.size, &read, err);
    buffer_finish(&sealed);
    if (!ok) {
        return error_prefix(err, "%s", path);
    }
    for (size_t i = 0; i < count; i++) {
        if (memcmp(bundles[i].id, read.id, sizeof read.id) == 0 &&
            bundles[i].place == BUNDLE_MERGED) {
            return receipts_add(receipts, &read.header.kiosk, read.header.store_id,
                                err);
        }
    }
    return error_set(err, ERROR_INPUT,
                     "%s: this bundle is not in the archive; collect it first", path);
}

/* All stores of a kiosk that bundles were merged from. */
static bool
add_kiosk(struct receipts *receipts, struct archive *archive,
          const struct archive_bundle *bundles, size_t count, const char *words,
          struct error *err)
{
    struct archive_kiosk *kiosks = NULL;
    const struct archive_kiosk *kiosk;
    size_t kiosk_count;
    bool ok = archive_kiosks(archive, &kiosks, &kiosk_count, err);
    if (ok && !names_find_kiosk(kiosks, kiosk_count, words, &kiosk, err)) {
        ok = err->code != ERROR_MISSING
                 ? false
                 : error_set(
                       err, ERROR_MISSING,
                       "\"%.80s\" is no file here, and the archive knows no bundle "
                       "and no kiosk of that name; townline kiosks list shows the "
                       "kiosks",
                       words);
    }
    for (size_t i = 0; ok && i < count; i++) {
        if (bundles[i].place == BUNDLE_MERGED && !bundles[i].is_recovered &&
            memcmp(&bundles[i].kiosk, &kiosk->key, sizeof kiosk->key) == 0) {
            ok = receipts_add(receipts, &kiosk->key, bundles[i].store_id, err);
        }
    }
    if (ok && receipts->count == 0) {
        ok = error_set(err, ERROR_MISSING, "nothing of %s has been merged yet",
                       names_kiosk(&kiosk->key, kiosk->name).text);
    }
    free(kiosks);
    return ok;
}

static int
run(const char *words, const char *path, const char *folder, bool json)
{
    struct error err;
    struct archive *archive = NULL;
    struct archive_bundle *bundles = NULL;
    size_t count;
    struct receipts receipts = {.count = 0};
    struct receipts_options giving = {.folder = folder, .archive_path = path};
    int code = COMMAND_DONE;
    bool ok = false;
    if (!archive_file_open(path, false, &archive, &err)) {
        goto out;
    }
    if (!archive_bundles(archive, &bundles, &count, &err)) {
        goto out;
    }
    const struct archive_bundle *bundle = find_bundle(bundles, count, words);
    if (bundle) {
        ok = receipts_add(&receipts, &bundle->kiosk, bundle->store_id, &err);
    } else if (add_file(&receipts, bundles, count, words, &err)) {
        ok = true;
    } else if (err.code == ERROR_MISSING) {
        ok = add_kiosk(&receipts, archive, bundles, count, words, &err);
    }
    if (!ok) {
        goto out;
    }
    if (json) {
        giving.receipts = json_array();
        giving.missing = json_array();
    }
    ok = receipts_give(&receipts, archive, &giving, &err);
    if (json && !console_json(json_pack("{s:o, s:o}", "receipts", giving.receipts,
                                        "missing", giving.missing))) {
        code = COMMAND_SYSTEM;
    }
out:
    if (!ok) {
        code = command_fail("receipt", &err);
    }
    receipts_finish(&receipts);
    free(bundles);
    archive_close(archive);
    return code;
}

int
command_receipt(int argc, char **argv)
{
    const char *archive = NULL, *folder = NULL;
    bool json = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &archive},
        {"--receipts", OPTION_TEXT, false, &folder},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("receipt", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT, "name one bundle or kiosk");
        return command_usage("receipt", &err);
    }
    return run(argv[0], archive, folder, json);
}
